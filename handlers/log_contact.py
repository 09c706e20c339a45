"""Lee types `/library-log 10 min with @ada about the inquiry unit, next step book carts by Tuesday`, or fills it in.

A contact is kept, the partner's clock starts anew, and the next step is a promise of Lee's own.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from domain.collaboration import Contact, check_minutes
from domain.commitment import Commitment
from domain.errors import UserError
from domain.objective import school_year_of
from domain.own_words import required
from domain.person import Person
from domain.request import NEED_LIMIT
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.keep_in_touch import contact_with
from handlers.messages import Place
from handlers.next_steps import Step, check_step, take_on
from handlers.serve_objective import check_objective
from handlers.stories import place_of
from handlers.tell import tell
from handlers.whose_contact import ContactDraft, Whom, told_of_it, whom
from store import commitments, contacts, objectives, partners, people, schools
from store.session import Session, Store
from store.types import new_id

SAME_WITHIN = timedelta(minutes=10)
"""The same words again within this time are the same contact: a command that got no answer is typed once more."""

LOGGING_IS_FOR_LIBRARIANS = (
    "The school’s librarians keep this log. If you need something from the library, type /library-help and what it is. "
    "Nothing was stored."
)

_LINE = 300
"""Characters of what was talked about in the one line that the other person may be told."""


@dataclass(frozen=True)
class ContactForm:
    """What the form needs. `objectives` are (id, title) of this year's plan; a settled next step is left out."""

    place: Place
    objectives: tuple[tuple[UUID, str], ...]
    draft: ContactDraft


@dataclass(frozen=True)
class Logged:
    """What was understood and kept. `partners` are those whose clock starts anew; `told` those who are told of it."""

    contact: Contact
    next_step: Commitment | None
    partners: tuple[str, ...]
    could_be: tuple[str, ...]
    may_become_partner: bool
    told: tuple[str, ...]
    is_day_proposed: bool = False
    is_known: bool = False


@dataclass(frozen=True)
class Checked:
    """A draft in which everything may be kept."""

    whom: Whom
    what: str
    minutes: int | None
    step: Step | None
    told: tuple[UUID, ...]


def look_before_logging(store: Store, act: Act, partner_id: UUID | None = None) -> ContactForm:
    """Empty, or about a partner; UserError where that is none any more."""
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act, LOGGING_IS_FOR_LIBRARIANS)
        return contact_form(db, school, act, _about(db, school, partner_id) if partner_id else ContactDraft())


def log_contact(store: Store, act: Act, draft: ContactDraft, *, proposes: bool = False) -> Logged:
    """`proposes` gives a next step a near day where none was named. UserError for what cannot be kept."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act, LOGGING_IS_FOR_LIBRARIANS)
        checked = check(db, school, act, librarian, draft, proposes=proposes)
        first = is_first(db, act)
        known = _known(db, school, act, librarian, draft, checked)
        if known:
            return replace(logged(db, school, known, checked), is_known=True)
        if not first:
            raise UserError("That has been logged, and taken back or changed since. Nothing was changed.")
        return _keep(db, school, act, librarian, draft, checked)


def check(
    db: Session,
    school: School,
    act: Act,
    librarian: Person,
    draft: ContactDraft,
    *,
    proposes: bool = False,
    before: Contact | None = None,
) -> Checked:
    """`before` is the contact that the draft changes."""
    found = whom(db, school, librarian, draft)
    check_objective(db, school, draft.objective_id, own=before.objective_id if before else None)
    return Checked(
        found,
        check_what(draft.what),
        check_minutes(draft.minutes),
        check_step(draft, school, act, proposes=proposes),
        told_of_it(found, librarian) if draft.tells else (),
    )


def check_what(text: str | None) -> str:
    return required(text, NEED_LIMIT, ask_for="What was it about? A word or two will do.", about="what")


def contact_form(db: Session, school: School, act: Act, draft: ContactDraft) -> ContactForm:
    this_year = objectives.of_year(db, school.id, school_year_of(school.today(act.now)))
    plan = objectives.with_own(db, school.id, this_year, draft.objective_id)
    titles = tuple((each.id, each.title) for each in plan)
    return ContactForm(place_of(school, act.now, act.habits), titles, draft)


def set_clocks(db: Session, school: School, act: Act, contact: Contact, found: Whom) -> None:
    for partner in found.partners:
        contact_with(db, school, act, partner.id, contact.on, contact.id)


def tell_them(db: Session, school: School, act: Act, librarian: Person, contact: Contact, checked: Checked) -> None:
    """One line to each, once for each contact."""
    minutes = f" ({contact.minutes} minutes)" if contact.minutes else ""
    words = f"{librarian.name} noted your contact with the library: {_short(contact.what)}{minutes}."
    for person_id in checked.told:
        place = place_of(school, act.now, people.get(db, school.id, person_id).habits)
        tell(db, school, person_id, words + _next_step(checked.step, place), told_key(contact.id, person_id), act.now)


def _next_step(step: Step | None, place: Place) -> str:
    return f" Next step: {_short(step.doing)}, by {place.lasting(step.due_on)}." if step else ""


def told_key(contact_id: UUID, person_id: UUID) -> str:
    return f"contact:{contact_id}:{person_id}"


def logged(db: Session, school: School, contact: Contact, checked: Checked) -> Logged:
    step = commitments.find(db, school.id, contact.commitment_id) if contact.commitment_id else None
    return Logged(
        contact,
        step,
        tuple(each.name for each in checked.whom.partners),
        checked.whom.could_be,
        checked.whom.may_become_partner,
        tuple(people.get(db, school.id, each).name for each in checked.told),
        is_day_proposed=bool(step and checked.step and checked.step.is_proposed),
    )


def _keep(db: Session, school: School, act: Act, librarian: Person, draft: ContactDraft, checked: Checked) -> Logged:
    found, step = checked.whom, checked.step
    tied = {"partner_id": found.partner_id, "objective_id": draft.objective_id}
    commitment_id = take_on(db, school, act, librarian, step, **tied) if step else None
    contact = Contact(
        id=new_id(),
        with_whom=found.name,
        partner_id=found.partner_id,
        person_id=found.person_id,
        logged_by=librarian.id,
        on=school.today(act.now),
        what=checked.what,
        minutes=checked.minutes,
        activity=draft.activity,
        level=draft.level,
        gains=draft.gains,
        objective_id=draft.objective_id,
        commitment_id=commitment_id,
        logged_at=act.now,
    )
    contacts.add(db, school.id, contact)
    set_clocks(db, school, act, contact, found)
    tell_them(db, school, act, librarian, contact, checked)
    return logged(db, school, contact, checked)


def _known(
    db: Session, school: School, act: Act, librarian: Person, draft: ContactDraft, checked: Checked
) -> Contact | None:
    """The same contact, logged a moment ago."""
    for contact in contacts.logged_since(db, school.id, librarian.id, act.now - SAME_WITHIN):
        step = commitments.find(db, school.id, contact.commitment_id) if contact.commitment_id else None
        promised = (step.doing, step.due_on) if step else None
        kept = (contact.with_whom, contact.what, contact.minutes, contact.activity, contact.level, promised)
        now = (checked.whom.name, checked.what, checked.minutes, draft.activity, draft.level, _promised(checked.step))
        if kept == now and set(contact.gains) == set(draft.gains) and contact.objective_id == draft.objective_id:
            return contact
    return None


def _promised(step: Step | None) -> tuple[object, ...] | None:
    return (step.doing, step.due_on) if step else None


def _about(db: Session, school: School, partner_id: UUID) -> ContactDraft:
    partner = partners.find(db, school.id, partner_id)
    if partner is None or partner.retired_on:
        raise UserError("They are no longer on the list of partners. Nothing was changed.")
    person = people.get(db, school.id, partner.person_id) if partner.person_id else None
    return ContactDraft(partner.name, ((person.address, person.name),) if person else ())


def _short(words: str) -> str:
    line = " ".join(words.split()).rstrip(".")
    return line if len(line) <= _LINE else line[: _LINE - 1].rstrip() + "…"
