"""Schools and their calendars."""

from datetime import datetime, time
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.etiquette import MOST_UNPROMPTED
from domain.ladder import USUAL, Ladder, read_written
from domain.retention import KEPT_MONTHS
from domain.school import School
from domain.school_days import SchoolCalendar
from domain.spelling import Spelling
from store import calendars
from store.once import write_once
from store.session import Session, StoreGoneError
from store.tables import schools
from store.types import new_id

PLATFORM = "slack"


def add(
    db: Session,
    *,
    address: str,
    name: str,
    calendar: SchoolCalendar,
    date_order: str,
    most_unprompted: int = MOST_UNPROMPTED,
    spelling: Spelling = Spelling.BRITISH,
) -> UUID:
    """The school's id; another program that starts at the same moment may have added it first."""
    write_once(
        db,
        schools,
        id=new_id(),
        platform=PLATFORM,
        address=address,
        name=name,
        zone=calendar.zone,
        opens=calendar.opens,
        closes=calendar.closes,
        weekdays=calendars.digits(calendar.weekdays),
        holidays=calendar.holidays,
        date_order=date_order,
        spelling=spelling,
        digest_weekday=4,
        digest_at=time(14, 0),
        most_unprompted=most_unprompted,
        ladder=USUAL.written(),
        keeps_months=KEPT_MONTHS,
    )
    added = by_address(db, address)
    if added is None:
        raise LookupError(f"The school at {address} was not kept")
    return added.id


def by_address(db: Session, address: str) -> School | None:
    row = db.execute(sa.select(schools).where(schools.c.platform == PLATFORM, schools.c.address == address)).first()
    return _school(db, row) if row else None


def get(db: Session, school_id: UUID) -> School:
    """StoreGoneError where another store has taken the place of the school's."""
    return _of(db, _by_id(), school_id)


@cache
def _by_id() -> sa.Select[Any]:
    return sa.select(schools).where(schools.c.id == sa.bindparam("school"))


def get_to_change(db: Session, school_id: UUID) -> School:
    """Claimed for this transaction: changes of the calendar come one after the other."""
    return _of(db, _by_id().with_for_update(key_share=True), school_id)


def due_for_digest(db: Session, school_id: UUID, now: datetime) -> School | None:
    """The school if its digest moment has come, claimed for this transaction."""
    row = db.execute(
        sa.select(schools)
        .where(schools.c.id == school_id, schools.c.next_digest_at <= now)
        .where((schools.c.digest_held_until > now).is_not(sa.true()))
        .with_for_update(skip_locked=True, key_share=True)
    ).first()
    return _school(db, row) if row else None


def every(db: Session) -> tuple[School, ...]:
    return tuple(_school(db, row) for row in db.execute(sa.select(schools).order_by(schools.c.name)).all())


def set_digest(db: Session, school_id: UUID, *, next_at: datetime, begins: datetime | None) -> None:
    planned = {"next_digest_at": next_at, "digest_from": begins, "digest_held_until": None}
    db.execute(schools.update().where(schools.c.id == school_id).values(planned))


def hold_digest(db: Session, school_id: UUID, until: datetime) -> None:
    """The planned moment stays, so that no week is forgotten."""
    db.execute(schools.update().where(schools.c.id == school_id).values(digest_held_until=until))


def set_digest_moment(db: Session, school_id: UUID, weekday: int, at: time) -> None:
    """Monday is 0; the hour is the school's."""
    db.execute(schools.update().where(schools.c.id == school_id).values(digest_weekday=weekday, digest_at=at))


def set_proposes(db: Session, school_id: UUID, proposes: bool) -> None:  # noqa: FBT001  # the value itself
    db.execute(schools.update().where(schools.c.id == school_id).values(proposes=proposes))


def set_ceiling(db: Session, school_id: UUID, most_unprompted: int) -> None:
    db.execute(schools.update().where(schools.c.id == school_id).values(most_unprompted=most_unprompted))


def set_spelling(db: Session, school_id: UUID, spelling: Spelling) -> None:
    db.execute(schools.update().where(schools.c.id == school_id).values(spelling=spelling))


def set_name(db: Session, school_id: UUID, name: str) -> None:
    db.execute(schools.update().where(schools.c.id == school_id).values(name=name))


def set_holidays(db: Session, school_id: UUID, code: str) -> None:
    db.execute(schools.update().where(schools.c.id == school_id).values(holidays=code))


def set_ladder(db: Session, school_id: UUID, ladder: Ladder) -> None:
    db.execute(schools.update().where(schools.c.id == school_id).values(ladder=ladder.written()))


def set_keeps(db: Session, school_id: UUID, months: int) -> None:
    db.execute(schools.update().where(schools.c.id == school_id).values(keeps_months=months))


def set_forgotten(db: Session, school_id: UUID, before: datetime) -> None:
    db.execute(schools.update().where(schools.c.id == school_id).values(forgotten_before=before))


def pause(db: Session, school_id: UUID, why: str, now: datetime) -> None:
    """While a school is paused its notices wait; it began with the first refusal."""
    begins = sa.func.coalesce(schools.c.paused_at, sa.literal(now, schools.c.paused_at.type))
    db.execute(schools.update().where(schools.c.id == school_id).values(paused_why=why, paused_at=begins))


def end_pause(db: Session, school_id: UUID) -> None:
    db.execute(schools.update().where(schools.c.id == school_id).values(paused_why=None, paused_at=None))


def paused_at(db: Session, school_id: UUID) -> datetime | None:
    """When the pause that goes on began; None for a school that works."""
    found: datetime | None = db.scalar(sa.select(schools.c.paused_at).where(schools.c.id == school_id))
    return found


def is_paused(db: Session, school_id: UUID) -> bool:
    paused = schools.c.paused_why.is_not(None)
    return db.execute(sa.select(schools.c.id).where(schools.c.id == school_id, paused)).first() is not None


def is_unseen_since(db: Session, school_id: UUID, moment: datetime) -> bool:
    unseen = schools.c.seen_at.is_(None) | (schools.c.seen_at < moment)
    return db.execute(sa.select(schools.c.id).where(schools.c.id == school_id, unseen)).first() is not None


def set_seen(db: Session, school_id: UUID, now: datetime) -> None:
    db.execute(schools.update().where(schools.c.id == school_id).values(seen_at=now))


def set_away(db: Session, school_id: UUID, away_from: datetime, away_until: datetime, *, noticed_at: datetime) -> None:
    """Remembered until it has been told; an earlier absence that was not told yet is part of it."""
    this = sa.literal(away_from, schools.c.away_from.type)
    begins = sa.case((schools.c.away_from < this, schools.c.away_from), else_=this)
    to = {"away_from": begins, "away_until": away_until, "away_noticed_at": noticed_at}
    db.execute(schools.update().where(schools.c.id == school_id).values(to))


def untold_absence(db: Session, school_id: UUID) -> tuple[datetime, datetime] | None:
    """(from, until) of an absence that is still to be told."""
    query = sa.select(schools.c.away_from, schools.c.away_until).where(
        schools.c.id == school_id, schools.c.away_until.is_not(None)
    )
    row = db.execute(query).first()
    return (row.away_from, row.away_until) if row else None


def away_noticed_at(db: Session, school_id: UUID) -> datetime | None:
    """When (real time) an absence was noticed that has not been told yet."""
    found: datetime | None = db.scalar(sa.select(schools.c.away_noticed_at).where(schools.c.id == school_id))
    return found


def back_from_away(
    db: Session, school_id: UUID, noticed_before: datetime | None
) -> tuple[School, datetime, datetime] | None:
    """(school, from, until) of an absence that can be told, claimed for this transaction."""
    is_settled = schools.c.away_noticed_at <= noticed_before if noticed_before else sa.true()
    query = (
        sa.select(schools)
        .where(schools.c.id == school_id)
        .where(schools.c.away_until.is_not(None), schools.c.paused_why.is_(None), is_settled)
        .with_for_update(skip_locked=True, key_share=True)
    )
    row = db.execute(query).first()
    return (_school(db, row), row.away_from, row.away_until) if row else None


def forget_away(db: Session, school_id: UUID) -> None:
    told = dict.fromkeys(("away_from", "away_until", "away_noticed_at"))
    db.execute(schools.update().where(schools.c.id == school_id).values(told))


def _of(db: Session, query: sa.Select[Any], school_id: UUID) -> School:
    row = db.execute(query, {"school": school_id}).first()
    if row is None:
        raise StoreGoneError("the store does not know the school")
    return _school(db, row)


def _school(db: Session, row: sa.Row[Any]) -> School:
    return School(
        id=row.id,
        address=row.address,
        name=row.name,
        calendar=calendars.of(db, row),
        date_order=row.date_order,
        spelling=row.spelling,
        digest_weekday=row.digest_weekday,
        digest_at=row.digest_at,
        next_digest_at=row.next_digest_at,
        digest_from=row.digest_from,
        most_unprompted=row.most_unprompted,
        proposes=row.proposes,
        ladder=read_written(row.ladder),
        keeps_months=row.keeps_months,
        forgotten_before=row.forgotten_before,
        seen_at=row.seen_at,
        paused_at=row.paused_at,
        paused_why=row.paused_why,
    )
