"""Lee adds a partner: from the form, from a name in the log, or from a file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from domain.errors import UserError
from domain.objective import Objective
from domain.own_words import optional
from domain.partner import AS_A_GROUP, NAME_LIMIT, WORDS_LIMIT, Approach, Category, Partner, check_gaps, check_name
from domain.school import School
from domain.spelling import Spelling
from handlers.act import Act, is_first, librarian_of
from handlers.keep_in_touch import contact_with, note_clock
from handlers.serve_objective import check_objective
from store import acquaintances, commitments, homes, objectives, partner_story, partners, people, schools
from store.session import Session, Store
from store.types import new_id

PARTNERS_ARE_FOR_LIBRARIANS = (
    "The school’s librarians look after the library’s partners. Please ask them: they will gladly put you in touch."
)
NO_LONGER_A_PARTNER = "They are no longer on the list of partners. Nothing was changed."


@dataclass(frozen=True)
class PartnerDraft:
    """As the form has it. `person` is (address, name) of somebody in the workspace; empty gaps are the usual ones."""

    name: str
    category: Category | None
    person: tuple[str, str] | None = None
    contact: str | None = None
    offers: str | None = None
    reach: str | None = None
    approach: Approach | None = None
    objective_id: UUID | None = None
    ideal_days: int | None = None
    most_days: int | None = None


@dataclass(frozen=True)
class PartnerForm:
    """What the form needs: the objectives of the plan, and what is known already. `address` is the person's."""

    objectives: tuple[Objective, ...]
    name: str = ""
    address: str | None = None
    partner: Partner | None = None
    spelling: Spelling = Spelling.BRITISH


def look_before_adding(store: Store, act: Act, name: str = "", contact_id: UUID | None = None) -> PartnerForm:
    """For the name that was given, or the one in a contact that was logged; UserError if that is gone."""
    with store.writing(wakes=False) as db:
        librarian_of(db, act, PARTNERS_ARE_FOR_LIBRARIANS)
        if contact_id:
            contact = partner_story.find_contact(db, act.school_id, contact_id)
            if contact is None:
                raise UserError("That contact is no longer in the log. Nothing was changed.")
            name = contact.with_whom
        meant = people.named(db, act.school_id, name)
        plan = objectives.to_choose(db, act.school_id)
        address = meant[0].address if len(meant) == 1 else None
        return PartnerForm(plan, name, address, spelling=schools.get(db, act.school_id).spelling)


def add_partner(store: Store, act: Act, draft: PartnerDraft, contact_id: UUID | None = None) -> UUID | None:
    """The new partner's id; None when this form has been taken already. UserError for what the form must not hold.

    With `contact_id`, the contacts in which this name was logged become theirs, and set their clock.
    """
    with store.writing() as db:
        school = schools.get_to_change(db, act.school_id)
        librarian_of(db, act, PARTNERS_ARE_FOR_LIBRARIANS)
        if not is_first(db, act):
            return None
        partner = enter_partner(db, school, act, draft)
        contact = partner_story.find_contact(db, school.id, contact_id) if contact_id else None
        if contact:
            _take_contacts(db, school, act, partner, contact.with_whom)
        return partner.id


def enter_partner(db: Session, school: School, act: Act, draft: PartnerDraft) -> Partner:
    """Within a transaction of whoever adds it. UserError for a name that is taken."""
    partner = partner_from(db, school, draft, school.today(act.now))
    refuse_same_name(db, school, partner)
    begin(db, school, act, partner, acquaintances.last_helped(db, school) if partner.person_id else {})
    homes.mark_stale(db, school.id, None)
    return partner


def begin(db: Session, school: School, act: Act, partner: Partner, helped: Mapping[UUID, date]) -> None:
    """Their clock runs from today, or from what there was with them before. `helped` is the day by person."""
    partners.add(db, school.id, partner)
    note_clock(db, school, act, partner)
    _take_along(db, school, act, partner, helped)


def partner_from(
    db: Session, school: School, draft: PartnerDraft, today: date, before: Partner | None = None
) -> Partner:
    """The draft, checked. `before` is the partner that it changes: whose clock runs on, and what else is theirs."""
    if draft.category is None:
        raise UserError("Choose a category.", "category")
    name = check_name(draft.name.strip() or (draft.person[1] if draft.person else None))
    gaps = check_gaps(draft.ideal_days, draft.most_days, draft.category)
    contact = optional(draft.contact, NAME_LIMIT, about="contact")
    if draft.category in AS_A_GROUP and not contact and not draft.person:
        raise UserError(
            "This is recorded as a group: please choose or write the member of staff who answers for it. "
            "Students and families are not named here.",
            "contact",
        )
    person = people.meet(db, school.id, address=draft.person[0], name=draft.person[1]) if draft.person else None
    drafted: dict[str, Any] = {
        "name": name,
        "category": draft.category,
        "person_id": person.id if person else None,
        "contact": contact,
        "offers": optional(draft.offers, WORDS_LIMIT, about="offers"),
        "reach": optional(draft.reach, WORDS_LIMIT, about="reach"),
        "approach": draft.approach,
        "objective_id": check_objective(db, school, draft.objective_id, own=before.objective_id if before else None),
        "gaps": gaps,
    }
    return replace(before, **drafted) if before else Partner(id=new_id(), added_on=today, **drafted)


def refuse_same_name(db: Session, school: School, partner: Partner) -> None:
    for other in partners.every(db, school.id):
        if other.id != partner.id and other.name.casefold() == partner.name.casefold():
            raise UserError(
                f"There is a partner called {other.name} already. Please add a word that tells them apart.", "name"
            )


def _take_along(db: Session, school: School, act: Act, partner: Partner, helped: Mapping[UUID, date]) -> None:
    """What was logged under their name; of a teacher also what was logged with them and done for them in person.

    Whoever answers for a group is more than the group.
    """
    person_id = partner.person_id if partner.category is Category.TEACHER else None
    helped_on = helped.get(person_id) if person_id else None
    if helped_on:
        contact_with(db, school, act, partner.id, helped_on)
        note_clock(db, school, act, partners.get(db, school.id, partner.id))
    _take_contacts(db, school, act, partner, partner.name, person_id)


def _take_contacts(
    db: Session, school: School, act: Act, partner: Partner, with_whom: str, person_id: UUID | None = None
) -> None:
    """What was logged with them before they were a partner is part of their story, and their clock goes by it."""
    tied = partner_story.tie_contacts(db, school.id, with_whom, partner.id, person_id)
    for contact in tied:
        contact_with(db, school, act, partner.id, contact.on, contact.id)
        if contact.commitment_id:
            commitments.change(db, school.id, contact.commitment_id, partner_id=partner.id)
    if tied:
        note_clock(db, school, act, partners.get(db, school.id, partner.id))
