"""Lee presses Try again beside a message that could not be sent."""

from datetime import datetime, timedelta
from uuid import UUID

from domain.errors import UserError
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.messages import Undelivered
from store import homes, outbox, people
from store.session import Session, Store

SHOWN_FOR = timedelta(days=14)


def try_again(store: Store, act: Act, notice_id: UUID) -> None:
    with store.writing() as db:
        librarian_of(db, act)
        if not is_first(db, act):
            return
        if not outbox.try_again(db, act.school_id, notice_id, act.now):
            raise UserError("That message is on its way already. Nothing was changed.")
        homes.mark_stale(db, act.school_id, None)


def undelivered(db: Session, school: School, now: datetime) -> tuple[Undelivered, ...]:
    """What could not be sent in the last two weeks, the newest first."""
    return tuple(
        Undelivered(
            notice_id=notice.id,
            kind=notice.kind.value,
            person=people.get(db, school.id, notice.person_id).name,
            reason=notice.reason or "no reason given",
            owed_at=notice.owed_at,
        )
        for notice in outbox.failed_since(db, school.id, now - SHOWN_FOR)
    )
