"""One item of timed work in one short transaction, moved out of the way if it cannot be done."""

from collections.abc import Callable
from typing import TypeVar

from store.session import Session, Store

Item = TypeVar("Item")
Deed = Callable[[Session, Item], None]


def take_one(store: Store, claim: Callable[[Session], Item | None], work: Deed[Item], put_off: Deed[Item]) -> bool:
    """False when there was no item. One whose work raises is put off, alone, and the error raised again after that."""
    with store.claiming(claim) as claimed:
        if claimed is None:
            return False
        db, item = claimed
        failure = do_or_put_off(db, item, work, put_off)
    store.wake()
    if failure:
        raise failure
    return True


def do_or_put_off(db: Session, item: Item, work: Deed[Item], put_off: Deed[Item]) -> Exception | None:
    """What the work raised, nothing of which is left behind, once the item has been moved out of the way."""
    try:
        with db.begin_nested():
            work(db, item)
    except Exception as error:  # noqa: BLE001  # given to the caller, who raises or logs it
        put_off(db, item)
        return error
    return None
