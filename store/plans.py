"""What time has still to bring to a school: the moments that the steps of the bot wait for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from store.session import Session
from store.tables import people, schools


@dataclass(frozen=True)
class Plans:
    """The next morning or afternoon by person, and the next digest; nothing whose last attempt has failed."""

    nudges: dict[UUID, datetime]
    digest_at: datetime | None


def plans_of(db: Session, school_id: UUID) -> Plans:
    nudges = sa.select(people.c.id, people.c.next_nudge_at).where(
        people.c.school_id == school_id, people.c.next_nudge_at.is_not(None), people.c.nudge_held_until.is_(None)
    )
    digest = sa.select(schools.c.next_digest_at).where(schools.c.id == school_id, schools.c.digest_held_until.is_(None))
    return Plans({row.id: row.next_nudge_at for row in db.execute(nudges)}, db.execute(digest).scalar_one_or_none())
