"""What was asked for in a term, and what helped: what the weekly proposal is made from."""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.answer import Helped
from domain.request import HelpKind, RequestState
from domain.take_action import Idea, Origin, Shareable
from store.session import Session
from store.tables import answers, requests, resources

_LONGEST_WORDS = 300


def asked_between(
    db: Session, school_id: UUID, first: datetime, until: datetime
) -> tuple[tuple[HelpKind | None, str], ...]:
    """(kind of help, need) of every request that was not withdrawn, in the order of asking."""
    query = (
        sa.select(requests.c.kind, requests.c.need)
        .where(requests.c.school_id == school_id, requests.c.state != RequestState.WITHDRAWN)
        .where(requests.c.asked_at >= first, requests.c.asked_at < until)
        .order_by(requests.c.id)
    )
    return tuple((row.kind, row.need) for row in db.execute(query))


def shareables(db: Session, school_id: UUID, since: datetime, until: datetime) -> tuple[Shareable, ...]:
    """Resources that helped somebody since that moment; the same title counts once, whatever its case."""
    query = (
        sa.select(resources.c.title, resources.c.whereabouts, requests.c.asker_id, answers.c.helped_at)
        .join(answers, answers.c.id == resources.c.answer_id)
        .join(requests, requests.c.id == answers.c.request_id)
        .where(answers.c.school_id == school_id, answers.c.helped == Helped.YES)
        .where(answers.c.helped_at >= since, answers.c.helped_at < until)
        .order_by(answers.c.helped_at, resources.c.position)
    )
    rows: list[Any] = [*db.execute(query)]
    titles = dict.fromkeys(row.title.casefold() for row in rows)
    return tuple(_shareable([row for row in rows if row.title.casefold() == title]) for title in titles)


def ideas_that_helped(db: Session, school_id: UUID, since: datetime, until: datetime) -> tuple[Idea, ...]:
    """Requests for help with a lesson that were answered and helped: what was done for one class may suit another.

    What somebody feels less confident about stays between them and the library, and is none.
    """
    kinds = (HelpKind.COMPLEX_CONCEPT, HelpKind.ACTIVITY)
    query = (
        sa.select(answers.c.id, answers.c.note, requests.c.kind, requests.c.need, requests.c.class_name)
        .join(requests, requests.c.id == answers.c.request_id)
        .where(answers.c.school_id == school_id, answers.c.helped == Helped.YES, requests.c.kind.in_(kinds))
        .where(answers.c.helped_at >= since, answers.c.helped_at < until)
        .order_by(answers.c.id)
    )
    rows: list[Any] = [*db.execute(query)]
    brought = _titles(db, school_id, [row.id for row in rows])
    return tuple(
        Idea(
            str(row.id),
            row.kind,
            _short(row.need, 80),
            _short(_what_was_done(row, brought.get(row.id, [])), _LONGEST_WORDS),
            Origin.HELPED_HERE,
        )
        for row in rows
    )


def _what_was_done(row: Any, titles: list[str]) -> str:  # noqa: ANN401  (a row)
    """In the librarian's words or, where there are none, by what they brought."""
    done = row.note or (f"With {', '.join(titles)}." if titles else "")
    return f"For {row.class_name}. {done}".strip() if row.class_name else done


def _titles(db: Session, school_id: UUID, answer_ids: list[UUID]) -> dict[UUID, list[str]]:
    query = (
        sa.select(resources.c.answer_id, resources.c.title)
        .where(resources.c.school_id == school_id, resources.c.answer_id.in_(answer_ids))
        .order_by(resources.c.position)
    )
    found: dict[UUID, list[str]] = {}
    for row in db.execute(query):
        found.setdefault(row.answer_id, []).append(row.title)
    return found


def counted(asked: tuple[tuple[HelpKind | None, str], ...]) -> Counter[HelpKind]:
    return Counter(kind for kind, _ in asked if kind)


def _shareable(rows: list[Any]) -> Shareable:
    last = rows[-1]
    by = frozenset(row.asker_id for row in rows)
    return Shareable(last.title, last.whereabouts, len(by), by, last.helped_at.date())


def _short(words: str, most: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1] + "…"
