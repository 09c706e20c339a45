"""What the weekly digest counts: who stands behind each thing, told only so that nobody can be told from the counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.collaboration import ActivityKind, Benefit, Level, Served
from domain.commitment import CommitmentState, Share
from domain.partner import AS_A_GROUP, INTERNAL
from domain.request import RequestState
from store.session import Session
from store.tables import activities, commitments, contacts, gains, partners, people, requests

Who = UUID | str | None
"""A person, else a partner who is none, else SOMEBODY; None where nobody stands behind it."""

SOMEBODY = "somebody"
"""Whoever is known by a written name only, and may be anybody of the school. There are many ways to write one name, so
all of them together count as one person.
"""

_MAY_BE_ANYBODY = tuple(each for each in INTERNAL if each not in AS_A_GROUP)
"""Partners inside the school: without an account they are known by a written name."""


Gained = tuple[Benefit, Served, Who, datetime]
"""What a contact brought, to which side, with whom it was, and when it was logged."""


@dataclass(frozen=True)
class Tie:
    """One thing that was done for an objective."""

    objective_id: UUID
    sort: str
    who: Who
    at: datetime


@dataclass(frozen=True)
class Kept:
    """A kept promise: what the librarian's share was, and for whom. Unless it was `for_teacher` nothing was lifted."""

    share: Share | None
    who: Who
    for_teacher: bool


def kept_between(db: Session, school_id: UUID, first: datetime, last: datetime) -> list[Kept]:
    """Promises kept after `first` and up to `last`.

    An activity is in the librarian's own calendar (a conference): only with a share did it take work off a teacher.
    """
    query = _promises(school_id).where(commitments.c.closed_at > first, commitments.c.closed_at <= last)
    return [Kept(row.share, _who(row), _is_for_teacher(row)) for row in db.execute(query)]


def levels_between(db: Session, school_id: UUID, first: datetime, last: datetime) -> list[tuple[Level, Who, datetime]]:
    """How deeply there was work together, logged or kept from `first` up to `last`: contact, and days of activities.

    Nobody works together alone: with whom, where an activity names no partner, may be anybody.
    """
    logged = _contacts(school_id, first, last).where(contacts.c.level.is_not(None))
    kept = _promises(school_id).where(
        commitments.c.level.is_not(None), commitments.c.closed_at >= first, commitments.c.closed_at <= last
    )
    had = [(row.level, _who(row), row.logged_at) for row in db.execute(logged)]
    return had + [(row.level, _who(row) or SOMEBODY, row.closed_at) for row in db.execute(kept)]


def spoke_with_staff(db: Session, school_id: UUID, since: date) -> bool:
    """Whether there was contact, on that day or later, with somebody who teaches and is not on the list of partners."""
    query = (
        sa.select(contacts.c.id)
        .join(people, people.c.id == contacts.c.person_id)
        .where(contacts.c.school_id == school_id, contacts.c.partner_id.is_(None), contacts.c.on >= since)
        .where(~people.c.is_administrator, ~people.c.is_librarian)
    )
    return db.execute(query.limit(1)).first() is not None


def gains_between(db: Session, school_id: UUID, first: datetime, last: datetime) -> list[Gained]:
    query = (
        _contacts(school_id, first, last)
        .add_columns(gains.c.benefit, gains.c.served)
        .join(gains, gains.c.contact_id == contacts.c.id)
    )
    return [(row.benefit, row.served, _who(row), row.logged_at) for row in db.execute(query)]


def ties(db: Session, school_id: UUID, objective_ids: Sequence[UUID]) -> list[Tie]:
    """Requests, kept promises and contacts that serve these objectives."""
    asked, kept, had = (each(db, school_id, objective_ids) for each in (_asked, _kept, _had))
    return [*asked, *kept, *had]


def learned_between(db: Session, school_id: UUID, first: datetime, last: datetime) -> tuple[list[str], int]:
    """Trainings and conferences after `first` and up to `last`: titles of planned ones, and how many were logged."""
    is_training = (activities.c.school_id == school_id, activities.c.kind == ActivityKind.TRAINING)
    planned = (
        sa.select(activities.c.title)
        .join(commitments, commitments.c.activity_id == activities.c.id)
        .where(*is_training, commitments.c.state == CommitmentState.KEPT)
        .where(commitments.c.closed_at > first, commitments.c.closed_at <= last)
        .order_by(commitments.c.closed_at, commitments.c.id)
    )
    logged = sa.select(sa.func.count()).where(
        contacts.c.school_id == school_id,
        contacts.c.activity == ActivityKind.TRAINING,
        contacts.c.logged_at > first,
        contacts.c.logged_at <= last,
    )
    return [row.title for row in db.execute(planned)], int(db.execute(logged).scalar_one())


def people_known(db: Session, school_id: UUID) -> set[str]:
    """The names of everybody whom the library knows as a person."""
    staff = sa.select(people.c.name.label("name")).where(people.c.school_id == school_id)
    outside = sa.select(partners.c.contact.label("name")).where(partners.c.school_id == school_id)
    return {row.name for query in (staff, outside) for row in db.execute(query) if row.name}


def partners_known(db: Session, school_id: UUID) -> set[str]:
    """The names of partners and of those with whom there was contact: people, groups and organisations."""
    listed = sa.select(partners.c.name.label("name")).where(partners.c.school_id == school_id)
    logged = sa.select(contacts.c.with_whom.label("name")).where(contacts.c.school_id == school_id).distinct()
    return {row.name for query in (listed, logged) for row in db.execute(query)}


def known_since(db: Session, school_id: UUID) -> date | None:
    """The day of the first contact that was logged, or of the first work together; None before there is any."""
    logged = sa.select(sa.func.min(contacts.c.on)).where(contacts.c.school_id == school_id)
    is_kept = (commitments.c.school_id == school_id) & (commitments.c.state == CommitmentState.KEPT)
    together = sa.select(sa.func.min(commitments.c.due_on)).where(is_kept, commitments.c.level.is_not(None))
    return min((day for query in (logged, together) if (day := db.execute(query).scalar())), default=None)


def _promises(school_id: UUID) -> sa.Select[Any]:
    """Kept ones, with whom they were for: who asked, or the partner, or whose contact led to them."""
    return (
        sa.select(
            commitments.c.share,
            commitments.c.request_id,
            commitments.c.activity_id,
            commitments.c.objective_id,
            commitments.c.closed_at,
            commitments.c.level,
            sa.func.coalesce(requests.c.asker_id, partners.c.person_id, contacts.c.person_id).label("person_id"),
            partners.c.id.label("partner_id"),
            partners.c.category,
            contacts.c.with_whom,
        )
        .outerjoin(requests, requests.c.id == commitments.c.request_id)
        .outerjoin(contacts, contacts.c.commitment_id == commitments.c.id)
        .outerjoin(partners, partners.c.id == sa.func.coalesce(commitments.c.partner_id, contacts.c.partner_id))
        .where(commitments.c.school_id == school_id, commitments.c.state == CommitmentState.KEPT)
    )


def _contacts(school_id: UUID, first: datetime, last: datetime) -> sa.Select[Any]:
    return _every_contact(school_id).where(contacts.c.logged_at >= first, contacts.c.logged_at <= last)


def _every_contact(school_id: UUID) -> sa.Select[Any]:
    return (
        sa.select(
            contacts.c.level,
            contacts.c.logged_at,
            contacts.c.objective_id,
            sa.func.coalesce(contacts.c.person_id, partners.c.person_id).label("person_id"),
            contacts.c.partner_id,
            partners.c.category,
            contacts.c.with_whom,
        )
        .select_from(contacts)
        .outerjoin(partners, partners.c.id == contacts.c.partner_id)
        .where(contacts.c.school_id == school_id)
    )


def _asked(db: Session, school_id: UUID, objective_ids: Sequence[UUID]) -> Iterator[Tie]:
    query = (
        sa.select(requests.c.objective_id, requests.c.asker_id, requests.c.asked_at)
        .where(requests.c.school_id == school_id, requests.c.objective_id.in_(objective_ids))
        .where(requests.c.state != RequestState.WITHDRAWN)
    )
    for row in db.execute(query):
        yield Tie(row.objective_id, "requests", row.asker_id, row.asked_at)


def _kept(db: Session, school_id: UUID, objective_ids: Sequence[UUID]) -> Iterator[Tie]:
    for row in db.execute(_promises(school_id).where(commitments.c.objective_id.in_(objective_ids))):
        yield Tie(row.objective_id, "promises kept", _who(row), row.closed_at)


def _had(db: Session, school_id: UUID, objective_ids: Sequence[UUID]) -> Iterator[Tie]:
    for row in db.execute(_every_contact(school_id).where(contacts.c.objective_id.in_(objective_ids))):
        yield Tie(row.objective_id, "contacts", _who(row), row.logged_at)


def _is_for_teacher(row: sa.Row[Any]) -> bool:
    return row.activity_id is None or row.request_id is not None or row.share is not None


def _who(row: sa.Row[Any]) -> Who:
    is_a_name = bool(row.with_whom) and not row.partner_id
    if row.person_id is None and (is_a_name or row.category in _MAY_BE_ANYBODY):
        return SOMEBODY
    found: Who = row.person_id or row.partner_id
    return found
