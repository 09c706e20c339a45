"""Inside the bot's process: what makes a message go out once is switched off, so that the driver must notice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bot import wiring
from bot.slack import sender


def without_look_up() -> None:
    """What gave no answer is taken for not posted, and posted again."""
    sender.SlackSender.look_up = lambda *_: sender.NotThere()


def without_sending_commit() -> None:
    """`sending` is not on the disk while the call is made: a crash in the middle of it leaves no trace."""
    deliver_one = wiring.deliver_one

    def in_one_transaction(store: Any, *given: Any) -> bool:
        with store.writing() as db:
            return deliver_one(_Within(db), *given)

    wiring.deliver_one = in_one_transaction


class _Within:
    """A store whose transactions are all part of one."""

    def __init__(self, db: Any) -> None:
        self._db = db

    @contextmanager
    def claiming(self, claim: Callable[[Any], Any]) -> Iterator[Any]:
        item = claim(self._db)
        yield None if item is None else (self._db, item)

    @contextmanager
    def writing(self, **_: Any) -> Iterator[Any]:
        yield self._db


SABOTAGE: dict[str, Callable[[], None]] = {"look-up": without_look_up, "sending-commit": without_sending_commit}
