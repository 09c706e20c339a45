"""What has come in already, by the key that makes it one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from store.once import write_once
from store.session import Session
from store.tables import inbounds

_ASIDE = "~"


@dataclass(frozen=True)
class Inbound:
    source_key: str
    request_id: UUID | None
    person_id: UUID | None
    outcome: str
    received_at: datetime

    @property
    def first_key(self) -> str:
        """The key under which it came in, also once it has been set aside."""
        return self.source_key.partition(_ASIDE)[0]


def find(db: Session, school_id: UUID, source_key: str) -> Inbound | None:
    query = sa.select(inbounds).where(inbounds.c.school_id == school_id, inbounds.c.source_key == source_key)
    row = db.execute(query).first()
    return _inbound(row) if row else None


def received_between(db: Session, school_id: UUID, first: datetime, until: datetime) -> tuple[Inbound, ...]:
    query = sa.select(inbounds).where(
        inbounds.c.school_id == school_id, inbounds.c.received_at >= first, inbounds.c.received_at < until
    )
    return tuple(_inbound(row) for row in db.execute(query))


def claim(db: Session, school_id: UUID, source_key: str, now: datetime) -> bool:
    """True for the first payload under this key; one that arrives at the same moment waits for it."""
    return write_once(db, inbounds, school_id=school_id, source_key=source_key, outcome="", received_at=now)


def settle(
    db: Session,
    school_id: UUID,
    source_key: str,
    *,
    outcome: str,
    request_id: UUID | None = None,
    person_id: UUID | None = None,
) -> None:
    """Says what became of a claimed payload."""
    db.execute(
        inbounds.update()
        .where(inbounds.c.school_id == school_id, inbounds.c.source_key == source_key)
        .values(outcome=outcome, request_id=request_id, person_id=person_id)
    )


def set_aside(db: Session, school_id: UUID, source_key: str, *, for_key: str) -> None:
    """For words that were nothing and have become something by an edit: the key is free again for what they are now.

    What was said in answer to them before is still told from the row that is set aside.
    """
    db.execute(
        inbounds.update()
        .where(inbounds.c.school_id == school_id, inbounds.c.source_key == source_key)
        .values(source_key=f"{source_key}{_ASIDE}{for_key}")
    )


def _inbound(row: sa.Row[Any]) -> Inbound:
    return Inbound(row.source_key, row.request_id, row.person_id, row.outcome, row.received_at)
