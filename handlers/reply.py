"""Words that join a request: Ada's reply to a question, or something she adds in the thread."""

from uuid import UUID

from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.request import LIVE, HelpKind, RemarkKind, Request, check_need
from domain.school import School
from handlers.act import Act, is_first, person_of
from handlers.owing import humane, mark_changed
from handlers.own_request import own_live_request
from store import commitments, history, inbounds, outbox, people, remarks, requests, schools
from store.session import Session, Store

JOINED = "joined"


def reply(store: Store, act: Act, request_id: UUID, words: str) -> None:
    """The reply typed into the form behind a question's button."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        request = own_live_request(db, school.id, request_id, person_of(db, act))
        if is_first(db, act):
            join(db, school, act, request, words)


def join(db: Session, school: School, act: Act, request: Request, words: str) -> UUID:
    """Adds the words, pings the librarians they concern, and gives the remark's id."""
    author = person_of(db, act)
    is_reply = request.asked_back_at is not None and author.id == request.asker_id
    kind = RemarkKind.REPLY if is_reply else RemarkKind.ADDITION
    remark_id = remarks.add(
        db,
        school.id,
        request.id,
        author_id=author.id,
        kind=kind,
        words=check_need(words),
        now=act.now,
        source_key=act.source_key,
    )
    for reader in _concerned(db, school.id, request, is_reply=is_reply) - {author.id}:
        history.record(
            db, school.id, EventKind.JOINED, act.now, request_id=request.id, person_id=reader, detail=remark_id
        )
        outbox.owe(
            db,
            school.id,
            NewNotice(
                kind=NoticeKind.REPLY,
                person_id=reader,
                once_key=f"reply:{remark_id}:{reader}",
                owed_at=humane(school, act.now),
                subjects=(Subject(request.id),),
                facts=(("remark", str(remark_id)),),
            ),
        )
    if is_reply:
        history.record(db, school.id, EventKind.REPLIED, act.now, request_id=request.id)
        requests.change(db, school.id, request.id, only_if=LIVE, asked_back_at=None)
    mark_changed(db, school, request)
    if act.source_key:
        inbounds.settle(db, school.id, act.source_key, outcome=JOINED, request_id=request.id, person_id=author.id)
    return remark_id


def _concerned(db: Session, school_id: UUID, request: Request, *, is_reply: bool) -> set[UUID]:
    """Who is pinged: the owner of the promise and whoever asked; before either, everybody who has the card.

    Those who have left read nothing any more, and what somebody feels less confident about is for librarians only.
    """
    is_delicate = request.kind is HelpKind.LESS_CONFIDENT
    readers = people.librarians(db, school_id) if is_delicate else people.readers(db, school_id)
    there = {reader.id for reader in readers}
    commitment = commitments.last_for(db, school_id, request.id)
    concerned = {commitment.owner_id} if commitment and commitment.is_open else set()
    if is_reply:
        questions = [each for each in remarks.on(db, school_id, request.id) if each.kind is RemarkKind.QUESTION]
        concerned.add(questions[-1].author_id)
    return concerned & there or there
