"""What goes wrong between the bot and Slack, ordered by name and counted when it strikes."""

from collections import Counter
from collections.abc import Callable
from random import Random

from bot.sandbox.faults import Fault, Faults
from bot.sandbox.records import Json

POST = "chat.postMessage"
CALL_SECONDS, LANDING_SECONDS, SETTLING_SECONDS = 1.0, 0.7, 0.5
"""The bot's patience in these runs. What lands late must land within both together, with room for a busy machine."""

LOOK_UP = "look-up failing"
ACCEPTED_IN_SILENCE, LOST_IN_THREAD = "dropped after accepting", "dropped after accepting, in a thread"
REDELIVERED, RECONNECTED = "envelope redelivered", "connection refreshed"


class CountedFaults(Faults):
    """Knows by which name each fault was ordered, and how often it has struck."""

    def __init__(self) -> None:
        super().__init__()
        self.struck: Counter[str] = Counter()
        self._names: dict[int, tuple[str, Fault]] = {}

    def brings(self, name: str, rng: Random) -> None:
        known = {id(fault) for fault in self.ordered()}
        TROUBLES[name](self, rng)
        for fault in self.ordered():
            if id(fault) not in known:
                self._names[id(fault)] = (name, fault)

    def take(self, method: str, values: Json) -> Fault | None:
        fault = super().take(method, values)
        if fault:
            self.struck[self._names[id(fault)][0]] += 1
        return fault


def _fail_to_look_up(faults: Faults, rng: Random) -> None:
    """Something to look up, and then no answer to the look-up."""
    faults.silent(POST, count=1)
    faults.failing("conversations.[hr]*", status=rng.choice((200, 500)), count=1)
    faults.dropped("conversations.[hr]*", count=1)


def _late(faults: Faults, rng: Random) -> None:
    faults.late(POST, seconds=rng.uniform(0.2, 1.2), count=1)


TROUBLES: dict[str, Callable[[Faults, Random], object]] = {
    "late answer": lambda faults, rng: faults.slow(POST, seconds=rng.uniform(0.2, 0.6), count=2),
    "429 with Retry-After": lambda faults, _: faults.rate_limited(POST, retry_after=1, count=1),
    "5xx with JSON": lambda faults, rng: faults.failing(
        POST, status=rng.choice((500, 503)), error=rng.choice(("internal_error", "service_unavailable")), count=1
    ),
    "5xx with a page": lambda faults, rng: faults.failing(POST, status=rng.choice((500, 502, 503)), count=1),
    "200 with a page": lambda faults, _: faults.failing(POST, status=200, count=1),
    "5xx after accepting": lambda faults, rng: faults.failing(POST, status=rng.choice((500, 504)), done=True, count=1),
    "200 with a page after accepting": lambda faults, _: faults.failing(POST, status=200, done=True, count=1),
    ACCEPTED_IN_SILENCE: lambda faults, _: faults.silent(POST, count=1),
    LOST_IN_THREAD: lambda faults, _: faults.silent(POST, channel="C0STAFF", count=1),
    "never answered after accepting": lambda faults, _: faults.silent(POST, hang=True, count=1),
    "dropped before reading": lambda faults, _: faults.dropped(POST, count=1),
    "accepted after the caller gave up": _late,
    LOOK_UP: _fail_to_look_up,
    "conversation not opened": lambda faults, _: faults.failing("conversations.open", status=500, count=1),
    "card not rewritten": lambda faults, rng: faults.failing("chat.update", status=rng.choice((200, 500)), count=1),
    "home not published": lambda faults, _: faults.dropped("views.publish", count=1),
    "form not opened": lambda faults, _: faults.failing("views.open", status=500, count=1),
    "person not told": lambda faults, _: faults.failing("users.info", status=500, count=1),
    "connection refused at start": lambda faults, _: faults.failing("apps.connections.open", status=503, count=1),
}
