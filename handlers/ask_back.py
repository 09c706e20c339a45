"""Lee presses Ask back: one question to the person who asked, whose reply joins the request."""

from uuid import UUID

from domain.commitment import check_words
from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.request import LIVE, RemarkKind, Request
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.owing import humane, mark_changed
from handlers.own_request import live_request, refuse_anothers
from store import history, outbox, remarks, requests, schools
from store.session import Session, Store


def ask_back(store: Store, act: Act, request_id: UUID, question: str) -> None:
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        words = check_words(question, "Write the question that you would ask", "question")
        if not is_first(db, act):
            return
        request = live_request(db, school.id, request_id)
        refuse_anothers(db, school.id, request, librarian)
        remark_id = remarks.add(
            db, school.id, request.id, author_id=librarian.id, kind=RemarkKind.QUESTION, words=words, now=act.now
        )
        requests.change(db, school.id, request.id, only_if=LIVE, asked_back_at=act.now)
        history.record(db, school.id, EventKind.QUESTIONED, act.now, request_id=request.id, detail=remark_id)
        _owe_question(db, school, act, request, remark_id, words, librarian.name)
        mark_changed(db, school, request)


def _owe_question(
    db: Session, school: School, act: Act, request: Request, remark_id: UUID, words: str, librarian: str
) -> None:
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.QUESTION,
            person_id=request.asker_id,
            once_key=f"question:{remark_id}",
            owed_at=humane(school, act.now),
            subjects=(Subject(request.id),),
            facts=(("words", words), ("librarian", librarian), ("remark", str(remark_id))),
        ),
    )
