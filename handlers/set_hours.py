"""`python -m bot calendar hours 08:30 15:30`."""

from datetime import datetime, time
from uuid import UUID

from domain.calendar_limits import check_hours
from domain.digest_moments import check_digest_hour
from handlers.change_calendar import Change, changing
from store import calendars
from store.session import Store


def set_hours(store: Store, school_id: UUID, opens: time, closes: time, now: datetime) -> Change:
    """UserError, and nothing changed, for hours in which nothing could be sent, or not the weekly digest."""
    with changing(store, school_id, now) as change:
        calendar = change.school.calendar
        if (opens, closes) != (calendar.opens, calendar.closes):
            check_hours(opens, closes)
            check_digest_hour(change.school.digest_at, opens, closes)
        calendars.set_hours(change.db, school_id, opens, closes)
    return change
