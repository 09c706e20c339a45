"""Lee presses Term report on Home and ticks formats: the files come as a message. Sam gets the page for a board."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from domain.errors import UserError
from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind
from domain.person import Person
from domain.school import School
from domain.term_of import Term, term_of
from handlers.act import Act, is_first, person_of
from handlers.messages import Format, Place
from handlers.stories import place_of
from store import digest_rows, history, outbox, schools
from store.session import Session, Store
from store.types import new_id

NOT_FOR_YOU = "The term’s report is for the school’s librarians and administrators. Nothing was sent."
THE_PAGE_IS_FOR_YOU = "The log has people’s names in it, so it stays with the librarians. Nothing was sent."

MOST_TERMS = 9
"""To choose from: three school years."""


@dataclass(frozen=True)
class ReportChoices:
    """`terms` with the newest first; `formats` as far as this reader may have them."""

    terms: tuple[Term, ...]
    formats: tuple[Format, ...]
    place: Place


def look_before_reporting(store: Store, act: Act) -> ReportChoices:
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        formats = _formats_for(person_of(db, act))
        return ReportChoices(
            tuple(_terms(db, school, school.today(act.now))), formats, place_of(school, act.now, act.habits)
        )


def send_report(store: Store, act: Act, day: date, formats: Collection[Format]) -> None:
    """Of the term that holds `day`. At once: whoever presses has just acted. The files are made when they are sent."""
    with store.writing() as db:
        reader = person_of(db, act)
        _check(formats, _formats_for(reader))
        school = schools.get(db, act.school_id)
        if not any(term.holds(day) for term in _terms(db, school, school.today(act.now))):
            raise UserError("Choose one of the terms that are listed.", "term")
        if not is_first(db, act):
            return
        key = f"report:{act.source_key or new_id()}"
        facts = (("day", day.isoformat()), ("formats", " ".join(each for each in Format if each in formats)))
        notice = NewNotice(NoticeKind.REPORT, reader.id, once_key=key, owed_at=act.now, facts=facts)
        if outbox.owe(db, act.school_id, notice):
            history.record(db, act.school_id, EventKind.WANTED_REPORT, act.now, person_id=reader.id, detail=key)


def _formats_for(reader: Person) -> tuple[Format, ...]:
    if reader.is_librarian:
        return tuple(Format)
    if reader.is_administrator:
        return (Format.PDF,)
    raise UserError(NOT_FOR_YOU)


def _check(formats: Collection[Format], allowed: Collection[Format]) -> None:
    if not formats:
        raise UserError("Tick at least one format.", "formats")
    if not set(formats) <= set(allowed):
        raise UserError(THE_PAGE_IS_FOR_YOU)


def _terms(db: Session, school: School, today: date) -> Iterator[Term]:
    """This term, or in a long break the one to come, and those before it as far back as anything is known."""
    term = term_of(today, school.calendar)
    known_since = min(digest_rows.known_since(db, school.id) or today, today)
    yield term
    for _ in range(MOST_TERMS - 1):
        if known_since >= term.first:
            return
        term = term_of(school.calendar.previous_school_day(term.first), school.calendar)
        yield term
