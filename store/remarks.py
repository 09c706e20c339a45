"""The words that joined a request after it was made: replies, questions, and what was added."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.request import Remark, RemarkKind
from store.session import Session
from store.tables import people, remarks
from store.types import new_id


def add(
    db: Session,
    school_id: UUID,
    request_id: UUID,
    *,
    author_id: UUID,
    kind: RemarkKind,
    words: str,
    now: datetime,
    source_key: str | None = None,
) -> UUID:
    remark_id = new_id()
    db.execute(
        remarks.insert().values(
            id=remark_id,
            school_id=school_id,
            request_id=request_id,
            author_id=author_id,
            kind=kind,
            words=words,
            source_key=source_key,
            made_at=now,
        )
    )
    return remark_id


def on(db: Session, school_id: UUID, request_id: UUID) -> tuple[Remark, ...]:
    query = _of(school_id).where(remarks.c.request_id == request_id).order_by(remarks.c.id)
    return tuple(_remark(row) for row in db.execute(query))


def by_source(db: Session, school_id: UUID, source_key: str) -> tuple[UUID, Remark] | None:
    """The (request id, remark) that came in under this key."""
    row = db.execute(_of(school_id).where(remarks.c.source_key == source_key)).first()
    return (row.request_id, _remark(row)) if row else None


def find(db: Session, school_id: UUID, remark_id: UUID) -> tuple[UUID, Remark] | None:
    """(request id, remark)."""
    row = db.execute(_of(school_id).where(remarks.c.id == remark_id)).first()
    return (row.request_id, _remark(row)) if row else None


def reword(db: Session, school_id: UUID, remark_id: UUID, words: str) -> None:
    db.execute(remarks.update().where(remarks.c.school_id == school_id, remarks.c.id == remark_id).values(words=words))


def forget(db: Session, school_id: UUID, remark_id: UUID) -> None:
    db.execute(remarks.delete().where(remarks.c.school_id == school_id, remarks.c.id == remark_id))


def _of(school_id: UUID) -> sa.Select[Any]:
    return (
        sa.select(remarks, people.c.name.label("author"))
        .join(people, people.c.id == remarks.c.author_id)
        .where(remarks.c.school_id == school_id)
    )


def _remark(row: sa.Row[Any]) -> Remark:
    return Remark(
        id=row.id, kind=row.kind, author_id=row.author_id, author=row.author, words=row.words, made_at=row.made_at
    )
