"""Requests: what was asked, by whom, and how it stands."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.answer import Helped
from domain.asked import Asked
from domain.request import LIVE, RemarkKind, Request, RequestState
from store.session import Session
from store.tables import answers, people, referrals, remarks, requests


def add(db: Session, school_id: UUID, request: Request) -> None:
    """With the department in which its asker teaches at this moment."""
    db.execute(
        requests.insert().values(
            id=request.id,
            school_id=school_id,
            asker_id=request.asker_id,
            need=request.need,
            kind=request.kind,
            class_name=request.class_name,
            needed_by=request.needed_by,
            state=request.state,
            source=request.source,
            doubtful=request.doubtful,
            thread=request.thread,
            round=request.round,
            asked_at=request.asked_at,
            department=sa.select(people.c.department).where(people.c.id == request.asker_id).scalar_subquery(),
        )
    )


def get(db: Session, school_id: UUID, request_id: UUID) -> Request:
    return _request(db.execute(_of(school_id).where(requests.c.id == request_id)).one())


def find(db: Session, school_id: UUID, request_id: UUID) -> Request | None:
    row = db.execute(_of(school_id).where(requests.c.id == request_id)).first()
    return _request(row) if row else None


def by_ids(db: Session, school_id: UUID, request_ids: Collection[UUID]) -> dict[UUID, Request]:
    query = _of(school_id).where(requests.c.id.in_(request_ids))
    return {row.id: _request(row) for row in db.execute(query)}


def in_thread(db: Session, school_id: UUID, thread: str) -> Request | None:
    """The newest request whose conversation goes on in this thread."""
    query = _of(school_id).where(requests.c.thread == thread).order_by(requests.c.id.desc()).limit(1)
    row = db.execute(query).first()
    return _request(row) if row else None


def same_words(db: Session, school_id: UUID, asker_id: UUID, need: str, since: datetime) -> Request | None:
    """A live request of this person in the very same words, made since that moment."""
    query = (
        _of(school_id)
        .where(requests.c.asker_id == asker_id, requests.c.need == need)
        .where(requests.c.asked_at >= since, requests.c.state.in_(LIVE))
        .order_by(requests.c.id.desc())
        .limit(1)
    )
    row = db.execute(query).first()
    return _request(row) if row else None


def live_of(db: Session, school_id: UUID, asker_id: UUID) -> tuple[Request, ...]:
    query = _of(school_id).where(requests.c.asker_id == asker_id, requests.c.state.in_(LIVE)).order_by(requests.c.id)
    return tuple(_request(row) for row in db.execute(query))


def before(db: Session, school_id: UUID, request: Request, limit: int) -> tuple[Request, ...]:
    """What the same person asked before this request, the newest first."""
    query = (
        _of(school_id)
        .where(requests.c.asker_id == request.asker_id, requests.c.id < request.id)
        .where(requests.c.state != RequestState.WITHDRAWN)
        .order_by(requests.c.id.desc())
        .limit(limit)
    )
    return tuple(_request(row) for row in db.execute(query))


def all_of(db: Session, school_id: UUID, asker_id: UUID) -> tuple[Request, ...]:
    """Whatever became of them, the newest first."""
    query = _of(school_id).where(requests.c.asker_id == asker_id).order_by(requests.c.id.desc())
    return tuple(_request(row) for row in db.execute(query))


def unanswered(db: Session, school_id: UUID, until: datetime) -> tuple[Request, ...]:
    """Open requests made before `until` that nobody has promised, asked back about or answered; the oldest first."""
    query = (
        _of(school_id)
        .where(requests.c.state == RequestState.OPEN, requests.c.asked_back_at.is_(None))
        .where(requests.c.asked_at < until)
        .order_by(requests.c.id)
    )
    return tuple(_request(row) for row in db.execute(query))


def untaken(db: Session, school_id: UUID) -> tuple[Request, ...]:
    """Every open request, those with a question that waits among them; the oldest first."""
    query = _of(school_id).where(requests.c.state == RequestState.OPEN).order_by(requests.c.id)
    return tuple(_request(row) for row in db.execute(query))


def waiting_for_reply(db: Session, school_id: UUID, asker_id: UUID) -> Request | None:
    """The request of this person about which a question was asked last and not yet replied to."""
    query = (
        _of(school_id)
        .where(requests.c.asker_id == asker_id, requests.c.state.in_(LIVE), requests.c.asked_back_at.is_not(None))
        .order_by(requests.c.asked_back_at.desc())
        .limit(1)
    )
    row = db.execute(query).first()
    return _request(row) if row else None


def unreplied_since(db: Session, school_id: UUID, until: datetime) -> tuple[Request, ...]:
    """Open requests about which a question was asked before `until` and which still wait for the reply."""
    query = (
        _of(school_id)
        .where(requests.c.state == RequestState.OPEN, requests.c.asked_back_at < until)
        .order_by(requests.c.id)
    )
    return tuple(_request(row) for row in db.execute(query))


def referred(db: Session, school_id: UUID) -> tuple[Request, ...]:
    """Requests that are with a partner of whom nobody has said yet that they helped, the oldest first."""
    is_known = referrals.c.helped.in_((Helped.YES, Helped.PARTLY)) | referrals.c.settled_at.is_not(None)
    helped = sa.select(referrals.c.request_id).where(referrals.c.school_id == school_id, is_known)
    query = (
        _of(school_id)
        .where(requests.c.state == RequestState.REFERRED, requests.c.id.not_in(helped))
        .order_by(requests.c.id)
    )
    return tuple(_request(row) for row in db.execute(query))


def that_helped(db: Session, school_id: UUID, asker_id: UUID, limit: int) -> tuple[Request, ...]:
    """This person's requests whose answer helped, the newest first."""
    helping = sa.select(answers.c.request_id).where(answers.c.school_id == school_id, answers.c.helped == Helped.YES)
    query = _of(school_id).where(requests.c.asker_id == asker_id, requests.c.id.in_(helping))
    return tuple(_request(row) for row in db.execute(query.order_by(requests.c.id.desc()).limit(limit)))


def has_asked(db: Session, school_id: UUID, asker_id: UUID) -> bool:
    """Whether this person ever asked for anything, whatever became of it."""
    query = sa.select(requests.c.id).where(requests.c.school_id == school_id, requests.c.asker_id == asker_id)
    return db.execute(query.limit(1)).first() is not None


def classes(db: Session, school_id: UUID) -> tuple[str, ...]:
    """The names of classes as they were written, the one asked for last first."""
    query = (
        sa.select(requests.c.class_name)
        .where(requests.c.school_id == school_id, requests.c.class_name.is_not(None))
        .where(requests.c.state != RequestState.WITHDRAWN)
        .group_by(requests.c.class_name)
        .order_by(sa.func.max(requests.c.asked_at).desc(), requests.c.class_name)
    )
    return tuple(row.class_name for row in db.execute(query))


def asked_between(db: Session, school_id: UUID, first: datetime, last: datetime) -> list[Asked]:
    """Made after `first` and up to `last`, the withdrawn left out."""
    query = sa.select(requests.c.asker_id, requests.c.kind, requests.c.department).where(
        requests.c.school_id == school_id,
        requests.c.asked_at > first,
        requests.c.asked_at <= last,
        requests.c.state != RequestState.WITHDRAWN,
    )
    return [Asked(row.asker_id, row.kind, row.department) for row in db.execute(query)]


def change(db: Session, school_id: UUID, request_id: UUID, *, only_if: tuple[RequestState, ...], **to: Any) -> bool:  # noqa: ANN401
    """Compare and set: True when the request was in one of these states and now has the new values."""
    done = db.execute(
        requests.update()
        .where(requests.c.school_id == school_id, requests.c.id == request_id, requests.c.state.in_(only_if))
        .values(**to)
    )
    return done.rowcount == 1


def set_thread(db: Session, school_id: UUID, request_id: UUID, thread: str) -> None:
    db.execute(
        requests.update().where(requests.c.school_id == school_id, requests.c.id == request_id).values(thread=thread)
    )


def ask_again(db: Session, school_id: UUID, request_id: UUID) -> None:
    """The last question about this request waits for its reply again."""
    asked = sa.select(sa.func.max(remarks.c.made_at)).where(
        remarks.c.school_id == school_id,
        remarks.c.request_id == request_id,
        remarks.c.kind == RemarkKind.QUESTION,
    )
    db.execute(
        requests.update()
        .where(requests.c.school_id == school_id, requests.c.id == request_id)
        .values(asked_back_at=asked.scalar_subquery())
    )


def _of(school_id: UUID) -> sa.Select[Any]:
    return sa.select(requests).where(requests.c.school_id == school_id)


def _request(row: sa.Row[Any]) -> Request:
    return Request(
        id=row.id,
        asker_id=row.asker_id,
        need=row.need,
        kind=row.kind,
        class_name=row.class_name,
        needed_by=row.needed_by,
        state=row.state,
        source=row.source,
        doubtful=row.doubtful,
        thread=row.thread,
        round=row.round,
        asked_at=row.asked_at,
        asked_back_at=row.asked_back_at,
        reason=row.reason,
        objective_id=row.objective_id,
    )
