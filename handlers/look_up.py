"""Time to look up: a message whose call gave no answer is searched in its conversation.

Only if it is not there is it posted again.
"""

from datetime import datetime, timedelta
from uuid import UUID

from domain.notices import FILES, PICTURED, KeptPicture, Notice
from handlers.deliver import MOST_FAILURES, NOT_COMPOSED, back_off, mark_failed, note_sent
from handlers.pause import pause
from handlers.sending import Busy, Clocks, NotThere, Patience, Paused, Sender, Sent, Unreadable
from store import kept_pictures, outbox, people
from store.session import Session, Store
from store.types import AT_ONCE

NOT_YET = "is not in the conversation yet"

NEVER_SHOWN = "the files were taken several times, and are not in the conversation"
MAY_HAVE_ARRIVED = "it may have arrived, and the conversation cannot be read"


def look_up_one(store: Store, school_id: UUID, sender: Sender, clocks: Clocks, patience: Patience) -> bool:
    """Settles one notice that is `sending` or `unsure` for long enough; False when there is none."""
    with store.claiming(lambda db: outbox.next_unsure(db, school_id, clocks.real())) as claimed:
        if claimed is None:
            return False
        (db, notice), real_now = claimed, clocks.real()
        # Held by moving its moment: another process does not look while this one does.
        held_until = real_now + timedelta(seconds=patience.call * 3)
        outbox.mark_unsure(db, notice.id, reason=notice.reason or "no answer to the call", look_up_at=held_until)
        person = people.get(db, notice.school_id, notice.person_id)
    found = sender.look_up(notice, person)
    real_now = clocks.real()
    with store.writing() as db:
        if not isinstance(found, Sent) and not outbox.is_in_the_air(db, notice.id, notice.attempts):
            return True  # Reading took so long that another process has looked as well, and perhaps sent it again.
        match found:
            case Sent():
                note_sent(db, notice, found, clocks.school(), sent_at=notice.tried_at)
            case NotThere():
                _note_missing(db, notice, real_now, patience)
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


def _note_missing(db: Session, notice: Notice, real_now: datetime, patience: Patience) -> None:
    """It is sent again, unless it may still come or has gone wrong too often."""
    lands_until = _lands_until(notice, patience)
    if lands_until > real_now:
        outbox.postpone(db, notice.id, _next_look(notice, real_now, lands_until), notice.reason or NOT_YET)
    elif notice.failures >= MOST_FAILURES:
        mark_failed(db, notice, f"{NOT_COMPOSED}: see the program’s log")
    elif notice.kind in FILES and notice.attempts >= MOST_FAILURES:
        # Somebody may see all the same what nobody finds by its name: it is not sent for ever.
        mark_failed(db, notice, NEVER_SHOWN)
    else:
        if notice.kind in PICTURED:
            kept_pictures.keep(db, notice.id, (notice.picture or KeptPicture()).doubted())
        outbox.mark_waiting(db, notice.id, reason="was not in the conversation", next_try_at=real_now)


def _lands_until(notice: Notice, patience: Patience) -> datetime:
    """Files are looked for as soon as the platform took them, and come in its own time: until then they may not be
    there yet. Anything else is looked for only once it has had that time.
    """
    return (notice.called_at or AT_ONCE) + timedelta(seconds=patience.landing)


def _next_look(notice: Notice, real_now: datetime, lands_until: datetime) -> datetime:
    """It waits as long again as it has waited."""
    waited = real_now - (notice.called_at or real_now)
    return min(real_now + max(waited, timedelta(seconds=1)), lands_until)
