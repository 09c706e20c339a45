"""Finding the request that somebody means, and whether they may change it."""

from uuid import UUID

from domain.errors import UserError
from domain.person import Person
from domain.request import Request, RequestState
from store import requests
from store.session import Session

_ENDED = {
    RequestState.ANSWERED: "That request has been answered already. Nothing was changed.",
    RequestState.DECLINED: "That request has been settled already. Nothing was changed.",
    RequestState.WITHDRAWN: "That request was withdrawn. Nothing was changed.",
}


def the_request(db: Session, school_id: UUID, request_id: UUID) -> Request:
    request = requests.find(db, school_id, request_id)
    if request is None:
        raise UserError("I cannot find that request any more. Nothing was changed.")
    return request


def live_request(db: Session, school_id: UUID, request_id: UUID) -> Request:
    """UserError, saying how it ended, for one that nobody waits for any more."""
    request = the_request(db, school_id, request_id)
    if not request.is_live:
        raise UserError(_ENDED[request.state])
    return request


def own_live_request(db: Session, school_id: UUID, request_id: UUID, person: Person) -> Request:
    """UserError for everybody but the person who asked."""
    request = the_request(db, school_id, request_id)
    if request.asker_id != person.id:
        raise UserError("Only the person who asked can change that request. Nothing was changed.")
    return live_request(db, school_id, request_id)
