"""When each step runs, and nothing else: what is due is in the store."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from bot.stumbles import Stumbles

log = logging.getLogger(__name__)

Step = Callable[[], bool]
"""Does one item in one short transaction, and says whether there was one."""


class Ticker:
    """Repeats each step until it finds no more work, every so many seconds, and at once when woken."""

    def __init__(self, steps: Mapping[str, Step], *, seconds: float) -> None:
        # Its own log speaks of each tick that a long call has swallowed; what matters is logged by the steps.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._names = tuple(steps)
        self._woken: set[str] = set()
        self._stopped = False
        self._stumbles = Stumbles()
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(max_workers=len(steps))},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )
        for name, step in steps.items():
            self._scheduler.add_job(self._exhaust, "interval", seconds=seconds, args=(name, step), id=name)

    def start(self) -> None:
        self._scheduler.start()
        self.wake()

    def wake(self) -> None:
        """Something may be due now; nobody waits for the next tick."""
        if self._stopped or not self._scheduler.running:
            return
        self._woken.update(self._names)
        for name in self._names:
            try:
                self._scheduler.modify_job(name, next_run_time=datetime.now(UTC))
            except JobLookupError:
                return

    def stop(self) -> None:
        """At once: a call that hangs is found out by the ledger when the bot is back."""
        self._stopped = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _exhaust(self, name: str, step: Step) -> None:
        """An item that raises has been moved out of the way by its step, so the others go on with the next tick."""
        try:
            while not self._stopped and self._looks_again(name, step):
                pass
        except Exception as error:  # noqa: BLE001  # whatever it was, the next tick comes
            self._stumbles.stumbled(name, error)
        else:
            self._stumbles.went_well(name)

    def _looks_again(self, name: str, step: Step) -> bool:
        """Also when it is woken while it looks: the scheduler starts no step that is running already."""
        self._woken.discard(name)
        return step() or name in self._woken


def every(seconds: float, step: Step) -> Step:
    """The step, at most once in so many seconds, however often it is woken."""
    last = float("-inf")

    def seldom() -> bool:
        nonlocal last
        if time.monotonic() - last < seconds:
            return False
        last = time.monotonic()
        return step()

    return seldom


def with_gap(clock: Callable[[], datetime], step: Callable[[timedelta], bool]) -> Step:
    """The step, told how long ago it last went through: the machine may have slept, or the store been out of reach."""
    last: datetime | None = None

    def timed() -> bool:
        nonlocal last
        now = clock()
        found = step(now - last if last else timedelta(0))
        last = now
        return found

    return timed
