"""Column types that keep the store's promises: UTC moments only, and enums as strings that the schema checks."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum as PythonEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils import compat

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
"""A real moment for what need not wait: long gone on every clock."""


def new_id() -> UUID:
    """A UUIDv7: ids made later sort later, also within a millisecond of one process."""
    return compat.uuid7()


class Id(sa.Uuid[UUID]):
    """A UUID. Rows name the same ones again and again, and of a row they take longest to be read: each is read once."""

    cache_ok = True

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        """None where the driver gives UUIDs already."""
        return _read_id if super().result_processor(dialect, coltype) else None  # type: ignore[no-untyped-call]


@lru_cache(maxsize=16_384)
def _read_id(kept: str | None) -> UUID | None:
    return UUID(kept) if kept else None


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A moment in UTC. A naive value is refused; SQLite, which keeps no zone, gives aware values back too."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A moment without a zone cannot be stored: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def word(enum: type[PythonEnum], name: str, *, length: int = 40, **options: Any) -> sa.Column[Any]:  # noqa: ANN401
    """A column for one of an enum's words, kept as the word and checked by the schema."""
    kind = sa.Enum(
        enum,
        native_enum=False,
        create_constraint=True,
        length=length,
        name=f"{name}_is_a_word_of_{enum.__name__.lower()}",
        values_callable=lambda members: [member.value for member in members],
    )
    return sa.Column(name, kind, **options)
