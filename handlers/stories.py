"""Reading a request with everything that came of it, for whoever shows it."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from domain.commitment import Commitment
from domain.notices import Notice
from domain.person import Habits, Person
from domain.request import HelpKind, Request
from domain.school import School
from handlers.manner import manner_of, manner_of_school
from handlers.messages import Card, Place, PromiseLine, Seat, Story
from handlers.place import known_zone
from store import answers, commitments, contacts, people, referrals, remarks, requests
from store.session import Session

EARLIER = 3
"""How many earlier requests of the same person a card shows."""


def story_of(db: Session, school_id: UUID, request: Request, *, earlier: int = 0) -> Story:
    return Story(
        request=request,
        asker=people.get(db, school_id, request.asker_id).name,
        commitment=commitments.last_for(db, school_id, request.id),
        remarks=remarks.on(db, school_id, request.id),
        answer=answers.last_for(db, school_id, request.id),
        referral=referrals.last_for(db, school_id, request.id),
        before=requests.before(db, school_id, request, earlier) if earlier else (),
    )


def card_of(db: Session, school_id: UUID, request: Request, viewer: Person) -> Card:
    seat = seat_of(db, viewer)
    if seat is Seat.RUNS_LIBRARY:
        return Card(story_of(db, school_id, request, earlier=EARLIER), viewer.id)
    return Card(outline_of(story_of(db, school_id, request)), viewer.id, seat)


def seat_of(db: Session, viewer: Person) -> Seat:
    if viewer.is_librarian:
        return Seat.RUNS_LIBRARY
    return Seat.LOOKS_ON if people.librarians(db, viewer.school_id) else Seat.MAY_TAKE_CHARGE


def outline_of(story: Story) -> Story:
    """For somebody who does not run the library: that something waits. The words of what is delicate are not theirs."""
    request = replace(story.request, kind=None)
    if story.request.kind is not HelpKind.LESS_CONFIDENT:
        return replace(story, request=request, remarks=())
    request = replace(request, need="The words are kept for whoever runs the library.", class_name=None)
    return replace(story, request=request, asker="Somebody", remarks=())


def line_of(db: Session, school_id: UUID, commitment: Commitment) -> PromiseLine:
    request = requests.get(db, school_id, commitment.request_id) if commitment.request_id else None
    agreed_with = None if request else contacts.agreed_with(db, school_id, commitment.id)
    return PromiseLine(commitment, story_of(db, school_id, request) if request else None, agreed_with)


def line_for(db: Session, viewer: Person, commitment_id: UUID) -> PromiseLine:
    """The same as it is shown to somebody who may not run the library."""
    line = line_of(db, viewer.school_id, commitments.get(db, viewer.school_id, commitment_id))
    return line if viewer.is_librarian or line.story is None else replace(line, story=outline_of(line.story))


def place_for(notice: Notice, school: School, now: datetime, person: Person) -> Place:
    """Of whoever gets the notice; in a thread others read it too, so there it is told as the school has it."""
    return place_of(school, now, None if notice.thread else person.habits)


def place_of(school: School, now: datetime, habits: Habits | None = None) -> Place:
    """`habits` are the one reader's; without them it is told as the school has it."""
    manner = (manner_of(habits.locale) if habits else None) or manner_of_school(school.date_order)
    return Place(
        today=school.today(now),
        order=manner.order,
        zone=school.calendar.zone,
        school=school.name,
        now=now,
        halves_day=manner.halves_day,
        numbers=manner.numbers,
        own_zone=known_zone(habits.zone) if habits else None,
        spelling=school.spelling,
    )
