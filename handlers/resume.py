"""Time to ask again whether a school that turned the bot away takes it back: its notices have waited."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from handlers.come_back import end_pause
from store import schools
from store.session import Store


def resume_one(
    store: Store, school_id: UUID, is_welcome: Callable[[], bool], now: datetime, real_now: datetime
) -> bool:
    """Ends the school's pause when the platform takes its token again; always False: there is no more to do."""
    with store.reading() as db:
        is_paused = schools.is_paused(db, school_id)
    if is_paused and is_welcome():
        with store.writing() as db:
            end_pause(db, schools.get(db, school_id), now, real_now)
    return False
