"""Who of the staff the library knows, when it last helped each, and to whom something promised is overdue."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.commitment import CommitmentState
from domain.person import Person
from domain.school import School
from store import people
from store.session import Session
from store.tables import answers, commitments, contacts, partners, requests, weekly_proposals


def askers(db: Session, school: School) -> tuple[Person, ...]:
    """Everybody still at the school who has asked for something, the library's own people aside."""
    asked = db.execute(sa.select(requests.c.asker_id).where(requests.c.school_id == school.id).distinct())
    known = (people.get(db, school.id, row.asker_id) for row in asked)
    there = (each for each in known if each.left_at is None and not each.is_librarian and not each.is_administrator)
    return tuple(sorted(there, key=lambda each: str(each.id)))


def last_helped(db: Session, school: School) -> dict[UUID, date]:
    """The day of the last answer to each person, or of a word with them that was kept."""
    answered = (
        sa.select(requests.c.asker_id.label("person_id"), answers.c.given_at.label("at"))
        .join(answers, answers.c.request_id == requests.c.id)
        .where(requests.c.school_id == school.id)
    )
    kept = (
        _owed_to_people(school.id)
        .with_only_columns(_to_whom.label("person_id"), commitments.c.closed_at.label("at"))
        .where(commitments.c.state == CommitmentState.KEPT, _to_whom.is_not(None))
    )
    found: dict[UUID, date] = {}
    for row in db.execute(sa.union_all(answered, kept)):
        found[row.person_id] = max(school.today(row.at), found.get(row.person_id, date.min))
    return found


def last_contacts(db: Session, school: School) -> dict[UUID, date]:
    """The day on which each person was helped last, or of the last contact logged with them."""
    found = last_helped(db, school)
    logged = (
        sa.select(contacts.c.person_id, sa.func.max(contacts.c.on).label("on"))
        .where(contacts.c.school_id == school.id, contacts.c.person_id.is_not(None))
        .group_by(contacts.c.person_id)
    )
    for row in db.execute(logged):
        found[row.person_id] = max(row.on, found.get(row.person_id, row.on))
    return found


def with_overdue_promises(db: Session, school: School, today: date) -> frozenset[UUID]:
    """People, and partners, for whom something promised is open and past its day: for a request of theirs, as the next
    step of a contact with them, or as a proposal about them.
    """
    query = (
        _owed_to_people(school.id)
        .outerjoin(requests, requests.c.id == commitments.c.request_id)
        .outerjoin(partners, partners.c.id == commitments.c.partner_id)
        .with_only_columns(requests.c.asker_id, commitments.c.partner_id, partners.c.person_id, _to_whom)
        .where(commitments.c.state == CommitmentState.OPEN, commitments.c.due_on < today)
    )
    return frozenset(each for row in db.execute(query) for each in row if each)


_to_whom = sa.func.coalesce(contacts.c.person_id, weekly_proposals.c.teacher_id, type_=contacts.c.person_id.type)


def _owed_to_people(school_id: UUID) -> sa.Select[Any]:
    """Commitments with the contact or the proposal that they come from."""
    return (
        sa.select(commitments.c.id)
        .select_from(commitments)
        .outerjoin(contacts, contacts.c.commitment_id == commitments.c.id)
        .outerjoin(weekly_proposals, weekly_proposals.c.commitment_id == commitments.c.id)
        .where(commitments.c.school_id == school_id)
    )
