"""What the digests have told an administrator: the latest, its term week by week, and the improvement plan."""

from datetime import date
from uuid import UUID

from domain.digest import Figures, ObjectiveFigures, as_earlier, read_figures
from domain.objective import school_year_of
from domain.person import Person
from domain.school import School
from handlers.messages import Told
from store import objectives, told_digests
from store.session import Session

MOST_WEEKS = 30
"""Of a term: the longest that is told has not so many."""


def told_to(db: Session, school: School, person: Person, today: date) -> Told:
    told = [read_figures(words) for words in told_digests.for_reader(db, school.id, person.id, MOST_WEEKS)]
    latest = told[-1] if told else None
    return Told(latest, tuple(as_earlier(each) for each in _of_its_term(told)), _plan(db, school.id, today, latest))


def _of_its_term(told: list[Figures]) -> list[Figures]:
    """An older version did not say to which term a digest belongs."""
    began = told[-1].term_began if told else None
    return [each for each in told if each.term_began == began is not None]


def _plan(db: Session, school_id: UUID, today: date, latest: Figures | None) -> tuple[ObjectiveFigures, ...]:
    behind = {each.id: each.behind for each in latest.plan} if latest else {}
    return tuple(
        ObjectiveFigures(str(each.id), each.title, behind.get(str(each.id), ()))
        for each in objectives.of_year(db, school_id, school_year_of(today))
    )
