"""Time to deliver: one message that is owed is leased, checked, posted, and marked.

A crash at any point loses none and doubles none.

`waiting` → `sending`, committed before the call → `sent`. What gave no answer is looked up in the conversation later.
"""

import random
from datetime import date, datetime, timedelta

from domain.notices import Notice, NoticeKind
from handlers.compose import Gone, compose
from handlers.hold_back import ready_to_go
from handlers.leave import leave_in
from handlers.sending import (
    Busy,
    Clocks,
    Letter,
    Outcome,
    Patience,
    Paused,
    Refused,
    Sender,
    Sent,
    Unsure,
)
from handlers.stories import place_of
from store import commitments, homes, outbox, people, schools
from store.session import Session, Store

_LONGEST_WAIT = timedelta(minutes=5)


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
    person = people.get(db, school.id, notice.person_id)
    ready = ready_to_go(db, school, person, notice, now)
    if ready is None:
        return None
    notice, place = ready, place_of(school, now)
    message = compose(db, notice, place)
    if isinstance(message, Gone):
        outbox.mark_cancelled(db, notice.id, message.reason)
        return None
    outbox.begin_sending(db, notice, now=now, real_now=real_now, look_up_at=real_now + patience.until_look_up)
    return Letter(notice.id, person, message, place, notice.thread)


def _settle(store: Store, notice: Notice, outcome: Outcome, clocks: Clocks, patience: Patience) -> None:
    real_now = clocks.real()
    with store.writing(wakes=False) as db:
        match outcome:
            case Sent():
                note_sent(db, notice, outcome, clocks.school())
            case Refused(reason, has_left):
                outbox.mark_failed(db, notice.id, reason)
                homes.mark_stale(db, notice.school_id, None)
                if has_left:
                    leaver = people.get(db, notice.school_id, notice.person_id)
                    leave_in(db, schools.get(db, notice.school_id), leaver, clocks.school())
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
    outbox.mark_sent(db, notice.id, message=sent.message, now=now, without=sent.without)
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
