"""What happened, in the order in which it happened, and who was there to be told."""

from datetime import date, datetime
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


def read_of(db: Session, school: School, first: datetime) -> History:
    """What it takes to tell what was owed from `first` on."""
    earlier = calendars.earlier(db, school.id)
    return _read(db, school.id, earlier, settled_before(CalendarHistory(school.calendar, earlier), first))


def read(db: Session, school_id: UUID, since: datetime | None = None) -> History:
    """The whole story of a school, from its first request on.

    Given `since`, without the stories that had ended by then: they change nothing of how things stood from there on.
    """
    return _read(db, school_id, calendars.earlier(db, school_id), since)


def _read(db: Session, school_id: UUID, earlier: tuple[EarlierCalendar, ...], since: datetime | None) -> History:
    told, asked_for = sa.select(events).where(events.c.school_id == school_id), requests.c.school_id == school_id
    if since is not None:
        went_on, kept_up = _went_on(school_id, since), _kept_up(school_id, since)
        told = told.where(events.c.request_id.is_(None) | events.c.request_id.in_(went_on))
        told = told.where(events.c.commitment_id.is_(None) | events.c.commitment_id.in_(kept_up))
        asked_for &= requests.c.id.in_(went_on)
    happened = db.execute(told.order_by(events.c.at, events.c.id))
    asked = db.execute(sa.select(requests.c.id, requests.c.asker_id).where(asked_for))
    return History(
        events=tuple(
            Event(
                row.kind,
                row.at,
                row.request_id,
                row.commitment_id,
                row.person_id,
                row.detail,
                row.day,
                row.partner_id,
            )
            for row in happened
        ),
        askers={row.id: row.asker_id for row in asked},
        earlier_calendars=earlier,
    )


def _went_on(school_id: UUID, since: datetime) -> sa.Select[tuple[UUID]]:
    """Requests that are open, of which something was told since then, or for which a promise went on."""
    told = sa.select(events.c.request_id).where(events.c.school_id == school_id, events.c.at >= since)
    promised_for = sa.select(commitments.c.request_id).where(
        commitments.c.school_id == school_id, commitments.c.id.in_(_open_or_told(school_id, since))
    )
    return sa.select(requests.c.id).where(
        requests.c.school_id == school_id,
        requests.c.state.in_(LIVE) | requests.c.id.in_(told) | requests.c.id.in_(promised_for),
    )


def _kept_up(school_id: UUID, since: datetime) -> sa.Select[tuple[UUID]]:
    """Promises that are open, of which something was told since then, or that were made for a request that went on."""
    return sa.select(commitments.c.id).where(
        commitments.c.school_id == school_id,
        commitments.c.id.in_(_open_or_told(school_id, since))
        | commitments.c.request_id.in_(_went_on(school_id, since)),
    )


def _open_or_told(school_id: UUID, since: datetime) -> sa.Select[tuple[UUID]]:
    told = sa.select(events.c.commitment_id).where(events.c.school_id == school_id, events.c.at >= since)
    return sa.select(commitments.c.id).where(
        commitments.c.school_id == school_id,
        (commitments.c.state == CommitmentState.OPEN) | commitments.c.id.in_(told),
    )


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
