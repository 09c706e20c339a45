"""The evidence behind objectives: what is tied to them, counted, and the newest of each to be read."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.commitment import CommitmentState
from domain.objective import Evidence, Tied
from domain.request import RequestState
from store.session import Session
from store.tables import commitments, contacts, partners, people, requests

NEWEST = 5
"""How many of each are read out."""


def behind(
    db: Session, school_id: UUID, objective_id: UUID, line: Sequence[UUID], day_of: Callable[[datetime], date]
) -> Evidence:
    """`line` holds the objective and those it goes on from: a partner that helps with one goes on helping.

    `day_of` tells the school's date at a moment.
    """
    asked = _asked(school_id, objective_id)
    promised = _promised(school_id, objective_id)
    had = _had(school_id, objective_id)
    helping = _helping(school_id, line)
    return Evidence(
        requests=_count(db, asked),
        promises=_count(db, promised),
        kept=_count(db, promised.where(commitments.c.state == CommitmentState.KEPT)),
        contacts=_count(db, had),
        partners=_count(db, helping),
        newest_requests=tuple(
            Tied(row.who, row.need, row.state.value, day_of(row.asked_at)) for row in _newest(db, asked, requests)
        ),
        newest_promises=tuple(
            Tied(row.who, row.doing, row.state.value, row.due_on) for row in _newest(db, promised, commitments)
        ),
        newest_contacts=tuple(Tied(row.with_whom, row.what, "", row.on) for row in _newest(db, had, contacts)),
        newest_partners=tuple(
            Tied(row.name, row.category.value, "", row.last_contact_on or row.added_on)
            for row in _newest(db, helping, partners)
        ),
    )


def _asked(school_id: UUID, objective_id: UUID) -> sa.Select[Any]:
    """What was taken back is no evidence."""
    return (
        sa.select(requests, people.c.name.label("who"))
        .join(people, people.c.id == requests.c.asker_id)
        .where(requests.c.school_id == school_id, requests.c.objective_id == objective_id)
        .where(requests.c.state != RequestState.WITHDRAWN)
    )


def _promised(school_id: UUID, objective_id: UUID) -> sa.Select[Any]:
    return (
        sa.select(commitments, people.c.name.label("who"))
        .join(people, people.c.id == commitments.c.owner_id)
        .where(commitments.c.school_id == school_id, commitments.c.objective_id == objective_id)
        .where(commitments.c.state != CommitmentState.RELEASED)
    )


def _had(school_id: UUID, objective_id: UUID) -> sa.Select[Any]:
    return sa.select(contacts).where(contacts.c.school_id == school_id, contacts.c.objective_id == objective_id)


def _helping(school_id: UUID, line: Sequence[UUID]) -> sa.Select[Any]:
    return sa.select(partners).where(
        partners.c.school_id == school_id, partners.c.objective_id.in_(line), partners.c.retired_on.is_(None)
    )


def _count(db: Session, query: sa.Select[Any]) -> int:
    return int(db.execute(sa.select(sa.func.count()).select_from(query.subquery())).scalar_one())


def _newest(db: Session, query: sa.Select[Any], table: sa.Table) -> Sequence[sa.Row[Any]]:
    return db.execute(query.order_by(table.c.id.desc()).limit(NEWEST)).all()
