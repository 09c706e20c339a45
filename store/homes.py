"""Home tabs that somebody has opened, to be published anew when what they show has changed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from store.once import write_once
from store.outbox import working
from store.session import Session
from store.tables import homes, people
from store.types import AT_ONCE


def open_for(db: Session, school_id: UUID, person_id: UUID) -> None:
    if not write_once(db, homes, school_id=school_id, person_id=person_id, turned={}, stale=1, rewrite_at=AT_ONCE):
        _bump(db, homes.c.person_id == person_id)


def turn(db: Session, school_id: UUID, person_id: UUID, name: str, page: int) -> None:
    """That list is shown from that page on."""
    open_for(db, school_id, person_id)
    pages = {**turned(db, person_id), name: page}
    db.execute(homes.update().where(homes.c.person_id == person_id).values(turned=pages))


def turned(db: Session, person_id: UUID) -> dict[str, int]:
    row = db.execute(sa.select(homes.c.turned).where(homes.c.person_id == person_id)).first()
    return dict(row.turned) if row else {}


def mark_stale(db: Session, school_id: UUID, asker_id: UUID | None) -> None:
    """What one request or promise changes is shown to its asker and to those who run the library."""
    runs = sa.select(people.c.id).where(
        people.c.school_id == school_id, people.c.is_librarian | people.c.is_administrator
    )
    _bump(db, homes.c.school_id == school_id, homes.c.person_id.in_(runs) | (homes.c.person_id == asker_id))


def mark_people_stale(db: Session, person_ids: Iterable[UUID]) -> None:
    _bump(db, homes.c.person_id.in_(tuple(person_ids)))


def mark_everybodys_stale(db: Session, school_id: UUID) -> None:
    """Something is gone that anybody's Home may show."""
    _bump(db, homes.c.school_id == school_id)


def next_stale(db: Session, school_id: UUID, real_now: datetime) -> tuple[UUID, int] | None:
    """(person, changes since it was published) of one Home to publish, claimed for this transaction."""
    query = (
        sa.select(homes)
        .where(homes.c.stale > 0, homes.c.rewrite_at <= real_now)
        .where(homes.c.school_id == working(school_id))
        .order_by(homes.c.rewrite_at)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True)
    )
    row = db.execute(query).first()
    return (row.person_id, row.stale) if row else None


def hold(db: Session, person_id: UUID, until: datetime) -> None:
    db.execute(homes.update().where(homes.c.person_id == person_id).values(rewrite_at=until))


def mark_published(db: Session, person_id: UUID, seen: int, real_now: datetime) -> None:
    left = sa.case((homes.c.stale <= seen, 0), else_=homes.c.stale - seen)
    db.execute(homes.update().where(homes.c.person_id == person_id).values(stale=left, rewrite_at=real_now))


def _bump(db: Session, *which: sa.ColumnElement[bool]) -> None:
    db.execute(homes.update().where(*which).values(stale=homes.c.stale + 1))
