"""Lee presses Try again, or Let it go, beside a message that could not be sent."""

from uuid import UUID

from domain.errors import UserError
from domain.notices import LET_GO, Notice
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.compose import compose
from handlers.composing import Gone
from handlers.messages import Undelivered
from handlers.stories import place_for
from store import homes, outbox, people, schools
from store import undelivered as failures
from store.session import Session, Store

MOST_SHOWN = 5


def try_again(store: Store, act: Act, notice_id: UUID) -> str | None:
    """A sentence for Lee when nothing is sent, because it no longer applies; None when it is on its way."""
    with store.writing() as db:
        librarian_of(db, act)
        if not is_first(db, act):
            return None
        if not failures.try_again(db, act.school_id, notice_id, act.now):
            raise UserError("That message is on its way already, or was let go. Nothing was changed.")
        homes.mark_stale(db, act.school_id, None)
        reason = _why_not(db, schools.get(db, act.school_id), outbox.get(db, notice_id), act)
        if reason is None:
            return None
        outbox.mark_cancelled(db, notice_id, reason)
    return f"That message is not needed any more: {reason}. It is off your list, and nothing was sent."


def let_go(store: Store, act: Act, notice_id: UUID) -> None:
    """It is not sent any more, and not shown; the ledger keeps why."""
    with store.writing() as db:
        librarian_of(db, act)
        if not is_first(db, act):
            return
        if not failures.let_go(db, act.school_id, notice_id, LET_GO):
            raise UserError("That message is on its way already, or was let go. Nothing was changed.")
        homes.mark_stale(db, act.school_id, None)


def _why_not(db: Session, school: School, notice: Notice, act: Act) -> str | None:
    """What cannot even be composed is for the delivery to find out again."""
    person = people.get(db, school.id, notice.person_id)
    if person.left_at:
        return "its reader has left the school"
    try:
        with db.begin_nested():
            message = compose(db, notice, place_for(notice, school, act.now, person))
    except Exception:  # noqa: BLE001  # the next attempt says it, and counts
        return None
    return message.reason if isinstance(message, Gone) else None


def undelivered(db: Session, school: School, person_id: UUID | None = None) -> tuple[tuple[Undelivered, ...], int]:
    """What could not be sent, perhaps to one person only, the newest first, and how many in all: they stay until they
    are sent or let go.
    """
    newest, in_all = failures.failed(db, school.id, MOST_SHOWN, person_id)
    return tuple(
        Undelivered(
            notice_id=notice.id,
            kind=notice.kind.value,
            person=people.get(db, school.id, notice.person_id).name,
            reason=notice.reason or "no reason given",
            owed_at=notice.owed_at,
        )
        for notice in newest
    ), in_all
