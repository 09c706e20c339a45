"""People: who has met the bot, and who does what."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.person import Person
from store.once import write_once
from store.schools import PLATFORM
from store.session import Session
from store.tables import people
from store.types import new_id


def meet(db: Session, school_id: UUID, *, address: str, name: str) -> Person:
    """The person at this address, remembered from now on if they were not yet; their name follows the platform's."""
    known = by_address(db, school_id, address)
    if known and known.name == name:
        return known
    if known:
        db.execute(people.update().where(people.c.id == known.id).values(name=name))
    else:
        write_once(
            db,
            people,
            id=new_id(),
            school_id=school_id,
            platform=PLATFORM,
            address=address,
            name=name,
            is_librarian=False,
            is_administrator=False,
        )
    met = by_address(db, school_id, address)
    if met is None:
        raise LookupError(f"The person at {address} was not kept")
    return met


def by_address(db: Session, school_id: UUID, address: str) -> Person | None:
    query = _of(school_id).where(people.c.platform == PLATFORM, people.c.address == address)
    row = db.execute(query).first()
    return _person(row) if row else None


def named(db: Session, school_id: UUID, name: str) -> tuple[Person, ...]:
    """Those who are called so, as the platform writes it."""
    return _all(db, _of(school_id).where(people.c.name == name, people.c.left_at.is_(None)))


def get(db: Session, school_id: UUID, person_id: UUID) -> Person:
    return _person(db.execute(_of(school_id).where(people.c.id == person_id)).one())


def librarians(db: Session, school_id: UUID) -> tuple[Person, ...]:
    return _all(db, _of(school_id).where(people.c.is_librarian, people.c.left_at.is_(None)))


def administrators(db: Session, school_id: UUID) -> tuple[Person, ...]:
    return _all(db, _of(school_id).where(people.c.is_administrator, people.c.left_at.is_(None)))


def addresses_of_leavers(db: Session, school_id: UUID) -> frozenset[str]:
    query = sa.select(people.c.address).where(people.c.school_id == school_id, people.c.left_at.is_not(None))
    return frozenset(row.address for row in db.execute(query))


def make_librarian(db: Session, person_id: UUID, now: datetime) -> None:
    db.execute(people.update().where(people.c.id == person_id).values(is_librarian=True, librarian_since=now))


def make_administrator(db: Session, person_id: UUID, now: datetime) -> None:
    db.execute(people.update().where(people.c.id == person_id).values(is_administrator=True, administrator_since=now))


def leave(db: Session, person_id: UUID, now: datetime) -> bool:
    """Compare and set: True when the person was still there."""
    there = people.update().where(people.c.id == person_id, people.c.left_at.is_(None))
    return db.execute(there.values(left_at=now, next_nudge_at=None)).rowcount == 1


def come_back(db: Session, person_id: UUID, now: datetime) -> None:
    """Somebody who had left is there again, in the roles they had: from now on, for what was owed meanwhile."""
    moment = sa.literal(now, people.c.left_at.type)
    since = {
        "librarian_since": sa.case((people.c.is_librarian, moment)),
        "administrator_since": sa.case((people.c.is_administrator, moment)),
    }
    db.execute(people.update().where(people.c.id == person_id).values(left_at=None, **since))


def set_conversation(db: Session, person_id: UUID, conversation: str) -> None:
    db.execute(people.update().where(people.c.id == person_id).values(conversation=conversation))


def due_for_nudge(db: Session, school_id: UUID, now: datetime) -> Person | None:
    """One person whose morning or afternoon has come, claimed for this transaction."""
    is_held = people.c.nudge_held_until > now
    query = (
        _of(school_id)
        .where(people.c.next_nudge_at <= now, is_held.is_not(sa.true()))
        .order_by(people.c.next_nudge_at, people.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True)
    )
    row = db.execute(query).first()
    return _person(row) if row else None


def without_nudge(db: Session, school_id: UUID) -> tuple[Person, ...]:
    """Librarians for whom no morning has been planned yet."""
    query = _of(school_id).where(people.c.is_librarian, people.c.left_at.is_(None), people.c.next_nudge_at.is_(None))
    return _all(db, query)


def planned_for_nudge(db: Session, school_id: UUID) -> tuple[Person, ...]:
    """Everybody with a morning or an afternoon to come, claimed for this transaction."""
    return _all(db, _of(school_id).where(people.c.next_nudge_at.is_not(None)).with_for_update(key_share=True))


def set_nudge(db: Session, person_id: UUID, moment: datetime | None) -> None:
    db.execute(people.update().where(people.c.id == person_id).values(next_nudge_at=moment, nudge_held_until=None))


def hold_nudge(db: Session, person_id: UUID, until: datetime) -> None:
    """The planned moment stays, so that nothing that was owed since is forgotten."""
    db.execute(people.update().where(people.c.id == person_id).values(nudge_held_until=until))


def _of(school_id: UUID) -> sa.Select[Any]:
    return sa.select(people).where(people.c.school_id == school_id)


def _all(db: Session, query: sa.Select[Any]) -> tuple[Person, ...]:
    return tuple(_person(row) for row in db.execute(query.order_by(people.c.id)))


def _person(row: sa.Row[Any]) -> Person:
    return Person(
        id=row.id,
        school_id=row.school_id,
        address=row.address,
        name=row.name,
        is_librarian=row.is_librarian,
        is_administrator=row.is_administrator,
        conversation=row.conversation,
        next_nudge_at=row.next_nudge_at,
        left_at=row.left_at,
    )
