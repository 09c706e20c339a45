"""Somebody opens the app's Home tab: what it shows them, by what they do at the school."""

from datetime import datetime

from domain.person import Person
from domain.school import School
from handlers.act import Act, person_of
from handlers.digest import figures_of
from handlers.messages import Home
from handlers.stories import card_of, line_for, line_of, seat_of, story_of
from handlers.try_again import undelivered
from store import commitments, homes, people, requests
from store.session import Session, Store


def open_home(store: Store, act: Act) -> None:
    with store.writing() as db:
        homes.open_for(db, act.school_id, person_of(db, act).id)


def home_of(db: Session, school: School, person: Person, now: datetime) -> Home:
    reads = any(each.id == person.id for each in people.readers(db, school.id))
    failed, failed_in_all = undelivered(db, school) if person.is_librarian else (None, 0)
    return Home(
        name=person.name,
        mine=tuple(story_of(db, school.id, each) for each in requests.live_of(db, school.id, person.id)),
        promises=tuple(line_of(db, school.id, each) for each in commitments.open_of(db, school.id, person.id))
        if reads
        else None,
        unanswered=tuple(card_of(db, school.id, each, person) for each in requests.unanswered(db, school.id, now))
        if reads
        else None,
        undelivered=failed,
        undelivered_in_all=failed_in_all,
        figures=figures_of(db, school, now) if person.is_administrator else None,
        next_digest_at=school.next_digest_at,
        left_behind=tuple(line_for(db, person, each.id) for each in commitments.left_behind(db, school.id))
        if reads
        else (),
        seat=seat_of(db, person),
    )
