"""Somebody is to hear of something they did not ask for: few such messages a week, and the others merged."""

from datetime import datetime
from uuid import UUID

from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind
from domain.school import School
from handlers.owing import humane
from store import history, outbox
from store.session import Session


def tell(db: Session, school: School, person_id: UUID, words: str, once_key: str, now: datetime) -> None:
    """One line, owed under a key of its cause."""
    notice = NewNotice(
        kind=NoticeKind.NEWS,
        person_id=person_id,
        once_key=f"news:{once_key}",
        owed_at=humane(school, now),
        facts=(("words", " ".join(words.split())),),
    )
    if outbox.owe(db, school.id, notice):
        history.record(db, school.id, EventKind.TOLD, now, person_id=person_id, detail=notice.once_key)
