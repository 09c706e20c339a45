"""Real contact with a partner, of whatever kind, sets their clock anew: a request answered, a log, a promise kept."""

from datetime import date
from uuid import UUID

from domain.history import EventKind
from domain.partner import Partner
from domain.school import School
from handlers.act import Act
from store import contacts, history, homes, partners, shown
from store.session import Session


def contact_with(
    db: Session, school: School, act: Act, partner_id: UUID, day: date, contact_id: UUID | None = None
) -> None:
    """In the transaction of what the contact was; `day` is the school's date of it, `contact_id` that of its log."""
    partners.touch(db, school.id, partner_id, day)
    log = str(contact_id or "")
    history.record(db, school.id, EventKind.CONTACTED, act.now, partner_id=partner_id, detail=log, day=day)
    shown.mark_stale(db, school.id, partner_id=partner_id)
    homes.mark_stale(db, school.id, None)


def contact_with_person(db: Session, school: School, act: Act, person_id: UUID) -> None:
    """Today, with every partner this person stands for."""
    for partner in partners.of_person(db, school.id, person_id):
        contact_with(db, school, act, partner.id, school.today(act.now))


def no_contact_after_all(db: Session, school: School, act: Act, contact_id: UUID) -> None:
    """A logged contact was taken back, or was with somebody else: clocks go by what was before it."""
    those = contacts.partners_of(db, school.id, contact_id)
    contacts.let_go(db, school.id, contact_id)
    for partner_id in those:
        partners.set_contact(db, school.id, partner_id, contacts.last_with(db, school.id, partner_id))
        note_clock(db, school, act, partners.get(db, school.id, partner_id))
        shown.mark_stale(db, school.id, partner_id=partner_id)
    homes.mark_stale(db, school.id, None)


def note_clock(db: Session, school: School, act: Act, partner: Partner) -> None:
    """A partner was added or changed: what their clock goes by from now on, for telling what is owed."""
    history.record(
        db,
        school.id,
        EventKind.PARTNERED,
        act.now,
        partner_id=partner.id,
        detail=f"{partner.gaps.ideal} {partner.gaps.most}",
        day=partner.clock_since,
    )
