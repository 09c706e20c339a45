"""`/library-partner map`: every group of both documents with its partners, what is empty, whom to approach first."""

from domain.follow_ups import follow
from domain.partner_map import PartnerMap, partner_map
from domain.school import School
from handlers.act import Act, librarian_of
from handlers.add_partner import PARTNERS_ARE_FOR_LIBRARIANS
from handlers.messages import Place
from handlers.stories import place_of
from store import partners, schools
from store.session import Session, Store


def look_at_map(store: Store, act: Act) -> tuple[PartnerMap, Place]:
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act, PARTNERS_ARE_FOR_LIBRARIANS)
        return map_of(db, school, act), place_of(school, act.now, act.habits)


def map_of(db: Session, school: School, act: Act) -> PartnerMap:
    """As it stands today."""
    return partner_map(follow(partners.every(db, school.id), school.today(act.now), school.calendar))
