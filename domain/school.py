"""A school: its calendar, the order in which it writes dates, and when its administrators read."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain.dates_in_words import DateOrder
from domain.errors import UserError
from domain.etiquette import MOST_UNPROMPTED
from domain.ladder import USUAL, Ladder
from domain.retention import KEPT_MONTHS
from domain.school_days import SchoolCalendar
from domain.spelling import Spelling

FRIDAY = 4
DIGEST_AT = time(14, 0)
_LONGEST_HOLIDAYS = 53
"""Weeks."""


@dataclass(frozen=True)
class School:
    id: UUID
    address: str
    name: str
    calendar: SchoolCalendar
    date_order: DateOrder
    digest_weekday: int = FRIDAY
    """Monday is 0."""
    digest_at: time = DIGEST_AT
    next_digest_at: datetime | None = None
    most_unprompted: int = MOST_UNPROMPTED
    """Messages in a school week to a teacher who did not ask for them."""
    proposes: bool = True
    """Whether each school week begins with a proposal."""
    ladder: Ladder = USUAL
    keeps_months: int = KEPT_MONTHS
    """For how long what is closed is kept."""
    forgotten_before: datetime | None = None
    """Up to where (UTC, the beginning of a school week) what was closed has been removed."""
    seen_at: datetime | None = None
    """When the bot was last known to work for it, on the school's clock."""
    paused_at: datetime | None = None
    paused_why: str | None = None
    """Since when, and for what reason, the platform takes nothing from the bot; both empty for one that works."""
    spelling: Spelling = Spelling.BRITISH
    digest_from: datetime | None = None
    """Where the week of the next digest begins: the moment the last one was taken."""

    def today(self, now: datetime) -> date:
        return self.calendar.today(now)

    def digest_after(self, moment: datetime) -> datetime:
        return digest_moment_after(self.calendar, moment, self.digest_weekday, self.digest_at)


def digest_moment_after(
    calendar: SchoolCalendar, moment: datetime, weekday: int = FRIDAY, at: time = DIGEST_AT
) -> datetime:
    """The next digest strictly after `moment` (UTC): the week's last school day up to the digest's weekday.

    A week without a school day has none; its figures go into the next one's.
    """
    monday = calendar.today(moment) - timedelta(days=calendar.today(moment).weekday())
    for week in range(_LONGEST_HOLIDAYS):
        first = monday + timedelta(weeks=week)
        day = first + timedelta(days=weekday)
        while day >= first and not calendar.is_school_day(day):
            day -= timedelta(days=1)
        if day >= first and calendar.moment(day, at) > moment:
            return calendar.moment(day, at)
    raise UserError("The calendar has no school day within a year. Check its closures.")
