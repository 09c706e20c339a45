"""A school's calendar: its hours and days, when it is closed, and what it was before it changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.calendar_history import EarlierCalendar
from domain.school_days import Closure, SchoolCalendar
from store.once import write_once
from store.session import Session
from store.tables import closures, earlier_calendars, open_days, schools
from store.types import new_id


@dataclass(frozen=True)
class KeptClosure:
    """`source` is the calendar that it was imported from, `uid` its event there; None for a typed one."""

    id: UUID
    first: date
    last: date
    why: str
    source: str | None = None
    uid: str | None = None


def of(db: Session, school: sa.Row[Any]) -> SchoolCalendar:
    """Of several closures on one day the shortest comes first: its reason is the most to the point."""
    closed = sorted(kept(db, school.id), key=lambda each: (each.last - each.first, each.first))
    return SchoolCalendar(
        zone=school.zone,
        opens=school.opens,
        closes=school.closes,
        weekdays=frozenset(map(int, school.weekdays)),
        holidays=school.holidays,
        closures=tuple(Closure(each.first, each.last, each.why) for each in closed),
        open_days=frozenset(opened(db, school.id)),
    )


def kept(db: Session, school_id: UUID) -> tuple[KeptClosure, ...]:
    """Every closure, the earliest first."""
    rows = db.execute(_kept(), {"school": school_id}).all()
    return tuple(KeptClosure(row.id, row.first, row.last, row.why, row.source, row.uid) for row in rows)


def opened(db: Session, school_id: UUID) -> dict[date, str]:
    """Days that are school days whatever the rest says, with the reason."""
    return {row.day: row.why for row in db.execute(_opened(), {"school": school_id}).all()}


@cache
def _kept() -> sa.Select[Any]:
    """Composed once, as is the next: whatever is done begins with the school's calendar."""
    query = sa.select(closures).where(closures.c.school_id == sa.bindparam("school"))
    return query.order_by(closures.c.first, closures.c.last, closures.c.id)


@cache
def _opened() -> sa.Select[Any]:
    return sa.select(open_days).where(open_days.c.school_id == sa.bindparam("school")).order_by(open_days.c.day)


def add_closure(
    db: Session, school_id: UUID, closure: Closure, *, source: str | None = None, uid: str | None = None
) -> None:
    new = {"first": closure.first, "last": closure.last, "why": closure.why, "source": source, "uid": uid}
    db.execute(closures.insert().values(id=new_id(), school_id=school_id, **new))


def remove_closures(db: Session, school_id: UUID, closure_ids: Iterable[UUID]) -> None:
    db.execute(closures.delete().where(closures.c.school_id == school_id, closures.c.id.in_(tuple(closure_ids))))


def open_day(db: Session, school_id: UUID, day: date, why: str) -> None:
    write_once(db, open_days, school_id=school_id, day=day, why=why)


def forget_open_days(db: Session, school_id: UUID, first: date, last: date) -> None:
    within = open_days.c.day.between(first, last)
    db.execute(open_days.delete().where(open_days.c.school_id == school_id, within))


def set_hours(db: Session, school_id: UUID, opens: time, closes: time) -> None:
    db.execute(schools.update().where(schools.c.id == school_id).values(opens=opens, closes=closes))


def set_weekdays(db: Session, school_id: UUID, weekdays: frozenset[int]) -> None:
    db.execute(schools.update().where(schools.c.id == school_id).values(weekdays=digits(weekdays)))


def remember(db: Session, school_id: UUID, calendar: SchoolCalendar, until: datetime) -> None:
    """The calendar as it stands, before it is changed."""
    db.execute(
        earlier_calendars.insert().values(id=new_id(), school_id=school_id, until=until, calendar=_written(calendar))
    )


def earlier(db: Session, school_id: UUID) -> tuple[EarlierCalendar, ...]:
    """What the calendar was before each of its changes, in their order."""
    query = sa.select(earlier_calendars).where(earlier_calendars.c.school_id == school_id)
    rows = db.execute(query.order_by(earlier_calendars.c.until, earlier_calendars.c.id))
    return tuple(EarlierCalendar(row.until, _read(row.calendar)) for row in rows)


def digits(weekdays: frozenset[int]) -> str:
    return "".join(map(str, sorted(weekdays)))


def _written(calendar: SchoolCalendar) -> dict[str, Any]:
    return {
        "zone": calendar.zone,
        "opens": calendar.opens.isoformat(),
        "closes": calendar.closes.isoformat(),
        "weekdays": digits(calendar.weekdays),
        "holidays": calendar.holidays,
        "closures": [[each.first.isoformat(), each.last.isoformat(), each.why] for each in calendar.closures],
        "open_days": sorted(day.isoformat() for day in calendar.open_days),
    }


def _read(written: Mapping[str, Any]) -> SchoolCalendar:
    return SchoolCalendar(
        zone=written["zone"],
        opens=time.fromisoformat(written["opens"]),
        closes=time.fromisoformat(written["closes"]),
        weekdays=frozenset(map(int, written["weekdays"])),
        holidays=written["holidays"],
        closures=tuple(
            Closure(date.fromisoformat(first), date.fromisoformat(last), why)
            for first, last, why in written["closures"]
        ),
        open_days=frozenset(map(date.fromisoformat, written["open_days"])),
    )
