"""Lee presses They helped, or Take back, beside a request on Home that is with a partner."""

from uuid import UUID

from domain.errors import UserError
from domain.referral import Referral
from domain.request import Request, RequestState
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.open_again import open_again
from handlers.owing import mark_changed
from handlers.own_request import the_request
from store import referrals, schools
from store.session import Session, Store

_SETTLED = "That request is not with a partner any more. Nothing was changed."


def note_that_they_helped(store: Store, act: Act, request_id: UUID) -> None:
    """It is off the list, and nobody is asked about it; who asked can still say otherwise where they were."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        if not is_first(db, act):
            return
        request, referral = _with_a_partner(db, school, request_id)
        if not referrals.settle(db, school.id, referral.id, act.now):
            raise UserError("It is known already how that went. Nothing was changed.")
        mark_changed(db, school, request)


def take_back_referral(store: Store, act: Act, request_id: UUID) -> None:
    """The request is open again, for the library to promise or answer. Colleagues get a card; Lee has it on Home."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        if not is_first(db, act):
            return
        request, _ = _with_a_partner(db, school, request_id)
        open_again(db, school, act, request, RequestState.REFERRED, by=librarian)
        mark_changed(db, school, request)


def _with_a_partner(db: Session, school: School, request_id: UUID) -> tuple[Request, Referral]:
    request = the_request(db, school.id, request_id)
    referral = referrals.last_for(db, school.id, request.id)
    if request.state is not RequestState.REFERRED or referral is None:
        raise UserError(_SETTLED)
    return request, referral
