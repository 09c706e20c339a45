"""Lee presses Edit under a logged contact: with somebody else, about something else, another next step or none."""

from dataclasses import replace
from uuid import UUID

from domain.collaboration import Contact
from domain.commitment import Commitment
from domain.errors import UserError
from domain.person import Person
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.keep_in_touch import no_contact_after_all
from handlers.log_contact import Checked, ContactForm, Logged, check, contact_form, logged, set_clocks, tell_them
from handlers.next_steps import Step, amend, drop, take_on
from handlers.whose_contact import ContactDraft
from store import commitments, contacts, people, schools
from store.session import Session, Store


def look_at_contact(store: Store, act: Act, contact_id: UUID) -> ContactForm:
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        contact = own_contact(db, school.id, contact_id, librarian)
        step = open_step(db, school.id, contact, librarian)
        person = people.get(db, school.id, contact.person_id) if contact.person_id else None
        return contact_form(db, school, act, _draft_of(contact, person, step))


def change_contact(store: Store, act: Act, contact_id: UUID, draft: ContactDraft) -> Logged:
    """UserError for what cannot be kept, and for somebody else's."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        contact = own_contact(db, school.id, contact_id, librarian)
        step = open_step(db, school.id, contact, librarian)
        # A day that the next step has already is not judged again: it may have gone by, and stays as it is.
        same_day = step is not None and draft.due_on == step.due_on and bool(draft.next_step)
        judged = replace(draft, due_on=None) if same_day else draft
        checked = check(db, school, act, librarian, judged, proposes=same_day, before=contact)
        if same_day and step and checked.step:
            checked = replace(checked, step=Step(checked.step.doing, step.due_on))
        if is_first(db, act):
            contact = _change(db, school, act, librarian, contact, draft, checked, step)
        return logged(db, school, contact, checked)


def own_contact(db: Session, school_id: UUID, contact_id: UUID, librarian: Person) -> Contact:
    contact = contacts.find(db, school_id, contact_id)
    if contact is None:
        raise UserError("That contact is no longer in the log. Nothing was changed.")
    if contact.logged_by != librarian.id:
        raise UserError(f"{people.get(db, school_id, contact.logged_by).name} logged this one. Nothing was changed.")
    return contact


def open_step(db: Session, school_id: UUID, contact: Contact, librarian: Person) -> Commitment | None:
    """The next step, as long as it is open and theirs; what is settled stays as it is."""
    step = commitments.find(db, school_id, contact.commitment_id) if contact.commitment_id else None
    return step if step and step.is_open and step.owner_id == librarian.id else None


def _draft_of(contact: Contact, person: Person | None, step: Commitment | None) -> ContactDraft:
    return ContactDraft(
        name=contact.with_whom,
        people=((person.address, person.name),) if person else (),
        what=contact.what,
        minutes=contact.minutes,
        activity=contact.activity,
        level=contact.level,
        gains=contact.gains,
        objective_id=contact.objective_id,
        next_step=step.doing if step else None,
        due_on=step.due_on if step else None,
    )


def _change(
    db: Session,
    school: School,
    act: Act,
    librarian: Person,
    contact: Contact,
    draft: ContactDraft,
    checked: Checked,
    step: Commitment | None,
) -> Contact:
    found = checked.whom
    changed = replace(
        contact,
        with_whom=found.name,
        partner_id=found.partner_id,
        person_id=found.person_id,
        what=checked.what,
        minutes=checked.minutes,
        activity=draft.activity,
        level=draft.level,
        gains=draft.gains,
        objective_id=draft.objective_id,
    )
    changed = replace(changed, commitment_id=_follow(db, school, act, librarian, changed, checked, step))
    if set(contacts.partners_of(db, school.id, contact.id)) != {each.id for each in found.partners}:
        no_contact_after_all(db, school, act, contact.id)
        set_clocks(db, school, act, changed, found)
    contacts.change(db, school.id, changed)
    tell_them(db, school, act, librarian, changed, checked)
    return changed


def _follow(
    db: Session,
    school: School,
    act: Act,
    librarian: Person,
    contact: Contact,
    checked: Checked,
    step: Commitment | None,
) -> UUID | None:
    """The next step as it is from now on."""
    tied = {"partner_id": contact.partner_id, "objective_id": contact.objective_id}
    if step and checked.step:
        commitments.change(db, school.id, step.id, **tied)
        amend(db, school, act, step, checked.step)
        return step.id
    if step:
        drop(db, school, act, step)
        return None
    if checked.step:
        return take_on(db, school, act, librarian, checked.step, **tied)
    return contact.commitment_id
