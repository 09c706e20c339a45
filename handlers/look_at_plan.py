"""`/library-partner plan`: the improvement plan of a school year, and one of its objectives with what is behind it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.errors import UserError
from domain.objective import Evidence, Objective, Reading, school_year_of, years_to_plan
from domain.school import School
from handlers.act import Act, librarian_of
from handlers.messages import Place
from handlers.stories import place_of
from store import evidence, objectives, schools
from store.session import Session, Store


@dataclass(frozen=True)
class Progress:
    """An objective with what its measure has shown, the latest first, and the evidence behind it."""

    objective: Objective
    readings: tuple[Reading, ...]
    evidence: Evidence


@dataclass(frozen=True)
class Plan:
    """One school year. `rolls_to` is the year its objectives can be copied to, None when there is nothing to copy."""

    year: int
    years: tuple[int, ...]
    """Every year that has a plan, and the present one; the earliest first."""
    progress: tuple[Progress, ...]
    rolls_to: int | None
    place: Place


@dataclass(frozen=True)
class ObjectivePage:
    progress: Progress
    goes_on_from: Objective | None
    place: Place


@dataclass(frozen=True)
class ObjectiveForm:
    """What the form needs: the years to choose from, and the objective if there is one already."""

    years: tuple[int, ...]
    year: int
    objective: Objective | None
    place: Place


def look_at_plan(store: Store, act: Act, year: int | None = None) -> Plan:
    """Of the present school year unless another is named."""
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        this = school_year_of(school.today(act.now))
        year = this if year is None else year
        every = objectives.all_of_year(db, school.id, year)
        return Plan(
            year=year,
            years=tuple(sorted({*objectives.years(db, school.id), this, year})),
            progress=tuple(_progress(db, school, each) for each in every),
            rolls_to=year + 1 if _can_roll(db, school, year, act.now) else None,
            place=place_of(school, act.now, act.habits),
        )


def look_at_objective(store: Store, act: Act, objective_id: UUID) -> ObjectivePage:
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        objective = the_objective(db, school.id, objective_id)
        before = objectives.find(db, school.id, objective.rolled_from) if objective.rolled_from else None
        return ObjectivePage(_progress(db, school, objective), before, place_of(school, act.now, act.habits))


def look_before_setting(
    store: Store, act: Act, objective_id: UUID | None = None, year: int | None = None
) -> ObjectiveForm:
    """For the form of a new objective, of `year` unless that is over, or of one that is to be changed."""
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        objective = the_objective(db, school.id, objective_id) if objective_id else None
        to_plan = years_to_plan(school.today(act.now))
        proposed = objective.year if objective else year if year in to_plan else to_plan[0]
        place = place_of(school, act.now, act.habits)
        return ObjectiveForm(tuple(sorted({*to_plan, proposed})), proposed, objective, place)


def the_objective(db: Session, school_id: UUID, objective_id: UUID) -> Objective:
    objective = objectives.find(db, school_id, objective_id)
    if objective is None:
        raise UserError("I cannot find that objective any more. Nothing was changed.")
    return objective


def to_roll(db: Session, school: School, year: int) -> tuple[Objective, ...]:
    """Those of a year that are followed still and do not go on in the next yet."""
    live = objectives.of_year(db, school.id, year)
    done = objectives.rolled_over(db, school.id, [each.id for each in live])
    return tuple(each for each in live if each.id not in done)


def _can_roll(db: Session, school: School, year: int, now: datetime) -> bool:
    """Up to the school year that comes next, and no farther."""
    return year + 1 <= years_to_plan(school.today(now))[-1] and bool(to_roll(db, school, year))


def _progress(db: Session, school: School, objective: Objective) -> Progress:
    line = [each.id for each in objectives.lineage(db, school.id, objective)]
    behind = evidence.behind(db, school.id, objective.id, line, school.today)
    return Progress(objective, objectives.readings_of(db, school.id, objective.id), behind)
