"""A trouble that lasts does not fill the log: told in full once, then in a line a minute, and when it is over."""

import logging
import sqlite3
import threading

import pytest
from sqlalchemy.exc import OperationalError

from bot.scheduler import Ticker
from bot.stumbles import Stumbles


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stumbles(clock, caplog) -> Stumbles:
    caplog.set_level(logging.INFO)
    return Stumbles(clock)


def gone(words: str = "unable to open database file") -> OperationalError:
    return OperationalError("SELECT what a teacher wrote", {}, sqlite3.OperationalError(words))


def raised(error: Exception) -> Exception:
    """With its traceback."""
    try:
        raise error
    except type(error) as same:
        return same


def test_a_store_that_is_gone_is_one_traceback_and_a_line_a_minute(stumbles, clock, caplog):
    for second in range(150):
        clock.seconds = second
        for step in ("deliver", "nudge"):
            stumbles.stumbled(step, raised(gone()))
    said = [each.getMessage() for each in caplog.records]
    assert [each.count("Traceback") + each.count('File "') for each in said] == [1, 0, 0]
    assert "The step “deliver” stumbled" in said[0]
    short = "It goes on: OperationalError: unable to open database file"
    assert said[1:] == [f"{short}, 120 times since I last said so", f"{short}, 120 times since I last said so"]


def test_when_every_step_goes_through_again_it_says_so_once(stumbles, caplog):
    for step in ("deliver", "nudge") * 3:
        stumbles.stumbled(step, gone())
    caplog.clear()
    stumbles.went_well("deliver")
    stumbles.went_well("deliver")
    assert caplog.messages == []
    stumbles.went_well("nudge")
    stumbles.went_well("nudge")
    assert caplog.messages == ["It works again. OperationalError: unable to open database file had happened 6 times."]
    stumbles.stumbled("deliver", gone())
    assert "The step “deliver” stumbled" in caplog.messages[-1], "from now on it is new"


def test_another_trouble_is_told_in_full_as_well(stumbles, caplog):
    stumbles.stumbled("deliver", gone())
    stumbles.stumbled("deliver", gone("no such table: notices"))
    stumbles.stumbled("deliver", ValueError("a poisoned row"))
    assert len(caplog.messages) == 3
    assert caplog.records[-1].exc_info


def test_of_one_item_that_was_put_out_of_the_way_nothing_more_is_said(stumbles, caplog):
    stumbles.stumbled("deliver", ValueError("a poisoned row"))
    stumbles.went_well("deliver")
    assert len(caplog.messages) == 1


def test_it_forgets_troubles_that_are_never_the_same(stumbles, caplog):
    for number in range(200):
        stumbles.stumbled("deliver", ValueError(f"row {number}"))
    caplog.clear()
    stumbles.stumbled("deliver", ValueError("row 199"))
    assert caplog.messages == []
    stumbles.stumbled("deliver", ValueError("row 1"))
    assert len(caplog.messages) == 1


def test_a_ticker_tells_of_it_so(caplog):
    caplog.set_level(logging.INFO)
    left, again = [gone() for _ in range(5)], threading.Event()

    def step() -> bool:
        if left:
            raise left.pop()
        again.set()
        return False

    ticker = Ticker({"deliver": step}, seconds=0.02)
    ticker.start()
    assert again.wait(5)
    ticker.stop()
    said = [each for each in caplog.messages if "OperationalError" in each]
    assert len(said) <= 2, "the first, and perhaps already the end"
    assert "The step “deliver” stumbled" in said[0]
