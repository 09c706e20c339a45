"""Contact that was logged: with whom, what about, what it brought, and which partners' clocks it set."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.collaboration import Contact, Gain
from domain.history import EventKind
from store.session import Session
from store.tables import commitments, contacts, events, gains, partners

TAKEN_BACK = "taken back"


def add(db: Session, school_id: UUID, contact: Contact) -> None:
    db.execute(contacts.insert().values(id=contact.id, school_id=school_id, **_columns(contact)))
    _add_gains(db, school_id, contact)


def change(db: Session, school_id: UUID, contact: Contact) -> None:
    """Everything that its form shows."""
    db.execute(contacts.update().where(_is(school_id, contact.id)).values(**_columns(contact)))
    db.execute(gains.delete().where(gains.c.school_id == school_id, gains.c.contact_id == contact.id))
    _add_gains(db, school_id, contact)


def remove(db: Session, school_id: UUID, contact_id: UUID) -> bool:
    """True when it was still there."""
    db.execute(gains.delete().where(gains.c.school_id == school_id, gains.c.contact_id == contact_id))
    return db.execute(contacts.delete().where(_is(school_id, contact_id))).rowcount == 1


def find(db: Session, school_id: UUID, contact_id: UUID) -> Contact | None:
    return next(iter(_all(db, school_id, contacts.c.id == contact_id)), None)


def of_partner(db: Session, school_id: UUID, partner_id: UUID) -> tuple[Contact, ...]:
    """Every contact that was with this partner, with others or alone; the newest first."""
    set_by = sa.select(events.c.detail).where(
        events.c.school_id == school_id, events.c.kind == EventKind.CONTACTED, events.c.partner_id == partner_id
    )
    ids = [UUID(row.detail) for row in db.execute(set_by) if row.detail not in ("", TAKEN_BACK)]
    return _all(db, school_id, (contacts.c.partner_id == partner_id) | contacts.c.id.in_(ids))


def of_person(db: Session, school_id: UUID, person_id: UUID) -> tuple[Contact, ...]:
    return _all(db, school_id, contacts.c.person_id == person_id)


def between(db: Session, school_id: UUID, first: date, last: date) -> tuple[Contact, ...]:
    """Both days included; the newest first."""
    return _all(db, school_id, contacts.c.on.between(first, last))


def logged_since(db: Session, school_id: UUID, logged_by: UUID, moment: datetime) -> tuple[Contact, ...]:
    return _all(db, school_id, contacts.c.logged_by == logged_by, contacts.c.logged_at >= moment)


def partners_of(db: Session, school_id: UUID, contact_id: UUID) -> tuple[UUID, ...]:
    """Those whose clock it has set."""
    query = sa.select(events.c.partner_id).where(*_set_by(school_id, contact_id)).order_by(events.c.id)
    return tuple(dict.fromkeys(row.partner_id for row in db.execute(query) if row.partner_id))


def let_go(db: Session, school_id: UUID, contact_id: UUID) -> None:
    """It no longer stands for contact with anybody. What was owed because of it at the time can still be told."""
    db.execute(events.update().where(*_set_by(school_id, contact_id)).values(detail=TAKEN_BACK))


def last_with(db: Session, school_id: UUID, partner_id: UUID) -> date | None:
    """The day of the last real contact of any kind that was not taken back."""
    query = sa.select(sa.func.max(events.c.day)).where(
        events.c.school_id == school_id,
        events.c.kind == EventKind.CONTACTED,
        events.c.partner_id == partner_id,
        events.c.detail != TAKEN_BACK,
    )
    return db.execute(query).scalar()


def agreed_with(db: Session, school_id: UUID, commitment_id: UUID) -> str | None:
    """With whom a next step was agreed, as the name was written; None for a promise that came of no contact."""
    query = sa.select(contacts.c.with_whom).where(
        contacts.c.school_id == school_id, contacts.c.commitment_id == commitment_id
    )
    row = db.execute(query).first()
    return row.with_whom if row else None


def agreed_with_whom(db: Session, school_id: UUID, commitment_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The same for several, by commitment; those that came of no contact are left out."""
    query = sa.select(contacts.c.commitment_id, contacts.c.with_whom).where(
        contacts.c.school_id == school_id, contacts.c.commitment_id.in_(commitment_ids)
    )
    return {row.commitment_id: row.with_whom for row in db.execute(query)}


def people_behind(db: Session, school_id: UUID, commitment_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Of promises without a request: with whom a next step was agreed, else whom its partner stands for."""
    query = (
        sa.select(commitments.c.id, sa.func.coalesce(contacts.c.person_id, partners.c.person_id).label("person_id"))
        .select_from(commitments)
        .outerjoin(contacts, contacts.c.commitment_id == commitments.c.id)
        .outerjoin(partners, partners.c.id == commitments.c.partner_id)
        .where(commitments.c.school_id == school_id, commitments.c.id.in_(commitment_ids))
    )
    return {row.id: row.person_id for row in db.execute(query) if row.person_id}


def _is(school_id: UUID, contact_id: UUID) -> sa.ColumnElement[bool]:
    return (contacts.c.school_id == school_id) & (contacts.c.id == contact_id)


def _set_by(school_id: UUID, contact_id: UUID) -> Sequence[sa.ColumnElement[bool]]:
    return (
        events.c.school_id == school_id,
        events.c.kind == EventKind.CONTACTED,
        events.c.detail == str(contact_id),
    )


def _add_gains(db: Session, school_id: UUID, contact: Contact) -> None:
    for gain in dict.fromkeys(contact.gains):
        db.execute(
            gains.insert().values(school_id=school_id, contact_id=contact.id, benefit=gain.benefit, served=gain.served)
        )


def _columns(contact: Contact) -> dict[str, Any]:
    return {
        "with_whom": contact.with_whom,
        "partner_id": contact.partner_id,
        "person_id": contact.person_id,
        "logged_by": contact.logged_by,
        "on": contact.on,
        "what": contact.what,
        "minutes": contact.minutes,
        "activity": contact.activity,
        "level": contact.level,
        "objective_id": contact.objective_id,
        "commitment_id": contact.commitment_id,
        "logged_at": contact.logged_at,
    }


def _all(db: Session, school_id: UUID, *which: sa.ColumnElement[bool]) -> tuple[Contact, ...]:
    chosen = (contacts.c.school_id == school_id, *which)
    brought: dict[UUID, list[Gain]] = defaultdict(list)
    of_these = sa.select(contacts.c.id).where(*chosen)
    found = sa.select(gains).where(gains.c.school_id == school_id, gains.c.contact_id.in_(of_these))
    for row in db.execute(found.order_by(gains.c.benefit, gains.c.served)):
        brought[row.contact_id].append(Gain(row.benefit, row.served))
    query = sa.select(contacts).where(*chosen).order_by(contacts.c.on.desc(), contacts.c.id.desc())
    return tuple(_contact(row, tuple(brought[row.id])) for row in db.execute(query))


def _contact(row: sa.Row[Any], brought: tuple[Gain, ...]) -> Contact:
    return Contact(
        id=row.id,
        with_whom=row.with_whom,
        partner_id=row.partner_id,
        person_id=row.person_id,
        logged_by=row.logged_by,
        on=row.on,
        what=row.what,
        minutes=row.minutes,
        activity=row.activity,
        level=row.level,
        gains=brought,
        objective_id=row.objective_id,
        commitment_id=row.commitment_id,
        logged_at=row.logged_at,
    )
