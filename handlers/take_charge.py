"""Sam presses “I run the library now” when no librarian is left: from now on what people ask and wait for is Sam's."""

from datetime import datetime

from domain.errors import UserError
from domain.person import Person
from domain.school import School
from handlers.act import Act, is_first, person_of
from handlers.nudge import plan_nudges
from store import homes, people, schools, shown
from store.session import Session, Store


def take_charge(store: Store, act: Act) -> None:
    """For administrators, while nobody runs the library; UserError for everybody else."""
    with store.writing() as db:
        person = person_of(db, act)
        if not (person.is_administrator or person.is_librarian):
            raise UserError("That is for the school’s administrators. Nothing was changed.")
        if not is_first(db, act):
            return
        runs = people.librarians(db, act.school_id)
        if person.is_librarian:
            raise UserError("You run the library already.")
        if runs:
            raise UserError(f"{runs[0].name} runs the library. Nothing was changed.")
        begin_to_run(db, schools.get(db, act.school_id), person, act.now)


def begin_to_run(db: Session, school: School, person: Person, now: datetime) -> None:
    """A librarian from now on; what administrators were shown in the meantime is rewritten for who they are now."""
    people.make_librarian(db, person.id, now)
    plan_nudges(db, school, now)
    shown.mark_theirs_stale(db, school.id, [each.id for each in people.administrators(db, school.id)])
    homes.mark_stale(db, school.id, None)
