"""People: who has met the bot, and who does what."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.commitment import CommitmentState
from domain.history import EventKind
from domain.person import Person
from store import history, homes
from store.once import write_once
from store.schools import PLATFORM
from store.session import Session
from store.tables import commitments, people
from store.types import new_id


def meet(db: Session, school_id: UUID, *, address: str, name: str) -> Person:
    """The person at this address, remembered from now on if they were not yet; their name follows the platform's."""
    known = by_address(db, school_id, address)
    if known and known.name == name:
        return known
    if known:
        db.execute(people.update().where(people.c.id == known.id).values(name=name))
        homes.mark_all_stale(db, school_id)
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


def names(db: Session, school_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, str]:
    query = sa.select(people.c.id, people.c.name).where(people.c.school_id == school_id, people.c.id.in_(person_ids))
    return {row.id: row.name for row in db.execute(query)}


def librarians(db: Session, school_id: UUID) -> tuple[Person, ...]:
    return _all(db, _of(school_id).where(people.c.is_librarian, people.c.left_at.is_(None)))


def administrators(db: Session, school_id: UUID) -> tuple[Person, ...]:
    return _all(db, _of(school_id).where(people.c.is_administrator, people.c.left_at.is_(None)))


def readers(db: Session, school_id: UUID) -> tuple[Person, ...]:
    """Who reads what the library is sent: the librarians or, where there is none, the administrators."""
    return librarians(db, school_id) or administrators(db, school_id)


def counted_on(db: Session, school_id: UUID) -> tuple[str, ...]:
    """The addresses of those there who have a role in the library, or a promise to keep."""
    owners = sa.select(commitments.c.owner_id).where(
        commitments.c.school_id == school_id, commitments.c.state == CommitmentState.OPEN
    )
    matters = people.c.is_librarian | people.c.is_administrator | people.c.id.in_(owners)
    return tuple(each.address for each in _all(db, _of(school_id).where(matters, people.c.left_at.is_(None))))


def addresses_of_leavers(db: Session, school_id: UUID) -> frozenset[str]:
    query = sa.select(people.c.address).where(people.c.school_id == school_id, people.c.left_at.is_not(None))
    return frozenset(row.address for row in db.execute(query))


def make_librarian(db: Session, person_id: UUID, now: datetime) -> None:
    _become(db, person_id, EventKind.TOOK_CHARGE, now, is_librarian=True)


def make_administrator(db: Session, person_id: UUID, now: datetime) -> None:
    _become(db, person_id, EventKind.READS_DIGEST, now, is_administrator=True)


def leave(db: Session, person_id: UUID, now: datetime) -> bool:
    """Compare and set: True when the person was still there."""
    return _become(db, person_id, EventKind.DEPARTED, now, people.c.left_at.is_(None), left_at=now, next_nudge_at=None)


def come_back(db: Session, person_id: UUID, now: datetime) -> None:
    """Somebody who had left is there again, in the roles they had: from now on, for what was owed meanwhile."""
    _become(db, person_id, EventKind.RETURNED, now, people.c.left_at.is_not(None), left_at=None)


def _become(
    db: Session, person_id: UUID, kind: EventKind, now: datetime, *only_if: sa.ColumnElement[bool], **to: object
) -> bool:
    """The change and its event are one: who was there, and as what, is told again from the events.

    Everybody's Home says who is in the library.
    """
    changed = db.execute(people.update().where(people.c.id == person_id, *only_if).values(**to)).rowcount == 1
    if changed:
        of = db.execute(sa.select(people.c.school_id).where(people.c.id == person_id)).scalar_one()
        history.record(db, of, kind, now, person_id=person_id)
        homes.mark_all_stale(db, of)
    return changed


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
