"""What happened, in the order in which it happened, and who was there to be told."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from domain.history import Event, EventKind
from domain.owed import History
from store import calendars
from store.session import Session
from store.tables import events, requests
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


def read(db: Session, school_id: UUID) -> History:
    """The whole story of a school, from its first request on."""
    happened = db.execute(sa.select(events).where(events.c.school_id == school_id).order_by(events.c.at, events.c.id))
    asked = db.execute(sa.select(requests.c.id, requests.c.asker_id).where(requests.c.school_id == school_id))
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
        earlier_calendars=calendars.earlier(db, school_id),
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
