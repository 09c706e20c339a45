"""What happened, in the order in which it happened, and who was there to be told."""

from datetime import UTC, date, datetime
from uuid import UUID

import sqlalchemy as sa

from domain.calendar_history import CalendarHistory, EarlierCalendar
from domain.commitment import CommitmentState
from domain.history import Event, EventKind
from domain.owed import History, settled_before
from domain.request import LIVE
from domain.school import School
from store import calendars
from store.session import Session
from store.tables import commitments, events, requests
from store.types import new_id

_EVER = datetime.min.replace(tzinfo=UTC)

_OF_AN_EVENT = (
    events.c.kind,
    events.c.at,
    events.c.request_id,
    events.c.commitment_id,
    events.c.person_id,
    events.c.detail,
    events.c.day,
    events.c.partner_id,
)
"""As Event takes them."""


def record(
    db: Session,
    school_id: UUID,
    kind: EventKind,
    at: datetime,
    *,
    request_id: UUID | None = None,
    commitment_id: UUID | None = None,
    person_id: UUID | None = None,
    partner_id: UUID | None = None,
    detail: object = "",
    day: date | None = None,
) -> None:
    """Written in the transaction of what happened."""
    db.execute(
        events.insert().values(
            id=new_id(),
            school_id=school_id,
            kind=kind,
            at=at,
            request_id=request_id,
            commitment_id=commitment_id,
            person_id=person_id,
            partner_id=partner_id,
            detail=str(detail),
            day=day,
        )
    )


def began(db: Session, school_id: UUID) -> datetime | None:
    """When the first thing happened of which anything is kept."""
    found: datetime | None = db.scalar(sa.select(sa.func.min(events.c.at)).where(events.c.school_id == school_id))
    return found


def read_of(db: Session, school: School, first: datetime) -> History:
    """What it takes to tell what was owed from `first` on."""
    earlier = calendars.earlier(db, school.id)
    return _read(db, school.id, earlier, settled_before(CalendarHistory(school.calendar, earlier), first))


def read(db: Session, school_id: UUID, since: datetime = _EVER) -> History:
    """The whole story of a school, from its first request on.

    Given `since`, without the stories that had ended by then: they change nothing of how things stood from there on.
    """
    return _read(db, school_id, calendars.earlier(db, school_id), since)


def _read(db: Session, school_id: UUID, earlier: tuple[EarlierCalendar, ...], since: datetime) -> History:
    touched = _touched(school_id, since)
    asked = _asked(school_id, since, touched)
    of_requests = events.c.request_id.is_(None) | events.c.request_id.in_(sa.select(asked.c.id))
    of_promises = events.c.commitment_id.is_(None) | events.c.commitment_id.in_(_kept_up(school_id, touched, asked))
    rows = db.execute(
        sa.select(*_OF_AN_EVENT, requests.c.asker_id)
        .outerjoin(requests, requests.c.id == events.c.request_id)
        .where(events.c.school_id == school_id, of_requests, of_promises)
        .order_by(events.c.at, events.c.id)
    ).all()
    return History(
        events=tuple(Event(*row[:-1]) for row in rows),
        askers={row.request_id: row.asker_id for row in rows if row.request_id},
        earlier_calendars=earlier,
    )


def _touched(school_id: UUID, since: datetime) -> sa.CTE:
    """Promises that are open, or of which something was told since then."""
    told = sa.select(events.c.commitment_id).where(events.c.school_id == school_id, events.c.at >= since)
    is_open = commitments.c.state == CommitmentState.OPEN
    return (
        sa.select(commitments.c.id, commitments.c.request_id)
        .where(commitments.c.school_id == school_id, is_open | commitments.c.id.in_(told))
        .cte("touched")
    )


def _asked(school_id: UUID, since: datetime, touched: sa.CTE) -> sa.CTE:
    """Requests that are open, of which something was told since then, or for which a promise went on."""
    told = sa.select(events.c.request_id).where(events.c.school_id == school_id, events.c.at >= since)
    promised = sa.select(touched.c.request_id)
    went_on = requests.c.state.in_(LIVE) | requests.c.id.in_(told) | requests.c.id.in_(promised)
    return sa.select(requests.c.id).where(requests.c.school_id == school_id, went_on).cte("asked")


def _kept_up(school_id: UUID, touched: sa.CTE, asked: sa.CTE) -> sa.Select[tuple[UUID]]:
    """Promises that went on, or that were made for a request that did."""
    went_on = commitments.c.id.in_(sa.select(touched.c.id))
    of_request = commitments.c.request_id.in_(sa.select(asked.c.id))
    return sa.select(commitments.c.id).where(commitments.c.school_id == school_id, went_on | of_request)


def rounds_without_opening(db: Session, school_id: UUID, until: datetime) -> list[tuple[UUID, int]]:
    """(request, how often it had been opened) of what was asked before `until`, and of which no event tells."""
    told = sa.select(events.c.request_id, events.c.detail).where(
        events.c.school_id == school_id, events.c.kind == EventKind.OPENED
    )
    asked = (
        sa.select(requests.c.id, requests.c.round)
        .where(requests.c.school_id == school_id, requests.c.asked_at < until)
        .order_by(requests.c.id)
    )
    known = {(row.request_id, row.detail) for row in db.execute(told)}
    rounds = [(row.id, number) for row in db.execute(asked) for number in range(1, row.round + 1)]
    return [(request_id, number) for request_id, number in rounds if (request_id, str(number)) not in known]
