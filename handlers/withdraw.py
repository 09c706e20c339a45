"""Ada presses Withdraw: she no longer needs it, or it never was a request."""

from uuid import UUID

from domain.commitment import CommitmentState
from domain.history import EventKind
from domain.notices import NoticeKind
from domain.request import LIVE, Request, RequestState
from domain.school import School
from handlers.act import Act, is_first, person_of
from handlers.edit import tell_owner
from handlers.messages import Receipt
from handlers.owing import mark_changed
from handlers.own_request import own_live_request, the_request
from handlers.stories import story_of
from store import commitments, history, requests, schools
from store.session import Session, Store


def withdraw(store: Store, act: Act, request_id: UUID) -> Receipt:
    """Closes the request; a promise made for it is released and its owner told."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        person = person_of(db, act)
        if is_first(db, act):
            request = own_live_request(db, school.id, request_id, person)
            if request.state is RequestState.PROMISED:
                _close_promise(db, school, act, request)
            else:
                history.record(db, school.id, EventKind.WITHDRAWN, act.now, request_id=request.id)
            requests.change(db, school.id, request.id, only_if=LIVE, state=RequestState.WITHDRAWN, asked_back_at=None)
            mark_changed(db, school, request)
        return Receipt(story_of(db, school.id, the_request(db, school.id, request_id)))


def _close_promise(db: Session, school: School, act: Act, request: Request) -> None:
    tell_owner(db, school, act, request, NoticeKind.WITHDRAWN)
    commitment = commitments.last_for(db, school.id, request.id)
    if commitment and commitments.close(
        db, school.id, commitment.id, state=CommitmentState.RELEASED, now=act.now, word="withdrawn"
    ):
        history.record(db, school.id, EventKind.RELEASED, act.now, commitment_id=commitment.id)
