"""Which librarians' calendars can be subscribed to."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from store.session import Session
from store.tables import calendar_feeds
from store.types import new_id


def of_person(db: Session, school_id: UUID, person_id: UUID) -> UUID | None:
    found: UUID | None = db.scalar(
        sa.select(calendar_feeds.c.id).where(
            calendar_feeds.c.school_id == school_id, calendar_feeds.c.person_id == person_id
        )
    )
    return found


def owner(db: Session, school_id: UUID, feed_id: UUID) -> UUID | None:
    """Whose it is; None for one that was renewed or withdrawn, or never was."""
    found: UUID | None = db.scalar(
        sa.select(calendar_feeds.c.person_id).where(
            calendar_feeds.c.school_id == school_id, calendar_feeds.c.id == feed_id
        )
    )
    return found


def renew(db: Session, school_id: UUID, person_id: UUID, now: datetime) -> UUID:
    """The one there was opens nothing any more."""
    withdraw(db, school_id, person_id)
    feed_id = new_id()
    db.execute(calendar_feeds.insert().values(id=feed_id, school_id=school_id, person_id=person_id, made_at=now))
    return feed_id


def withdraw(db: Session, school_id: UUID, person_id: UUID) -> None:
    db.execute(
        calendar_feeds.delete().where(calendar_feeds.c.school_id == school_id, calendar_feeds.c.person_id == person_id)
    )
