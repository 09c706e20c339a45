"""Sam presses **I can help** beside something that the library needs: Lee is told, and has it to follow up."""

from uuid import UUID

from domain.errors import UserError
from domain.library_need import Need
from domain.person import Person
from domain.school import School
from handlers.act import Act, is_first, person_of
from handlers.next_steps import Step, take_on
from handlers.tell import tell
from store import digest_words, people, schools, shown
from store.session import Session, Store

FOLLOWED_UP_AFTER = 2
"""School days: soon enough for whoever offered to remember."""

_GONE = "That is no longer needed. Thank you all the same."
_FOR_ADMINISTRATORS = "This is for those who get the digest. Nothing was changed."


def offer_help(store: Store, act: Act, need_id: UUID) -> None:
    """UserError where it is not needed any more, or somebody else was first."""
    with store.writing() as db:
        school, helper = schools.get(db, act.school_id), person_of(db, act)
        if not helper.is_administrator:
            raise UserError(_FOR_ADMINISTRATORS)
        need = digest_words.find_need(db, school.id, need_id)
        if need is None or need.closed_at:
            raise UserError(_GONE)
        if need.helper_id == helper.id or not is_first(db, act):
            return
        if not digest_words.take_offer(db, school.id, need_id, helper.id):
            raise UserError(f"{need.helper} has offered to help already, and the library knows.")
        _follow_up(db, school, act, need, helper)
        shown.mark_digests_stale(db, school.id, need.made_at)


def _follow_up(db: Session, school: School, act: Act, need: Need, helper: Person) -> None:
    due_on = school.calendar.add_school_days(school.today(act.now), FOLLOWED_UP_AFTER)
    librarian = _librarian(db, school, need)
    step = Step(f"Talk with {helper.name}, who can help with {need.kind}: {need.words}", due_on)
    commitment_id = take_on(db, school, act, librarian, step, partner_id=None, objective_id=None)
    digest_words.set_follow_up(db, school.id, need.id, commitment_id)
    words = f"{helper.name} can help with what the library needs ({need.kind}): {need.words}. It is on your list."
    tell(db, school, librarian.id, words, f"offer:{need.id}", act.now)


def _librarian(db: Session, school: School, need: Need) -> Person:
    """Who wrote it down, or another one where they have left."""
    here = people.librarians(db, school.id)
    if not here:
        raise UserError("There is no librarian here just now to be told. Nothing was changed.")
    return next((each for each in here if each.id == need.librarian_id), here[0])
