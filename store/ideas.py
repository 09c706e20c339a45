"""The school's lesson ideas: the starter set, as far as it was not changed or retired, and what the librarian wrote."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from domain.request import HelpKind
from domain.starter_ideas import STARTER_IDEAS
from domain.take_action import Idea, Origin
from store.session import Session
from store.tables import ideas
from store.types import new_id


@dataclass(frozen=True)
class IdeaWords:
    """What the librarian may write and change."""

    title: str
    words: str
    kind: HelpKind


def every(db: Session, school_id: UUID) -> tuple[Idea, ...]:
    """All that may be proposed; the school's own first. Keys of its own ideas are their ids."""
    rows = db.execute(sa.select(ideas).where(ideas.c.school_id == school_id).order_by(ideas.c.id)).all()
    changed = {row.key for row in rows if row.key}
    own = [
        Idea(row.key or str(row.id), row.help_kind, row.title, row.words, Origin.SCHOOL)
        for row in rows
        if row.retired_on is None
    ]
    starters = [
        Idea(each.key, each.kind, each.title, each.words, Origin.STARTER)
        for each in STARTER_IDEAS
        if each.key not in changed
    ]
    return (*own, *starters)


def find(db: Session, school_id: UUID, key: str) -> Idea | None:
    return next((idea for idea in every(db, school_id) if idea.key == key), None)


def add(db: Session, school_id: UUID, idea: IdeaWords, now: datetime, *, key: str | None = None) -> None:
    """With `key`, a row that stands for the starter idea of that key from now on."""
    db.execute(
        ideas.insert().values(
            id=new_id(),
            school_id=school_id,
            key=key,
            title=idea.title,
            words=idea.words,
            help_kind=idea.kind,
            made_at=now,
        )
    )


def change(db: Session, school_id: UUID, idea: Idea, to: IdeaWords, now: datetime) -> None:
    if idea.origin is Origin.STARTER:
        add(db, school_id, to, now, key=idea.key)
        return
    values = {"title": to.title, "words": to.words, "help_kind": to.kind}
    db.execute(ideas.update().where(_is(school_id, idea.key)).values(**values))


def retire(db: Session, school_id: UUID, idea: Idea, day: date, now: datetime) -> None:
    if idea.origin is Origin.STARTER:
        add(db, school_id, IdeaWords(idea.title, idea.words, idea.kind), now, key=idea.key)
    db.execute(ideas.update().where(_is(school_id, idea.key)).values(retired_on=day))


def _is(school_id: UUID, key: str) -> sa.ColumnElement[bool]:
    try:
        by_id = ideas.c.id == UUID(key)
    except ValueError:
        by_id = ideas.c.key == key
    return (ideas.c.school_id == school_id) & by_id
