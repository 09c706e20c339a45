"""When old things are removed: as a week grows old, or the school keeps less, until nothing is left to remove."""

from datetime import datetime
from uuid import UUID

from handlers.forget import edge_of, forget_one
from store import schools
from store.session import Store


class Forgetting:
    """Kept in memory: a bot that starts anew looks anew."""

    def __init__(self, store: Store, school_id: UUID) -> None:
        self._store = store
        self._school_id = school_id
        self._done: datetime | None = None

    def __call__(self, now: datetime) -> bool:
        """Looks through the tables once for each edge, not at every tick."""
        with self._store.reading() as db:
            before = edge_of(schools.get(db, self._school_id), now).before
        if before == self._done:
            return False
        # Not again before the next edge if it raises: the ticker's log has the error.
        self._done = before
        if forget_one(self._store, self._school_id, now):
            self._done = None
            return True
        return False
