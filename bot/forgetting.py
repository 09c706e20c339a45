"""When old things are removed: as a week grows old, or the school keeps less, until nothing is left to remove."""

import time
from datetime import datetime
from uuid import UUID

from handlers.forget import edge_of, forget_one
from store import schools
from store.session import Store, StoreBusyError

_AFTER_A_FAILURE = 600.0
"""Seconds of rest after a bug: nothing is lost by what is removed a little later."""


class Forgetting:
    """Kept in memory: a bot that starts anew looks anew."""

    def __init__(self, store: Store, school_id: UUID) -> None:
        self._store = store
        self._school_id = school_id
        self._done: datetime | None = None
        self._rests_until = 0.0

    def __call__(self, now: datetime) -> bool:
        """Looks through the tables once for each edge, not at every tick."""
        if time.monotonic() < self._rests_until:
            return False
        with self._store.reading() as db:
            before = edge_of(schools.get(db, self._school_id), now).before
        if before == self._done:
            return False
        try:
            found = forget_one(self._store, self._school_id, now)
        except StoreBusyError:
            raise
        except Exception:
            self._rests_until = time.monotonic() + _AFTER_A_FAILURE
            raise
        self._done = None if found else before
        return found
