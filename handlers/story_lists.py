"""Reading what a long list shows, all rows at once: each with what came of it, not with what was said about it."""

from collections.abc import Sequence
from uuid import UUID

from domain.commitment import Commitment
from domain.person import Person
from domain.request import Request
from handlers.messages import Card, PromiseLine, Seat, Story
from handlers.stories import outline_of, seat_of
from store import answers, commitments, contacts, people, referrals, requests
from store.session import Session


def stories_of(db: Session, school_id: UUID, of: Sequence[Request]) -> tuple[Story, ...]:
    """In the order given; without the words that joined them, and what else their askers wanted."""
    ids = [each.id for each in of]
    names = people.names(db, school_id, {each.asker_id for each in of})
    promised, answered = commitments.last_of(db, school_id, ids), answers.last_of(db, school_id, ids)
    referred = referrals.last_of(db, school_id, ids)
    return tuple(
        Story(
            request=each,
            asker=names[each.asker_id],
            commitment=promised.get(each.id),
            remarks=(),
            answer=answered.get(each.id),
            referral=referred.get(each.id),
        )
        for each in of
    )


def cards_of(db: Session, viewer: Person, of: Sequence[Request]) -> tuple[Card, ...]:
    seat, stories = seat_of(db, viewer), stories_of(db, viewer.school_id, of)
    if seat is Seat.RUNS_LIBRARY:
        return tuple(Card(each, viewer.id) for each in stories)
    return tuple(Card(outline_of(each), viewer.id, seat) for each in stories)


def lines_of(db: Session, viewer: Person, of: Sequence[Commitment]) -> tuple[PromiseLine, ...]:
    """Also for somebody who does not run the library, and is shown that something was promised, and for whom."""
    school_id = viewer.school_id
    asked = requests.by_ids(db, school_id, [each.request_id for each in of if each.request_id])
    stories = {each.request.id: each for each in stories_of(db, school_id, [*asked.values()])}
    agreed = contacts.agreed_with_whom(db, school_id, [each.id for each in of if not each.request_id])
    return tuple(_line(each, stories, agreed, viewer) for each in of)


def _line(of: Commitment, stories: dict[UUID, Story], agreed: dict[UUID, str], viewer: Person) -> PromiseLine:
    story = stories.get(of.request_id) if of.request_id else None
    if story and not viewer.is_librarian and of.owner_id != viewer.id:
        story = outline_of(story)
    return PromiseLine(of, story, agreed.get(of.id))
