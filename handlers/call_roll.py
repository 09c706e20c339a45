"""At the start, and once before a school day begins: who of those the library counts on is still there?

The platform says when an account is closed, but only to a bot that is running and connected; so it is asked as well.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from handlers.leave import leave
from store import people, schools
from store.session import Store

BEFORE_OPENING = timedelta(minutes=30)

MOST_SILENCES = 3
"""People about whom the platform says nothing, one after the other, before the others are left for later."""


def call_roll(store: Store, school_id: UUID, is_gone: Callable[[str], bool | None], now: datetime) -> bool:
    """Whoever `is_gone` leaves; it gives None where the platform does not say. False when it has to be called again."""
    with store.reading() as db:
        addresses = people.counted_on(db, school_id)
    silences, all_told = 0, True
    for address in addresses:
        gone = is_gone(address)
        if gone:
            leave(store, school_id, address, now)
        silences = silences + 1 if gone is None else 0
        all_told = all_told and gone is not None
        if silences == MOST_SILENCES:
            break
    return all_told


def next_roll(store: Store, school_id: UUID, now: datetime) -> datetime:
    """The moment of the next one: ahead of the first opening after `now` that it is not too late for."""
    with store.reading() as db:
        calendar = schools.get(db, school_id).calendar
    return calendar.opening_after(now + BEFORE_OPENING) - BEFORE_OPENING
