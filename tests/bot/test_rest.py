"""A bot with nothing to do does next to nothing."""

import threading
from datetime import UTC, datetime

from bot.scheduler import Ticker
from handlers.come_back import come_back_one
from handlers.digest import digest_one
from handlers.nudge import nudge_one
from store.types import new_id


def test_steps_that_find_no_work_wake_nobody(sqlite_store):
    woken = threading.Event()
    sqlite_store.on_change = woken.set
    now = datetime.now(UTC)
    assert not any(step(sqlite_store, new_id(), now) for step in (nudge_one, digest_one, come_back_one))
    assert not woken.is_set()


def test_an_idle_ticker_looks_once_a_tick(sqlite_store):
    looks = []
    ticked = threading.Event()

    def look() -> bool:
        looks.append(nudge_one(sqlite_store, new_id(), datetime.now(UTC)))
        if len(looks) == 4:
            ticked.set()
        return looks[-1]

    ticker = Ticker({"nudge": look}, seconds=0.1)
    sqlite_store.on_change = ticker.wake
    ticker.start()
    assert ticked.wait(5)
    ticker.stop()
    assert len(looks) < 12
