"""Leave to open one modal: a trigger_id works once, within three seconds of real time."""

import secrets
import time
from dataclasses import dataclass
from typing import Final

from bot.sandbox.block_kit import SlackRefusal

LIFETIME: Final = 3.0


@dataclass(frozen=True)
class Trigger:
    user: str
    view: str | None
    issued_at: float


class Triggers:
    """Lost with the process: none lives long enough to be worth keeping."""

    def __init__(self) -> None:
        self._open: dict[str, Trigger] = {}
        self._exchanged: set[str] = set()

    def issue(self, user: str, view: str | None = None) -> str:
        """`view` is the modal in which the person acted, if it was one."""
        trigger_id = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**11)}.{secrets.token_hex(16)}"
        self._open[trigger_id] = Trigger(user, view, time.monotonic())
        return trigger_id

    def check(self, trigger_id: str) -> Trigger:
        if trigger_id in self._exchanged:
            raise SlackRefusal("exchanged_trigger_id")
        trigger = self._open.get(trigger_id)
        if trigger is None:
            raise SlackRefusal("invalid_trigger_id")
        if time.monotonic() - trigger.issued_at > LIFETIME:
            raise SlackRefusal("expired_trigger_id")
        return trigger

    def exchange(self, trigger_id: str) -> None:
        self._exchanged.add(trigger_id)
