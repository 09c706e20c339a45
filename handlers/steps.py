"""One item of timed work in one short transaction, moved out of the way if it cannot be done."""

from collections.abc import Callable
from typing import TypeVar

from store.session import Session, Store

Item = TypeVar("Item")


def take_one(
    store: Store,
    claim: Callable[[Session], Item | None],
    work: Callable[[Session, Item], None],
    put_off: Callable[[Session, Item], None],
) -> bool:
    """False when there was no item. One whose work raises is put off, alone, and the error raised again after that."""
    failure = None
    with store.writing(wakes=False) as db:
        item = claim(db)
        if item is None:
            return False
        try:
            with db.begin_nested():
                work(db, item)
        except Exception as error:  # noqa: BLE001  # raised again below, once the item has been moved out of the way
            failure = error
            put_off(db, item)
    store.wake()
    if failure:
        raise failure
    return True
