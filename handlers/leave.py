"""Somebody's account is closed: nothing more is sent to them, and what they promised is offered to their colleagues."""

from datetime import datetime
from uuid import UUID

from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.person import Person
from domain.school import School
from handlers.nudge import nudge_before
from handlers.owing import humane
from store import commitments, history, homes, outbox, people, schools
from store.session import Session, Store


def leave(store: Store, school_id: UUID, address: str, now: datetime) -> None:
    """Nothing happens for somebody whom the library never met, or who has left already."""
    with store.writing() as db:
        person = people.by_address(db, school_id, address)
        if person:
            nudge_before(db, school_id, now)
            leave_in(db, schools.get(db, school_id), person, now)


def leave_in(db: Session, school: School, person: Person, now: datetime) -> None:
    if not people.leave(db, person.id, now):
        return
    outbox.cancel_waiting(db, person.id, "has left the school")
    left_open = commitments.open_of(db, school.id, person.id)
    if left_open:
        subjects = tuple(Subject(each.request_id, each.id) for each in left_open)
        for colleague in _colleagues(db, school.id, person):
            _owe_list(db, school, person, colleague, subjects, now)
    homes.mark_stale(db, school.id, None)


def _colleagues(db: Session, school_id: UUID, leaver: Person) -> tuple[Person, ...]:
    """The other librarians; where there is none, the administrators."""
    others = tuple(each for each in people.librarians(db, school_id) if each.id != leaver.id)
    return others or tuple(each for each in people.administrators(db, school_id) if each.id != leaver.id)


def _owe_list(
    db: Session, school: School, leaver: Person, reader: Person, subjects: tuple[Subject, ...], now: datetime
) -> None:
    once_key = f"left:{leaver.id}:{now.isoformat()}:{reader.id}"
    history.record(db, school.id, EventKind.LEFT, now, person_id=reader.id, detail=once_key)
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.LEFT,
            person_id=reader.id,
            once_key=once_key,
            owed_at=humane(school, now),
            subjects=subjects,
            facts=(("leaver", leaver.name), ("leaver_id", str(leaver.id))),
        ),
    )
