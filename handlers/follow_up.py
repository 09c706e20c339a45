"""Five school days after a referral, at the opening: the person who asked is asked whether the partner helped."""

from datetime import datetime, time, timedelta
from uuid import UUID

from domain.calendar_history import CalendarHistory
from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind, Subject
from domain.referral import Referral
from domain.request import RequestState
from domain.school import School
from handlers.steps import take_one
from store import calendars, history, outbox, people, referrals, requests, schools
from store.session import Session, Store

_DAY = timedelta(days=1)
_Due = tuple[School, Referral]


def follow_up_one(store: Store, school_id: UUID, now: datetime) -> bool:
    """Follows up one referral of the school whose day has come; False when there is none."""
    return take_one(
        store,
        claim=lambda db: _due(db, school_id, now),
        work=lambda db, due: _follow_up(db, *due, now),
        put_off=lambda db, due: _put_off(db, *due, now),
    )


def _due(db: Session, school_id: UUID, now: datetime) -> _Due | None:
    if not referrals.are_planned(db, school_id):
        return None
    school = schools.get(db, school_id)
    today = school.today(now)
    last = today if school.calendar.opening(today) <= now else today - _DAY
    referral = referrals.to_follow_up(db, school.id, last)
    return (school, referral) if referral else None


def _follow_up(db: Session, school: School, referral: Referral, now: datetime) -> None:
    """Nobody is asked about what has been settled in another way, and nobody who has left."""
    referrals.mark_followed_up(db, school.id, referral.id, now)
    request = requests.get(db, school.id, referral.request_id)
    asker = people.get(db, school.id, request.asker_id)
    newest = referrals.last_for(db, school.id, request.id)
    is_newest = newest is not None and newest.id == referral.id
    if request.state is not RequestState.REFERRED or asker.left_at or not is_newest:
        return
    owed_at = _opening_of(db, school, referral)
    kind = EventKind.ASKED_WHETHER_THEY_HELPED
    history.record(db, school.id, kind, owed_at, request_id=request.id, detail=referral.id)
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=NoticeKind.DID_THEY_HELP,
            person_id=asker.id,
            once_key=f"did they help:{referral.id}",
            owed_at=owed_at,
            subjects=(Subject(request.id),),
            facts=(("referral", str(referral.id)),),
        ),
    )


def _opening_of(db: Session, school: School, referral: Referral) -> datetime:
    """When the day began, as the calendar was known then: a bot that was away asks late, and says by how much."""
    known = CalendarHistory(school.calendar, calendars.earlier(db, school.id))
    return known.next_open(school.calendar.moment(referral.follow_up_on, time.min))


def _put_off(db: Session, school: School, referral: Referral, now: datetime) -> None:
    referrals.plan(db, school.id, referral.id, school.calendar.next_school_day(school.today(now)))
