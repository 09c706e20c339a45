"""Where a reader stands: dates, hours and the day are told from there."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.dates_in_words import DateOrder, in_words, short


@dataclass(frozen=True)
class Place:
    """Where the reader stands: the school's today, its order of dates, its zone and its name."""

    today: date
    order: DateOrder
    zone: str
    school: str
    now: datetime

    def lasting(self, day: date) -> str:
        """A day in words for what is read again later, when today is no longer today."""
        return in_words(day, today=self.today, order=self.order, lasting=True)

    def near(self, day: date) -> str:
        """A day in words, with "today" or "tomorrow" where it is."""
        return in_words(day, today=self.today, order=self.order)

    def short(self, day: date) -> str:
        return short(day, self.order)

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def hour_of(self, moment: datetime) -> int:
        return moment.astimezone(ZoneInfo(self.zone)).hour
