"""`python -m bot etiquette 3`: how many messages a teacher may get in a school week without having asked."""

from datetime import datetime
from uuid import UUID

from domain.etiquette import check_ceiling
from store import outbox, schools
from store.session import Store


def set_ceiling(store: Store, school_id: UUID, most: int, now: datetime) -> None:
    """UserError for what is no ceiling. What waited for the next week is judged by the new one at once."""
    check_ceiling(most)
    with store.writing() as db:
        schools.set_ceiling(db, school_id, most)
        outbox.release_unprompted(db, school_id, now)
