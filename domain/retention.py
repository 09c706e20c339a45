"""How long what is closed is kept, and from which moment on.

A privacy notice needs one sentence: “What is closed is kept for 24 months and then removed.” Two school years, so that
a term can be held against the same one a year before. What is open is never removed, however old.
"""

from datetime import date, datetime, time

from domain.errors import UserError
from domain.school_days import SchoolCalendar

KEPT_MONTHS = 24
FEWEST_MONTHS, MOST_MONTHS = 12, 120
"""A school year at least: the digest tells of the term, and the improvement plan of the year."""

_YEAR = 12
_IN_EVERY_MONTH = 28


def check_months(months: int | None) -> int:
    """UserError, about the field, for a time that no school would sign, or that a year's figures need."""
    if months is None or not FEWEST_MONTHS <= months <= MOST_MONTHS:
        raise UserError(
            f"Please choose {FEWEST_MONTHS} to {MOST_MONTHS} months: the year’s figures need a year, and nobody should "
            "be remembered for ever.",
            "months",
        )
    return months


def kept_from(calendar: SchoolCalendar, months: int, now: datetime) -> datetime:
    """What was closed before this moment (UTC) goes: the midnight with which a school week begins.

    Whole weeks, because that is what the ledger accounts for.
    """
    return calendar.moment(calendar.week_of(_months_before(calendar.today(now), months)), time.min)


def _months_before(day: date, months: int) -> date:
    """The same day of the month, or the 28th where not every month has it."""
    years, month = divmod(day.year * _YEAR + day.month - 1 - months, _YEAR)
    return date(years, month + 1, min(day.day, _IN_EVERY_MONTH))
