"""Who of the staff the library knows, when it last helped each, and to whom something promised is overdue."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from domain.commitment import CommitmentState
from domain.person import Person
from domain.school import School
from store import people
from store.session import Session
from store.tables import answers, commitments, contacts, requests


def askers(db: Session, school: School) -> tuple[Person, ...]:
    """Everybody still at the school who has asked for something, the library's own people aside."""
    asked = db.execute(sa.select(requests.c.asker_id).where(requests.c.school_id == school.id).distinct())
    known = (people.get(db, school.id, row.asker_id) for row in asked)
    there = (each for each in known if each.left_at is None and not each.is_librarian and not each.is_administrator)
    return tuple(sorted(there, key=lambda each: str(each.id)))


def last_contacts(db: Session, school: School) -> dict[UUID, date]:
    """The day of the last answer to each person or of the last contact with them that was logged."""
    answered = (
        sa.select(requests.c.asker_id.label("person_id"), sa.func.max(answers.c.given_at).label("at"))
        .join(answers, answers.c.request_id == requests.c.id)
        .where(requests.c.school_id == school.id)
        .group_by(requests.c.asker_id)
    )
    found = {row.person_id: school.today(row.at) for row in db.execute(answered)}
    logged = (
        sa.select(contacts.c.person_id, sa.func.max(contacts.c.on).label("on"))
        .where(contacts.c.school_id == school.id, contacts.c.person_id.is_not(None))
        .group_by(contacts.c.person_id)
    )
    for row in db.execute(logged):
        found[row.person_id] = max(row.on, found.get(row.person_id, row.on))
    return found


def with_overdue_promises(db: Session, school: School, today: date) -> frozenset[UUID]:
    """People, and partners, for whom something promised is open and past its day."""
    query = (
        sa.select(requests.c.asker_id, commitments.c.partner_id, contacts.c.person_id)
        .select_from(commitments)
        .outerjoin(requests, requests.c.id == commitments.c.request_id)
        .outerjoin(contacts, contacts.c.commitment_id == commitments.c.id)
        .where(commitments.c.school_id == school.id, commitments.c.state == CommitmentState.OPEN)
        .where(commitments.c.due_on < today)
    )
    return frozenset(
        each for row in db.execute(query) for each in (row.asker_id, row.partner_id, row.person_id) if each
    )
