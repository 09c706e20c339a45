"""`python -m bot spelling American`: how the library's own words are spelt; what people wrote stays as it is."""

from uuid import UUID

from domain.spelling import Spelling
from store import homes, schools
from store.session import Session, Store


def set_spelling(store: Store, school_id: UUID, spelling: Spelling) -> None:
    with store.writing() as db:
        spell(db, school_id, spelling)


def spell(db: Session, school_id: UUID, spelling: Spelling) -> None:
    """In somebody's transaction; every Home tab is written anew, and messages from now on."""
    schools.set_spelling(db, school_id, spelling)
    homes.mark_all_stale(db, school_id)
