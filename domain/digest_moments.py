"""When digests are owed while the calendar changes: one a week, and none lost to a snow day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from domain.calendar_history import CalendarHistory
from domain.errors import UserError
from domain.hours_in_words import BY_24_HOURS, Told
from domain.school import School
from domain.school_days import SchoolCalendar

_WEEK = timedelta(days=7)
_INSTANT = timedelta(microseconds=1)


def check_digest_hour(at: time, opens: time, closes: time, told: Told = BY_24_HOURS) -> None:
    """UserError, about the hour to blame, where school is closed at the digest’s: it would be a school day late."""
    if opens <= at < closes:
        return
    raise UserError(
        f"The weekly digest goes out at {told(at)}, which is not {open_hours(opens, closes, told)}. "
        "Choose another hour for it under Messages first, in Settings on Home.",
        "opens" if at < opens else "closes",
    )


def open_hours(opens: time, closes: time, told: Told) -> str:
    return f"from {told(opens)} until before {told(closes)}"


def following_digest(school: School, known: CalendarHistory, moment: datetime) -> datetime:
    """The first one in a later week than `moment`, moved by each change of the calendar that comes before it (UTC)."""
    calendar = known.after(moment)
    planned = _first_from(school, calendar, _monday(calendar, moment) + _WEEK)
    for change in known.changes_after(moment):
        if planned <= change:
            break
        planned = moved_digest(school, known.at(change), known.after(change), planned, change)
    return planned


def moved_digest(
    school: School, before: SchoolCalendar, after: SchoolCalendar, planned: datetime, now: datetime
) -> datetime:
    """Where a digest that was planned for later than `now` belongs when the calendar changes.

    This week's goes out at once when the days on which it could still have are closed now: delivery keeps school hours.
    A week that has had its digest gets no second one.
    """
    monday = _monday(after, now)
    following = replace(school, calendar=after).digest_after(now)
    is_still_owed = _monday(after, planned) == monday
    if _monday(after, following) == monday:
        has_been = not is_still_owed and _has_one(school, before, monday)
        return _first_from(school, after, monday + _WEEK) if has_been else following
    return now if is_still_owed and _has_one(school, after, monday) else following


def _has_one(school: School, calendar: SchoolCalendar, monday: date) -> bool:
    return _monday(calendar, _first_from(school, calendar, monday)) == monday


def _first_from(school: School, calendar: SchoolCalendar, monday: date) -> datetime:
    """The first digest of the week that begins on `monday`, or of a later one."""
    return replace(school, calendar=calendar).digest_after(calendar.moment(monday, time.min) - _INSTANT)


def _monday(calendar: SchoolCalendar, moment: datetime) -> date:
    today = calendar.today(moment)
    return today - timedelta(days=today.weekday())
