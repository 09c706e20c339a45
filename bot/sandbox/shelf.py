"""Where the workspace is kept: one SQLite file of JSON documents, written as things change, read whole at the start.

A killed process loses nothing that was written; a power cut may, which a sandbox can bear (so no fsync).
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bot.sandbox.records import Json


class Shelf:
    """Documents by kind and key. Callers hold the workspace's lock."""

    def __init__(self, folder: Path, *, fresh: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if fresh:
            empty(folder)
        self._database = sqlite3.connect(folder / "workspace.db", check_same_thread=False, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS documents (kind TEXT, key TEXT, body TEXT, PRIMARY KEY (kind, key))"
        )

    def put(self, kind: str, key: str, body: Json) -> None:
        words = json.dumps(body, ensure_ascii=True)
        self._database.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", (kind, key, words))

    def drop(self, kind: str, key: str) -> None:
        self._database.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))

    def all(self, kind: str) -> Iterator[tuple[str, Json]]:
        rows = self._database.execute("SELECT key, body FROM documents WHERE kind = ? ORDER BY rowid", (kind,))
        for key, body in rows.fetchall():
            yield key, json.loads(body)

    def close(self) -> None:
        self._database.close()


def empty(folder: Path) -> None:
    """Empty `folder` whole, whatever an earlier run left there."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
