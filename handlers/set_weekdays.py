"""`python -m bot calendar days sun mon tue wed thu`."""

from datetime import datetime
from uuid import UUID

from handlers.change_calendar import Change, changing
from store import calendars
from store.session import Store


def set_weekdays(store: Store, school_id: UUID, weekdays: frozenset[int], now: datetime) -> Change:
    """Monday is 0."""
    with changing(store, school_id, now) as change:
        calendars.set_weekdays(change.db, school_id, weekdays)
    return change
