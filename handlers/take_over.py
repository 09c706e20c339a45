"""Kim presses Take over on a promise of somebody who has left: it is hers from now on, with its date."""

from uuid import UUID

from domain.errors import UserError
from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.person import Person
from domain.school import School
from handlers.act import Act, is_first, person_of
from handlers.owing import humane, mark_changed
from handlers.own_request import the_request
from handlers.take_charge import begin_to_run
from store import commitments, history, homes, outbox, people, schools, shown
from store.session import Session, Store


def take_over(store: Store, act: Act, commitment_id: UUID) -> None:
    """The first to press has it. An administrator who does becomes a librarian: somebody has to keep the promise."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        person = person_of(db, act)
        if not (person.is_librarian or person.is_administrator):
            raise UserError("That is for the school’s librarians. Nothing was changed.")
        if not is_first(db, act):
            return
        commitment = commitments.find(db, school.id, commitment_id)
        if commitment is None or not commitment.is_open:
            raise UserError("That promise is settled already. Nothing was changed.")
        owner = people.get(db, school.id, commitment.owner_id)
        if not owner.has_gone:
            raise UserError(f"{owner.name} has this one. Nothing was changed.")
        today = school.today(act.now)
        if commitments.take_over(db, school.id, commitment.id, from_id=owner.id, to_id=person.id, today=today):
            _hand_over(db, school, act, person, commitment_id, commitment.request_id)


def _hand_over(
    db: Session, school: School, act: Act, person: Person, commitment_id: UUID, request_id: UUID | None
) -> None:
    if not person.is_librarian:
        begin_to_run(db, school, person, act.now)
    history.record(
        db,
        school.id,
        EventKind.TAKEN_OVER,
        act.now,
        request_id=request_id,
        commitment_id=commitment_id,
        person_id=person.id,
        detail=f"{commitment_id}:{person.id}",
    )
    shown.mark_stale(db, school.id, commitment_id=commitment_id)
    homes.mark_stale(db, school.id, None)
    if request_id:
        request = the_request(db, school.id, request_id)
        outbox.owe(
            db,
            school.id,
            NewNotice(
                kind=NoticeKind.TAKEN_OVER,
                person_id=request.asker_id,
                once_key=f"taken over:{commitment_id}:{person.id}",
                owed_at=humane(school, act.now),
                subjects=(Subject(request_id, commitment_id),),
            ),
        )
        mark_changed(db, school, request)
