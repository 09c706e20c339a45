"""Lee presses “Roll over to 2027–28”: the objectives that are still followed go on in the next school year."""

from dataclasses import replace

from domain.errors import UserError
from domain.objective import year_in_words, years_to_plan
from handlers.act import Act, is_first, librarian_of
from handlers.look_at_plan import to_roll
from store import homes, objectives, schools
from store.session import Store
from store.types import new_id


def roll_over(store: Store, act: Act, year: int) -> int:
    """How many were copied to the year after `year`; each goes on once, and the year it comes from stays as it is."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        following, latest = year + 1, years_to_plan(school.today(act.now))[-1]
        if following > latest:
            raise UserError(f"The plan goes up to {year_in_words(latest)}. Nothing was changed.")
        if not is_first(db, act):
            return 0
        homes.mark_stale(db, school.id, None)
        copies = [replace(each, id=new_id(), year=following, rolled_from=each.id) for each in to_roll(db, school, year)]
        return sum(objectives.add(db, school.id, each, act.now) for each in copies)
