"""Where a reader stands: dates, hours, numbers and our own words are told from there.

What is told to one person is told in their own form, from the locale and zone of their profile; what is told in a
thread, where others read it too, and what is told to somebody of whom neither is known, in the school's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.dates_in_words import DateOrder, in_words, short
from domain.errors import UserError
from domain.person import Habits
from domain.school import School
from domain.school_days import check_zone
from domain.spelling import Spelling
from handlers.manner import ENGLISH, city_of, manner_of, number_in

_SAYS_LITTLE = ("en-US", "en_US")
"""Slack's own language: whoever never chose one has it too, so it is no sign of how they write a date."""


@dataclass(frozen=True)
class Place:
    """Where the reader stands: the school's today, its zone and name, and how they read.

    `zone` is the school's, in which every day is meant; `own_zone` the reader's, None where it is not known. What each
    of the others means is said where they come from, in `Manner`.
    """

    today: date
    order: DateOrder
    zone: str
    school: str
    now: datetime
    halves_day: bool = False
    numbers: str = ENGLISH
    own_zone: str | None = None
    spelling: Spelling = Spelling.BRITISH

    def lasting(self, day: date) -> str:
        """A day in words for what is read again later, when today is no longer today."""
        return in_words(day, today=self.today, order=self.order, lasting=True)

    def near(self, day: date) -> str:
        """A day in words, with "today" or "tomorrow" where it is."""
        return in_words(day, today=self.today, order=self.order)

    def short(self, day: date) -> str:
        return short(day, self.order)

    def number(self, count: float) -> str:
        return number_in(self.numbers, count)

    def spelt(self, words: str) -> str:
        """Words of our own, never anybody else's, as the school spells them."""
        return self.spelling.of(words)

    def moment(self, moment: datetime) -> str:
        """Such as “Fri 27 Nov, 14:00”, by the reader's own clock; its city is named where it is not the school's."""
        return self._by_own_clock(moment, self.short)

    def lasting_moment(self, moment: datetime) -> str:
        """The same with the day in words."""
        return self._by_own_clock(moment, self.lasting)

    def _by_own_clock(self, moment: datetime, day: Callable[[date], str]) -> str:
        is_elsewhere = self._is_elsewhere(moment)
        there = moment.astimezone(ZoneInfo(self.own_zone if self.own_zone and is_elsewhere else self.zone))
        whose = f" {city_of(self.own_zone)} time" if self.own_zone and is_elsewhere else ""
        return f"{day(there.date())}, {self._clock(there.time())}{whose}"

    def school_hour(self, at: time) -> str:
        """An hour of a school day is the school's, and says so to who reads by another clock."""
        return self._clock(at) + (" school time" if self._is_elsewhere(self.now) else "")

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def hour_of(self, moment: datetime) -> int:
        return moment.astimezone(ZoneInfo(self.zone)).hour

    def _clock(self, at: time) -> str:
        if not self.halves_day:
            return f"{at:%H:%M}"
        return f"{at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"  # noqa: PLR2004  (noon)

    def _is_elsewhere(self, moment: datetime) -> bool:
        """Two zones may have the same hour, now or all year round."""
        if self.own_zone is None:
            return False
        own, schools = (moment.astimezone(ZoneInfo(zone)).utcoffset() for zone in (self.own_zone, self.zone))
        return own != schools


def written_order(school: School, habits: Habits) -> DateOrder:
    """In which order somebody writes 3/12. A locale that says nothing of it leaves it to the school's country."""
    manner = None if habits.locale in _SAYS_LITTLE else manner_of(habits.locale)
    return manner.order if manner else school.date_order


@lru_cache
def known_zone(name: str | None) -> str | None:
    """What is no zone here is as good as none."""
    try:
        if name:
            check_zone(name)
    except UserError:
        return None
    return name or None
