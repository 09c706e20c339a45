"""Lee presses Edit on a partner's page: anything in the form may change, and the story goes on."""

from uuid import UUID

from domain.errors import UserError
from domain.partner import Partner
from handlers.act import Act, is_first, librarian_of
from handlers.add_partner import (
    NO_LONGER_A_PARTNER,
    PARTNERS_ARE_FOR_LIBRARIANS,
    PartnerDraft,
    PartnerForm,
    partner_from,
    refuse_same_name,
)
from handlers.keep_in_touch import note_clock
from store import homes, objectives, partners, people, schools, shown
from store.session import Session, Store


def look_before_changing(store: Store, act: Act, partner_id: UUID) -> PartnerForm:
    """UserError for a partner who is none any more."""
    with store.writing(wakes=False) as db:
        librarian_of(db, act, PARTNERS_ARE_FOR_LIBRARIANS)
        partner = live_partner(db, act.school_id, partner_id)
        person = people.get(db, act.school_id, partner.person_id) if partner.person_id else None
        plan = objectives.with_own(db, act.school_id, objectives.to_choose(db, act.school_id), partner.objective_id)
        address, spelling = person.address if person else None, schools.get(db, act.school_id).spelling
        return PartnerForm(plan, partner.name, address, partner, spelling)


def change_partner(store: Store, act: Act, partner_id: UUID, draft: PartnerDraft) -> None:
    """UserError for what the form must not hold; then everything stays as it was."""
    with store.writing() as db:
        school = schools.get_to_change(db, act.school_id)
        librarian_of(db, act, PARTNERS_ARE_FOR_LIBRARIANS)
        if not is_first(db, act):
            return
        before = live_partner(db, school.id, partner_id)
        after = partner_from(db, school, draft, school.today(act.now), before)
        refuse_same_name(db, school, after)
        partners.change(db, school.id, after)
        if after.gaps != before.gaps:
            note_clock(db, school, act, after)
        shown.mark_stale(db, school.id, partner_id=before.id)
        homes.mark_stale(db, school.id, None)


def live_partner(db: Session, school_id: UUID, partner_id: UUID) -> Partner:
    """UserError for one who was retired, or whom there never was."""
    partner = partners.find(db, school_id, partner_id)
    if partner is None or partner.retired_on:
        raise UserError(NO_LONGER_A_PARTNER)
    return partner
