"""Commitments, and every date each has had."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.collaboration import Level
from domain.commitment import Commitment, CommitmentState, Share
from store.session import Session
from store.tables import commitments, due_dates, people
from store.types import new_id


def add(
    db: Session,
    school_id: UUID,
    *,
    request_id: UUID | None,
    owner_id: UUID,
    doing: str,
    share: Share | None,
    due_on: date,
    now: datetime,
    partner_id: UUID | None = None,
    activity_id: UUID | None = None,
    objective_id: UUID | None = None,
    at: time | None = None,
    level: Level | None = None,
) -> UUID:
    commitment_id = new_id()
    db.execute(
        commitments.insert().values(
            id=commitment_id,
            school_id=school_id,
            request_id=request_id,
            owner_id=owner_id,
            doing=doing,
            share=share,
            state=CommitmentState.OPEN,
            due_on=due_on,
            at=at,
            made_at=now,
            partner_id=partner_id,
            activity_id=activity_id,
            objective_id=objective_id,
            level=level,
        )
    )
    add_due_date(db, school_id, commitment_id, due_on=due_on, now=now, why=None)
    return commitment_id


def add_due_date(
    db: Session, school_id: UUID, commitment_id: UUID, *, due_on: date, now: datetime, why: str | None
) -> UUID:
    date_id = new_id()
    db.execute(
        due_dates.insert().values(
            id=date_id, school_id=school_id, commitment_id=commitment_id, due_on=due_on, set_at=now, why=why
        )
    )
    return date_id


def get(db: Session, school_id: UUID, commitment_id: UUID) -> Commitment:
    return _commitment(db.execute(_of(school_id).where(commitments.c.id == commitment_id)).one())


def find(db: Session, school_id: UUID, commitment_id: UUID) -> Commitment | None:
    row = db.execute(_of(school_id).where(commitments.c.id == commitment_id)).first()
    return _commitment(row) if row else None


def last_for(db: Session, school_id: UUID, request_id: UUID) -> Commitment | None:
    """The newest commitment made for this request, whatever became of it."""
    query = _of(school_id).where(commitments.c.request_id == request_id).order_by(commitments.c.id.desc()).limit(1)
    row = db.execute(query).first()
    return _commitment(row) if row else None


def last_of(db: Session, school_id: UUID, request_ids: Sequence[UUID]) -> dict[UUID, Commitment]:
    """The newest commitment made for each of these requests, by request."""
    query = _of(school_id).where(commitments.c.request_id.in_(request_ids)).order_by(commitments.c.id)
    return {row.request_id: _commitment(row) for row in db.execute(query)}


def open_of(db: Session, school_id: UUID, owner_id: UUID) -> tuple[Commitment, ...]:
    """A person's open commitments, the most pressing first."""
    query = (
        _of(school_id)
        .where(commitments.c.owner_id == owner_id, commitments.c.state == CommitmentState.OPEN)
        .order_by(commitments.c.due_on, commitments.c.id)
    )
    return tuple(_commitment(row) for row in db.execute(query))


def left_behind(db: Session, school_id: UUID, before: datetime | None = None) -> tuple[Commitment, ...]:
    """Open commitments whose owner has left the school or the library, before that moment if one is given.

    The most pressing first.
    """
    query = _of(school_id).where(commitments.c.state == CommitmentState.OPEN, _owner_gone())
    if before is not None:
        query = query.where((people.c.left_at < before) | (people.c.stepped_down_at < before))
    return tuple(_commitment(row) for row in db.execute(query.order_by(commitments.c.due_on, commitments.c.id)))


def all_open(db: Session, school_id: UUID) -> tuple[Commitment, ...]:
    query = _of(school_id).where(commitments.c.state == CommitmentState.OPEN).order_by(commitments.c.due_on)
    return tuple(_commitment(row) for row in db.execute(query))


def chosen(db: Session, school_id: UUID, which: sa.ColumnElement[bool]) -> tuple[Commitment, ...]:
    """Those for which this holds, whatever became of them, the newest first; for other queries of the store."""
    query = _of(school_id).where(which).order_by(commitments.c.id.desc())
    return tuple(_commitment(row) for row in db.execute(query))


def kept_between(db: Session, school_id: UUID, first: datetime, last: datetime) -> tuple[Commitment, ...]:
    """Commitments kept after `first` and up to `last`."""
    query = _of(school_id).where(
        commitments.c.state == CommitmentState.KEPT, commitments.c.closed_at > first, commitments.c.closed_at <= last
    )
    return tuple(_commitment(row) for row in db.execute(query))


def worked_together(db: Session, school_id: UUID, first: date, until: date) -> tuple[Commitment, ...]:
    """Kept ones with a level of collaboration that were due from `first` to `until`, both included."""
    query = _of(school_id).where(
        commitments.c.state == CommitmentState.KEPT,
        commitments.c.level.is_not(None),
        commitments.c.due_on.between(first, until),
    )
    return tuple(_commitment(row) for row in db.execute(query.order_by(commitments.c.due_on, commitments.c.id)))


def dates_of(db: Session, school_id: UUID, commitment_id: UUID) -> tuple[tuple[date, datetime], ...]:
    """(due date, moment it was set), in the order in which they were set."""
    return dates_of_each(db, school_id, [commitment_id]).get(commitment_id, ())


def dates_of_each(
    db: Session, school_id: UUID, commitment_ids: Collection[UUID]
) -> dict[UUID, tuple[tuple[date, datetime], ...]]:
    """The same of several, by commitment."""
    query = (
        sa.select(due_dates.c.commitment_id, due_dates.c.due_on, due_dates.c.set_at)
        .where(due_dates.c.school_id == school_id, due_dates.c.commitment_id.in_(commitment_ids))
        .order_by(due_dates.c.id)
    )
    found: dict[UUID, tuple[tuple[date, datetime], ...]] = {}
    for row in db.execute(query):
        found[row.commitment_id] = (*found.get(row.commitment_id, ()), (row.due_on, row.set_at))
    return found


def change(db: Session, school_id: UUID, commitment_id: UUID, **to: Any) -> bool:  # noqa: ANN401
    """Compare and set: True when the commitment was still open and now has the new values."""
    done = db.execute(
        commitments.update()
        .where(commitments.c.school_id == school_id, commitments.c.id == commitment_id)
        .where(commitments.c.state == CommitmentState.OPEN)
        .values(**to)
    )
    return done.rowcount == 1


def close(
    db: Session, school_id: UUID, commitment_id: UUID, *, state: CommitmentState, now: datetime, word: str | None = None
) -> bool:
    return change(db, school_id, commitment_id, state=state, closed_at=now, closing_word=word)


def take_over(db: Session, school_id: UUID, commitment_id: UUID, *, from_id: UUID, to_id: UUID, today: date) -> bool:
    """Compare and set: True when it was still open and theirs. Whoever takes it has it before their eyes today."""
    mine = commitments.c.owner_id == from_id
    done = db.execute(
        commitments.update()
        .where(commitments.c.school_id == school_id, commitments.c.id == commitment_id, mine)
        .where(commitments.c.state == CommitmentState.OPEN)
        .values(owner_id=to_id, last_nudged_on=today)
    )
    return done.rowcount == 1


def mark_nudged(
    db: Session, school_id: UUID, commitment_ids: tuple[UUID, ...], owner_id: UUID, day: date
) -> tuple[UUID, ...]:
    """Those of them that are the owner's were listed on that day, or later already; gives which they are."""
    theirs = (
        commitments.c.school_id == school_id,
        commitments.c.id.in_(commitment_ids),
        commitments.c.owner_id == owner_id,
    )
    is_later = commitments.c.last_nudged_on >= day
    db.execute(commitments.update().where(*theirs, is_later.is_not(sa.true())).values(last_nudged_on=day))
    return tuple(row.id for row in db.execute(sa.select(commitments.c.id).where(*theirs).order_by(commitments.c.id)))


def _of(school_id: UUID) -> sa.Select[Any]:
    return (
        sa.select(commitments, people.c.name.label("owner"), _owner_gone().label("owner_left"))
        .join(people, people.c.id == commitments.c.owner_id)
        .where(commitments.c.school_id == school_id)
    )


def _owner_gone() -> sa.ColumnElement[bool]:
    return people.c.left_at.is_not(None) | people.c.stepped_down_at.is_not(None)


def _commitment(row: sa.Row[Any]) -> Commitment:
    return Commitment(
        id=row.id,
        request_id=row.request_id,
        owner_id=row.owner_id,
        owner=row.owner,
        doing=row.doing,
        share=row.share,
        state=row.state,
        due_on=row.due_on,
        made_at=row.made_at,
        closed_at=row.closed_at,
        snoozed_until=row.snoozed_until,
        last_nudged_on=row.last_nudged_on,
        partner_id=row.partner_id,
        activity_id=row.activity_id,
        objective_id=row.objective_id,
        owner_has_left=row.owner_left,
        at=row.at,
        level=row.level,
    )
