"""Home tabs that somebody has opened, to be published anew when what they show has changed."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from domain.home_filter import HomeFilter
from store.once import write_once
from store.outbox import working
from store.session import Session
from store.tables import homes, people
from store.types import AT_ONCE


def open_for(db: Session, school_id: UUID, person_id: UUID) -> None:
    new = {"turned": {}, "stale": 1, "rewrite_at": AT_ONCE, "rests_until": AT_ONCE}
    if not write_once(db, homes, school_id=school_id, person_id=person_id, **new):
        _bump(db, homes.c.person_id == person_id)
        look_at(db, person_id)


def look_at(db: Session, person_id: UUID) -> None:
    """Its owner does something there, and is to see at once what comes of it."""
    db.execute(homes.update().where(homes.c.person_id == person_id).values(rests_until=AT_ONCE))


def turn(db: Session, school_id: UUID, person_id: UUID, name: str, page: int) -> None:
    """That list is shown from that page on."""
    open_for(db, school_id, person_id)
    pages = {**turned(db, person_id), name: page}
    db.execute(homes.update().where(homes.c.person_id == person_id).values(turned=pages))


def turned(db: Session, person_id: UUID) -> dict[str, int]:
    row = db.execute(sa.select(homes.c.turned).where(homes.c.person_id == person_id)).first()
    return dict(row.turned) if row else {}


def set_filter(db: Session, school_id: UUID, person_id: UUID, only: HomeFilter) -> None:
    """Its lists show only this, each from its first page."""
    open_for(db, school_id, person_id)
    to = {"only_person_id": only.person_id, "only_class": only.class_name, "only_objective_id": only.objective_id}
    db.execute(homes.update().where(homes.c.person_id == person_id).values(to | {"turned": {}}))


def filter_of(db: Session, person_id: UUID) -> HomeFilter:
    row = db.execute(sa.select(homes).where(homes.c.person_id == person_id)).first()
    return HomeFilter(row.only_person_id, row.only_class, row.only_objective_id) if row else HomeFilter()


def mark_stale(db: Session, school_id: UUID, asker_id: UUID | None) -> None:
    """What one request or promise changes is shown to its asker and to those who run the library."""
    runs = sa.select(people.c.id).where(
        people.c.school_id == school_id, people.c.is_librarian | people.c.is_administrator
    )
    _bump(db, homes.c.school_id == school_id, homes.c.person_id.in_(runs) | (homes.c.person_id == asker_id))


def mark_all_stale(db: Session, school_id: UUID) -> None:
    """What everybody sees has changed: who is in the library, or what somebody is called."""
    _bump(db, homes.c.school_id == school_id)


def mark_people_stale(db: Session, person_ids: Iterable[UUID]) -> None:
    _bump(db, homes.c.person_id.in_(tuple(person_ids)))


def next_stale(db: Session, school_id: UUID, real_now: datetime, today: date | None = None) -> tuple[UUID, int] | None:
    """(person, changes since it was published) of one Home to publish, claimed for this transaction.

    Given the school's `today`, also one that shows another day: what was due tomorrow is due. Those of people who
    have left stay as they are.
    """
    there = sa.select(people.c.id).where(people.c.school_id == school_id, people.c.left_at.is_(None))
    is_yesterdays = (homes.c.shown_on != today) & homes.c.person_id.in_(there) if today else sa.false()
    query = (
        sa.select(homes)
        .where((homes.c.stale > 0) | is_yesterdays)
        .where(homes.c.rewrite_at <= real_now, homes.c.rests_until <= real_now)
        .where(homes.c.school_id == working(school_id))
        .order_by(homes.c.rewrite_at)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True)
    )
    row = db.execute(query).first()
    return (row.person_id, row.stale) if row else None


def hold(db: Session, person_id: UUID, until: datetime) -> None:
    db.execute(homes.update().where(homes.c.person_id == person_id).values(rewrite_at=until))


def mark_published(
    db: Session, person_id: UUID, seen: int, real_now: datetime, *, today: date, rests_until: datetime
) -> None:
    """As it is `today`. What changes while it rests (real time) is published at once afterwards."""
    left = sa.case((homes.c.stale <= seen, 0), else_=homes.c.stale - seen)
    published = {"stale": left, "rewrite_at": real_now, "rests_until": rests_until, "shown_on": today}
    db.execute(homes.update().where(homes.c.person_id == person_id).values(published))


def _bump(db: Session, *which: sa.ColumnElement[bool]) -> None:
    """What has become of the library since is not for those who have left."""
    is_there = sa.exists().where(people.c.id == homes.c.person_id, people.c.left_at.is_(None))
    db.execute(homes.update().where(*which, is_there).values(stale=homes.c.stale + 1))
