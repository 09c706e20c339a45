"""Time to ask again whether a school that turned the bot away takes it back: its notices have waited."""

from collections.abc import Callable
from datetime import datetime

from handlers.come_back import end_pause
from store import schools
from store.session import Store


def resume_all(store: Store, is_welcome: Callable[[], bool], now: datetime, real_now: datetime) -> bool:
    """Ends the pause of every school when the platform takes the token again; always False: there is no more to do."""
    with store.reading() as db:
        paused = schools.paused(db)
    if paused and is_welcome():
        with store.writing() as db:
            for school_id in paused:
                end_pause(db, schools.get(db, school_id), now, real_now)
    return False
