"""Lee presses Decline: a kind word, and perhaps somebody else to ask."""

from uuid import UUID

from domain.commitment import WORDS_LIMIT, check_words
from domain.errors import UserError
from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.own_words import optional
from domain.request import RequestState
from handlers.act import Act, is_first, librarian_of
from handlers.owing import humane, mark_changed
from handlers.own_request import live_request
from store import history, outbox, requests, schools
from store.session import Store


def decline(store: Store, act: Act, request_id: UUID, *, word: str, ask_instead: str | None) -> None:
    """Only what nobody has promised can be declined; a promise is released instead."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        words = check_words(word, "Write a kind word: the person who asked will read it")
        somebody = optional(ask_instead, WORDS_LIMIT, about="instead", it="the person to ask")
        if not is_first(db, act):
            return
        request = live_request(db, school.id, request_id)
        if not requests.change(
            db,
            school.id,
            request.id,
            only_if=(RequestState.OPEN,),
            state=RequestState.DECLINED,
            reason=words,
            asked_back_at=None,
        ):
            raise UserError("That request has been promised. Release the promise first. Nothing was changed.")
        once_key = f"{request.id}:{request.round}"
        history.record(db, school.id, EventKind.DECLINED, act.now, request_id=request.id, detail=once_key)
        facts = {"words": words, "librarian": librarian.name} | ({"ask_instead": somebody} if somebody else {})
        outbox.owe(
            db,
            school.id,
            NewNotice(
                kind=NoticeKind.DECLINED,
                person_id=request.asker_id,
                once_key=f"declined:{once_key}",
                owed_at=humane(school, act.now),
                subjects=(Subject(request.id),),
                facts=tuple(facts.items()),
            ),
        )
        mark_changed(db, school, request)
