"""Ada presses Yes, Partly or Not yet under “Did they help?”, five school days after she was referred to a partner."""

from uuid import UUID

from domain.answer import Helped
from domain.errors import UserError
from domain.referral import Referral
from domain.request import RequestState
from handlers.act import Act, is_first, person_of
from handlers.open_again import open_again
from handlers.owing import mark_changed
from handlers.own_request import the_request
from store import referrals, schools
from store.session import Session, Store


def say_they_helped(store: Store, act: Act, request_id: UUID, referral_id: UUID, helped: Helped) -> None:
    """“Not yet” opens the request again, with a new card for the librarians."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        person = person_of(db, act)
        if not is_first(db, act):
            return
        request = the_request(db, school.id, request_id)
        if request.asker_id != person.id:
            raise UserError("Only the person who asked can say whether they helped. Nothing was changed.")
        referral = _referral(db, school.id, request_id, referral_id)
        if not referrals.set_helped(db, school.id, referral.id, helped, act.now):
            said = referral.helped.value if referral.helped else "that"
            raise UserError(f"You said “{said}” already, thank you. Nothing was changed.")
        if helped is Helped.NOT_YET:
            open_again(db, school, act, request, RequestState.REFERRED)
        mark_changed(db, school, request)


def _referral(db: Session, school_id: UUID, request_id: UUID, referral_id: UUID) -> Referral:
    referral = referrals.find(db, school_id, referral_id)
    if referral is None or referral.request_id != request_id:
        raise UserError("I cannot find that referral any more. Nothing was changed.")
    return referral
