"""Time to deliver: one message that is owed is leased, checked, posted, and marked.

A crash at any point loses none and doubles none.

`waiting` → `sending`, committed before the call → `sent`. What gave no answer is looked up in the conversation later.
"""

import random
from datetime import date, datetime, timedelta
from uuid import UUID

from domain.history import EventKind
from domain.notices import Notice, NoticeKind, Subject
from handlers.compose import compose
from handlers.composing import Gone
from handlers.hold_back import ready_to_go
from handlers.leave import leave_in
from handlers.messages import AS_FILES, ILLUSTRATED
from handlers.nudge import nudge_before
from handlers.pause import pause
from handlers.propose import note_reached
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
from handlers.stories import place_for
from store import commitments, history, homes, kept_pictures, outbox, partners, people, schools
from store.session import Session, Store
from store.types import AT_ONCE

_LONGEST_WAIT = timedelta(minutes=5)

MOST_FAILURES = 5
"""Times that a message may go wrong on our own side, five minutes apart, before a librarian is shown that it failed."""

NOT_COMPOSED = "could not be composed"


def deliver_one(store: Store, school_id: UUID, sender: Sender, clocks: Clocks, patience: Patience) -> bool:
    """Delivers one notice that is due; False when there is none.

    A notice that cannot be composed waits, and raises; after some attempts it has failed.
    """
    with store.claiming(
        lambda db: outbox.next_due(db, school_id, now=clocks.school(), real_now=clocks.real())
    ) as claimed:
        if claimed is None:
            return False
        (db, notice), now, real_now = claimed, clocks.school(), clocks.real()
        leased, failure = None, None
        try:
            with db.begin_nested():
                leased = _lease(db, notice, now=now, real_now=real_now, patience=patience)
        except Exception as error:  # noqa: BLE001  # raised again below, once the row has been moved out of the way
            failure = error
            _note_failure(db, notice, error, real_now)
    if failure:
        raise failure
    if leased:
        # Another than the one that was taken up, where a newer one stands in for it.
        notice, letter = leased
        _settle(store, notice, _send(store, sender, notice, letter), clocks, patience)
    return True


def _lease(
    db: Session, notice: Notice, *, now: datetime, real_now: datetime, patience: Patience
) -> tuple[Notice, Letter] | None:
    """The letter to post, with `sending` written down; None when the notice is cancelled, or waits for the morning."""
    school = schools.get(db, notice.school_id)
    person = people.get(db, school.id, notice.person_id)
    if notice.kind is NoticeKind.CARD and (settled_at := _settled_at(db, school.id, patience)) > real_now:
        outbox.postpone(db, notice.id, settled_at, "waits for what was written while the bot was away")
        return None
    ready = ready_to_go(db, school, person, notice, now)
    if ready is None:
        return None
    notice, place = ready, place_for(ready, school, now, person)
    message = compose(db, notice, place)
    if isinstance(message, Gone):
        outbox.mark_cancelled(db, notice.id, message.reason)
        return None
    for_picture = patience.picture if isinstance(message, (*ILLUSTRATED, *AS_FILES)) else 0
    look_up_at = real_now + patience.until_look_up + timedelta(seconds=for_picture)
    outbox.begin_sending(db, notice, now=now, real_now=real_now, look_up_at=look_up_at)
    return notice, Letter(
        notice.id, person, message, place, notice.thread, picture_seconds=for_picture, picture=notice.picture
    )


def _note_failure(db: Session, notice: Notice, error: Exception, real_now: datetime) -> None:
    reason = f"{NOT_COMPOSED}: {error}"[:300]
    if outbox.count_failure(db, notice.id) < MOST_FAILURES:
        outbox.postpone(db, notice.id, real_now + _LONGEST_WAIT, reason)
    else:
        mark_failed(db, notice, reason)


def _send(store: Store, sender: Sender, notice: Notice, letter: Letter) -> Outcome:
    """What goes wrong on our side of the call leaves doubt, as a crash does: it is counted, and raised."""
    try:
        return sender.send(letter)
    except Exception:
        with store.writing(wakes=False) as db:
            outbox.count_failure(db, notice.id)
        raise


def mark_failed(db: Session, notice: Notice, reason: str) -> None:
    """In the ledger, and on the librarians' Homes."""
    outbox.mark_failed(db, notice.id, reason)
    homes.mark_stale(db, notice.school_id, None)


def _settled_at(db: Session, school_id: UUID, patience: Patience) -> datetime:
    """When what was written during an absence has come in (real time): until then cards would come one by one."""
    noticed_at = schools.away_noticed_at(db, school_id)
    return noticed_at + timedelta(seconds=patience.settling) if noticed_at else AT_ONCE


def _settle(store: Store, notice: Notice, outcome: Outcome, clocks: Clocks, patience: Patience) -> None:
    real_now, attempt = clocks.real(), notice.attempts + 1
    with store.writing(wakes=False) as db:
        if not isinstance(outcome, Sent) and not outbox.is_in_the_air(db, notice.id, attempt):
            return  # It was looked up meanwhile, and perhaps tried again: that attempt has its own outcome.
        keep_picture(db, notice.id, outcome)
        match outcome:
            case Sent():
                note_sent(db, notice, outcome, clocks.school())
            case Refused(reason, has_left):
                mark_failed(db, notice, reason)
                if has_left:
                    leaver = people.get(db, notice.school_id, notice.person_id)
                    leave_in(db, schools.get(db, notice.school_id), leaver, clocks.school())
            case Busy(reason, seconds):
                outbox.mark_waiting(
                    db, notice.id, reason=reason, next_try_at=real_now + back_off(notice.attempts, seconds)
                )
            case Unsure(reason, seconds):
                wait = patience.landing
                if seconds is not None:
                    wait = seconds
                    outbox.note_taken(db, notice.id, real_now)
                outbox.mark_unsure(db, notice.id, reason=reason, look_up_at=real_now + timedelta(seconds=wait))
            case Paused(reason):
                outbox.mark_waiting(db, notice.id, reason=reason, next_try_at=real_now)
                pause(db, notice.school_id, reason, clocks.school())


def keep_picture(db: Session, notice_id: UUID, outcome: Outcome) -> None:
    """So that the next attempt, or a rewriting, need not bring it again."""
    if not isinstance(outcome, Paused) and outcome.picture:
        kept_pictures.keep(db, notice_id, outcome.picture)


def note_sent(db: Session, notice: Notice, sent: Sent, now: datetime, *, sent_at: datetime | None = None) -> None:
    """Only what has reached its reader uses up a step of the ladder. `sent_at` when that is found out later."""
    outbox.mark_sent(db, notice.id, message=sent.message, now=sent_at or now, without=sent.without)
    if notice.thread is None:
        people.set_conversation(db, notice.person_id, sent.conversation)
    if notice.kind is NoticeKind.MORNING:
        _note_listed(db, notice, now)
    if notice.kind is NoticeKind.DIGEST:
        homes.mark_stale(db, notice.school_id, None)


def _note_listed(db: Session, notice: Notice, now: datetime) -> None:
    """From now on the list is known to have been read; what was due until now is written down as it stood."""
    nudge_before(db, notice.school_id, now)
    day = date.fromisoformat(notice.facts["day"])
    if week := notice.facts.get("week"):
        note_reached(db, notice.school_id, notice.person_id, date.fromisoformat(week), now)
    promised = tuple(subject.commitment_id for subject in notice.subjects if subject.commitment_id)
    theirs = commitments.mark_nudged(db, notice.school_id, promised, notice.person_id, day)
    mentioned = tuple(subject.partner_id for subject in notice.subjects if subject.partner_id)
    partners.mark_listed(db, notice.school_id, mentioned, day)
    for listed in (
        *(Subject(commitment_id=each) for each in theirs),
        *(Subject(partner_id=each) for each in mentioned),
    ):
        history.record(
            db,
            notice.school_id,
            EventKind.LISTED,
            now,
            commitment_id=listed.commitment_id,
            partner_id=listed.partner_id,
            person_id=notice.person_id,
            day=day,
        )


def back_off(attempts: int, seconds: float | None) -> timedelta:
    """What the platform asked for, otherwise twice as long each time, with jitter so that many do not come at once."""
    if seconds is not None:
        return timedelta(seconds=seconds)
    longest = min(_LONGEST_WAIT.total_seconds(), 2.0 ** min(attempts, 10))
    return timedelta(seconds=longest * random.uniform(0.5, 1))  # noqa: S311  # spreading load, not a secret
