"""Finding the request that somebody means, and whether they may change it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.commitment import CommitmentState
from domain.errors import UserError
from domain.objective import Objective, school_year_of
from domain.person import Person
from domain.request import Request, RequestState
from domain.school import School
from handlers.act import Act, librarian_of
from handlers.messages import Place, Story
from handlers.stories import place_of, story_of
from store import commitments, objectives, requests, schools
from store.session import Session, Store

_ENDED = {
    RequestState.ANSWERED: "That request has been answered already. Nothing was changed.",
    RequestState.REFERRED: "That request has been referred already. Nothing was changed.",
    RequestState.DECLINED: "That request has been settled already. Nothing was changed.",
    RequestState.WITHDRAWN: "That request was withdrawn. Nothing was changed.",
}


@dataclass(frozen=True)
class RequestForm:
    """What a form about a request needs."""

    story: Story
    place: Place
    objectives: tuple[Objective, ...] = ()
    """Of this year's improvement plan, for what is done here to serve one."""


def look_at_request(store: Store, act: Act, request_id: UUID) -> RequestForm:
    """For the forms in which a librarian asks back, answers or declines; UserError where they may not."""
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        return form_about(db, school, act, request_id)


def form_about(db: Session, school: School, act: Act, request_id: UUID) -> RequestForm:
    librarian = librarian_of(db, act)
    request = live_request(db, school.id, request_id)
    refuse_anothers(db, school.id, request, librarian)
    place = place_of(school, act.now, act.habits)
    return RequestForm(story_of(db, school.id, request), place, this_years(db, school, act.now))


def this_years(db: Session, school: School, now: datetime) -> tuple[Objective, ...]:
    """The objectives that something done now can serve."""
    return objectives.of_year(db, school.id, school_year_of(school.today(now)))


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


def refuse_anothers(db: Session, school_id: UUID, request: Request, librarian: Person) -> None:
    """A request that a colleague has promised is theirs to act on."""
    if request.state is not RequestState.PROMISED:
        return
    commitment = commitments.last_for(db, school_id, request.id)
    if commitment and commitment.state is CommitmentState.OPEN and commitment.owner_id != librarian.id:
        raise UserError(f"{commitment.owner} has promised this one. Nothing was changed.")
