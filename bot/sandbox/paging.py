"""Slack's cursors: a page at a time, the next one named by an opaque word."""

import base64
import binascii
from collections.abc import Sequence
from typing import Final, TypeVar

from bot.sandbox.block_kit import SlackRefusal

MOST: Final = 999
Item = TypeVar("Item")


def page(items: Sequence[Item], cursor: str | None, limit: int | None, usual: int = 100) -> tuple[list[Item], str]:
    """A page and the next cursor, which is empty at the end."""
    size = usual if limit is None else limit
    if not 1 <= size <= MOST:
        raise SlackRefusal("invalid_limit")
    start = _read(cursor) if cursor else 0
    following = start + size
    return [*items[start:following]], _write(following) if following < len(items) else ""


def _write(position: int) -> str:
    return base64.b64encode(f"next:{position}".encode()).decode()


def _read(cursor: str) -> int:
    try:
        word, _, position = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word == "next":
            return int(position)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        pass
    raise SlackRefusal("invalid_cursor")
