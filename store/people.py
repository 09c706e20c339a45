"""People: who has met the bot, and who does what."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.commitment import CommitmentState
from domain.history import EventKind
from domain.person import UNKNOWN, Habits, Person
from domain.quiet_time import QuietTime
from store import history, homes
from store.once import write_once
from store.schools import PLATFORM
from store.session import Session
from store.tables import commitments, events, people
from store.types import new_id


def meet(db: Session, school_id: UUID, *, address: str, name: str, habits: Habits = UNKNOWN) -> Person:
    """The person at this address, remembered from now on if they were not yet.

    Their name and habits follow the platform's; what it does not say stays as it was. A new name is on every Home, a
    new habit on their own.
    """
    known = by_address(db, school_id, address)
    if known and (known.name, known.habits) == (name, told(habits, known.habits)):
        return known
    if known:
        now = told(habits, known.habits)
        changed = {"name": name, "locale": now.locale, "zone": now.zone}
        db.execute(people.update().where(people.c.id == known.id).values(changed))
        if name == known.name:
            homes.mark_people_stale(db, (known.id,))
        else:
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
            locale=habits.locale,
            zone=habits.zone,
            is_librarian=False,
            is_administrator=False,
            quotes_thanks=False,
        )
    met = by_address(db, school_id, address)
    if met is None:
        raise LookupError(f"The person at {address} was not kept")
    return met


def told(habits: Habits, before: Habits) -> Habits:
    """What is known after the platform has told this much."""
    return Habits(habits.locale or before.locale, habits.zone or before.zone)


def by_address(db: Session, school_id: UUID, address: str) -> Person | None:
    query = _of(school_id).where(people.c.platform == PLATFORM, people.c.address == address)
    row = db.execute(query).first()
    return _person(row) if row else None


def named(db: Session, school_id: UUID, name: str) -> tuple[Person, ...]:
    """Those who are called so, as the platform writes it."""
    return _all(db, _of(school_id).where(people.c.name == name, people.c.left_at.is_(None)))


def called(db: Session, school_id: UUID, name: str) -> tuple[Person, ...]:
    """Those who are called so, in whatever case and spacing it was typed: a database folds the case of ASCII only."""
    meant = _folded(name)
    there = sa.select(people.c.id, people.c.name).where(people.c.school_id == school_id, people.c.left_at.is_(None))
    ids = [row.id for row in db.execute(there) if _folded(row.name) == meant]
    return _all(db, _of(school_id).where(people.c.id.in_(ids))) if ids else ()


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


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


def addresses_relieved(db: Session, school_id: UUID, kind: EventKind) -> frozenset[str]:
    """Of whom a librarian has once taken out of a role; `kind` is what that was remembered as."""
    query = sa.select(people.c.address).join(events, events.c.person_id == people.c.id)
    query = query.where(people.c.school_id == school_id, events.c.kind == kind)
    return frozenset(row.address for row in db.execute(query))


def make_librarian(db: Session, person_id: UUID, now: datetime) -> None:
    _become(db, person_id, EventKind.TOOK_CHARGE, now, is_librarian=True, stepped_down_at=None)


def step_down(db: Session, person_id: UUID, now: datetime) -> bool:
    """Compare and set: True when the person ran the library until now."""
    to = {"is_librarian": False, "stepped_down_at": now}
    return _become(db, person_id, EventKind.GAVE_UP_CHARGE, now, people.c.is_librarian, **to)


def make_administrator(db: Session, person_id: UUID, now: datetime) -> None:
    _become(db, person_id, EventKind.READS_DIGEST, now, is_administrator=True)


def unmake_administrator(db: Session, person_id: UUID, now: datetime) -> bool:
    """Compare and set: True when the person was one until now."""
    is_one = people.c.is_administrator
    return _become(db, person_id, EventKind.READS_NO_DIGEST, now, is_one, is_administrator=False)


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


def set_own(
    db: Session, person_id: UUID, *, department: str | None, quiet: QuietTime | None, quotes_thanks: bool
) -> None:
    """What they have set for themselves."""
    to = {"department": department, "quotes_thanks": quotes_thanks}
    first, last = (quiet.first, quiet.last) if quiet else (None, None)
    db.execute(people.update().where(people.c.id == person_id).values(quiet_from=first, quiet_until=last, **to))


def departments(db: Session, school_id: UUID) -> tuple[str, ...]:
    """Every department that somebody who is there has named."""
    query = sa.select(people.c.department).where(
        people.c.school_id == school_id, people.c.department.is_not(None), people.c.left_at.is_(None)
    )
    return tuple(row.department for row in db.execute(query.distinct().order_by(people.c.department)))


def quiet_between(db: Session, school_id: UUID, first: date, last: date) -> frozenset[UUID]:
    """Those with a quiet day from the one to the other."""
    query = sa.select(people.c.id).where(
        people.c.school_id == school_id, people.c.quiet_from <= last, people.c.quiet_until >= first
    )
    return frozenset(row.id for row in db.execute(query))


def after_quiet(db: Session, school_id: UUID, today: date) -> Person | None:
    """One person whose quiet time ended before today, claimed for this transaction."""
    over = people.c.quiet_until < today
    query = _of(school_id).where(over).limit(1).with_for_update(skip_locked=True, key_share=True)
    row = db.execute(query).first()
    return _person(row) if row else None


def end_quiet(db: Session, person_id: UUID) -> None:
    db.execute(people.update().where(people.c.id == person_id).values(quiet_from=None, quiet_until=None))


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
        habits=Habits(row.locale, row.zone),
        stepped_down_at=row.stepped_down_at,
        department=row.department,
        quiet=QuietTime(row.quiet_from, row.quiet_until) if row.quiet_from and row.quiet_until else None,
        quotes_thanks=row.quotes_thanks,
    )
