"""Objectives of the improvement plan, and what their measures have shown."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.objective import Objective, Reading
from store.once import write_once
from store.session import Session
from store.tables import objectives, readings
from store.types import new_id


def add(db: Session, school_id: UUID, objective: Objective, now: datetime) -> bool:
    """False when it goes on from an objective that somebody has rolled over already."""
    return write_once(
        db,
        objectives,
        id=objective.id,
        school_id=school_id,
        year=objective.year,
        title=objective.title,
        aim=objective.aim,
        measure=objective.measure,
        target=objective.target,
        rolled_from_id=objective.rolled_from,
        retired_on=objective.retired_on,
        made_at=now,
    )


def change(db: Session, school_id: UUID, objective: Objective) -> None:
    db.execute(
        objectives.update()
        .where(_is(school_id, objective.id))
        .values(
            year=objective.year,
            title=objective.title,
            aim=objective.aim,
            measure=objective.measure,
            target=objective.target,
        )
    )


def find(db: Session, school_id: UUID, objective_id: UUID) -> Objective | None:
    row = db.execute(sa.select(objectives).where(_is(school_id, objective_id))).first()
    return _objective(row) if row else None


def of_year(db: Session, school_id: UUID, year: int) -> tuple[Objective, ...]:
    """Those of a school year that something can be tied to, in the order in which they were set."""
    return tuple(each for each in all_of_year(db, school_id, year) if each.retired_on is None)


def to_choose(db: Session, school_id: UUID) -> tuple[Objective, ...]:
    """Those of every year that something can be tied to, the newest year first."""
    query = sa.select(objectives).where(objectives.c.school_id == school_id, objectives.c.retired_on.is_(None))
    return tuple(_objective(row) for row in db.execute(query.order_by(objectives.c.year.desc(), objectives.c.title)))


def with_own(db: Session, school_id: UUID, plan: Sequence[Objective], own: UUID | None) -> tuple[Objective, ...]:
    """What is tied to an objective already may stay so, also when that is retired or of an earlier year."""
    kept = find(db, school_id, own) if own and own not in {each.id for each in plan} else None
    return (kept, *plan) if kept else tuple(plan)


def all_of_year(db: Session, school_id: UUID, year: int) -> tuple[Objective, ...]:
    """With those that have been retired."""
    query = sa.select(objectives).where(objectives.c.school_id == school_id, objectives.c.year == year)
    return tuple(_objective(row) for row in db.execute(query.order_by(objectives.c.id)))


def years(db: Session, school_id: UUID) -> tuple[int, ...]:
    """The school years that have a plan, the earliest first."""
    query = sa.select(objectives.c.year).distinct().where(objectives.c.school_id == school_id)
    return tuple(row.year for row in db.execute(query.order_by(objectives.c.year)))


def retire(db: Session, school_id: UUID, objective_id: UUID, day: date) -> bool:
    """Compare and set: True when it was still followed. What is tied to it stays so."""
    there = objectives.update().where(_is(school_id, objective_id), objectives.c.retired_on.is_(None))
    return db.execute(there.values(retired_on=day)).rowcount == 1


def rolled_over(db: Session, school_id: UUID, objective_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Those of these that go on in a later year."""
    query = sa.select(objectives.c.rolled_from_id).where(
        objectives.c.school_id == school_id, objectives.c.rolled_from_id.in_(objective_ids)
    )
    return frozenset(row.rolled_from_id for row in db.execute(query))


def lineage(db: Session, school_id: UUID, objective: Objective) -> tuple[Objective, ...]:
    """The objective and those of earlier years that it goes on from, the latest first."""
    found = [objective]
    while found[-1].rolled_from and (before := find(db, school_id, found[-1].rolled_from)):
        found.append(before)
    return tuple(found)


def add_reading(db: Session, school_id: UUID, objective_id: UUID, reading: Reading, read_by: UUID) -> None:
    db.execute(
        readings.insert().values(
            id=new_id(),
            school_id=school_id,
            objective_id=objective_id,
            value=reading.value,
            note=reading.note,
            read_on=reading.read_on,
            read_by=read_by,
        )
    )


def readings_of(db: Session, school_id: UUID, objective_id: UUID) -> tuple[Reading, ...]:
    """The latest first; of one day the one noted last."""
    query = (
        sa.select(readings)
        .where(readings.c.school_id == school_id, readings.c.objective_id == objective_id)
        .order_by(readings.c.read_on.desc(), readings.c.id.desc())
    )
    return tuple(Reading(row.value, row.note, row.read_on) for row in db.execute(query))


def _is(school_id: UUID, objective_id: UUID) -> sa.ColumnElement[bool]:
    return (objectives.c.school_id == school_id) & (objectives.c.id == objective_id)


def _objective(row: sa.Row[Any]) -> Objective:
    return Objective(
        id=row.id,
        year=row.year,
        title=row.title,
        aim=row.aim,
        measure=row.measure,
        target=row.target,
        rolled_from=row.rolled_from_id,
        retired_on=row.retired_on,
    )
