"""Lee presses Retire on an objective: it is followed no longer, and stays in the plan to be read."""

from uuid import UUID

from domain.errors import UserError
from handlers.act import Act, is_first, librarian_of
from handlers.look_at_plan import the_objective
from store import homes, objectives, schools
from store.session import Store


def retire_objective(store: Store, act: Act, objective_id: UUID) -> None:
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        if not is_first(db, act):
            return
        objective = the_objective(db, school.id, objective_id)
        homes.mark_stale(db, school.id, None)
        if not objectives.retire(db, school.id, objective.id, school.today(act.now)):
            raise UserError("That objective is retired already. Nothing was changed.")
