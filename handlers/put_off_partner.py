"""Lee presses Snooze or Not now this term on a partner: nothing is said of them before then, and nothing is lost."""

from datetime import date, timedelta
from uuid import UUID

from domain.errors import UserError
from domain.history import EventKind
from domain.school import School
from domain.term_of import term_of
from handlers.act import Act, is_first, librarian_of
from store import history, homes, partners, schools, shown
from store.session import Session, Store

SNOOZED_FOR = 5
"""School days: a week."""


def snooze_partner(store: Store, act: Act, partner_id: UUID) -> None:
    """Until the same day of the next school week."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        until = school.calendar.add_school_days(school.today(act.now), SNOOZED_FOR)
        _put_off(db, school, act, partner_id, until)


def not_this_term(store: Store, act: Act, partner_id: UUID) -> None:
    """Until the first school day of the next term."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        last = term_of(school.today(act.now), school.calendar).last
        _put_off(db, school, act, partner_id, school.calendar.school_day_on_or_after(last + timedelta(days=1)))


def _put_off(db: Session, school: School, act: Act, partner_id: UUID, until: date) -> None:
    librarian_of(db, act)
    if not is_first(db, act):
        return
    partner = partners.find(db, school.id, partner_id)
    if partner is None or partner.retired_on:
        raise UserError("I cannot find that partner any more. Nothing was changed.")
    partners.set_quiet(db, school.id, partner.id, until)
    history.record(db, school.id, EventKind.QUIETED, act.now, partner_id=partner.id, day=until)
    shown.mark_stale(db, school.id, partner_id=partner.id)
    homes.mark_stale(db, school.id, None)
