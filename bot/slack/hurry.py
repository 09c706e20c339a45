"""How long whoever acts can still wait: Slack gives up after three seconds, whatever those were spent on.

What is called while somebody waits shares one patience, however many calls it takes.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient

ANSWER_SECONDS = 2.4
"""From the moment a request is here until its answer is on its way, which takes a while, too."""

_ends_at: ContextVar[float | None] = ContextVar("_ends_at", default=None)


@contextmanager
def hurrying(seconds: float = ANSWER_SECONDS) -> Iterator[None]:
    """What this thread does meanwhile is waited for."""
    before = _ends_at.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends_at.reset(before)


def left(most: float) -> float:
    """Seconds until the answer has to be on its way, and `most` at most; all of these where nobody waits."""
    ends_at = _ends_at.get()
    return most if ends_at is None else max(0.0, min(most, ends_at - time.monotonic()))


class HurriedClient(WebClient):
    """Its calls take as long as is left, and none begins when nothing is: TimeoutError."""

    @property  # type: ignore[override]  # urllib takes parts of seconds
    def timeout(self) -> float:
        patience = left(self._patience)
        if not patience:
            raise TimeoutError("whoever waits has waited long enough")
        return patience

    @timeout.setter
    def timeout(self, most: float) -> None:
        self._patience = most


class PunctualApp(App):
    def dispatch(self, req: BoltRequest) -> BoltResponse:
        with hurrying():
            return super().dispatch(req)
