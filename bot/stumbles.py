"""What the log says of a trouble that comes with every tick: all of it once, then a line a minute, and its end."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from store.failures import in_short, log_failure

log = logging.getLogger("library")

_REPEATED_EVERY = 60.0
"""Seconds between two lines about a trouble that lasts."""

_MOST = 50
"""Troubles that are remembered at once: messages may hold something that is never the same."""


@dataclass
class _Trouble:
    told_at: float
    steps: set[str] = field(default_factory=set)
    times: int = 0
    since_told: int = 0


class Stumbles:
    """Whatever the steps of one program stumble over; many may do so over the same, such as a store that is gone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._troubles: dict[str, _Trouble] = {}

    def stumbled(self, step: str, error: Exception) -> None:
        short = in_short(error)
        with self._lock:
            trouble = self._troubles.get(short)
            is_new = trouble is None
            if trouble is None:
                trouble = self._remember(short)
            trouble.steps.add(step)
            trouble.times += 1
            count = 0 if is_new else self._count(trouble)
        if is_new:
            log_failure(f"The step “{step}” stumbled over one item; the others go on", error)
        elif count:
            log.error("It goes on: %s, %d times since I last said so", short, count)

    def went_well(self, step: str) -> None:
        """To its end. Of what happened once nothing more is said: its item is out of the way."""
        if not self._troubles:
            return
        with self._lock:
            for trouble in self._troubles.values():
                trouble.steps.discard(step)
            over = {short: each for short, each in self._troubles.items() if not each.steps}
            self._troubles = {short: each for short, each in self._troubles.items() if each.steps}
        for short, trouble in over.items():
            if trouble.times > 1:
                log.info("It works again. %s had happened %d times.", short, trouble.times)

    def _remember(self, short: str) -> _Trouble:
        if len(self._troubles) == _MOST:
            del self._troubles[next(iter(self._troubles))]
        self._troubles[short] = _Trouble(self._clock())
        return self._troubles[short]

    def _count(self, trouble: _Trouble) -> int:
        """How often since something was said of it, when it is time to say it; else 0."""
        trouble.since_told += 1
        if self._clock() - trouble.told_at < _REPEATED_EVERY:
            return 0
        count, trouble.since_told, trouble.told_at = trouble.since_told, 0, self._clock()
        return count
