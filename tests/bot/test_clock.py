"""What time it is, by the wall's clock and by one that can be moved."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import moved_clock, read_offset, real_clock

CLOSE = timedelta(seconds=5)


@pytest.fixture
def offset(tmp_path: Path) -> Path:
    return tmp_path / "clock"


def test_the_wall_s_clock_is_in_utc():
    assert real_clock().tzinfo is UTC
    assert abs(real_clock() - datetime.now(UTC)) < CLOSE


def test_a_clock_that_nobody_moved_is_the_wall_s(offset):
    assert abs(moved_clock(offset)() - real_clock()) < CLOSE


@pytest.mark.parametrize("words", ["", "\n", "0", "0.0\n"])
def test_a_file_with_nothing_in_it_moves_nothing(offset, words):
    offset.write_text(words, encoding="utf-8")
    assert read_offset(offset) == timedelta(0)


def test_it_is_ahead_by_the_seconds_in_the_file(offset):
    offset.write_text("86400.5\n", encoding="utf-8")
    assert abs(moved_clock(offset)() - real_clock() - timedelta(days=1, seconds=0.5)) < CLOSE


def test_the_file_is_read_anew_each_time_so_that_processes_share_it(offset):
    now = moved_clock(offset)
    before = now()
    offset.write_text("3600", encoding="utf-8")
    assert timedelta(hours=1) <= now() - before < timedelta(hours=1) + CLOSE
    offset.unlink()
    assert abs(now() - real_clock()) < CLOSE


def test_a_moved_clock_goes_on_and_stays_in_utc(offset):
    offset.write_text("3600", encoding="utf-8")
    now = moved_clock(offset)
    first, second = now(), now()
    assert first <= second
    assert first.tzinfo is UTC
