"""What a school calendar cannot be: one that never opens, or whose dates are slips of the finger."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from domain.errors import UserError
from domain.school_days import SchoolCalendar

LONGEST_WITHOUT_SCHOOL = 365
"""Days: a school that is closed for a year is not one that needs its library's bot."""

_DAY = timedelta(days=1)
_FAR_AHEAD = timedelta(days=3 * 366)
_LONG_PAST = timedelta(days=366)
_MONDAY_TO_FRIDAY = frozenset(range(5))


def check_calendar(calendar: SchoolCalendar, today: date) -> None:
    """Raise UserError, in one sentence, for a calendar under which nothing could be sent."""
    check_hours(calendar.opens, calendar.closes)
    if not calendar.weekdays & _MONDAY_TO_FRIDAY:
        raise UserError(
            "School needs at least one day from Monday to Friday: the week's digest goes out on one.", "weekdays"
        )
    closed_from = _year_without_school(calendar, today)
    if closed_from:
        raise UserError(
            f"That would leave no school day within a year from {closed_from.isoformat()}. Nothing was changed.",
            "last",
        )


def check_hours(opens: time, closes: time) -> None:
    """Raise UserError for a school day that does not end after its beginning."""
    if not opens < closes:
        raise UserError(
            f"School cannot close ({closes:%H:%M}) before it opens ({opens:%H:%M}); write both as in 08:30 15:30.",
            "closes",
        )


def check_days(first: date, last: date, today: date) -> None:
    """Raise UserError unless they are days in order that a school may be planning with."""
    if last < first:
        raise UserError(f"{last.isoformat()} is before {first.isoformat()}: name the first day first.", "last")
    for day, about in ((first, "first"), (last, "last")):
        if not today - _LONG_PAST <= day <= today + _FAR_AHEAD:
            raise UserError(
                f"{day.isoformat()} is more than a year past or three years ahead: is the year right?", about
            )


def _year_without_school(calendar: SchoolCalendar, today: date) -> date | None:
    """The first day from today on after which a year goes by without a school day."""
    closed_from = today
    for day in _days_that_matter(calendar, today):
        if calendar.is_school_day(day):
            closed_from = day + _DAY
        elif (day - closed_from).days >= LONGEST_WITHOUT_SCHOOL - 1:
            return closed_from
    return None


def _days_that_matter(calendar: SchoolCalendar, today: date) -> Iterable[date]:
    """To the year after the last closure, but not for ever: the first year of an endless closure is enough."""
    lasts = (
        min(each.last, each.first + LONGEST_WITHOUT_SCHOOL * _DAY, today + _FAR_AHEAD) for each in calendar.closures
    )
    count = (max(lasts, default=today) - today).days + LONGEST_WITHOUT_SCHOOL + 1
    return (today + number * _DAY for number in range(count))
