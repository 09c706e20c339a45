"""`/library-help partners`: whom the library can put somebody in touch with, and what they offer."""

from uuid import UUID

from domain.errors import UserError
from domain.partner import Category, Partner
from domain.spelling import Spelling
from handlers.act import Act, person_of
from handlers.messages import Introduction
from store import partners, schools
from store.session import Store


def introductions(store: Store, act: Act) -> tuple[Introduction, ...]:
    """Everybody who offers something, by name; how to reach them is the librarian's to say."""
    with store.writing(wakes=False) as db:
        person_of(db, act)
        spelling = schools.get(db, act.school_id).spelling
        return tuple(_introduction(each, spelling) for each in partners.every(db, act.school_id) if _is_for_staff(each))


def introduction_to(store: Store, act: Act, partner_id: UUID) -> Introduction:
    found = next((each for each in introductions(store, act) if each.partner_id == partner_id), None)
    if found is None:
        raise UserError("The library cannot put you in touch with them any more. Type /library-help and what you need.")
    return found


def _is_for_staff(partner: Partner) -> bool:
    """A colleague down the hall needs no introduction."""
    return bool(partner.offers) and partner.category is not Category.TEACHER


def _introduction(partner: Partner, spelling: Spelling) -> Introduction:
    return Introduction(partner.id, partner.name, spelling.of(partner.category), partner.offers or "")
