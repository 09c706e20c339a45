"""Lee presses Note a reading on an objective: what its measure shows on a day, and a word on it."""

from datetime import date
from uuid import UUID

from domain.errors import UserError
from domain.objective import Reading, check_read_on, check_reading_note, check_value
from handlers.act import Act, is_first, librarian_of
from handlers.look_at_plan import the_objective
from store import objectives, schools
from store.session import Store


def note_reading(
    store: Store, act: Act, objective_id: UUID, *, value: str | None, read_on: date | None, note: str | None
) -> None:
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        reading = Reading(check_value(value), check_reading_note(note), check_read_on(read_on, school.today(act.now)))
        objective = the_objective(db, school.id, objective_id)
        if objective.retired_on:
            raise UserError("That objective is retired. Nothing was changed.")
        if is_first(db, act):
            objectives.add_reading(db, school.id, objective.id, reading, librarian.id)
