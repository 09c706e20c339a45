"""What tests may order: slowness, rate limits, failures, silence after accepting, acceptance after giving up.

`POST /faults {"kind": "silent", "method": "chat.postMessage", "count": 1, "text": "dust bowl"}`
"""

import json
from fnmatch import fnmatchcase
from threading import Lock
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.sandbox.records import Json


class Fault(BaseModel):
    """Strikes calls whose method fits the pattern, in this channel, with this text in them, `count` times or always.

    slow: answers after `seconds`. rate_limited: 429 with `retry_after`. failing: `status` with an HTML page, or with
    `error` as Slack's JSON; does nothing, or, with `done`, does it first. silent: does it, then drops the connection
    (or, with `hang`, never answers). late: never answers, and does it only `seconds` later. dropped: drops the
    connection and does nothing.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["slow", "rate_limited", "failing", "silent", "late", "dropped"]
    method: str = "*"
    count: int | None = Field(default=None, ge=1)
    channel: str | None = None
    text: str | None = None
    seconds: float = Field(default=1, ge=0)
    retry_after: int = Field(default=1, ge=0)
    status: int = 500
    error: str | None = None
    hang: bool = False
    done: bool = False

    def strikes(self, method: str, values: Json) -> bool:
        said = json.dumps(values, ensure_ascii=False)
        return (
            fnmatchcase(method, self.method)
            and self.channel in {None, values.get("channel")}
            and (self.text is None or json.dumps(self.text, ensure_ascii=False)[1:-1] in said)
        )


class Faults:
    """Ordered from any thread; the oldest that fits a call strikes it."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []
        self._lock = Lock()

    def order(self, fault: Fault) -> Fault:
        with self._lock:
            self._ordered.append(fault)
        return fault

    def slow(self, method: str = "*", *, seconds: float, **limits: object) -> Fault:
        return self._make("slow", method, {"seconds": seconds, **limits})

    def rate_limited(self, method: str = "*", *, retry_after: int = 1, **limits: object) -> Fault:
        return self._make("rate_limited", method, {"retry_after": retry_after, **limits})

    def failing(self, method: str = "*", *, status: int = 500, error: str | None = None, **limits: object) -> Fault:
        return self._make("failing", method, {"status": status, "error": error, **limits})

    def silent(self, method: str = "*", *, hang: bool = False, **limits: object) -> Fault:
        return self._make("silent", method, {"hang": hang, **limits})

    def late(self, method: str = "*", *, seconds: float, **limits: object) -> Fault:
        return self._make("late", method, {"seconds": seconds, **limits})

    def dropped(self, method: str = "*", **limits: object) -> Fault:
        return self._make("dropped", method, limits)

    def _make(self, kind: str, method: str, fields: Json) -> Fault:
        return self.order(Fault.model_validate({"kind": kind, "method": method, **fields}))

    def clear(self) -> None:
        with self._lock:
            self._ordered.clear()

    def ordered(self) -> list[Fault]:
        with self._lock:
            return [*self._ordered]

    def take(self, method: str, values: Json) -> Fault | None:
        """The fault that strikes this call, which is then one nearer to its end."""
        with self._lock:
            for fault in self._ordered:
                if fault.strikes(method, values):
                    if fault.count is not None:
                        fault.count -= 1
                    if fault.count == 0:
                        self._ordered.remove(fault)
                    return fault
        return None
