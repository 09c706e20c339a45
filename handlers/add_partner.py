"""Lee adds a partner: from the form, from a name in the log, or from a file."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.commitment import WORDS_LIMIT
from domain.errors import UserError
from domain.partner import Approach, Category, Partner, check_gaps, check_name
from domain.request import length
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.keep_in_touch import note_clock
from store import homes, partners, people, schools
from store.session import Session, Store
from store.types import new_id


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


def add_partner(store: Store, act: Act, draft: PartnerDraft) -> UUID | None:
    """The new partner's id; None when this form has been taken already. UserError for what the form must not hold."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        if not is_first(db, act):
            return None
        return enter_partner(db, school, act, draft).id


def enter_partner(db: Session, school: School, act: Act, draft: PartnerDraft) -> Partner:
    """Within a transaction of whoever adds it. UserError for a name that is taken."""
    partner = partner_from(db, school, draft, new_id(), school.today(act.now))
    refuse_same_name(db, school, partner)
    partners.add(db, school.id, partner)
    note_clock(db, school, act, partner)
    homes.mark_stale(db, school.id, None)
    return partner


def partner_from(db: Session, school: School, draft: PartnerDraft, partner_id: UUID, added_on: date) -> Partner:
    """The draft, checked."""
    if draft.category is None:
        raise UserError("Choose a category.", "category")
    person = people.meet(db, school.id, address=draft.person[0], name=draft.person[1]) if draft.person else None
    return Partner(
        id=partner_id,
        name=check_name(draft.name or (person.name if person else None)),
        category=draft.category,
        person_id=person.id if person else None,
        contact=_words(draft.contact, "contact"),
        offers=_words(draft.offers, "offers"),
        reach=_words(draft.reach, "reach"),
        approach=draft.approach,
        objective_id=draft.objective_id,
        gaps=check_gaps(draft.ideal_days, draft.most_days, draft.category),
        added_on=added_on,
    )


def refuse_same_name(db: Session, school: School, partner: Partner) -> None:
    for other in partners.every(db, school.id):
        if other.id != partner.id and other.name.casefold() == partner.name.casefold():
            raise UserError(f"There is a partner called {other.name} already.", "name")


def _words(text: str | None, about: str) -> str | None:
    words = (text or "").strip() or None
    if words and length(words) > WORDS_LIMIT:
        raise UserError(f"Please keep it under {WORDS_LIMIT} characters.", about)
    return words
