"""A school whose store is a PostgreSQL server, with one bot or several of them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa

from bot.scheduler import Ticker
from bot.settings import read_settings
from bot.wiring import Bot, wire
from store.session import Store
from tests.scenarios.school import School


class SharedSchool(School):
    """`bots` are as many as have been opened; Slack gives each envelope to any one of them."""

    def __init__(self, folder: Path, store: Store, **wishes: Any) -> None:
        super().__init__(folder, **wishes)
        self.store = store
        self.bots: list[Bot] = []

    @property
    def settings(self) -> dict[str, str]:
        address = self.store.engine.url.render_as_string(hide_password=False)
        return {**super().settings, "DATABASE_URL": address}

    def opens(self) -> Self:
        """One bot more."""
        bot = wire(read_settings(**{name.lower(): value for name, value in self.settings.items()}))
        self.bots.append(bot)
        bot.start()
        return self

    def closes(self) -> None:
        while self.bots:
            self.closes_one()

    def closes_one(self) -> None:
        """The oldest, once its steps are through: a server's connection that is let go in use is complained of."""
        bot = self.bots.pop(0)
        end(bot._ticker)
        bot.stop()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """With moments written as SQLite writes them."""
        with self.store.engine.connect() as db:
            found = db.execute(sa.text(f"SELECT * FROM {table}")).mappings().all()  # noqa: S608  # our own words
        return [{name: _plain(value) for name, value in row.items()} for row in found]

    def holds_any(self, those: Iterable[str], now: datetime) -> bool:
        with self.store.engine.connect() as db:
            return any(db.execute(sa.text(f"SELECT 1 FROM {each} LIMIT 1"), {"now": now}).first() for each in those)  # noqa: S608  # likewise


def end(ticker: Ticker) -> None:
    """As its stop(), but waits for the steps that are under way."""
    ticker._stopped = True
    ticker._scheduler.shutdown(wait=True)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value
