"""Time to deliver: one message that is owed is leased, checked, posted, and marked.

A crash at any point loses none and doubles none.

`waiting` → `sending`, committed before the call → `sent`. What gave no answer is looked up in the conversation later.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from domain.notices import Notice, NoticeKind, Subject
from domain.person import Person
from domain.request import RequestState
from domain.school import School
from handlers.compose import Gone, compose
from handlers.messages import Home, Message, Place
from handlers.owing import humane
from handlers.stories import place_of
from store import commitments, outbox, people, requests, schools
from store.session import Session, Store

MOST_SINGLE_CARDS = 3
MOST_CARDS_IN_A_GROUP = 15
"""Three blocks a card: a message holds fifty."""

AT_ONCE = (NoticeKind.RECEIPT, NoticeKind.SMALL_TALK, NoticeKind.NOTED)
"""To somebody who just wrote; everything else keeps school hours, also when it could not be sent for a while."""

_LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True)
class Clocks:
    """A step that spans a call needs the time twice, so it is given the clocks: the school's, and the wall's."""

    school: Callable[[], datetime]
    real: Callable[[], datetime]


@dataclass(frozen=True)
class Patience:
    """Real seconds: how long a call may take, and how much later than that a post may still land."""

    call: float = 10
    landing: float = 60

    @property
    def until_look_up(self) -> timedelta:
        return timedelta(seconds=self.call + self.landing)


@dataclass(frozen=True)
class Letter:
    """A message on its way. `thread` and `posted` are opaque keys of the platform's messages."""

    notice_id: UUID
    person: Person
    message: Message
    place: Place
    thread: str | None
    posted: str | None = None


@dataclass(frozen=True)
class Sent:
    message: str
    conversation: str


@dataclass(frozen=True)
class Refused:
    """The platform will never take this message for this person."""

    reason: str


@dataclass(frozen=True)
class Busy:
    """Certainly not posted; to be tried again, after so many seconds where the platform says how many."""

    reason: str
    seconds: float | None = None


@dataclass(frozen=True)
class Unsure:
    """It may have been posted."""

    reason: str


@dataclass(frozen=True)
class NotThere:
    """The conversation was read, and the message is not in it."""


@dataclass(frozen=True)
class Paused:
    """The platform no longer takes anything from this school: its token or its workspace is gone."""

    reason: str


Outcome = Sent | Refused | Busy | Unsure | Paused


class Sender(Protocol):
    """The platform's side of delivery. None of these raises for what the platform may answer."""

    def send(self, letter: Letter) -> Outcome: ...
    def look_up(self, notice: Notice, person: Person) -> Sent | NotThere | Busy | Paused: ...
    def rewrite(self, letter: Letter) -> Outcome: ...
    def publish(self, person: Person, home: Home, place: Place) -> Outcome: ...


def deliver_one(store: Store, sender: Sender, clocks: Clocks, patience: Patience) -> bool:
    """Delivers one notice that is due; False when there is none. A notice that cannot be composed waits, and raises."""
    with store.writing(wakes=False) as db:
        now, real_now = clocks.school(), clocks.real()
        notice = outbox.next_due(db, now=now, real_now=real_now)
        if notice is None:
            return False
        letter, failure = None, None
        try:
            with db.begin_nested():
                letter = _lease(db, notice, now=now, real_now=real_now, patience=patience)
        except Exception as error:  # noqa: BLE001  # raised again below, once the row has been moved out of the way
            failure = error
            outbox.postpone(db, notice.id, real_now + _LONGEST_WAIT, f"could not be composed: {error}"[:300])
    if failure:
        raise failure
    if letter:
        _settle(store, notice, sender.send(letter), clocks, patience)
    return True


def _lease(db: Session, notice: Notice, *, now: datetime, real_now: datetime, patience: Patience) -> Letter | None:
    """The letter to post, with `sending` written down; None when the notice is cancelled, or waits for the morning."""
    school = schools.get(db, notice.school_id)
    if notice.kind not in AT_ONCE and not school.calendar.is_open(now):
        outbox.defer(db, notice.id, humane(school, now), "waits for the school to open")
        return None
    notice = _grouped(db, school, notice, now)
    place = place_of(school, now)
    message = compose(db, notice, place)
    if isinstance(message, Gone):
        outbox.mark_cancelled(db, notice.id, message.reason)
        return None
    outbox.begin_sending(db, notice, now=now, real_now=real_now, look_up_at=real_now + patience.until_look_up)
    person = people.get(db, school.id, notice.person_id)
    return Letter(notice.id, person, message, place, notice.thread)


def _grouped(db: Session, school: School, notice: Notice, now: datetime) -> Notice:
    """More than three cards that waited for the opening become one message."""
    if notice.kind is not NoticeKind.CARD or not _waited_for_opening(school, notice):
        return notice
    waiting = [card for card in outbox.waiting_cards(db, notice, now) if _waited_for_opening(school, card)]
    cards = [card for card in waiting if _is_open(db, card)][:MOST_CARDS_IN_A_GROUP]
    if len(cards) <= MOST_SINGLE_CARDS or notice.id != cards[0].id:
        return notice
    for card in cards[1:]:
        outbox.mark_cancelled(db, card.id, "went out in one message with others that came overnight")
    outbox.become_group(db, notice, tuple(Subject(card.request_id) for card in cards))
    return outbox.get(db, notice.id)


def _waited_for_opening(school: School, notice: Notice) -> bool:
    return notice.not_before == school.calendar.opening(school.today(notice.not_before))


def _is_open(db: Session, card: Notice) -> bool:
    request = requests.find(db, card.school_id, card.request_id) if card.request_id else None
    return request is not None and request.state is RequestState.OPEN


def _settle(store: Store, notice: Notice, outcome: Outcome, clocks: Clocks, patience: Patience) -> None:
    real_now = clocks.real()
    with store.writing(wakes=False) as db:
        match outcome:
            case Sent():
                note_sent(db, notice, outcome, clocks.school())
            case Refused(reason):
                outbox.mark_failed(db, notice.id, reason)
            case Busy(reason, seconds):
                outbox.mark_waiting(
                    db, notice.id, reason=reason, next_try_at=real_now + back_off(notice.attempts, seconds)
                )
            case Unsure(reason):
                outbox.mark_unsure(
                    db, notice.id, reason=reason, look_up_at=real_now + timedelta(seconds=patience.landing)
                )
            case Paused(reason):
                outbox.mark_waiting(db, notice.id, reason=reason, next_try_at=real_now)
                schools.pause(db, notice.school_id, reason)


def note_sent(db: Session, notice: Notice, sent: Sent, now: datetime) -> None:
    """Only what has reached its reader uses up a step of the ladder."""
    outbox.mark_sent(db, notice.id, message=sent.message, now=now)
    if notice.thread is None:
        people.set_conversation(db, notice.person_id, sent.conversation)
    if notice.kind is NoticeKind.MORNING:
        promised = tuple(subject.commitment_id for subject in notice.subjects if subject.commitment_id)
        commitments.mark_nudged(db, notice.school_id, promised, date.fromisoformat(notice.facts["day"]))


def back_off(attempts: int, seconds: float | None) -> timedelta:
    """What the platform asked for, otherwise twice as long each time, with jitter so that many do not come at once."""
    if seconds is not None:
        return timedelta(seconds=seconds)
    longest = min(_LONGEST_WAIT.total_seconds(), 2.0 ** min(attempts, 10))
    return timedelta(seconds=longest * random.uniform(0.5, 1))  # noqa: S311  # spreading load, not a secret
