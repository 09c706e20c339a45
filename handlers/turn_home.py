"""Somebody presses Next or Previous beneath a list of their Home tab."""

from handlers.act import Act, person_of
from handlers.messages import HomeList
from store import homes
from store.session import Store


def turn_home(store: Store, act: Act, name: HomeList, page: int) -> None:
    """`page` counts from 0; one beyond the end is shown as the last."""
    with store.writing() as db:
        homes.turn(db, act.school_id, person_of(db, act).id, name.value, max(0, page))
