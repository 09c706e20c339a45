"""Referrals: which request went to which partner, and when somebody is asked whether they helped."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.answer import Helped
from domain.referral import Referral
from store.session import Session
from store.tables import partners, people, referrals
from store.types import new_id


def add(
    db: Session,
    school_id: UUID,
    *,
    request_id: UUID,
    partner_id: UUID,
    referred_by: UUID,
    note: str | None,
    follow_up_on: date,
    now: datetime,
) -> UUID:
    referral_id = new_id()
    db.execute(
        referrals.insert().values(
            id=referral_id,
            school_id=school_id,
            request_id=request_id,
            partner_id=partner_id,
            referred_by=referred_by,
            note=note,
            referred_at=now,
            follow_up_on=follow_up_on,
        )
    )
    return referral_id


def get(db: Session, school_id: UUID, referral_id: UUID) -> Referral:
    return _referral(db.execute(_of(school_id).where(referrals.c.id == referral_id)).one())


def find(db: Session, school_id: UUID, referral_id: UUID) -> Referral | None:
    row = db.execute(_of(school_id).where(referrals.c.id == referral_id)).first()
    return _referral(row) if row else None


def last_for(db: Session, school_id: UUID, request_id: UUID) -> Referral | None:
    """The newest referral of this request."""
    query = _of(school_id).where(referrals.c.request_id == request_id).order_by(referrals.c.id.desc()).limit(1)
    row = db.execute(query).first()
    return _referral(row) if row else None


def last_of(db: Session, school_id: UUID, request_ids: Sequence[UUID]) -> dict[UUID, Referral]:
    """The newest referral of each of these requests, by request."""
    query = _of(school_id).where(referrals.c.request_id.in_(request_ids)).order_by(referrals.c.id)
    return {row.request_id: _referral(row) for row in db.execute(query)}


def are_planned(db: Session, school_id: UUID) -> bool:
    """Whether any is still to be followed up: quickly told, for steps that come round every second."""
    query = sa.select(referrals.c.id).where(referrals.c.school_id == school_id, referrals.c.followed_up_at.is_(None))
    return db.execute(query.limit(1)).first() is not None


def to_follow_up(db: Session, school_id: UUID, day: date) -> Referral | None:
    """One whose day has come by `day`, claimed for this transaction."""
    query = (
        sa.select(referrals.c.id)
        .where(referrals.c.school_id == school_id)
        .where(referrals.c.followed_up_at.is_(None), referrals.c.follow_up_on <= day)
        .order_by(referrals.c.follow_up_on, referrals.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True)
    )
    row = db.execute(query).first()
    return get(db, school_id, row.id) if row else None


def planned(db: Session, school_id: UUID) -> tuple[Referral, ...]:
    """Those whose day is still to come, or has come and was not dealt with yet."""
    return tuple(_referral(row) for row in db.execute(_of(school_id).where(referrals.c.followed_up_at.is_(None))))


def plan(db: Session, school_id: UUID, referral_id: UUID, day: date) -> None:
    _change(db, school_id, referral_id, follow_up_on=day)


def mark_followed_up(db: Session, school_id: UUID, referral_id: UUID, now: datetime) -> None:
    _change(db, school_id, referral_id, followed_up_at=now)


def set_helped(db: Session, school_id: UUID, referral_id: UUID, helped: Helped, now: datetime) -> bool:
    """Compare and set: True for the first word on this referral."""
    done = db.execute(
        referrals.update()
        .where(referrals.c.school_id == school_id, referrals.c.id == referral_id, referrals.c.helped.is_(None))
        .values(helped=helped, helped_at=now)
    )
    return done.rowcount == 1


def settle(db: Session, school_id: UUID, referral_id: UUID, now: datetime) -> bool:
    """Compare and set: True when nobody had noted before how it went. Nobody is asked about it any more."""
    open_one = referrals.update().where(
        referrals.c.school_id == school_id,
        referrals.c.id == referral_id,
        referrals.c.helped.is_(None),
        referrals.c.settled_at.is_(None),
    )
    asked = sa.func.coalesce(referrals.c.followed_up_at, sa.literal(now, referrals.c.followed_up_at.type))
    return db.execute(open_one.values(settled_at=now, followed_up_at=asked)).rowcount == 1


def _change(db: Session, school_id: UUID, referral_id: UUID, **to: Any) -> None:  # noqa: ANN401
    this = (referrals.c.school_id == school_id) & (referrals.c.id == referral_id)
    db.execute(referrals.update().where(this).values(**to))


def _of(school_id: UUID) -> sa.Select[Any]:
    return (
        sa.select(referrals, partners.c.name.label("partner"), people.c.name.label("librarian"))
        .join(partners, partners.c.id == referrals.c.partner_id)
        .join(people, people.c.id == referrals.c.referred_by)
        .where(referrals.c.school_id == school_id)
    )


def _referral(row: sa.Row[Any]) -> Referral:
    return Referral(
        id=row.id,
        request_id=row.request_id,
        partner_id=row.partner_id,
        partner=row.partner,
        librarian=row.librarian,
        note=row.note,
        referred_at=row.referred_at,
        follow_up_on=row.follow_up_on,
        followed_up_at=row.followed_up_at,
        helped=Helped(row.helped) if row.helped else None,
        settled_at=row.settled_at,
    )
