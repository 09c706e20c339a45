"""The platform turned the bot away from a whole school: its messages wait until it is taken back."""

import logging
from datetime import datetime
from uuid import UUID

from store import schools
from store.session import Session

log = logging.getLogger(__name__)


def pause(db: Session, school_id: UUID, reason: str, now: datetime) -> None:
    """Several calls may find it out at once; it is said once."""
    known = schools.get(db, school_id)
    schools.pause(db, school_id, reason, now)
    if known.paused_at is None:
        log.warning(
            "%s is paused (%s). Its messages wait; once a minute I try whether I am welcome", known.name, reason
        )
