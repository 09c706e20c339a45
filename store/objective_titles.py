"""The objectives of a year by their titles, for choosing one."""

from uuid import UUID

import sqlalchemy as sa

from store.session import Session
from store.tables import objectives


def of_year(db: Session, school_id: UUID, year: int) -> tuple[tuple[UUID, str], ...]:
    """(id, title), in the order in which they were made."""
    query = (
        sa.select(objectives.c.id, objectives.c.title)
        .where(objectives.c.school_id == school_id, objectives.c.year == year, objectives.c.retired_on.is_(None))
        .order_by(objectives.c.made_at, objectives.c.id)
    )
    return tuple((row.id, row.title) for row in db.execute(query))


def title_of(db: Session, school_id: UUID, objective_id: UUID) -> str | None:
    query = sa.select(objectives.c.title).where(objectives.c.school_id == school_id, objectives.c.id == objective_id)
    return db.execute(query).scalar()
