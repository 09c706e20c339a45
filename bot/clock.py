"""What time it is: the wall clock, or the sandbox's movable one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Clock = Callable[[], datetime]
"""Gives the present moment as an aware UTC datetime."""


def real_clock() -> datetime:
    return datetime.now(UTC)


def moved_clock(offset_file: Path) -> Clock:
    """The real clock plus the seconds written in `offset_file`, read anew each time so that processes can share it."""

    def now() -> datetime:
        return real_clock() + read_offset(offset_file)

    return now


def read_offset(offset_file: Path) -> timedelta:
    """A file that is missing or empty means that nobody moved the clock yet."""
    try:
        words = offset_file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return timedelta(0)
    return timedelta(seconds=float(words or 0))
