"""Thanks that teachers wrote to the library, and which of them may be quoted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.request import HelpKind
from domain.thanks import Thanks
from store.once import write_once
from store.session import Session
from store.tables import people, requests, thanks
from store.types import new_id


def add(
    db: Session,
    school_id: UUID,
    *,
    request_id: UUID,
    answer_id: UUID,
    person_id: UUID,
    words: str,
    may_quote: bool,
    now: datetime,
) -> UUID | None:
    """None when the answer has been thanked for already."""
    thanks_id = new_id()
    is_new = write_once(
        db,
        thanks,
        id=thanks_id,
        school_id=school_id,
        request_id=request_id,
        answer_id=answer_id,
        person_id=person_id,
        words=words,
        may_quote=may_quote,
        made_at=now,
    )
    return thanks_id if is_new else None


def find(db: Session, school_id: UUID, thanks_id: UUID) -> Thanks | None:
    row = db.execute(_of(school_id).where(thanks.c.id == thanks_id)).first()
    return _thanks(row) if row else None


def is_thanked(db: Session, school_id: UUID, answer_id: UUID) -> bool:
    query = sa.select(thanks.c.id).where(thanks.c.school_id == school_id, thanks.c.answer_id == answer_id)
    return db.execute(query).first() is not None


def of_person(db: Session, school_id: UUID, person_id: UUID) -> tuple[Thanks, ...]:
    """What this person allowed to be quoted when they wrote it, the earliest first."""
    query = _of(school_id).where(thanks.c.person_id == person_id, thanks.c.may_quote).order_by(thanks.c.made_at)
    return tuple(_thanks(row) for row in db.execute(query))


def quotable_between(db: Session, school_id: UUID, first: datetime, last: datetime) -> tuple[Thanks, ...]:
    """Those written after `first` and up to `last` that may be quoted at this moment, the newest first."""
    query = _quotable(school_id).where(thanks.c.made_at > first, thanks.c.made_at <= last)
    return _newest_first(db, query)


def quotable_of(db: Session, school_id: UUID, thanks_ids: Sequence[UUID]) -> tuple[Thanks, ...]:
    """Those of them that may be quoted at this moment, the newest first."""
    return _newest_first(db, _quotable(school_id).where(thanks.c.id.in_(thanks_ids)))


def _newest_first(db: Session, query: sa.Select[Any]) -> tuple[Thanks, ...]:
    rows = db.execute(query.order_by(thanks.c.made_at.desc(), thanks.c.id.desc()))
    return tuple(_thanks(row) for row in rows)


def _quotable(school_id: UUID) -> sa.Select[Any]:
    """Allowed with the words and still allowed, and not for help with what somebody feels less confident about."""
    is_delicate = requests.c.kind.is_not_distinct_from(HelpKind.LESS_CONFIDENT)
    return (
        _of(school_id)
        .join(requests, requests.c.id == thanks.c.request_id)
        .where(thanks.c.may_quote, people.c.quotes_thanks, ~is_delicate)
    )


def _of(school_id: UUID) -> sa.Select[Any]:
    return (
        sa.select(thanks, people.c.name.label("name"))
        .select_from(thanks)
        .join(people, people.c.id == thanks.c.person_id)
        .where(thanks.c.school_id == school_id)
    )


def _thanks(row: sa.Row[Any]) -> Thanks:
    return Thanks(row.id, row.request_id, row.person_id, row.name, row.words, row.may_quote, row.made_at)
