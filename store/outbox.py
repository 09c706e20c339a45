"""The ledger of messages owed: written with their cause, delivered once, accounted for."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.notices import IN_THE_AIR, UNPROMPTED, UNSETTLED, NewNotice, Notice, NoticeKind, NoticeState, Subject
from store import kept_pictures
from store.once import write_once
from store.session import Session
from store.tables import notice_subjects, notices, schools
from store.types import AT_ONCE, UtcDateTime, new_id


def owe(db: Session, school_id: UUID, notice: NewNotice) -> UUID | None:
    """Writes the notice down; None when one with its key is there already."""
    notice_id = new_id()
    is_new = write_once(
        db,
        notices,
        id=notice_id,
        school_id=school_id,
        person_id=notice.person_id,
        kind=notice.kind,
        once_key=notice.once_key,
        state=NoticeState.WAITING,
        facts=dict(notice.facts),
        thread=notice.thread,
        owed_at=notice.owed_at,
        not_before=notice.owed_at,
        attempts=0,
        failures=0,
        next_try_at=AT_ONCE,
        stale=0,
        rewrite_at=AT_ONCE,
    )
    if not is_new:
        return None
    set_subjects(db, school_id, notice_id, notice.subjects)
    return notice_id


def owe_in_vain(db: Session, school_id: UUID, notice: NewNotice, reason: str) -> None:
    """Writes down a message that was owed and is not sent any more, with the reason."""
    notice_id = owe(db, school_id, notice)
    if notice_id:
        mark_cancelled(db, notice_id, reason)


def set_subjects(db: Session, school_id: UUID, notice_id: UUID, subjects: Iterable[Subject]) -> None:
    db.execute(notice_subjects.delete().where(notice_subjects.c.notice_id == notice_id))
    for position, subject in enumerate(subjects):
        db.execute(
            notice_subjects.insert().values(
                id=new_id(),
                school_id=school_id,
                notice_id=notice_id,
                position=position,
                request_id=subject.request_id,
                commitment_id=subject.commitment_id,
                partner_id=subject.partner_id,
            )
        )


def next_due(db: Session, school_id: UUID, *, now: datetime, real_now: datetime) -> Notice | None:
    """One notice that may be sent now, claimed for this transaction.

    A person's notices go out in order, one at a time: none while an earlier one is in the air or due before it.
    Only one that could not be composed, or was put off before its first attempt, lets the others pass.
    """
    row = db.execute(_next_due(), {"school": school_id, "now": now, "real_now": real_now}).first()
    return notice_from(db, row) if row else None


@cache
def _next_due() -> sa.Select[Any]:
    """Composed once: several callers ask it every second, and mostly there is nothing."""
    now, real_now = sa.bindparam("now", type_=UtcDateTime), sa.bindparam("real_now", type_=UtcDateTime)
    earlier = notices.alias("earlier")
    comes_first = (
        (earlier.c.state == NoticeState.WAITING)
        & (earlier.c.not_before <= now)
        & (earlier.c.id < notices.c.id)
        & (((earlier.c.attempts > 0) & (earlier.c.failures == 0)) | (earlier.c.next_try_at <= real_now))
    )
    blocked = (
        sa.select(earlier.c.id)
        .where(earlier.c.school_id == notices.c.school_id, earlier.c.person_id == notices.c.person_id)
        .where(earlier.c.state.in_((NoticeState.SENDING, NoticeState.UNSURE)) | comes_first)
        .exists()
    )
    return (
        sa.select(notices)
        .where(notices.c.state == NoticeState.WAITING, notices.c.not_before <= now, notices.c.next_try_at <= real_now)
        .where(notices.c.school_id == working(sa.bindparam("school")), ~blocked)
        .order_by(notices.c.next_try_at, notices.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True)
    )


def working(school_id: UUID | sa.BindParameter[Any]) -> sa.ScalarSelect[UUID]:
    """The school, as long as it is not paused; nothing of another is ever taken."""
    return sa.select(schools.c.id).where(schools.c.id == school_id, schools.c.paused_why.is_(None)).scalar_subquery()


def next_unsure(db: Session, school_id: UUID, real_now: datetime) -> Notice | None:
    """One notice whose call has given no answer for long enough that it can be looked up in the conversation."""
    query = (
        sa.select(notices)
        .where(notices.c.state.in_((NoticeState.SENDING, NoticeState.UNSURE)), notices.c.next_try_at <= real_now)
        .where(notices.c.school_id == working(school_id))
        .order_by(notices.c.next_try_at)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True)
    )
    row = db.execute(query).first()
    return notice_from(db, row) if row else None


def begin_sending(db: Session, notice: Notice, *, now: datetime, real_now: datetime, look_up_at: datetime) -> None:
    """Committed before the call, so that a crash in the middle of it is known to have been one."""
    change(
        db,
        notice.id,
        state=NoticeState.SENDING,
        attempts=notice.attempts + 1,
        tried_at=now,
        called_at=real_now,
        next_try_at=look_up_at,
        stale=0,
    )


def is_in_the_air(db: Session, notice_id: UUID, attempt: int) -> bool:
    """Whether it is in doubt since this attempt, claimed for this transaction; another process may be ahead of us."""
    query = sa.select(notices.c.id).where(
        notices.c.id == notice_id, notices.c.state.in_(IN_THE_AIR), notices.c.attempts == attempt
    )
    return db.execute(query.with_for_update(key_share=True)).first() is not None


def mark_sent(db: Session, notice_id: UUID, *, message: str, now: datetime, without: str | None = None) -> None:
    """`without` is what could not go with it, kept as the reason."""
    _settle(db, notice_id, state=NoticeState.SENT, reason=without, message=message, sent_at=now)


def mark_failed(db: Session, notice_id: UUID, reason: str) -> None:
    _settle(db, notice_id, state=NoticeState.FAILED, reason=reason)


def mark_cancelled(db: Session, notice_id: UUID, reason: str) -> None:
    _settle(db, notice_id, state=NoticeState.CANCELLED, reason=reason)


def mark_unsure(db: Session, notice_id: UUID, *, reason: str, look_up_at: datetime) -> None:
    _settle(db, notice_id, state=NoticeState.UNSURE, reason=reason, next_try_at=look_up_at)


def note_taken(db: Session, notice_id: UUID, real_now: datetime) -> None:
    """The platform took it only now, and may still need time to show it."""
    _settle(db, notice_id, called_at=real_now)


def mark_waiting(db: Session, notice_id: UUID, *, reason: str | None, next_try_at: datetime) -> None:
    _settle(db, notice_id, state=NoticeState.WAITING, reason=reason, next_try_at=next_try_at)


def postpone(db: Session, notice_id: UUID, next_try_at: datetime, reason: str) -> None:
    _settle(db, notice_id, next_try_at=next_try_at, reason=reason)


def count_failure(db: Session, notice_id: UUID) -> int:
    """How often our own work on it, or looking for it, has gone wrong by now."""
    change(db, notice_id, failures=notices.c.failures + 1)
    return get(db, notice_id).failures


def defer(db: Session, notice_id: UUID, not_before: datetime, reason: str) -> None:
    """To be sent later, on the school's clock; it stays owed since the moment it was."""
    _settle(db, notice_id, not_before=not_before, reason=reason)


def move_planned(db: Session, school_id: UUID, *, now: datetime, to: datetime) -> int:
    """How many notices waited for an opening that is another one now; what was not owed yet is owed from then."""
    ahead = notices.update().where(
        notices.c.school_id == school_id, notices.c.state == NoticeState.WAITING, notices.c.not_before > now
    )
    db.execute(ahead.where(notices.c.owed_at > now).values(owed_at=to))
    return db.execute(ahead.where(notices.c.not_before != to).values(not_before=to)).rowcount


def waiting_like(db: Session, notice: Notice, now: datetime) -> tuple[Notice, ...]:
    """The notices of the same kind that wait for the same person and are due, this one among them."""
    query = (
        sa.select(notices)
        .where(notices.c.school_id == notice.school_id, notices.c.person_id == notice.person_id)
        .where(notices.c.kind == notice.kind, notices.c.state == NoticeState.WAITING, notices.c.not_before <= now)
        .order_by(notices.c.id)
    )
    return tuple(notice_from(db, row) for row in db.execute(query).all())


def release_unprompted(db: Session, school_id: UUID, now: datetime, *, person_id: UUID | None = None) -> None:
    """What waits for another week, or for quiet weeks to end, is looked at again now: everybody's, or one person's."""
    waits = (notices.c.state == NoticeState.WAITING, notices.c.owed_at <= now, notices.c.not_before > now)
    theirs = notices.c.person_id == person_id if person_id else sa.true()
    db.execute(
        notices.update()
        .where(notices.c.school_id == school_id, notices.c.kind.in_(UNPROMPTED), *waits, theirs)
        .values(not_before=now)
    )


def set_facts(db: Session, notice_id: UUID, facts: dict[str, str]) -> None:
    change(db, notice_id, facts=facts)


def cancel_waiting(
    db: Session, person_id: UUID, reason: str, kinds: Collection[NoticeKind] = tuple(NoticeKind)
) -> None:
    """Nothing more goes out to this person, of these kinds."""
    db.execute(
        notices.update()
        .where(notices.c.person_id == person_id, notices.c.kind.in_(kinds), notices.c.state == NoticeState.WAITING)
        .values(state=NoticeState.CANCELLED, reason=reason)
    )


def cancel_like(db: Session, school_id: UUID, beginning: str, reason: str) -> None:
    """Those whose key begins so, if they still wait; what has been said cannot be taken back."""
    waits = notices.c.once_key.startswith(beginning, autoescape=True) & (notices.c.state == NoticeState.WAITING)
    done = notices.update().where(notices.c.school_id == school_id, waits)
    db.execute(done.values(state=NoticeState.CANCELLED, reason=reason))


def become_group(db: Session, notice: Notice, subjects: tuple[Subject, ...]) -> None:
    """This card carries the others' requests too."""
    change(db, notice.id, kind=NoticeKind.CARDS)
    set_subjects(db, notice.school_id, notice.id, subjects)


def get(db: Session, notice_id: UUID) -> Notice:
    return notice_from(db, db.execute(sa.select(notices).where(notices.c.id == notice_id)).one())


def _settle(db: Session, notice_id: UUID, **to: Any) -> None:  # noqa: ANN401
    """A row that is settled stays as it is: a late answer does not overturn what the look-up found."""
    db.execute(notices.update().where(notices.c.id == notice_id, notices.c.state.in_(UNSETTLED)).values(**to))


def change(db: Session, notice_id: UUID, **to: Any) -> None:  # noqa: ANN401
    db.execute(notices.update().where(notices.c.id == notice_id).values(**to))


def notice_from(db: Session, row: sa.Row[Any]) -> Notice:
    about = db.execute(
        sa.select(notice_subjects.c.request_id, notice_subjects.c.commitment_id, notice_subjects.c.partner_id)
        .where(notice_subjects.c.notice_id == row.id)
        .order_by(notice_subjects.c.position)
    )
    return Notice(
        id=row.id,
        school_id=row.school_id,
        person_id=row.person_id,
        kind=row.kind,
        once_key=row.once_key,
        state=row.state,
        reason=row.reason,
        subjects=tuple(Subject(each.request_id, each.commitment_id, each.partner_id) for each in about),
        facts=row.facts,
        thread=row.thread,
        owed_at=row.owed_at,
        not_before=row.not_before,
        attempts=row.attempts,
        failures=row.failures,
        tried_at=row.tried_at,
        called_at=row.called_at,
        sent_at=row.sent_at,
        message=row.message,
        picture=kept_pictures.read(row.picture),
    )
