"""What happened with a partner: contact, promises, requests of their person and referrals."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.collaboration import Contact, Gain
from domain.commitment import Commitment, DueDate
from domain.partner import Partner
from domain.partner_story import PartnerStory, Sent, Undertaking
from domain.request import Request
from domain.school import School
from store import commitments as commitment_rows
from store import requests as request_rows
from store.session import Session
from store.tables import commitments, contacts, due_dates, gains, referrals, requests


def story_of(db: Session, school: School, partner: Partner) -> PartnerStory:
    return PartnerStory(
        contacts=_contacts(db, school.id, partner.id),
        undertakings=_undertakings(db, school, partner),
        requests=_requests(db, school.id, partner.person_id),
        referrals=_referrals(db, school.id, partner.id),
    )


def find_contact(db: Session, school_id: UUID, contact_id: UUID) -> Contact | None:
    row = db.execute(_contacts_of(school_id).where(contacts.c.id == contact_id)).first()
    return _contact(row, ()) if row else None


def tie_contacts(
    db: Session, school_id: UUID, with_whom: str, partner_id: UUID, person_id: UUID | None = None
) -> tuple[Contact, ...]:
    """Contacts with this person, or with somebody of this name, who was no partner yet, become the partner's."""
    called = contacts.c.with_whom == with_whom
    theirs = called | (contacts.c.person_id == person_id) if person_id else called
    nobodys = contacts.c.partner_id.is_(None)
    found = tuple(_contact(row, ()) for row in db.execute(_contacts_of(school_id).where(theirs, nobodys)))
    these = contacts.c.id.in_([each.id for each in found])
    db.execute(contacts.update().where(contacts.c.school_id == school_id, these).values(partner_id=partner_id))
    return found


def _contacts(db: Session, school_id: UUID, partner_id: UUID) -> tuple[Contact, ...]:
    theirs = contacts.c.partner_id == partner_id
    query = _contacts_of(school_id).where(theirs).order_by(contacts.c.on.desc(), contacts.c.id.desc())
    brought: dict[UUID, list[Gain]] = defaultdict(list)
    of_theirs = sa.select(contacts.c.id).where(contacts.c.school_id == school_id, theirs)
    for row in db.execute(
        sa.select(gains)
        .where(gains.c.school_id == school_id, gains.c.contact_id.in_(of_theirs))
        .order_by(gains.c.benefit, gains.c.served)
    ):
        brought[row.contact_id].append(Gain(row.benefit, row.served))
    return tuple(_contact(row, tuple(brought[row.id])) for row in db.execute(query))


def _undertakings(db: Session, school: School, partner: Partner) -> tuple[Undertaking, ...]:
    """Promises tied to the partner, and those made for what their person asked."""
    asked = sa.select(requests.c.id).where(requests.c.school_id == school.id, requests.c.asker_id == partner.person_id)
    theirs = commitments.c.partner_id == partner.id
    if partner.person_id:
        theirs |= commitments.c.request_id.in_(asked)
    found = commitment_rows.chosen(db, school.id, theirs)
    dates: dict[UUID, list[DueDate]] = defaultdict(list)
    of_these = sa.select(commitments.c.id).where(commitments.c.school_id == school.id, theirs)
    for row in db.execute(
        sa.select(due_dates)
        .where(due_dates.c.school_id == school.id, due_dates.c.commitment_id.in_(of_these))
        .order_by(due_dates.c.id)
    ):
        dates[row.commitment_id].append(DueDate(row.due_on, school.today(row.set_at)))
    return tuple(_undertaking(school, each, dates[each.id]) for each in found)


def _undertaking(school: School, commitment: Commitment, dates: list[DueDate]) -> Undertaking:
    return Undertaking(commitment, tuple(dates), school.today(commitment.closed_at) if commitment.closed_at else None)


def _requests(db: Session, school_id: UUID, person_id: UUID | None) -> tuple[Request, ...]:
    return request_rows.all_of(db, school_id, person_id) if person_id else ()


def _referrals(db: Session, school_id: UUID, partner_id: UUID) -> tuple[Sent, ...]:
    query = (
        sa.select(requests.c.need, referrals.c.referred_at, referrals.c.helped)
        .join(requests, requests.c.id == referrals.c.request_id)
        .where(referrals.c.school_id == school_id, referrals.c.partner_id == partner_id)
        .order_by(referrals.c.id.desc())
    )
    return tuple(Sent(row.need, row.referred_at, row.helped) for row in db.execute(query))


def _contacts_of(school_id: UUID) -> sa.Select[Any]:
    return sa.select(contacts).where(contacts.c.school_id == school_id)


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
