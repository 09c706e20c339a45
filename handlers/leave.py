"""Somebody's account is closed, or they no longer run the library: what they leave behind is offered to those there.

That is every open promise of people who have gone, and whatever nobody has taken where its readers are new to it.
"""

from datetime import datetime
from uuid import UUID

from domain.notices import TO_LIBRARIANS, NewNotice, NoticeKind, Subject, left_key
from domain.person import Person
from domain.school import School
from domain.staff import told_of_leaving
from handlers.nudge import nudge_before, plan_nudges
from handlers.owing import humane
from store import commitments, homes, outbox, people, requests, schools, shown
from store.session import Session, Store


def leave(store: Store, school_id: UUID, address: str, now: datetime) -> None:
    """Nothing happens for somebody whom the library never met, or who has left already."""
    with store.writing() as db:
        person = people.by_address(db, school_id, address)
        if person:
            leave_in(db, schools.get(db, school_id), person, now)


def leave_in(db: Session, school: School, person: Person, now: datetime) -> None:
    if person.left_at:
        return
    nudge_before(db, school.id, now)
    before = _readers(db, school)
    if people.leave(db, person.id, now):
        outbox.cancel_waiting(db, person.id, "has left the school")
        _hand_on(db, school, person, before, now)


def step_down_in(db: Session, school: School, person: Person, now: datetime) -> None:
    """They stay at the school and no longer run the library; what was due has been written down."""
    before = _readers(db, school)
    if people.step_down(db, person.id, now):
        outbox.cancel_waiting(db, person.id, "no longer runs the library", TO_LIBRARIANS)
        shown.mark_theirs_stale(db, school.id, [person.id])
        homes.mark_people_stale(db, [person.id])
        _hand_on(db, school, person, before, now, stays="stays")


def _hand_on(
    db: Session, school: School, person: Person, before: frozenset[UUID], now: datetime, stays: str = ""
) -> None:
    left_promises = bool(commitments.open_of(db, school.id, person.id))
    plan_nudges(db, school, now)
    after = _readers(db, school)
    subjects = _left_behind(db, school, is_new_to_them=bool(after - before))
    if subjects:
        own = "some" if left_promises else "none"
        facts = {"leaver": person.name, "leaver_id": str(person.id), "own": own, "stays": stays}
        for reader in sorted(told_of_leaving(before, after, left_promises=left_promises)):
            _owe_list(db, school, left_key(person.id, now, reader), reader, subjects, facts, now)
    homes.mark_stale(db, school.id, None)


def _readers(db: Session, school: School) -> frozenset[UUID]:
    return frozenset(each.id for each in people.readers(db, school.id))


def _left_behind(db: Session, school: School, *, is_new_to_them: bool) -> tuple[Subject, ...]:
    promises = tuple(Subject(each.request_id, each.id) for each in commitments.left_behind(db, school.id))
    waiting = requests.untaken(db, school.id) if is_new_to_them else ()
    return promises + tuple(Subject(each.id) for each in waiting)


def _owe_list(
    db: Session,
    school: School,
    once_key: str,
    reader: UUID,
    subjects: tuple[Subject, ...],
    facts: dict[str, str],
    now: datetime,
) -> None:
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.LEFT,
            person_id=reader,
            once_key=once_key,
            owed_at=humane(school, now),
            subjects=subjects,
            facts=tuple(facts.items()),
        ),
    )
