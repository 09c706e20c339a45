"""Lee presses Retire on a partner's page: nobody follows them up any more, and their story is kept."""

from uuid import UUID

from domain.errors import UserError
from domain.history import EventKind
from handlers.act import Act, is_first, librarian_of
from handlers.add_partner import NO_LONGER_A_PARTNER, PARTNERS_ARE_FOR_LIBRARIANS
from store import history, homes, partners, schools, shown
from store.session import Store


def retire_partner(store: Store, act: Act, partner_id: UUID) -> None:
    """UserError where a colleague was quicker."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act, PARTNERS_ARE_FOR_LIBRARIANS)
        if not is_first(db, act):
            return
        today = school.today(act.now)
        if not partners.retire(db, school.id, partner_id, today):
            raise UserError(NO_LONGER_A_PARTNER)
        history.record(db, school.id, EventKind.RETIRED, act.now, partner_id=partner_id, day=today)
        shown.mark_stale(db, school.id, partner_id=partner_id)
        homes.mark_stale(db, school.id, None)
