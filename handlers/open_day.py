"""`python -m bot calendar open 2027-03-02`: a school day, whatever holidays and closures say."""

from datetime import date, datetime
from uuid import UUID

from domain.calendar_limits import check_days
from handlers.change_calendar import Change, changing
from store import calendars
from store.session import Store

WHY = "School is open"


def open_day(store: Store, school_id: UUID, day: date, now: datetime) -> tuple[Change, str | None]:
    """With the reason why it was closed; None when it was a school day anyway, and nothing changed."""
    with changing(store, school_id, now) as change:
        would_be_closed = open_in(change, day, now)
    return change, would_be_closed


def open_in(change: Change, day: date, now: datetime) -> str | None:
    """The same within a change that has begun."""
    check_days(day, day, change.school.today(now))
    would_be_closed = change.school.calendar.why_closed(day)
    if would_be_closed:
        calendars.open_day(change.db, change.school.id, day, WHY)
    return would_be_closed
