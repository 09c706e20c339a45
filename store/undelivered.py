"""Messages that could not be sent: shown to librarians, who have them tried again or let go."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from domain.notices import Notice, NoticeState
from store import outbox
from store.session import Session
from store.tables import notices
from store.types import AT_ONCE


def failed(db: Session, school_id: UUID, most: int, person_id: UUID | None = None) -> tuple[tuple[Notice, ...], int]:
    """What could not be sent, to this person where one is given: the newest first, and how many there are in all."""
    theirs = notices.c.person_id == person_id if person_id else sa.true()
    those = (notices.c.school_id == school_id, notices.c.state == NoticeState.FAILED, theirs)
    newest = db.execute(sa.select(notices).where(*those).order_by(notices.c.id.desc()).limit(most)).all()
    in_all = db.execute(sa.select(sa.func.count()).select_from(notices).where(*those)).scalar_one()
    return tuple(outbox.notice_from(db, row) for row in newest), int(in_all)


def try_again(db: Session, school_id: UUID, notice_id: UUID, now: datetime) -> bool:
    """Compare and set: True when it had failed and waits again."""
    done = db.execute(
        notices.update()
        .where(notices.c.school_id == school_id, notices.c.id == notice_id, notices.c.state == NoticeState.FAILED)
        .values(
            state=NoticeState.WAITING,
            reason="tried again by a librarian",
            not_before=now,
            next_try_at=AT_ONCE,
            failures=0,
        )
    )
    return done.rowcount == 1


def let_go(db: Session, school_id: UUID, notice_id: UUID, reason: str) -> bool:
    """Compare and set: True when it had failed and is to be sent no more."""
    failed_one = notices.update().where(
        notices.c.school_id == school_id, notices.c.id == notice_id, notices.c.state == NoticeState.FAILED
    )
    return db.execute(failed_one.values(state=NoticeState.CANCELLED, reason=reason)).rowcount == 1
