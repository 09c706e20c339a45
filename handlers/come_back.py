"""The bot is back after being away in school time: it catches up once, and says what was late because of it."""

from datetime import datetime, timedelta
from uuid import UUID

from domain.history import EventKind
from domain.notices import NewNotice, Notice, NoticeKind, NoticeState
from domain.person import Person
from domain.school import School
from handlers.owing import humane
from store import history, outbox, people, schools
from store.session import Session, Store

SEEN_EVERY = timedelta(seconds=10)

WORTH_TELLING = timedelta(minutes=10)
"""School time without the bot that nobody needs to be told of: a restart."""


def stay_seen(store: Store, school_id: UUID, now: datetime) -> bool:
    """The bot is there: written every few seconds, so that an absence has a beginning. Always False: no more to do."""
    with store.reading() as db:
        if not schools.is_unseen_since(db, school_id, now - SEEN_EVERY):
            return False
    with store.writing(wakes=False) as db:
        schools.set_seen(db, school_id, now)
    return False


def notice_absence(db: Session, school: School, now: datetime) -> None:
    """At the start: whether the school was open for long enough while nobody was there."""
    if school.seen_at and school_time_between(school, school.seen_at, now) >= WORTH_TELLING:
        schools.set_away(db, school.id, school.seen_at, now)


def school_time_between(school: School, first: datetime, last: datetime) -> timedelta:
    """How long the school was open between two moments; a week at most is counted."""
    total, at, calendar = timedelta(0), first, school.calendar
    while at < last and total < timedelta(days=7):
        at = calendar.next_open(at)
        closes = min(calendar.closing(school.today(at)), last)
        total += max(closes - at, timedelta(0))
        at = calendar.closing(school.today(at))
    return total


def come_back_one(store: Store, school_id: UUID, now: datetime) -> bool:
    """Once what was missed has been written down, tells the librarians in one line; False when there is nothing."""
    with store.writing(wakes=False) as db:
        found = schools.back_from_away(db, school_id)
        if found is None or people.due_for_nudge(db, school_id, now) or schools.due_for_digest(db, school_id, now):
            return False
        school, first, last = found
        late = [last - each.owed_at for each in _late(db, school, first, last)]
        facts = {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "late": str(len(late)),
            "worst": str(max(late, default=timedelta(0)).total_seconds()),
        }
        for librarian in people.librarians(db, school.id):
            _owe(db, school, librarian, facts, now)
        schools.forget_away(db, school.id)
    store.wake()
    return True


def _owe(db: Session, school: School, librarian: Person, facts: dict[str, str], now: datetime) -> None:
    once_key = f"away:{facts['first']}:{librarian.id}"
    history.record(db, school.id, EventKind.CAME_BACK, now, person_id=librarian.id, detail=once_key)
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.AWAY,
            person_id=librarian.id,
            once_key=once_key,
            owed_at=humane(school, now),
            facts=tuple(facts.items()),
        ),
    )


def _late(db: Session, school: School, first: datetime, last: datetime) -> list[Notice]:
    """What was owed while the bot was away and had to wait for it."""
    owed = outbox.owed_between(db, school.id, first, last)
    return [
        each
        for each in owed
        if each.state in (NoticeState.WAITING, NoticeState.SENDING, NoticeState.UNSURE)
        or (each.state is NoticeState.SENT and each.sent_at and each.sent_at >= last)
    ]
