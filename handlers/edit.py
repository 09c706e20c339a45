"""Ada presses Edit on her receipt, or edits the message with which she asked."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.request import LIVE, HelpKind, Request, RequestState, Source, check_class, check_need, check_needed_by
from domain.school import School
from handlers.act import Act, is_first, person_of
from handlers.messages import Receipt, Story
from handlers.owing import humane, mark_changed, owe_receipt
from handlers.own_request import own_live_request
from handlers.stories import story_of
from store import commitments, history, inbounds, outbox, requests, schools
from store.session import Session, Store

EDITED = "edited"
"""In a form, of a request whose first receipt had vanished: one is to be sent."""


def look_at_own(store: Store, act: Act, request_id: UUID) -> Story:
    """The request as it stands, for the form; UserError where it can no longer be changed."""
    with store.writing(wakes=False) as db:
        request = own_live_request(db, act.school_id, request_id, person_of(db, act))
        return story_of(db, act.school_id, request)


def edit(
    store: Store,
    act: Act,
    request_id: UUID,
    *,
    need: str,
    kind: HelpKind | None,
    class_name: str | None,
    needed_by: date | None,
) -> Receipt:
    """The form's words replace what was there; a librarian who has promised gets one line about it."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        request = own_live_request(db, act.school_id, request_id, person_of(db, act))
        changed = replace(
            request,
            need=check_need(need),
            kind=kind,
            class_name=check_class(class_name),
            needed_by=_needed_by(request, needed_by, school, act),
        )
        if is_first(db, act):
            keep_edit(db, school, act, request, changed)
            # The receipt of a command vanishes; whoever edits in a form gets one that stays.
            if request.source is Source.COMMAND:
                _owe_lasting_receipt(db, school, act, changed)
        return Receipt(story_of(db, school.id, changed))


def _owe_lasting_receipt(db: Session, school: School, act: Act, request: Request) -> None:
    owe_receipt(db, school, request, act.moment)
    if act.source_key:
        inbounds.settle(
            db, school.id, act.source_key, outcome=EDITED, request_id=request.id, person_id=request.asker_id
        )


def keep_edit(db: Session, school: School, act: Act, before: Request, after: Request) -> None:
    """Writes the new words down and lets those know who should; nothing happens where nothing changed."""
    if before == after:
        return
    requests.change(
        db,
        school.id,
        before.id,
        only_if=LIVE,
        need=after.need,
        kind=after.kind,
        class_name=after.class_name,
        needed_by=after.needed_by,
        doubtful=False,
    )
    mark_changed(db, school, before)
    tell_owner(db, school, act, before, NoticeKind.CHANGED)


def tell_owner(db: Session, school: School, act: Act, request: Request, kind: NoticeKind, **facts: str) -> None:
    """One line to the librarian who has promised, if somebody has; one for all that waits for the same opening."""
    commitment = commitments.last_for(db, school.id, request.id)
    if request.state is not RequestState.PROMISED or commitment is None:
        return
    owed_at = humane(school, act.now)
    once_key = f"{kind}:{commitment.id}:{owed_at.isoformat()}"
    happened = EventKind.WITHDRAWN if kind is NoticeKind.WITHDRAWN else EventKind.EDITED
    history.record(
        db, school.id, happened, act.now, request_id=request.id, person_id=commitment.owner_id, detail=once_key
    )
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=kind,
            person_id=commitment.owner_id,
            once_key=once_key,
            owed_at=owed_at,
            subjects=(Subject(request.id, commitment.id),),
            facts=tuple(facts.items()),
        ),
    )


def _needed_by(request: Request, day: date | None, school: School, act: Act) -> date | None:
    """A date that has gone by since it was set may stay; a new one may not be past."""
    return day if day == request.needed_by else check_needed_by(day, school.today(act.now))
