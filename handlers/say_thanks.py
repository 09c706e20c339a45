"""Ada presses **Say thanks** once an answer has helped: the library hears it, and may quote it where she says so."""

from dataclasses import dataclass
from uuid import UUID

from domain.answer import Answer, Helped
from domain.errors import UserError
from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.person import Person
from domain.request import HelpKind, Request
from domain.school import School
from domain.thanks import check_thanks
from handlers.act import Act, is_first, person_of
from handlers.owing import humane, mark_changed
from handlers.own_request import the_request
from handlers.thanked import permission_changed
from store import answers, history, homes, outbox, people, schools, thanks
from store.session import Session, Store


@dataclass(frozen=True)
class ThanksForm:
    """`may_be_asked` is False where nothing is ever quoted: somebody was helped with what they feel unsure about."""

    quotes_thanks: bool
    may_be_asked: bool


def look_before_thanking(store: Store, act: Act, request_id: UUID, answer_id: UUID) -> ThanksForm:
    with store.writing(wakes=False) as db:
        person = person_of(db, act)
        request, _ = _helpful(db, act.school_id, person, request_id, answer_id)
        return ThanksForm(person.quotes_thanks, not _is_delicate(request))


def say_thanks(
    store: Store, act: Act, request_id: UUID, answer_id: UUID, *, words: str | None, may_quote: bool
) -> None:
    """A tick is a permission like the one in her settings, and stands there from now on; she can take it back there."""
    with store.writing() as db:
        school, person = schools.get(db, act.school_id), person_of(db, act)
        said = check_thanks(words)
        request, answer = _helpful(db, school.id, person, request_id, answer_id)
        if not is_first(db, act):
            return
        may_quote = may_quote and not _is_delicate(request)
        thanks_id = thanks.add(
            db,
            school.id,
            request_id=request.id,
            answer_id=answer.id,
            person_id=person.id,
            words=said,
            may_quote=may_quote,
            now=act.now,
        )
        if thanks_id is None:
            raise UserError(_ALREADY)
        if may_quote and not person.quotes_thanks:
            _allow(db, school, person)
        for librarian in _thanked(db, school, answer):
            _owe(db, school, act, request, thanks_id, librarian)
        mark_changed(db, school, request)


_ALREADY = "You have thanked the library for this already. Nothing was changed."


def _helpful(db: Session, school_id: UUID, person: Person, request_id: UUID, answer_id: UUID) -> tuple[Request, Answer]:
    request = the_request(db, school_id, request_id)
    answer = answers.find(db, school_id, answer_id)
    if request.asker_id != person.id or answer is None or answer.request_id != request.id:
        raise UserError("Only the person who asked can thank for this answer. Nothing was changed.")
    if answer.helped is not Helped.YES:
        raise UserError("Please say first that the answer helped. Nothing was changed.")
    if thanks.is_thanked(db, school_id, answer.id):
        raise UserError(_ALREADY)
    return request, answer


def _is_delicate(request: Request) -> bool:
    return request.kind is HelpKind.LESS_CONFIDENT


def _allow(db: Session, school: School, person: Person) -> None:
    people.set_own(db, person.id, department=person.department, quiet=person.quiet, quotes_thanks=True)
    permission_changed(db, school, person.id)
    homes.mark_people_stale(db, [person.id])


def _thanked(db: Session, school: School, answer: Answer) -> tuple[Person, ...]:
    """Who answered or, where they have gone, every librarian."""
    here = people.librarians(db, school.id)
    return tuple(each for each in here if each.id == answer.author_id) or here


def _owe(db: Session, school: School, act: Act, request: Request, thanks_id: UUID, librarian: Person) -> None:
    notice = NewNotice(
        kind=NoticeKind.THANKED,
        person_id=librarian.id,
        once_key=f"thanked:{thanks_id}:{librarian.id}",
        owed_at=humane(school, act.now),
        subjects=(Subject(request_id=request.id),),
        facts=(("thanks", str(thanks_id)),),
    )
    if outbox.owe(db, school.id, notice):
        history.record(db, school.id, EventKind.THANKED, act.now, person_id=librarian.id, detail=notice.once_key)
