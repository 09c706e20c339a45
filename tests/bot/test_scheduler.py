"""Steps are repeated until they find nothing, every so often and at once when woken; none holds up another."""

import logging
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from bot.scheduler import Step, Ticker

SOON, LONG = 5.0, 3600.0
Begin = Callable[..., Ticker]


@pytest.fixture
def begin() -> Iterator[Begin]:
    """`begin(step=…, seconds=…)`; every ticker ends with its test."""
    begun: list[Ticker] = []

    def start(*, seconds: float = LONG, **steps: Step) -> Ticker:
        begun.append(Ticker(steps, seconds=seconds))
        begun[-1].start()
        return begun[-1]

    yield start
    for ticker in begun:
        ticker.stop()


class Counted:
    """A step that finds work `items` times in each round, and says when it has been round."""

    def __init__(self, items: int = 0) -> None:
        self.calls, self.items, self.left = 0, items, items
        self.round = threading.Semaphore(0)

    def __call__(self) -> bool:
        self.calls += 1
        if self.left:
            self.left -= 1
            return True
        self.left = self.items
        self.round.release()
        return False

    def wait_for_a_round(self) -> None:
        assert self.round.acquire(timeout=SOON)


def test_steps_begin_at_once(begin):
    step = Counted()
    begin(step=step)
    step.wait_for_a_round()


def test_a_step_is_repeated_until_it_finds_nothing(begin):
    step = Counted(items=7)
    begin(step=step)
    step.wait_for_a_round()
    assert step.calls == 8


def test_a_step_comes_round_again_by_itself(begin):
    step = Counted()
    begin(step=step, seconds=0.05)
    for _ in range(3):
        step.wait_for_a_round()


def test_waking_runs_every_step_at_once(begin):
    one, other = Counted(), Counted()
    ticker = begin(one=one, other=other)
    one.wait_for_a_round()
    other.wait_for_a_round()
    ticker.wake()
    one.wait_for_a_round()
    other.wait_for_a_round()


def test_a_step_that_raises_is_told_of_and_comes_round_again(begin, caplog):
    raised = threading.Semaphore(0)

    def poisoned() -> bool:
        raised.release()
        raise ValueError("one bad row")

    with caplog.at_level(logging.ERROR):
        begin(poisoned=poisoned, seconds=0.05)
        for _ in range(3):
            assert raised.acquire(timeout=SOON)
    assert "“poisoned” stumbled" in caplog.text
    assert "one bad row" in caplog.text


def test_a_step_that_raises_does_not_stop_the_others(begin):
    def poisoned() -> bool:
        raise ValueError("one bad row")

    step = Counted(items=2)
    begin(poisoned=poisoned, step=step, seconds=0.05)
    for _ in range(3):
        step.wait_for_a_round()


def test_a_step_that_hangs_does_not_stop_the_others(begin):
    end, hangs = threading.Event(), threading.Event()

    def hanging() -> bool:
        hangs.set()
        return not end.wait(SOON * 4)

    step = Counted()
    begin(hanging=hanging, step=step, seconds=0.05)
    try:
        assert hangs.wait(SOON)
        for _ in range(3):
            step.wait_for_a_round()
    finally:
        end.set()


def test_a_step_is_not_run_twice_at_the_same_time(begin):
    inside, most = [], []

    def step() -> bool:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()
        return False

    ticker = begin(step=step, seconds=0.01)
    for _ in range(20):
        ticker.wake()
        time.sleep(0.01)
    assert len(most) > 3
    assert max(most) == 1


def test_stopping_returns_at_once_even_while_a_step_hangs(begin):
    end, hangs = threading.Event(), threading.Event()

    def hanging() -> bool:
        hangs.set()
        return not end.wait(SOON * 4)

    ticker = begin(hanging=hanging)
    try:
        assert hangs.wait(SOON)
        before = time.monotonic()
        ticker.stop()
        assert time.monotonic() - before < 1
    finally:
        end.set()


def test_a_step_with_endless_work_ends_after_the_item_it_is_at(begin):
    done = threading.Semaphore(0)

    def endless() -> bool:
        done.release()
        return True

    ticker = begin(endless=endless)
    assert done.acquire(timeout=SOON)
    ticker.stop()
    time.sleep(0.1)
    while done.acquire(blocking=False):
        pass
    assert not done.acquire(timeout=0.2)


def test_waking_and_stopping_after_the_end_do_nothing(begin):
    step = Counted()
    ticker = begin(step=step)
    step.wait_for_a_round()
    ticker.stop()
    ticker.stop()
    ticker.wake()
    assert not step.round.acquire(timeout=0.2)


def test_woken_while_it_looks_it_looks_again(begin):
    """Somebody asks in the very moment in which it finds nothing; the next tick is an hour away."""
    looks, may_end = [], threading.Event()

    def step() -> bool:
        looks.append(threading.current_thread())
        may_end.wait(SOON)
        done.release()
        return False

    done = threading.Semaphore(0)
    ticker = begin(step=step)
    while not looks:
        time.sleep(0.001)
    ticker.wake()
    may_end.set()
    assert done.acquire(timeout=SOON)
    assert done.acquire(timeout=SOON), "it was not looked again"


def test_a_ticker_that_was_never_started_can_be_woken_and_stopped():
    ticker = Ticker({"step": Counted()}, seconds=LONG)
    ticker.wake()
    ticker.stop()
