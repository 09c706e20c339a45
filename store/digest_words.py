"""What librarians add to the weekly digest: notes, and what the library needs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.commitment import CommitmentState
from domain.library_need import Need, NeedKind, Note
from store.session import Session
from store.tables import commitments, digest_notes, needs, people
from store.types import new_id


def add_note(db: Session, school_id: UUID, person_id: UUID, words: str, now: datetime) -> None:
    db.execute(
        digest_notes.insert().values(id=new_id(), school_id=school_id, person_id=person_id, words=words, made_at=now)
    )


def notes_between(db: Session, school_id: UUID, first: datetime, last: datetime) -> tuple[Note, ...]:
    """Written after `first` and up to `last`, the earliest first."""
    query = (
        sa.select(digest_notes)
        .where(digest_notes.c.school_id == school_id)
        .where(digest_notes.c.made_at > first, digest_notes.c.made_at <= last)
        .order_by(digest_notes.c.made_at, digest_notes.c.id)
    )
    return tuple(Note(row.id, row.words, row.made_at) for row in db.execute(query))


def drop_note(db: Session, school_id: UUID, note_id: UUID) -> None:
    db.execute(digest_notes.delete().where(digest_notes.c.school_id == school_id, digest_notes.c.id == note_id))


def add_need(db: Session, school_id: UUID, person_id: UUID, kind: NeedKind, words: str, now: datetime) -> None:
    db.execute(
        needs.insert().values(
            id=new_id(), school_id=school_id, person_id=person_id, kind=kind, words=words, made_at=now
        )
    )


def open_needs(db: Session, school_id: UUID, until: datetime) -> tuple[Need, ...]:
    """Added by then, not closed, and not settled with whoever offered to help; the oldest first."""
    is_settled = commitments.c.state.is_not(None) & (commitments.c.state != CommitmentState.OPEN)
    query = (
        _of(school_id)
        .outerjoin(commitments, commitments.c.id == needs.c.commitment_id)
        .where(needs.c.closed_at.is_(None), needs.c.made_at <= until, ~is_settled)
        .order_by(needs.c.made_at, needs.c.id)
    )
    return tuple(_need(row) for row in db.execute(query))


def needs_of(db: Session, school_id: UUID, need_ids: Sequence[UUID]) -> tuple[Need, ...]:
    """As they are now, in this order; one that is gone is left out."""
    found = {row.id: _need(row) for row in db.execute(_of(school_id).where(needs.c.id.in_(need_ids)))}
    return tuple(found[each] for each in need_ids if each in found)


def find_need(db: Session, school_id: UUID, need_id: UUID) -> Need | None:
    return next(iter(needs_of(db, school_id, [need_id])), None)


def close_need(db: Session, school_id: UUID, need_id: UUID, now: datetime) -> None:
    db.execute(needs.update().where(*_is(school_id, need_id), needs.c.closed_at.is_(None)).values(closed_at=now))


def take_offer(db: Session, school_id: UUID, need_id: UUID, helper_id: UUID) -> bool:
    """Compare and set: True for the first who can help with what is still needed."""
    is_free = (needs.c.helper_id.is_(None), needs.c.closed_at.is_(None))
    return (
        db.execute(needs.update().where(*_is(school_id, need_id), *is_free).values(helper_id=helper_id)).rowcount == 1
    )


def set_follow_up(db: Session, school_id: UUID, need_id: UUID, commitment_id: UUID) -> None:
    db.execute(needs.update().where(*_is(school_id, need_id)).values(commitment_id=commitment_id))


def _is(school_id: UUID, need_id: UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return needs.c.school_id == school_id, needs.c.id == need_id


def _of(school_id: UUID) -> sa.Select[Any]:
    return (
        sa.select(needs, people.c.name.label("helper"))
        .select_from(needs)
        .outerjoin(people, people.c.id == needs.c.helper_id)
        .where(needs.c.school_id == school_id)
    )


def _need(row: sa.Row[Any]) -> Need:
    return Need(row.id, row.person_id, row.kind, row.words, row.made_at, row.closed_at, row.helper_id, row.helper)
