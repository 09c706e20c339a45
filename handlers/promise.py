"""Lee presses Promise on a card: what will be done, what share of the work it takes over, and by when."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.commitment import Share, check_words
from domain.errors import UserError
from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.person import Person
from domain.proposals import Proposal, propose_dates
from domain.request import Request, RequestState
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.owing import humane, mark_changed
from handlers.own_request import RequestForm, live_request, this_years
from handlers.serve_objective import serve
from handlers.stories import place_of, story_of
from store import commitments, history, outbox, requests, schools
from store.session import Session, Store


@dataclass(frozen=True)
class PromiseForm(RequestForm):
    """What the form needs: the request, and three small dates to choose from."""

    proposals: tuple[Proposal, ...] = ()


def look_before_promising(store: Store, act: Act, request_id: UUID) -> PromiseForm:
    """UserError where there is nothing left to promise."""
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        request = _open_request(db, school.id, request_id)
        proposals = propose_dates(school.today(act.now), request.needed_by, school.calendar)
        plan = this_years(db, school, act.now)
        return PromiseForm(story_of(db, school.id, request), place_of(school, act.now, act.habits), plan, proposals)


def promise(
    store: Store,
    act: Act,
    request_id: UUID,
    *,
    doing: str,
    share: Share | None,
    due_on: date | None,
    objective_id: UUID | None = None,
) -> None:
    """The first to promise owns it. UserError for a closed or past day, and where somebody was quicker."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        words = check_words(doing, "Write what you will do", "doing")
        day = check_due_on(due_on, school, act)
        if not is_first(db, act):
            return
        request = _open_request(db, school.id, request_id)
        if not requests.change(db, school.id, request.id, only_if=(RequestState.OPEN,), state=RequestState.PROMISED):
            raise UserError("Somebody was quicker. Nothing was changed.")
        serve(db, school, request.id, objective_id)
        commitment_id = commitments.add(
            db,
            school.id,
            request_id=request.id,
            owner_id=librarian.id,
            doing=words,
            share=share,
            due_on=day,
            now=act.now,
            objective_id=objective_id,
        )
        _record(db, act, request, librarian, commitment_id, day)
        _owe_promise(db, school, act, request, commitment_id)
        mark_changed(db, school, request)


def _record(db: Session, act: Act, request: Request, owner: Person, commitment_id: UUID, day: date) -> None:
    history.record(
        db,
        act.school_id,
        EventKind.PROMISED,
        act.now,
        request_id=request.id,
        commitment_id=commitment_id,
        person_id=owner.id,
        detail=commitment_id,
        day=day,
    )


def check_due_on(day: date | None, school: School, act: Act) -> date:
    """A day on which the library is there to keep the promise; UserError that names the nearest one otherwise."""
    if day is None:
        raise UserError("Choose a day.", "due")
    today = school.today(act.now)
    if day < today:
        raise UserError("That day has passed. Please choose today or a later day.", "due")
    if not school.calendar.is_school_day(day):
        near = school.calendar.school_day_on_or_before(day)
        near = near if near >= today else school.calendar.next_school_day(day)
        words = place_of(school, act.now, act.habits).near(near)
        raise UserError(f"The school is closed that day. The nearest school day is {words}.", "due")
    return day


def _open_request(db: Session, school_id: UUID, request_id: UUID) -> Request:
    request = live_request(db, school_id, request_id)
    if request.state is RequestState.PROMISED:
        commitment = commitments.last_for(db, school_id, request.id)
        who = commitment.owner if commitment else "Somebody"
        raise UserError(f"{who} has promised this one already. Nothing was changed.")
    return request


def _owe_promise(db: Session, school: School, act: Act, request: Request, commitment_id: UUID) -> None:
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.PROMISED,
            person_id=request.asker_id,
            once_key=f"promised:{commitment_id}",
            owed_at=humane(school, act.now),
            subjects=(Subject(request.id, commitment_id),),
        ),
    )
