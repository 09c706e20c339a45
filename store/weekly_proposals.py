"""What was proposed to each librarian, week by week, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.take_action import ProposalKind, ProposalState
from store.once import write_once
from store.session import Session
from store.tables import weekly_proposals
from store.types import new_id


@dataclass(frozen=True)
class WeeklyProposal:
    """As it was shown: `facts` are its words, so that it reads the same when what it was made from has changed."""

    id: UUID
    person_id: UUID
    week: date
    number: int
    kind: ProposalKind
    teacher_id: UUID | None
    partner_id: UUID | None
    facts: dict[str, str]
    state: ProposalState
    commitment_id: UUID | None


def add(
    db: Session,
    school_id: UUID,
    *,
    person_id: UUID,
    week: date,
    number: int,
    kind: ProposalKind,
    teacher_id: UUID | None,
    partner_id: UUID | None,
    facts: dict[str, str],
    now: datetime,
) -> None:
    """Once for each number of a week; whoever comes second changes nothing."""
    write_once(
        db,
        weekly_proposals,
        id=new_id(),
        school_id=school_id,
        person_id=person_id,
        week=week,
        number=number,
        kind=kind,
        teacher_id=teacher_id,
        partner_id=partner_id,
        facts=facts,
        state=ProposalState.OFFERED,
        made_at=now,
    )


def latest(db: Session, school_id: UUID, person_id: UUID, week: date) -> WeeklyProposal | None:
    """The last one that was shown to this librarian in that week."""
    mine = (weekly_proposals.c.person_id == person_id) & (weekly_proposals.c.week == week)
    row = db.execute(_of(school_id).where(mine).order_by(weekly_proposals.c.number.desc()).limit(1)).first()
    return _proposal(row) if row else None


def find(db: Session, school_id: UUID, proposal_id: UUID) -> WeeklyProposal | None:
    row = db.execute(_of(school_id).where(weekly_proposals.c.id == proposal_id)).first()
    return _proposal(row) if row else None


def between(db: Session, school_id: UUID, first: date, until: date) -> tuple[WeeklyProposal, ...]:
    """Shown to any librarian in the weeks from `first` up to but without `until`, in their order."""
    weeks = (weekly_proposals.c.week >= first) & (weekly_proposals.c.week < until)
    query = _of(school_id).where(weeks)
    rows = db.execute(query.order_by(weekly_proposals.c.week, weekly_proposals.c.number, weekly_proposals.c.id))
    return tuple(_proposal(row) for row in rows)


def of_last_week(db: Session, school_id: UUID, person_id: UUID, week: date) -> tuple[WeeklyProposal, ...]:
    """Shown to this librarian in the last week before this one in which anything was; holidays may lie between."""
    mine = (weekly_proposals.c.school_id == school_id) & (weekly_proposals.c.person_id == person_id)
    last = sa.select(sa.func.max(weekly_proposals.c.week)).where(mine, weekly_proposals.c.week < week)
    rows = db.execute(_of(school_id).where(mine, weekly_proposals.c.week == last.scalar_subquery()))
    return tuple(_proposal(row) for row in rows)


def that_became(db: Session, school_id: UUID, commitment_id: UUID) -> tuple[WeeklyProposal, ...]:
    """What was accepted and is this commitment now; none for most."""
    rows = db.execute(_of(school_id).where(weekly_proposals.c.commitment_id == commitment_id))
    return tuple(_proposal(row) for row in rows)


def has_reached(db: Session, school_id: UUID, person_id: UUID, week: date) -> bool:
    """Whether this librarian has been shown any of that week's."""
    shown = _mine(school_id, person_id, week) & weekly_proposals.c.reached_at.is_not(None)
    return db.execute(sa.select(weekly_proposals.c.id).where(shown).limit(1)).first() is not None


def mark_reached(db: Session, school_id: UUID, person_id: UUID, week: date, now: datetime) -> bool:
    """False when that was known already."""
    if has_reached(db, school_id, person_id, week):
        return False
    reached = weekly_proposals.update().where(_mine(school_id, person_id, week))
    return db.execute(reached.values(reached_at=now)).rowcount > 0


def settle(
    db: Session, school_id: UUID, proposal_id: UUID, state: ProposalState, commitment_id: UUID | None = None
) -> bool:
    """Compare and set: True when it was still only offered."""
    offered = weekly_proposals.update().where(
        weekly_proposals.c.school_id == school_id,
        weekly_proposals.c.id == proposal_id,
        weekly_proposals.c.state == ProposalState.OFFERED,
    )
    return db.execute(offered.values(state=state, commitment_id=commitment_id)).rowcount == 1


def _mine(school_id: UUID, person_id: UUID, week: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        weekly_proposals.c.school_id == school_id,
        weekly_proposals.c.person_id == person_id,
        weekly_proposals.c.week == week,
    )


def _of(school_id: UUID) -> sa.Select[Any]:
    return sa.select(weekly_proposals).where(weekly_proposals.c.school_id == school_id)


def _proposal(row: sa.Row[Any]) -> WeeklyProposal:
    return WeeklyProposal(
        id=row.id,
        person_id=row.person_id,
        week=row.week,
        number=row.number,
        kind=ProposalKind(row.kind),
        teacher_id=row.teacher_id,
        partner_id=row.partner_id,
        facts=row.facts,
        state=ProposalState(row.state),
        commitment_id=row.commitment_id,
    )
