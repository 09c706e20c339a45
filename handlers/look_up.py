"""Time to look up: a message whose call gave no answer is searched in its conversation.

Only if it is not there is it posted again.
"""

from datetime import timedelta
from uuid import UUID

from handlers.deliver import MOST_FAILURES, NOT_COMPOSED, back_off, mark_failed, note_sent
from handlers.pause import pause
from handlers.sending import Busy, Clocks, NotThere, Patience, Paused, Sender, Sent, Unreadable
from store import outbox, people
from store.session import Store

MAY_HAVE_ARRIVED = "it may have arrived, and the conversation cannot be read"


def look_up_one(store: Store, school_id: UUID, sender: Sender, clocks: Clocks, patience: Patience) -> bool:
    """Settles one notice that is `sending` or `unsure` for long enough; False when there is none."""
    if not store.finds(lambda db: outbox.next_unsure(db, school_id, clocks.real())):
        return False
    with store.writing(wakes=False) as db:
        real_now = clocks.real()
        notice = outbox.next_unsure(db, school_id, real_now)
        if notice is None:
            return False
        # Held by moving its moment: another process does not look while this one does.
        held_until = real_now + timedelta(seconds=patience.call * 3)
        outbox.mark_unsure(db, notice.id, reason=notice.reason or "no answer to the call", look_up_at=held_until)
        person = people.get(db, notice.school_id, notice.person_id)
    found = sender.look_up(notice, person)
    real_now = clocks.real()
    with store.writing() as db:
        match found:
            case Sent():
                note_sent(db, notice, found, clocks.school(), sent_at=notice.tried_at)
            case NotThere() if notice.failures >= MOST_FAILURES:
                mark_failed(db, notice, f"{NOT_COMPOSED}: see the program’s log")
            case NotThere():
                outbox.mark_waiting(db, notice.id, reason="was not in the conversation", next_try_at=real_now)
            case Busy(reason, seconds):
                outbox.postpone(db, notice.id, real_now + back_off(notice.attempts, seconds), reason)
            case Unreadable(reason) if outbox.count_failure(db, notice.id) < MOST_FAILURES:
                outbox.postpone(db, notice.id, real_now + back_off(1, None), reason)
            case Unreadable(reason):
                # Nobody else's messages, nor this person's other ones, wait for what cannot be found out.
                mark_failed(db, notice, f"{MAY_HAVE_ARRIVED}: {reason}")
            case Paused(reason):
                outbox.postpone(db, notice.id, real_now, reason)
                pause(db, notice.school_id, reason, clocks.school())
    return True
