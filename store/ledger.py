"""What the ledger knows: what was owed and when, what has gone out, what still waits."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from domain.notices import LET_GO, UNPROMPTED, UNSETTLED, WAS_AWAY, Notice, NoticeKind, NoticeState
from store.outbox import notice_from
from store.session import Session
from store.tables import notice_subjects, notices


def is_owed(db: Session, school_id: UUID, once_key: str) -> bool:
    query = sa.select(notices.c.id).where(notices.c.school_id == school_id, notices.c.once_key == once_key)
    return db.execute(query).first() is not None


def find(db: Session, school_id: UUID, once_key: str) -> Notice | None:
    query = sa.select(notices).where(notices.c.school_id == school_id, notices.c.once_key == once_key)
    row = db.execute(query).first()
    return notice_from(db, row) if row else None


def unprompted_since(db: Session, person_id: UUID, since: datetime) -> int:
    """How many messages that they did not ask for have gone out to this person."""
    query = sa.select(sa.func.count()).where(
        notices.c.person_id == person_id,
        notices.c.kind.in_(UNPROMPTED),
        notices.c.state.in_((NoticeState.SENT, NoticeState.SENDING, NoticeState.UNSURE)),
        notices.c.tried_at >= since,
    )
    return int(db.execute(query).scalar_one())


def owed_between(db: Session, school_id: UUID, first: datetime, until: datetime) -> tuple[Notice, ...]:
    """Every row of the ledger whose moment lies at or after `first` and before `until`, in the order of the moments."""
    query = (
        sa.select(notices)
        .where(notices.c.school_id == school_id, notices.c.owed_at >= first, notices.c.owed_at < until)
        .order_by(notices.c.owed_at, notices.c.id)
    )
    return tuple(notice_from(db, row) for row in db.execute(query).all())


@dataclass(frozen=True)
class Going:
    """How one message went, without what it said."""

    kind: NoticeKind
    state: NoticeState
    owed_at: datetime
    sent_at: datetime | None
    reason: str | None

    @property
    def was_replaced(self) -> bool:
        """Given up after an absence: a newer one went out in its place."""
        return self.state is NoticeState.CANCELLED and (self.reason or "").startswith(WAS_AWAY)


def absences_after(db: Session, school_id: UUID, moment: datetime) -> set[tuple[datetime, datetime]]:
    """(from, until) of each time when the bot was away that was told after `moment`."""
    query = sa.select(notices.c.facts).where(
        notices.c.school_id == school_id, notices.c.kind == NoticeKind.AWAY, notices.c.owed_at > moment
    )
    return {
        (datetime.fromisoformat(first), datetime.fromisoformat(last))
        for row in db.execute(query)
        for first, last in json.loads(row.facts["spans"])
    }


def how_they_went(db: Session, school_id: UUID, first: datetime, until: datetime) -> tuple[Going, ...]:
    """Every message whose fate was settled after `first` and up to `until`: sent, or known not to get through.

    What an outage kept back for longer than that is found in the time in which it went out; `missed` are those that
    were given up after an absence.
    """
    lost = sa.or_(notices.c.state == NoticeState.FAILED, notices.c.reason == LET_GO)
    missed = sa.and_(notices.c.state == NoticeState.CANCELLED, notices.c.reason.startswith(WAS_AWAY))
    lost_at = sa.func.coalesce(notices.c.tried_at, notices.c.owed_at)
    within = sa.or_(
        sa.and_(notices.c.state == NoticeState.SENT, notices.c.sent_at > first, notices.c.sent_at <= until),
        sa.and_(notices.c.state.in_(_IN_VAIN), lost, lost_at > first, lost_at <= until),
        sa.and_(notices.c.state.in_(_IN_VAIN), missed, notices.c.owed_at > first, notices.c.owed_at <= until),
    )
    query = sa.select(notices.c.kind, notices.c.state, notices.c.owed_at, notices.c.sent_at, notices.c.reason)
    return tuple(Going(*row) for row in db.execute(query.where(notices.c.school_id == school_id, within)).all())


_IN_VAIN = (NoticeState.FAILED, NoticeState.CANCELLED)


def kinds_of(db: Session, school_id: UUID, once_keys: Sequence[str]) -> dict[str, NoticeKind]:
    """What the ledger knows of these keys, whenever it was owed."""
    query = sa.select(notices.c.once_key, notices.c.kind).where(
        notices.c.school_id == school_id, notices.c.once_key.in_(once_keys)
    )
    return {row.once_key: row.kind for row in db.execute(query)}


def unsettled(db: Session, school_id: UUID, until: datetime) -> tuple[Notice, ...]:
    """What waits or is in the air, of everything owed before `until`, the longest owed first."""
    query = sa.select(notices).where(
        notices.c.school_id == school_id, notices.c.state.in_(UNSETTLED), notices.c.owed_at < until
    )
    return tuple(notice_from(db, row) for row in db.execute(query.order_by(notices.c.owed_at, notices.c.id)).all())


def request_in(db: Session, school_id: UUID, message: str) -> UUID | None:
    """The one request that a message posted by us is about."""
    query = (
        sa.select(notice_subjects.c.request_id)
        .join(notices, notices.c.id == notice_subjects.c.notice_id)
        .where(notices.c.school_id == school_id, notices.c.message == message)
        .where(notice_subjects.c.request_id.is_not(None))
    )
    found = db.execute(query).all()
    return found[0].request_id if len(found) == 1 else None
