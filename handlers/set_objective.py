"""Lee presses Add objective or Edit in the improvement plan and sends the form."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.objective import Objective, check_aim, check_measure, check_target, check_title, check_year
from handlers.act import Act, is_first, librarian_of
from handlers.look_at_plan import the_objective
from store import homes, objectives, schools
from store.session import Store
from store.types import new_id


@dataclass(frozen=True)
class ObjectiveDraft:
    """As the form has it."""

    title: str | None
    aim: str | None
    measure: str | None
    target: str | None
    year: int | None


def add_objective(store: Store, act: Act, draft: ObjectiveDraft) -> int:
    """The year it belongs to. UserError for what the form must not hold."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        objective = _checked(draft, new_id(), school.today(act.now), None)
        if is_first(db, act):
            objectives.add(db, school.id, objective, act.now)
            homes.mark_stale(db, school.id, None)
        return objective.year


def edit_objective(store: Store, act: Act, objective_id: UUID, draft: ObjectiveDraft) -> None:
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        before = the_objective(db, school.id, objective_id)
        objective = _checked(draft, objective_id, school.today(act.now), before.year)
        if is_first(db, act):
            objectives.change(db, school.id, objective)
            homes.mark_stale(db, school.id, None)


def _checked(draft: ObjectiveDraft, objective_id: UUID, today: date, year_before: int | None) -> Objective:
    return Objective(
        id=objective_id,
        year=check_year(draft.year, today, before=year_before),
        title=check_title(draft.title),
        aim=check_aim(draft.aim),
        measure=check_measure(draft.measure),
        target=check_target(draft.target),
        rolled_from=None,
        retired_on=None,
    )
