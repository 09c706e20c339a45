"""Reading a request with everything that came of it, for whoever shows it."""

from datetime import datetime
from uuid import UUID

from domain.commitment import Commitment
from domain.person import Person
from domain.request import Request
from domain.school import School
from handlers.messages import Card, Place, PromiseLine, Story
from store import answers, commitments, people, referrals, requests
from store.session import Session

EARLIER = 3
"""How many earlier requests of the same person a card shows."""


def story_of(db: Session, school_id: UUID, request: Request, *, earlier: int = 0) -> Story:
    return Story(
        request=request,
        asker=people.get(db, school_id, request.asker_id).name,
        commitment=commitments.last_for(db, school_id, request.id),
        remarks=requests.remarks_on(db, school_id, request.id),
        answer=answers.last_for(db, school_id, request.id),
        referral=referrals.last_for(db, school_id, request.id),
        before=requests.before(db, school_id, request, earlier) if earlier else (),
    )


def card_of(db: Session, school_id: UUID, request: Request, viewer: Person) -> Card:
    return Card(story_of(db, school_id, request, earlier=EARLIER), viewer.id)


def line_of(db: Session, school_id: UUID, commitment: Commitment) -> PromiseLine:
    request = requests.get(db, school_id, commitment.request_id) if commitment.request_id else None
    return PromiseLine(commitment, story_of(db, school_id, request) if request else None)


def place_of(school: School, now: datetime) -> Place:
    return Place(school.today(now), school.date_order, school.calendar.zone, school.name, now)
