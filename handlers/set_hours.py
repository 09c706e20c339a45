"""`python -m bot calendar hours 08:30 15:30`."""

from datetime import datetime, time
from uuid import UUID

from handlers.change_calendar import Change, changing
from store import calendars
from store.session import Store


def set_hours(store: Store, school_id: UUID, opens: time, closes: time, now: datetime) -> Change:
    with changing(store, school_id, now) as change:
        calendars.set_hours(change.db, school_id, opens, closes)
    return change
