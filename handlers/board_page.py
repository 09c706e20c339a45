"""A term on one page that an administrator can take to a board, made from what the weekly digests have told."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain.digest import Figures, read_figures
from domain.school import School
from domain.term_in_figures import Told, sum_up, without_overlap
from domain.term_of import term_of
from handlers.digest import figures_of
from handlers.messages import BoardPage
from handlers.stories import place_of
from store import schools, told_digests
from store.session import Session, Store


def board_page_of_term(store: Store, school_id: UUID, day: date, now: datetime) -> BoardPage:
    """The term that holds `day`, as the school's calendar shows it."""
    with store.reading() as db:
        return board_page(db, schools.get(db, school_id), day, now)


def board_page(db: Session, school: School, day: date, now: datetime) -> BoardPage:
    term = term_of(day, school.calendar)
    first = school.calendar.moment(term.first, time.min)
    end = school.calendar.moment(term.last + timedelta(days=1), time.min)
    told = without_overlap(
        Told(since, until, read_figures(words))
        for since, until, words in told_digests.ended_within(db, school.id, first, end)
    )
    is_to_come = term.last >= school.today(now)
    return BoardPage(
        place=place_of(school, now, None),
        term=term,
        told=sum_up(told) if told else None,
        so_far=None if told else _so_far(db, school, now, first, end),
        next_digest_at=school.next_digest_at if is_to_come else None,
    )


def _so_far(db: Session, school: School, now: datetime, first: datetime, end: datetime) -> Figures:
    """Totals only: what kinds there were is told by the digests, by their rules."""
    return replace(
        figures_of(db, school, now, until=max(first, min(now, end)), since=first), by_kind=(), by_department=()
    )
