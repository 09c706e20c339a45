"""Opening the store: SQLite beside the program, or PostgreSQL shared by several processes."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from time import sleep
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.pool import ConnectionPoolEntry

from store.sqlite_file import guard

Session = Connection
"""One short transaction. Handlers pass it down to the queries; nothing calls the platform while it is open."""

Item = TypeVar("Item")

_WRITES = "library_partner_writes"
_WAIT = 1.2
"""Seconds to wait for a lock. Whoever acts waits for an answer, and Slack gives up after three seconds in all."""

_POOL: dict[str, Any] = {"pool_size": 20, "max_overflow": 10, "pool_timeout": _WAIT}
"""As many stay open as there are steps and people who are answered at once; opening one takes longer than most work."""

_PATIENCE = 100
"""Times that a busy file is tried, 50 ms apart."""


class StoreBusyError(Exception):
    """Somebody else holds the store for longer than a person can wait."""


class StoreGoneError(StoreBusyError):
    """What lies where the store was knows nothing of the school."""


class Store:
    """Hands out transactions. `on_change` is called after each commit that may have left something to deliver."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.on_change: Callable[[], None] = lambda: None
        # SQLite's busy handler is unfair: with one lock in this process its writers queue instead of starving.
        self._one_writer = Lock() if engine.dialect.name == "sqlite" else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self.engine.connect() as db, db.begin():
            yield db

    @contextmanager
    def writing(self, *, wakes: bool = True) -> Iterator[Session]:
        """Commits at the end, or leaves nothing behind when the body raises."""
        with self._turn(), self.engine.connect() as db, for_writing(db):
            yield db
        if wakes:
            self.on_change()

    @contextmanager
    def claiming(self, claim: Callable[[Session], Item | None]) -> Iterator[tuple[Session, Item] | None]:
        """A transaction that writes, and what was claimed in it; None, and nobody kept waiting, where there is nothing.

        Steps mostly find nothing. On SQLite, where a claim holds the one right to write, they look before; on
        PostgreSQL nobody waits for a claim, and so none is made twice. Wakes nobody.
        """
        if not self._finds(claim):
            yield None
            return
        with self.writing(wakes=False) as db:
            item = claim(db)
            yield None if item is None else (db, item)

    def _finds(self, claim: Callable[[Session], Item | None]) -> bool:
        if self._one_writer is None:
            return True
        with self.reading() as db:
            return claim(db) is not None

    def wake(self) -> None:
        """For steps that write only when they found work: one that wakes all the others each time would never rest."""
        self.on_change()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._one_writer is None:
            yield
            return
        if not self._one_writer.acquire(timeout=_WAIT):
            raise StoreBusyError("another writer of this process holds the store")
        try:
            yield
        finally:
            self._one_writer.release()


@contextmanager
def for_writing(db: Connection) -> Iterator[Session]:
    """A transaction that holds the right to write from its first moment."""
    with db.execution_options(**{_WRITES: True}).begin():
        yield db


def open_engine(url: str, *, creates: bool = True) -> Engine:
    """An engine for a `sqlite:///` or `postgresql+psycopg://` address; connects only when first used.

    An error of it names no values: they are what people wrote, and it may be logged. Unless it `creates`, a SQLite
    file that is not there is an OperationalError.
    """
    if not url.startswith("sqlite"):
        patient = {"connect_timeout": 2, "options": f"-c lock_timeout={int(_WAIT * 1000)}"}
        return sa.create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=patient, **_POOL)
    if sa.make_url(url).database in (None, "", ":memory:"):
        raise ValueError("it names no file, and what is kept in memory alone is gone with the program")
    engine = sa.create_engine(url, hide_parameters=True, connect_args={"timeout": _WAIT}, **_POOL)
    guard(engine, creates=creates)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sa.engine.interfaces.DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where _begin_sqlite says
    cursor = connection.cursor()
    _keep_journal_ahead(cursor)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", f"busy_timeout = {int(_WAIT * 1000)}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _keep_journal_ahead(cursor: sa.engine.interfaces.DBAPICursor) -> None:
    """WAL. Its first use in a file does not wait for a busy one: programs that start at once would fail at random."""
    for _ in range(_PATIENCE):
        with suppress(sqlite3.OperationalError):
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        sleep(0.05)
    cursor.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(db: Connection) -> None:
    """A transaction that will write takes its lock at once: upgrading later would fail at random under load."""
    writes = db.get_execution_options().get(_WRITES, False)
    db.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
