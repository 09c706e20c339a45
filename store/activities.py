"""Activities, their occurrences, and what was learned at them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.activity import Activity, Ended, Recurrence
from domain.collaboration import ActivityKind, Level
from domain.commitment import CommitmentState
from store.session import Session
from store.tables import activities, commitments, contacts, due_dates, people

Told = tuple[str, time | None, UUID | None, UUID | None, Level | None]
"""What an activity says of its days: what is done, at which hour, with whom, for which objective, how deeply."""


@dataclass(frozen=True)
class Occurrence:
    """A commitment that was made for an activity. `day` is the one it was made for, `due_on` where it stands now."""

    commitment_id: UUID
    day: date
    due_on: date
    told: Told
    state: CommitmentState
    closing_word: str | None

    @property
    def is_open(self) -> bool:
        return self.state is CommitmentState.OPEN

    @property
    def is_as_planned(self) -> bool:
        """Open, and nobody has moved it."""
        return self.is_open and self.day == self.due_on

    @property
    def counts(self) -> bool:
        """Whether its day has had its commitment: one that fell away with the day may come again with it."""
        return self.state is not CommitmentState.RELEASED or self.closing_word not in list(Ended)


@dataclass(frozen=True)
class Learning:
    """Professional learning: a training or conference that somebody of the library attended."""

    title: str
    on: date
    who: str


def add(db: Session, school_id: UUID, activity: Activity, now: datetime) -> None:
    db.execute(activities.insert().values(id=activity.id, school_id=school_id, made_at=now, **_columns(activity)))


def change(db: Session, school_id: UUID, activity: Activity) -> None:
    db.execute(activities.update().where(_is(school_id, activity.id)).values(**_columns(activity)))


def find(db: Session, school_id: UUID, activity_id: UUID) -> Activity | None:
    row = db.execute(sa.select(activities).where(_is(school_id, activity_id))).first()
    return _activity(row) if row else None


def find_to_change(db: Session, school_id: UUID, activity_id: UUID) -> Activity | None:
    """Claimed for this transaction: nobody plans it meanwhile."""
    row = db.execute(sa.select(activities).where(_is(school_id, activity_id)).with_for_update(key_share=True)).first()
    return _activity(row) if row else None


def live(db: Session, school_id: UUID) -> tuple[Activity, ...]:
    """All that have not been ended, those that are over by themselves included."""
    return _all(db, sa.select(activities).where(*_live(school_id)))


def live_to_change(db: Session, school_id: UUID) -> tuple[Activity, ...]:
    return _all(db, sa.select(activities).where(*_live(school_id)).with_for_update(key_share=True))


def by_source(db: Session, school_id: UUID) -> dict[str, Activity]:
    """Those that were kept from calendar files, by the event; ended ones too."""
    kept = sa.select(activities).where(activities.c.school_id == school_id, activities.c.source_uid.is_not(None))
    return {each.source_uid: each for each in _all(db, kept) if each.source_uid}


def are_there(db: Session, school_id: UUID) -> bool:
    """Whether any goes on: quickly told, for steps that come round every second."""
    return db.execute(sa.select(activities.c.id).where(*_live(school_id)).limit(1)).first() is not None


def next_to_plan(db: Session, school_id: UUID, today: date, horizon: date) -> Activity | None:
    """One that goes on and has not been planned up to the horizon, claimed for this transaction."""
    is_behind = activities.c.planned_until.is_(None) | (activities.c.planned_until < horizon)
    is_to_come = (activities.c.recurrence != Recurrence.ONCE) | (activities.c.first_on >= today)
    goes_on = activities.c.until.is_(None) | (activities.c.until >= today)
    query = (
        sa.select(activities)
        .where(*_live(school_id), is_behind, is_to_come, goes_on)
        .order_by(activities.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True)
    )
    row = db.execute(query).first()
    return _activity(row) if row else None


def set_planned(db: Session, school_id: UUID, activity_id: UUID, until: date) -> None:
    db.execute(activities.update().where(_is(school_id, activity_id)).values(planned_until=until))


def give(db: Session, school_id: UUID, activity_id: UUID, owner_id: UUID) -> None:
    db.execute(activities.update().where(_is(school_id, activity_id)).values(owner_id=owner_id))


def made_at(db: Session, school_id: UUID, activity_id: UUID) -> datetime:
    found: datetime = db.execute(sa.select(activities.c.made_at).where(_is(school_id, activity_id))).scalar_one()
    return found


def made_for(db: Session, school_id: UUID, activity_id: UUID) -> tuple[Occurrence, ...]:
    """Every commitment that was made for it, in the order in which they were made."""
    first_date = (
        sa.select(due_dates.c.due_on)
        .where(due_dates.c.commitment_id == commitments.c.id, due_dates.c.school_id == school_id)
        .order_by(due_dates.c.id)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        sa.select(commitments, first_date.label("day"))
        .where(commitments.c.school_id == school_id, commitments.c.activity_id == activity_id)
        .order_by(commitments.c.id)
    )
    return tuple(_occurrence(row) for row in db.execute(query))


def professional_learning(db: Session, school_id: UUID, first: date, until: date) -> tuple[Learning, ...]:
    """Trainings and conferences from `first` to `until`, both included: kept ones, and those that were logged."""
    kept = (
        sa.select(activities.c.title.label("title"), commitments.c.due_on.label("on"), people.c.name.label("who"))
        .select_from(commitments)
        .join(activities, activities.c.id == commitments.c.activity_id)
        .join(people, people.c.id == commitments.c.owner_id)
        .where(commitments.c.school_id == school_id, commitments.c.state == CommitmentState.KEPT)
        .where(activities.c.kind == ActivityKind.TRAINING, commitments.c.due_on.between(first, until))
    )
    logged = (
        sa.select(contacts.c.what.label("title"), contacts.c.on.label("on"), people.c.name.label("who"))
        .select_from(contacts)
        .join(people, people.c.id == contacts.c.logged_by)
        .where(contacts.c.school_id == school_id, contacts.c.activity == ActivityKind.TRAINING)
        .where(contacts.c.on.between(first, until))
    )
    found = [Learning(row.title, row.on, row.who) for query in (kept, logged) for row in db.execute(query)]
    return tuple(sorted(found, key=lambda each: (each.on, each.title)))


def _occurrence(row: sa.Row[Any]) -> Occurrence:
    told = (row.doing, row.at, row.partner_id, row.objective_id, row.level)
    return Occurrence(row.id, row.day, row.due_on, told, row.state, row.closing_word)


def _all(db: Session, query: sa.Select[Any]) -> tuple[Activity, ...]:
    return tuple(_activity(row) for row in db.execute(query.order_by(activities.c.id)))


def _is(school_id: UUID, activity_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(activities.c.school_id == school_id, activities.c.id == activity_id)


def _live(school_id: UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return activities.c.school_id == school_id, activities.c.ended_on.is_(None)


def _columns(activity: Activity) -> dict[str, Any]:
    return {
        "owner_id": activity.owner_id,
        "kind": activity.kind,
        "title": activity.title,
        "first_on": activity.first_on,
        "at": activity.at,
        "recurrence": activity.recurrence,
        "until": activity.until,
        "partner_id": activity.partner_id,
        "objective_id": activity.objective_id,
        "source_uid": activity.source_uid,
        "planned_until": activity.planned_until,
        "ended_on": activity.ended_on,
        "level": activity.level,
    }


def _activity(row: sa.Row[Any]) -> Activity:
    return Activity(
        id=row.id,
        owner_id=row.owner_id,
        kind=row.kind,
        title=row.title,
        first_on=row.first_on,
        at=row.at,
        recurrence=row.recurrence,
        until=row.until,
        partner_id=row.partner_id,
        objective_id=row.objective_id,
        source_uid=row.source_uid,
        planned_until=row.planned_until,
        ended_on=row.ended_on,
        level=row.level,
    )
