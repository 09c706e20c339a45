"""Bringing a store's tables up to what this version of the program remembers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from store.session import for_writing

_ONE_AT_A_TIME = 7_215_483
"""Key of PostgreSQL's advisory lock; any number that nothing else in the database uses."""


def migrate(engine: Engine) -> None:
    """Runs the revisions that are missing, all or none. Processes that start at once wait for one another."""
    with _alone(engine) as db:
        command.upgrade(config(db), "head")


def is_current(engine: Engine) -> bool:
    """Whether nothing is left to migrate; False for a store that holds nothing yet."""
    with engine.connect() as db, db.begin():
        return _is_at_head(db)


def config(db: Connection) -> Config:
    """What Alembic needs to know; there is no alembic.ini."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    found.attributes["connection"] = db
    return found


def _is_at_head(db: Connection) -> bool:
    at = MigrationContext.configure(db).get_current_heads()
    return set(at) == set(ScriptDirectory.from_config(config(db)).get_heads())


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            with _without_foreign_keys(connection), for_writing(connection) as db:
                yield db
                _check_foreign_keys(db)
        else:
            with connection.begin():
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
                yield connection


@contextmanager
def _without_foreign_keys(db: Connection) -> Iterator[None]:
    """SQLite changes a table by copying and dropping it; with foreign keys on, the drop would delete what points to it.

    The pragma does nothing within a transaction, so it goes to the connection itself.
    """
    cursor = db.connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        cursor.execute("PRAGMA foreign_keys = ON")


def _check_foreign_keys(db: Connection) -> None:
    broken = db.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"The migration would leave rows that point nowhere: {broken[:3]}")
