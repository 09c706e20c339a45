"""Lee opens a partner's page: who they are, how things stand, and everything that happened with them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.errors import UserError
from domain.follow_ups import Followed, due_by, follow
from domain.partner_story import PartnerStory
from handlers.act import Act, librarian_of
from handlers.add_partner import PARTNERS_ARE_FOR_LIBRARIANS
from handlers.messages import Place
from handlers.stories import place_of
from store import objectives, partner_story, partners, people, schools
from store.session import Store


@dataclass(frozen=True)
class PartnerPage:
    """`person` is the name of whoever stands for them in the workspace; `due` the last day of the ideal gap."""

    followed: Followed
    person: str | None
    objective: str | None
    due: date
    story: PartnerStory
    place: Place


def look_at_partner(store: Store, act: Act, partner_id: UUID) -> PartnerPage:
    """Of a retired one, too. UserError where there is none."""
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act, PARTNERS_ARE_FOR_LIBRARIANS)
        partner = partners.find(db, school.id, partner_id)
        if partner is None:
            raise UserError("I cannot find that partner any more. Nothing was changed.")
        objective = objectives.find(db, school.id, partner.objective_id) if partner.objective_id else None
        (followed,) = follow([partner], school.today(act.now), school.calendar)
        return PartnerPage(
            followed=followed,
            person=people.get(db, school.id, partner.person_id).name if partner.person_id else None,
            objective=objective.title if objective else None,
            due=due_by(partner, school.calendar),
            story=partner_story.story_of(db, school, partner),
            place=place_of(school, act.now, act.habits),
        )
