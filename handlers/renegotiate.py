"""Lee presses Renegotiate: a new date and a word, told to the person who asked before the old date goes by."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.commitment import Commitment, check_words
from domain.errors import UserError
from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.proposals import Proposal, propose_dates
from domain.request import Request
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.finish import own_open_commitment
from handlers.messages import Place, PromiseLine
from handlers.owing import humane, mark_changed
from handlers.own_request import the_request
from handlers.promise import check_due_on
from handlers.stories import line_of, place_of
from store import commitments, history, homes, outbox, schools, shown
from store.session import Session, Store


@dataclass(frozen=True)
class CommitmentForm:
    """What the forms about a commitment need."""

    line: PromiseLine
    place: Place
    proposals: tuple[Proposal, ...]


def look_at_commitment(store: Store, act: Act, commitment_id: UUID) -> CommitmentForm:
    """UserError where it is closed, or somebody else's."""
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        commitment = own_open_commitment(db, school.id, commitment_id, librarian_of(db, act))
        line = line_of(db, school.id, commitment)
        needed_by = line.story.request.needed_by if line.story else None
        proposals = propose_dates(school.today(act.now), needed_by, school.calendar)
        return CommitmentForm(line, place_of(school, act.now, act.habits), proposals)


def renegotiate(store: Store, act: Act, commitment_id: UUID, *, due_on: date | None, word: str) -> None:
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        words = check_words(word, "Write a word: the person who asked will read it")
        day = check_due_on(due_on, school, act)
        if not is_first(db, act):
            return
        commitment = own_open_commitment(db, school.id, commitment_id, librarian)
        if day == commitment.due_on:
            raise UserError("That is the date it has already. Choose another one.", "due")
        date_id = commitments.add_due_date(db, school.id, commitment.id, due_on=day, now=act.now, why=words)
        # As if it had been promised today: a new date begins a new ladder.
        today = school.today(act.now)
        commitments.change(db, school.id, commitment.id, due_on=day, snoozed_until=None, last_nudged_on=today)
        history.record(
            db,
            school.id,
            EventKind.MOVED,
            act.now,
            request_id=commitment.request_id,
            commitment_id=commitment.id,
            detail=date_id,
            day=day,
        )
        shown.mark_stale(db, school.id, commitment_id=commitment.id)
        homes.mark_stale(db, school.id, None)
        if commitment.request_id:
            request = the_request(db, school.id, commitment.request_id)
            _owe_new_date(db, school, act, request, commitment, date_id, day, words)


def _owe_new_date(
    db: Session,
    school: School,
    act: Act,
    request: Request,
    commitment: Commitment,
    date_id: UUID,
    day: date,
    words: str,
) -> None:
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.RENEGOTIATED,
            person_id=request.asker_id,
            once_key=f"renegotiated:{date_id}",
            owed_at=humane(school, act.now),
            subjects=(Subject(request.id, commitment.id),),
            facts=(("words", words), ("due", day.isoformat())),
        ),
    )
    mark_changed(db, school, request)
