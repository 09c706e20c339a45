"""The bot is back after being away in school time: it catches up once, and says what was late because of it."""

import json
import logging
from datetime import datetime, timedelta
from uuid import UUID

from domain.history import EventKind
from domain.notices import UNSETTLED, NewNotice, Notice, NoticeKind, NoticeState
from domain.person import Person
from domain.school import School
from handlers.messages import Away
from handlers.owing import humane
from store import history, ledger, outbox, people, schools
from store.session import Session, Store
from store.types import AT_ONCE

log = logging.getLogger(__name__)

SEEN_EVERY = timedelta(seconds=10)

ASLEEP_AFTER = timedelta(seconds=5)
"""Real time between two looks, a second apart, after which nobody can have been at work: a machine that slept."""

WORTH_TELLING = timedelta(minutes=10)
"""School time without the bot that nobody needs to be told of: a restart."""


def stay_seen(
    store: Store, school_id: UUID, now: datetime, real_now: datetime = AT_ONCE, gap: timedelta = timedelta(0)
) -> bool:
    """The bot is there: written every few seconds, so that an absence has a beginning. Always False: no more to do.

    `gap` is the real time since it last did so. The school's clock may have been moved, which is no absence.
    """
    with store.reading() as db:
        if not schools.is_unseen_since(db, school_id, now - SEEN_EVERY):
            return False
    with store.writing(wakes=False) as db:
        if gap >= ASLEEP_AFTER:
            notice_absence(db, schools.get(db, school_id), now, real_now)
        schools.set_seen(db, school_id, now)
    return False


def notice_absence(db: Session, school: School, now: datetime, real_now: datetime) -> None:
    """Whether the school was open for long enough while nobody was there: at the start, or after a sleep."""
    if school.seen_at:
        _note(db, school, school.seen_at, now, real_now)


def end_pause(db: Session, school: School, now: datetime, real_now: datetime) -> None:
    """The platform takes messages of this school again: to its people the bot was away."""
    paused_at = schools.paused_at(db, school.id)
    schools.end_pause(db, school.id)
    if paused_at:
        log.warning("%s takes messages again; it was paused since %s", school.name, paused_at.isoformat("T", "minutes"))
        _note(db, school, paused_at, now, real_now)


def _note(db: Session, school: School, first: datetime, now: datetime, real_now: datetime) -> None:
    if school_time_between(school, first, now) >= WORTH_TELLING:
        schools.set_away(db, school.id, first, now, noticed_at=real_now)


def school_time_between(school: School, first: datetime, last: datetime) -> timedelta:
    """How long the school was open between two moments; a week at most is counted."""
    total, at, calendar = timedelta(0), first, school.calendar
    while at < last and total < timedelta(days=7):
        at = calendar.next_open(at)
        closes = min(calendar.closing(school.today(at)), last)
        total += max(closes - at, timedelta(0))
        at = calendar.closing(school.today(at))
    return total


def come_back_one(store: Store, school_id: UUID, now: datetime, settled_before: datetime | None = None) -> bool:
    """Once what was missed has been written down, tells the librarians in one line; False when there is nothing.

    An absence that was noticed after `settled_before` (real time) waits: what people wrote meanwhile is still to come.
    """
    with store.claiming(lambda db: schools.back_from_away(db, school_id, settled_before)) as claimed:
        if claimed is None:
            return False
        db, (school, first, last) = claimed
        if people.due_for_nudge(db, school_id, now) or schools.due_for_digest(db, school_id, now):
            return False
        for reader in people.readers(db, school.id):
            _owe(db, school, reader, first, last, now)
        schools.forget_away(db, school.id)
    store.wake()
    return True


def _owe(db: Session, school: School, librarian: Person, first: datetime, last: datetime, now: datetime) -> None:
    once_key = f"away:{first.isoformat()}:{librarian.id}"
    history.record(db, school.id, EventKind.CAME_BACK, now, person_id=librarian.id, detail=once_key)
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.AWAY,
            person_id=librarian.id,
            once_key=once_key,
            owed_at=humane(school, now),
            facts=(("spans", json.dumps([[first.isoformat(), last.isoformat()]])),),
        ),
    )


def away_in(db: Session, school_id: UUID, spans: str, now: datetime) -> Away:
    """Told when it is sent: what people wrote meanwhile may come in only after the bot is back."""
    absences = [(datetime.fromisoformat(first), datetime.fromisoformat(last)) for first, last in json.loads(spans)]
    late: dict[UUID, timedelta] = {}
    for first, last in absences:
        # What had been owed a moment before, and could not go out any more, was late as well.
        for each in ledger.owed_between(db, school_id, first - WORTH_TELLING, last):
            if _was_late(each, last, now):
                late[each.id] = max(last - each.owed_at, late.get(each.id, timedelta(0)))
    return Away(
        first=min(first for first, _ in absences),
        last=max(last for _, last in absences),
        late=len(late),
        worst=max(late.values(), default=timedelta(0)),
        times=len(absences),
    )


def _was_late(notice: Notice, back_at: datetime, now: datetime) -> bool:
    """It was owed while the bot was away and had to wait for it."""
    if notice.kind is NoticeKind.AWAY:
        return False
    if notice.state is NoticeState.SENT:
        return notice.sent_at is not None and notice.sent_at >= back_at
    return notice.state in UNSETTLED and notice.not_before <= now
