"""When the roll is called: at the first tick, once before each school day, and soon again if Slack did not answer."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from domain.errors import UserError
from domain.person import UNKNOWN, Habits
from handlers.call_roll import call_roll, next_roll
from handlers.learn import learn
from store.failures import log_failure
from store.session import Store

log = logging.getLogger("library")

_AGAIN_AFTER = timedelta(minutes=10)


class Roll:
    """Goes before the mornings in their step, so that nobody who has left is written to. Never raises.

    Kept in memory: a bot that starts anew asks anew.
    """

    def __init__(
        self,
        store: Store,
        school_id: UUID,
        is_gone: Callable[[str], bool],
        habits_of: Callable[[str], Habits] = lambda _: UNKNOWN,
    ) -> None:
        """`habits_of` is asked right after `is_gone`, whose answer says that too."""
        self._store = store
        self._school_id = school_id
        self._is_gone = is_gone
        self._habits_of = habits_of
        self._next_at: datetime | None = None

    def call_if_due(self, now: datetime) -> None:
        if self._next_at is not None and now < self._next_at:
            return
        self._next_at = now + _AGAIN_AFTER
        try:
            if call_roll(self._store, self._school_id, self._told, now):
                self._next_at = next_roll(self._store, self._school_id, now)
        except Exception as error:  # noqa: BLE001  # the mornings do not wait for it
            log_failure("The roll could not be called and will be again", error)

    def _told(self, address: str) -> bool | None:
        try:
            gone = self._is_gone(address)
        except UserError:
            return None
        if not gone:
            learn(self._store, self._school_id, address, self._habits_of(address))
        return gone
