"""Answers, their resources, and whether they helped."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.answer import Answer, Helped, Resource
from store.session import Session
from store.tables import answers, people, resources
from store.types import new_id


def add(
    db: Session,
    school_id: UUID,
    *,
    request_id: UUID,
    author_id: UUID,
    note: str | None,
    found: tuple[Resource, ...],
    now: datetime,
) -> UUID:
    answer_id = new_id()
    db.execute(
        answers.insert().values(
            id=answer_id, school_id=school_id, request_id=request_id, author_id=author_id, note=note, given_at=now
        )
    )
    for position, resource in enumerate(found, start=1):
        db.execute(
            resources.insert().values(
                school_id=school_id,
                answer_id=answer_id,
                position=position,
                title=resource.title,
                whereabouts=resource.where,
                why=resource.why,
            )
        )
    return answer_id


def last_for(db: Session, school_id: UUID, request_id: UUID) -> Answer | None:
    """The newest answer to this request."""
    query = _of(school_id).where(answers.c.request_id == request_id).order_by(answers.c.id.desc()).limit(1)
    row = db.execute(query).first()
    return _answer(db, row) if row else None


def last_of(db: Session, school_id: UUID, request_ids: Sequence[UUID]) -> dict[UUID, Answer]:
    """The newest answer to each of these requests, by request."""
    query = _of(school_id).where(answers.c.request_id.in_(request_ids)).order_by(answers.c.id)
    newest = {row.request_id: row for row in db.execute(query).all()}
    return {request_id: _answer(db, row) for request_id, row in newest.items()}


def find(db: Session, school_id: UUID, answer_id: UUID) -> Answer | None:
    row = db.execute(_of(school_id).where(answers.c.id == answer_id)).first()
    return _answer(db, row) if row else None


def get(db: Session, school_id: UUID, answer_id: UUID) -> Answer:
    return _answer(db, db.execute(_of(school_id).where(answers.c.id == answer_id)).one())


def set_helped(db: Session, school_id: UUID, answer_id: UUID, helped: Helped, now: datetime) -> bool:
    """Compare and set: True for the first word on this answer."""
    done = db.execute(
        answers.update()
        .where(answers.c.school_id == school_id, answers.c.id == answer_id, answers.c.helped.is_(None))
        .values(helped=helped, helped_at=now)
    )
    return done.rowcount == 1


def _of(school_id: UUID) -> sa.Select[Any]:
    return (
        sa.select(answers, people.c.name.label("author"))
        .join(people, people.c.id == answers.c.author_id)
        .where(answers.c.school_id == school_id)
    )


def _answer(db: Session, row: sa.Row[Any]) -> Answer:
    found = db.execute(sa.select(resources).where(resources.c.answer_id == row.id).order_by(resources.c.position))
    return Answer(
        id=row.id,
        request_id=row.request_id,
        author_id=row.author_id,
        author=row.author,
        note=row.note,
        resources=tuple(Resource(each.title, each.whereabouts, each.why) for each in found),
        given_at=row.given_at,
        helped=row.helped,
    )
