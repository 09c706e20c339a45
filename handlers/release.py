"""Lee presses Release: the promise cannot be kept; the person who asked is told why, and the request is open again."""

from uuid import UUID

from domain.commitment import CommitmentState, check_words
from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.person import Person
from domain.request import Request, RequestState
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.finish import own_open_commitment
from handlers.open_again import open_again
from handlers.owing import humane, mark_changed
from handlers.own_request import the_request
from store import commitments, history, homes, outbox, schools, shown
from store.session import Session, Store


def release(store: Store, act: Act, commitment_id: UUID, *, word: str) -> None:
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        words = check_words(word, "Write a word: the person who asked will read it")
        if not is_first(db, act):
            return
        commitment = own_open_commitment(db, school.id, commitment_id, librarian)
        commitments.close(db, school.id, commitment.id, state=CommitmentState.RELEASED, now=act.now, word=words)
        history.record(
            db,
            school.id,
            EventKind.RELEASED,
            act.now,
            request_id=commitment.request_id,
            commitment_id=commitment.id,
            detail=commitment.id,
        )
        shown.mark_stale(db, school.id, commitment_id=commitment.id)
        homes.mark_stale(db, school.id, None)
        if commitment.request_id:
            request = the_request(db, school.id, commitment.request_id)
            _open_again(db, school, act, request, librarian, commitment_id, words)


def _open_again(
    db: Session, school: School, act: Act, request: Request, librarian: Person, commitment_id: UUID, words: str
) -> None:
    open_again(db, school, act, request, RequestState.PROMISED, by=librarian)
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.RELEASED,
            person_id=request.asker_id,
            once_key=f"released:{commitment_id}",
            owed_at=humane(school, act.now),
            subjects=(Subject(request.id, commitment_id),),
            facts=(("words", words), ("librarian", librarian.name)),
        ),
    )
    mark_changed(db, school, request)
