"""Writing down what the bot owes for a change, and which messages the change has made untrue."""

from datetime import datetime

from domain.notices import NewNotice, NoticeKind, Subject
from domain.request import Request
from domain.school import School
from handlers.messages import Recorded
from store import homes, outbox, people, shown
from store.session import Session


def humane(school: School, now: datetime) -> datetime:
    """When somebody who did not just act may be written to (UTC): in school hours now, else at the next opening."""
    return school.calendar.next_open(now)


def owe_cards(db: Session, school: School, request: Request, now: datetime, *, but_not: object = None) -> None:
    """A card for everybody who reads for the library, once for each time the request has been opened."""
    for reader in people.readers(db, school.id):
        if reader.id == but_not:
            continue
        outbox.owe(
            db,
            school.id,
            NewNotice(
                kind=NoticeKind.CARD,
                person_id=reader.id,
                once_key=f"card:{request.id}:{request.round}:{reader.id}",
                owed_at=humane(school, now),
                subjects=(Subject(request_id=request.id),),
            ),
        )


def owe_receipt(db: Session, school: School, request: Request, now: datetime, *, again: str | None = None) -> None:
    """At once, because the asker just acted; a request has one receipt, rewritten when it changes.

    `again` is the source key of the same words said once more: they are told that the earlier request stands.
    """
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.RECEIPT,
            person_id=request.asker_id,
            once_key=f"receipt:{request.id}:{again}" if again else f"receipt:{request.id}",
            owed_at=now,
            subjects=(Subject(request_id=request.id),),
            facts=(("recorded", Recorded.ALREADY if again else Recorded.NEW),),
            thread=request.thread if request.source.is_public else None,
        ),
    )


def mark_changed(db: Session, school: School, request: Request) -> None:
    """Every message and Home that shows this request, or a promise made for it, is to be rewritten."""
    shown.mark_stale(db, school.id, request_id=request.id)
    homes.mark_stale(db, school.id, request.asker_id)
