"""The file behind a SQLite store. Other programs may move it, delete it, or put another in its place.

A connection that is open then goes on with what has no name any more, and whatever it writes is lost at the next start.
"""

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.exc import InvalidatePoolError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

_FILE = "file"
_Identity = tuple[int, int] | None
"""Device and number; None where there is no such file."""


def guard(engine: Engine, *, creates: bool) -> None:
    """No work is begun, and none is kept, but in the file that has the store's name.

    A file is made by the engine's first connection alone, and only if it `creates`.
    """
    file = str(engine.url.database)
    if file.startswith("file:"):
        return
    watch = _Watch(Path(file).absolute(), creates=creates)
    sa.event.listen(engine, "do_connect", watch.connect)
    sa.event.listen(engine, "connect", watch.remember)
    sa.event.listen(engine, "checkout", watch.check)
    sa.event.listen(engine, "commit", watch.check_before_commit)


class _Watch:
    def __init__(self, path: Path, *, creates: bool) -> None:
        self._path = path
        self._creates = creates

    def connect(self, _: Dialect, __: ConnectionPoolEntry, ___: list[Any], named: dict[str, Any]) -> DBAPIConnection:
        mode = "rwc" if self._creates else "rw"
        opened: DBAPIConnection = sqlite3.connect(f"{self._path.as_uri()}?mode={mode}", uri=True, **named)
        self._creates = False
        return opened

    def remember(self, _: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        entry.info[_FILE] = self._identity()

    def check(self, _: DBAPIConnection, entry: ConnectionPoolEntry, __: PoolProxiedConnection) -> None:
        """The pool then opens another connection, which fails where there is no file."""
        if entry.info.get(_FILE) != self._identity():
            raise InvalidatePoolError("the store's file was moved, deleted or replaced")

    def check_before_commit(self, db: Connection) -> None:
        """It may have waited for the lock meanwhile. What is not kept now is rolled back and told."""
        if db.info.get(_FILE) != self._identity():
            gone = sqlite3.OperationalError("the store's file was moved, deleted or replaced")
            raise OperationalError("COMMIT", None, gone, hide_parameters=True)

    def _identity(self) -> _Identity:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
