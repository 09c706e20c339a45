"""Somebody asks the library for something: `/library-help dust bowl sources for grade 8 by next Friday`, or a form."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.history import EventKind
from domain.needs import read_need
from domain.person import Person
from domain.request import (
    HelpKind,
    Request,
    RequestState,
    Source,
    check_class,
    check_need,
    check_needed_by,
)
from domain.school import School
from handlers.act import Act, is_first, person_of
from handlers.messages import Receipt, Recorded
from handlers.owing import owe_cards, owe_receipt
from handlers.place import written_order
from handlers.stories import story_of
from store import history, homes, inbounds, requests, schools
from store.session import Session, Store
from store.types import new_id

RETYPED_WITHIN = timedelta(minutes=10)
"""A command that was stored but not answered is typed again: the same words are one request."""

ASKED = "asked"
TYPED = "typed"
"""What became of words: a request with a receipt to be sent, or with one shown on the spot."""


@dataclass(frozen=True)
class Draft:
    """What somebody asks for, before it is a request. Without `reads_words` only the given class and date count."""

    need: str
    source: Source
    kind: HelpKind | None = None
    class_name: str | None = None
    needed_by: date | None = None
    reads_words: bool = True
    doubtful: bool = False
    thread: str | None = None


def ask(store: Store, act: Act, draft: Draft) -> Receipt:
    """Stores the request and what it makes the bot owe; UserError for an empty, endless or past-dated one."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        return ask_in(db, school, act, draft)


def ask_in(db: Session, school: School, act: Act, draft: Draft) -> Receipt:
    """The same within a transaction that is open already."""
    person = person_of(db, act)
    if not is_first(db, act):
        return _as_before(db, school, act, person)
    request = _request(school, act, person, draft)
    twin = requests.same_words(db, school.id, person.id, request.need, act.now - RETYPED_WITHIN)
    if twin is None:
        requests.add(db, school.id, request)
        history.record(db, school.id, EventKind.OPENED, act.now, request_id=request.id, detail=request.round)
        owe_cards(db, school, request, act.now)
        homes.mark_stale(db, school.id, person.id)
    kept = twin or request
    if draft.source is not Source.COMMAND:
        owe_receipt(db, school, kept, act.moment, again=act.source_key if twin else None)
    recorded = Recorded.ALREADY if twin else Recorded.NEW
    if act.source_key:
        outcome = f"{TYPED if draft.source is Source.COMMAND else ASKED} {recorded}"
        inbounds.settle(db, school.id, act.source_key, outcome=outcome, request_id=kept.id, person_id=person.id)
    return Receipt(story_of(db, school.id, kept), recorded)


def _as_before(db: Session, school: School, act: Act, person: Person) -> Receipt:
    """A redelivery gets the answer that the first delivery got."""
    seen = inbounds.find(db, school.id, act.source_key or "")
    request = requests.find(db, school.id, seen.request_id) if seen and seen.request_id else None
    if seen is None or request is None:
        raise LookupError(f"No request came of {act.source_key} from {person.id}")
    recorded = Recorded.ALREADY if seen.outcome.endswith(Recorded.ALREADY) else Recorded.NEW
    return Receipt(story_of(db, school.id, request), recorded)


def _request(school: School, act: Act, person: Person, draft: Draft) -> Request:
    need = check_need(draft.need)
    # “By tomorrow” means the day after it was said.
    today = school.today(act.moment)
    class_name, needed_by = check_class(draft.class_name), check_needed_by(draft.needed_by, today)
    if draft.reads_words:
        read = read_need(need, today=today, calendar=school.calendar, order=written_order(school, act.habits))
        class_name, needed_by = class_name or read.class_name, needed_by or read.needed_by
    return Request(
        id=new_id(),
        asker_id=person.id,
        need=need,
        kind=draft.kind,
        class_name=class_name,
        needed_by=needed_by,
        state=RequestState.OPEN,
        source=draft.source,
        doubtful=draft.doubtful,
        thread=draft.thread,
        round=1,
        asked_at=act.now,
    )
