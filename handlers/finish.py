"""Lee presses Done: the promise is kept, the request answered, and the person who asked says whether it helped."""

from datetime import timedelta
from uuid import UUID

from domain.answer import Resource
from domain.commitment import Commitment, CommitmentState
from domain.errors import UserError
from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.person import Person
from domain.request import LIVE, Request, RequestState
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.keep_in_touch import contact_with, contact_with_person
from handlers.owing import humane, mark_changed
from handlers.own_request import the_request
from store import answers, commitments, history, homes, outbox, requests, schools, shown
from store.session import Session, Store


def finish(store: Store, act: Act, commitment_id: UUID) -> None:
    """UserError for a promise that is closed already, or somebody else's."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        if not is_first(db, act):
            return
        commitment = own_open_commitment(db, school.id, commitment_id, librarian)
        if commitment.request_id is None:
            keep(db, school, act, commitment)
            return
        request = the_request(db, school.id, commitment.request_id)
        settle_request(db, school, act, request, librarian, note=None, found=())


def own_open_commitment(db: Session, school_id: UUID, commitment_id: UUID, person: Person) -> Commitment:
    commitment = commitments.find(db, school_id, commitment_id)
    if commitment is None:
        raise UserError("I cannot find that promise any more. Nothing was changed.")
    if commitment.owner_id != person.id:
        raise UserError(f"{commitment.owner} has promised this one. Nothing was changed.")
    if not commitment.is_open:
        how = "kept" if commitment.state is CommitmentState.KEPT else "released"
        raise UserError(f"That promise is {how} already. Nothing was changed.")
    return commitment


def keep(db: Session, school: School, act: Act, commitment: Commitment) -> None:
    # What was done before a digest's moment but is committed after its figures were taken counts in the next one.
    kept_at = max(act.now, school.digest_from + timedelta(microseconds=1)) if school.digest_from else act.now
    commitments.close(db, school.id, commitment.id, state=CommitmentState.KEPT, now=kept_at)
    history.record(db, school.id, EventKind.KEPT, act.now, commitment_id=commitment.id)
    shown.mark_stale(db, school.id, commitment_id=commitment.id)
    if commitment.partner_id:
        contact_with(db, school, act, commitment.partner_id, school.today(act.now))
    homes.mark_stale(db, school.id, None)


def settle_request(
    db: Session,
    school: School,
    act: Act,
    request: Request,
    librarian: Person,
    *,
    note: str | None,
    found: tuple[Resource, ...],
) -> None:
    """Answers the request, keeps the promise if there is one, and owes the message that asks whether it helped."""
    commitment = commitments.last_for(db, school.id, request.id)
    if commitment and commitment.is_open:
        keep(db, school, act, commitment)
    if not requests.change(db, school.id, request.id, only_if=LIVE, state=RequestState.ANSWERED, asked_back_at=None):
        raise UserError("That request is settled already. Nothing was changed.")
    answer_id = answers.add(
        db, school.id, request_id=request.id, author_id=librarian.id, note=note, found=found, now=act.now
    )
    history.record(db, school.id, EventKind.ANSWERED, act.now, request_id=request.id, detail=answer_id)
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.ANSWERED,
            person_id=request.asker_id,
            once_key=f"answered:{answer_id}",
            owed_at=humane(school, act.now),
            subjects=(Subject(request.id, commitment.id if commitment else None),),
            facts=(("answer", str(answer_id)),),
        ),
    )
    contact_with_person(db, school, act, request.asker_id)
    mark_changed(db, school, request)
