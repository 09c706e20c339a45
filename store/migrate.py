"""Bringing a store's tables up to what this version of the program remembers."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from store.session import for_writing

_REVISIONS = str(Path(__file__).parent / "migrations").replace("%", "%%")

_ONE_AT_A_TIME = 7_215_483
"""Key of PostgreSQL's advisory lock; any number that nothing else in the database uses."""

_LONGEST_TURN = 60
"""Seconds to wait for another process that migrates; nobody waits for an answer meanwhile."""


def migrate(engine: Engine) -> None:
    """Runs the revisions that are missing, all or none. Processes that start at once wait for one another."""
    if is_current(engine):
        return
    with _alone(engine) as db:
        command.upgrade(config(db), "head")


def is_current(engine: Engine) -> bool:
    """Whether nothing is left to migrate; False for a store that holds nothing yet."""
    with engine.connect() as db, db.begin():
        return _is_at_head(db)


def is_empty(engine: Engine) -> bool:
    """Whether it was never migrated."""
    with engine.connect() as db, db.begin():
        return not MigrationContext.configure(db).get_current_heads()


def config(db: Connection) -> Config:
    """What Alembic needs to know; there is no alembic.ini."""
    found = Config()
    found.set_main_option("script_location", _REVISIONS)
    found.attributes["connection"] = db
    return found


def _is_at_head(db: Connection) -> bool:
    return set(MigrationContext.configure(db).get_current_heads()) == _heads()


@cache
def _heads() -> frozenset[str]:
    """The newest revisions of this version of the program, which do not change while it runs."""
    found = Config()
    found.set_main_option("script_location", _REVISIONS)
    return frozenset(ScriptDirectory.from_config(found).get_heads())


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            with _unhurried(connection), _without_foreign_keys(connection), for_writing(connection) as db:
                known = _pointing_nowhere(db)
                yield db
                _check_foreign_keys(db, known)
        else:
            with connection.begin():
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LONGEST_TURN}s'")
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
                yield connection


@contextmanager
def _unhurried(db: Connection) -> Iterator[None]:
    """SQLite's pragma; a connection that is used again afterwards is as patient as before."""
    cursor = db.connection.cursor()
    cursor.execute("PRAGMA busy_timeout")
    ((usual,),) = cursor.fetchall()
    cursor.execute(f"PRAGMA busy_timeout = {_LONGEST_TURN * 1000}")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {usual}")


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


def _check_foreign_keys(db: Connection, known: Counter[tuple[str, str]]) -> None:
    """What another program has left behind is not the migration's doing, and keeps nothing from opening."""
    broken = _pointing_nowhere(db) - known
    if broken:
        raise RuntimeError(f"The migration would leave rows that point nowhere: {sorted(broken)[:3]}")


def _pointing_nowhere(db: Connection) -> Counter[tuple[str, str]]:
    """How many rows of a table point to none of another, by the names of both."""
    return Counter((row.table, row.parent) for row in db.exec_driver_sql("PRAGMA foreign_key_check"))
