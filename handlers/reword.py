"""Ada edits the message with which she asked, or with which she replied."""

from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from domain.dates_in_words import DateOrder
from domain.errors import UserError
from domain.needs import Need, read_need
from domain.notices import NoticeKind
from domain.request import Request, check_need
from domain.school import School
from domain.small_talk import Intent, asks_for_help, read_intent, takes_back
from handlers.act import Act, is_first, person_of
from handlers.ask import ASKED
from handlers.edit import keep_edit, tell_owner
from handlers.hear import NO_REQUEST, REFUSED, TAKE_BACK, TALKED, Heard, make_request, say, take
from handlers.owing import mark_changed
from handlers.place import written_order
from handlers.reply import JOINED
from store import inbounds, remarks, requests, schools
from store.session import Session, Store

Said = TypeVar("Said", str, date)


def reword(store: Store, act: Act, heard: Heard, original_key: str) -> None:
    """`act.source_key` is the edit's own key, `original_key` that of the message it changed."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        if not is_first(db, act):
            return
        try:
            with db.begin_nested():
                _reword(db, school, act, heard, original_key)
        except UserError as refusal:
            say(db, school, act, heard, str(refusal))


def _reword(db: Session, school: School, act: Act, heard: Heard, original_key: str) -> None:
    seen = inbounds.find(db, school.id, original_key)
    if seen and seen.outcome == REFUSED:
        _set_aside(db, school, act, original_key)
        take(db, school, replace(act, source_key=original_key), heard)
    elif seen is None or seen.outcome == TALKED:
        _hear_anew(db, school, act, heard, original_key)
    elif seen.request_id and seen.outcome.startswith(ASKED):
        _reword_request(db, school, act, heard, requests.get(db, school.id, seen.request_id))
    elif seen.outcome == JOINED:
        _reword_remark(db, school, act, heard, original_key)


def _hear_anew(db: Session, school: School, act: Act, heard: Heard, original_key: str) -> None:
    """“Hello” that became “hello, I need books on bees” is a request from now on."""
    intent = read_intent(heard.words)
    if intent not in (Intent.REQUEST, Intent.DOUBTFUL) or takes_back(heard.words) or asks_for_help(heard.words):
        return
    _set_aside(db, school, act, original_key)
    make_request(db, school, replace(act, source_key=original_key), heard, intent)


def _set_aside(db: Session, school: School, act: Act, original_key: str) -> None:
    inbounds.set_aside(db, school.id, original_key, for_key=act.source_key or "")


def _reword_request(db: Session, school: School, act: Act, heard: Heard, request: Request) -> None:
    if person_of(db, act).id != request.asker_id or heard.words.strip() == request.need:
        return
    if not request.is_live:
        say(
            db,
            school,
            act,
            heard,
            "That request is settled already, so I left it as it was. Write again for a new one.",
        )
        return
    if takes_back(heard.words):
        raise UserError(TAKE_BACK)
    if read_intent(heard.words) in NO_REQUEST:
        say(db, school, act, heard, _KIND_WORDS)
        return
    after = _as_worded_now(school, act, request, check_need(heard.words))
    keep_edit(db, school, act, request, after)


_KIND_WORDS = (
    "Those words ask for nothing, so I left your request as it was. "
    "To take it back, press Withdraw on its receipt or in /library-help mine."
)


def _as_worded_now(school: School, act: Act, request: Request, words: str) -> Request:
    """What the old words said is said by the new ones from now on, or by none; what was set in the form stays."""
    order = written_order(school, act.habits)
    before, after = _read(school, request.need, request.asked_at, order), _read(school, words, act.now, order)
    return replace(
        request,
        need=after.text,
        class_name=_said_now(request.class_name, before.class_name, after.class_name),
        needed_by=_said_now(request.needed_by, before.needed_by, after.needed_by),
    )


def _read(school: School, words: str, now: datetime, order: DateOrder) -> Need:
    return read_need(words, today=school.today(now), calendar=school.calendar, order=order)


def _said_now(stored: Said | None, before: Said | None, after: Said | None) -> Said | None:
    """Words that say something new are newer than the form."""
    return after if stored == before or (after and after != before) else stored


def _reword_remark(db: Session, school: School, act: Act, heard: Heard, original_key: str) -> None:
    found = remarks.by_source(db, school.id, original_key)
    if found is None or found[1].words == heard.words.strip():
        return
    request_id, remark = found
    request = requests.get(db, school.id, request_id)
    remarks.reword(db, school.id, remark.id, check_need(heard.words))
    mark_changed(db, school, request)
    tell_owner(db, school, act, request, NoticeKind.CHANGED)
