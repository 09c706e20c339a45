"""What every table is made with."""

from uuid import UUID

import sqlalchemy as sa

from store.types import Id

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_SINGULAR = {"people": "person", "activities": "activity"}


def an_id() -> sa.Column[UUID]:
    return sa.Column("id", Id, primary_key=True)


def of(table: str, *, name: str | None = None, nullable: bool = False) -> sa.Column[UUID]:
    """Points to a row that takes this one with it when it goes."""
    column = name or f"{_SINGULAR.get(table, table[:-1])}_id"
    return sa.Column(column, Id, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=nullable)


def perhaps_of(table: str, *, name: str | None = None) -> sa.Column[UUID]:
    """Points to a row that may go without this one; then it points to nothing."""
    column = name or f"{_SINGULAR.get(table, table[:-1])}_id"
    return sa.Column(column, Id, sa.ForeignKey(f"{table}.id", ondelete="SET NULL"), nullable=True)
