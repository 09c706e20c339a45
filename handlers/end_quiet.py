"""The day after somebody's quiet weeks: they are over, and Home says so. What waited comes by itself."""

from datetime import datetime
from uuid import UUID

from store import homes, people, schools
from store.session import Store


def end_quiet_one(store: Store, school_id: UUID, now: datetime) -> bool:
    """Ends one person's quiet weeks that are over; False when there are none."""
    with store.claiming(lambda db: people.after_quiet(db, school_id, schools.get(db, school_id).today(now))) as claimed:
        if claimed is None:
            return False
        db, person = claimed
        people.end_quiet(db, person.id)
        homes.mark_people_stale(db, [person.id])
    store.wake()
    return True
