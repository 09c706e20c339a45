"""Somebody writes to the bot: a direct message, or a mention in a channel. What is it that they say?"""

from dataclasses import dataclass
from textwrap import shorten
from uuid import UUID

from domain.errors import UserError
from domain.needs import read_need
from domain.notices import NewNotice, NoticeKind, Subject
from domain.request import Request, Source
from domain.school import School
from domain.small_talk import Intent, asks_for_another, asks_for_help, read_intent, takes_back
from handlers.act import Act, is_first, person_of
from handlers.ask import Draft, ask_in
from handlers.place import written_order
from handlers.reply import join
from store import inbounds, ledger, outbox, requests, schools
from store.session import Session, Store

TALKED = "talked"
REFUSED = "refused"
"""Words of which nothing came; reworded, they may be taken."""

_SMALL_TALK = (Intent.THANKS, Intent.GREETING, Intent.FAREWELL, Intent.ACKNOWLEDGEMENT)
NO_REQUEST = _SMALL_TALK
"""Whatever is said with these, nothing is asked for."""


@dataclass(frozen=True)
class Heard:
    """`thread` is the key of the thread that the words opened or were said in; `is_in_thread` tells which."""

    words: str
    source: Source
    thread: str
    is_in_thread: bool
    has_file: bool = False


def hear(store: Store, act: Act, heard: Heard) -> None:
    """Makes a request, joins one, or answers like a human; what is doubtful is recorded, with an undo."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        if _is_known(db, act):
            return
        try:
            with db.begin_nested():
                take(db, school, act, heard)
        except UserError as refusal:
            # The refusal is owed like any other message: an event has no answer of its own to carry it.
            if is_first(db, act):
                say(db, school, act, heard, str(refusal))


def _is_known(db: Session, act: Act) -> bool:
    return act.source_key is not None and inbounds.find(db, act.school_id, act.source_key) is not None


def take(db: Session, school: School, act: Act, heard: Heard) -> None:
    intent = read_intent(heard.words)
    if intent is Intent.EMPTY:
        raise UserError(_EMPTY_FILE if heard.has_file else _EMPTY)
    if takes_back(heard.words):
        raise UserError(TAKE_BACK if requests.live_of(db, school.id, person_of(db, act).id) else _NOTHING_TO_TAKE_BACK)
    joined = _request_meant(db, school, act, heard, intent)
    if joined:
        _join(db, school, act, heard, joined)
    elif heard.source is Source.DIRECT_MESSAGE and asks_for_help(heard.words):
        raise UserError(_HELP)
    elif intent in _SMALL_TALK:
        talk(db, school, act, heard, intent)
    else:
        make_request(db, school, act, heard, intent)


_EMPTY = "I did not get any words. Tell me what you need, and I will pass it on to the library."
_EMPTY_FILE = "I cannot read files, so nothing was stored. Tell me in a few words what you need, and I will pass it on."

TAKE_BACK = "To take back a request, press Withdraw on its receipt or in /library-help mine; nothing was changed."
_NOTHING_TO_TAKE_BACK = (
    "You have no open request, so there is nothing to take back. Write whenever you need the library."
)
_HELP = (
    "Write what you need, for which class and by when, and I pass it on to the library; /library-help mine lists your "
    "requests to edit or withdraw, and my Home tab shows them too."
)

_ANOTHERS = (
    "This thread is about a colleague’s request, so I passed nothing on. To write to them, press Ask back or Answer on "
    "its card; to ask the library for something yourself, write outside the thread."
)


def _request_meant(db: Session, school: School, act: Act, heard: Heard, intent: Intent) -> Request | None:
    """The live request that these words belong to, if any: that of the thread, or the one with an open question."""
    person = person_of(db, act)
    if heard.is_in_thread:
        request = _in_thread(db, school.id, heard.thread)
        if request is None or not request.is_live:
            return None
        if heard.source is Source.DIRECT_MESSAGE and request.asker_id != person.id:
            raise UserError(_ANOTHERS)
        waits = request.asked_back_at is not None and request.asker_id == person.id
        return request if waits or intent not in _SMALL_TALK else None
    if heard.source is not Source.DIRECT_MESSAGE or intent in (Intent.THANKS, Intent.GREETING, Intent.FAREWELL):
        return None
    if asks_for_help(heard.words):
        return None
    if asks_for_another(heard.words) and _says_a_day(school, act, heard.words):
        return None
    return requests.waiting_for_reply(db, school.id, person.id)


def _says_a_day(school: School, act: Act, words: str) -> bool:
    today, order = school.today(act.now), written_order(school, act.habits)
    return read_need(words, today=today, calendar=school.calendar, order=order).needed_by is not None


def _in_thread(db: Session, school_id: UUID, thread: str) -> Request | None:
    """Under the message that asked, or under one of ours about a single request."""
    request = requests.in_thread(db, school_id, thread)
    if request:
        return request
    request_id = ledger.request_in(db, school_id, thread)
    return requests.get(db, school_id, request_id) if request_id else None


def _join(db: Session, school: School, act: Act, heard: Heard, request: Request) -> None:
    if not is_first(db, act):
        return
    waits = request.asked_back_at is not None
    as_reply = "" if heard.is_in_thread else _as_reply(db, school, act, request)
    remark_id = join(db, school, act, request, heard.words)
    facts = {"words": "Thank you, I passed that on." if waits else "Added to the request."}
    if not heard.is_in_thread:
        facts = {"words": as_reply, "remark": str(remark_id)}
    _owe(db, school, act, heard, NoticeKind.NOTED, facts, Subject(request.id))


_NAME_LENGTH = 80


def _as_reply(db: Session, school: School, act: Act, request: Request) -> str:
    """Names the request that the words joined, for outside a thread nothing else tells."""
    name = shorten(request.need, _NAME_LENGTH, placeholder="…") or request.need[:_NAME_LENGTH]
    live = requests.live_of(db, school.id, person_of(db, act).id)
    several = sum(each.asked_back_at is not None for each in live) > 1
    which = ", the question asked last; other questions still wait for yours" if several else ""
    return f"Thank you, I passed that on as your reply about “{name}”{which}."


def make_request(db: Session, school: School, act: Act, heard: Heard, intent: Intent) -> None:
    draft = Draft(heard.words, heard.source, doubtful=intent is Intent.DOUBTFUL, thread=heard.thread)
    ask_in(db, school, act, draft)


def talk(db: Session, school: School, act: Act, heard: Heard, intent: Intent) -> None:
    if is_first(db, act):
        person = person_of(db, act)
        inbounds.settle(db, school.id, act.source_key or "", outcome=TALKED, person_id=person.id)
        _owe(db, school, act, heard, NoticeKind.SMALL_TALK, {"intent": intent.value})


def say(db: Session, school: School, act: Act, heard: Heard, words: str) -> None:
    """One plain line back to where it was said, about words of which nothing came."""
    inbounds.settle(db, school.id, act.source_key or "", outcome=REFUSED, person_id=person_of(db, act).id)
    _owe(db, school, act, heard, NoticeKind.NOTED, {"words": words})


def _owe(
    db: Session,
    school: School,
    act: Act,
    heard: Heard,
    kind: NoticeKind,
    facts: dict[str, str],
    *subjects: Subject,
) -> None:
    """At once, for they just wrote; in the thread where they wrote in one, or in front of others."""
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=kind,
            person_id=person_of(db, act).id,
            once_key=f"{kind}:{act.source_key}",
            owed_at=act.moment,
            subjects=subjects,
            facts=tuple(facts.items()),
            thread=heard.thread if heard.is_in_thread or heard.source.is_public else None,
        ),
    )
