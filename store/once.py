"""Writing a row once: the schema's keys say what is the same, not the writer's care."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from store.session import Session


def write_once(db: Session, table: sa.Table, **values: Any) -> bool:  # noqa: ANN401
    """True for the first row under its keys; one that is there already stays as it is.

    A second one that is written at the same moment on another connection waits here until the first has committed.
    """
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    # Not every driver still knows how many rows there were once the cursor is closed; a row that comes back is sure.
    done = db.execute(insert(table).values(**values).on_conflict_do_nothing().returning(sa.literal(1)))
    return done.first() is not None
