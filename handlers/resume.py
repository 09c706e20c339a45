"""Time to ask again whether a school that turned the bot away takes it back: its notices have waited."""

from collections.abc import Callable

from store import schools
from store.session import Store


def resume_all(store: Store, is_welcome: Callable[[], bool]) -> bool:
    """Ends the pause of every school when the platform takes the token again; always False: there is no more to do."""
    with store.reading() as db:
        paused = schools.paused(db)
    if paused and is_welcome():
        with store.writing() as db:
            for school_id in paused:
                schools.pause(db, school_id, None)
    return False
