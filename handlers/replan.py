"""The calendar has changed: what was planned by the old one is planned anew, in the transaction of the change.

What has come already stays as it was; delivery keeps school hours by itself.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.calendar_history import next_part, parts_of_day
from domain.digest_moments import moved_digest
from domain.person import Person
from domain.referral import follow_up_day
from domain.school import School
from domain.school_days import SchoolCalendar
from handlers.plan_activity import follow_calendar
from store import homes, outbox, people, referrals, schools
from store.session import Session


@dataclass(frozen=True)
class Moved:
    """How many planned moments changed."""

    nudges: int
    notices: int
    digest_at: datetime | None
    """The digest's new moment, if it has one."""
    fell_away: int = 0
    """Days of activities on which the school is closed now."""


def replan(db: Session, before: School, after: School, now: datetime) -> Moved:
    fell_away = follow_calendar(db, after, now)
    nudges = sum(_move_nudge(db, before.calendar, after.calendar, person, now) for person in _to_be_nudged(db, after))
    notices = outbox.move_planned(db, after.id, now=now, to=after.calendar.next_open(now))
    digest_at = _move_digest(db, before, after, now)
    _move_follow_ups(db, before.calendar, after.calendar, after.id, now)
    homes.mark_stale(db, after.id, None)
    return Moved(nudges, notices, digest_at, fell_away)


def _to_be_nudged(db: Session, school: School) -> tuple[Person, ...]:
    """Claimed, so that a morning that is just being written is finished first."""
    return people.planned_for_nudge(db, school.id)


def _move_nudge(db: Session, before: SchoolCalendar, after: SchoolCalendar, person: Person, now: datetime) -> bool:
    """A moment that is no opening and no afternoon holds somebody back whose message failed: that is left alone."""
    planned = person.next_nudge_at
    if planned is None or planned <= now:
        return False
    if planned not in {part.moment for part in parts_of_day(before, before.today(planned))}:
        return False
    moment = next_part(after, now)
    people.set_nudge(db, person.id, moment)
    return moment != planned


def _move_digest(db: Session, before: School, after: School, now: datetime) -> datetime | None:
    planned = before.next_digest_at
    if planned is None or planned <= now:
        return None
    moment = moved_digest(after, before.calendar, after.calendar, planned, now)
    schools.set_digest(db, after.id, next_at=moment, begins=before.digest_from)
    return moment if moment != planned else None


def _move_follow_ups(
    db: Session, before: SchoolCalendar, after: SchoolCalendar, school_id: UUID, now: datetime
) -> None:
    """A referral is followed up five school days on, by the days that are school days now."""
    upcoming = after.today(after.opening_after(now))
    for referral in referrals.planned(db, school_id):
        if before.opening(referral.follow_up_on) > now:
            day = follow_up_day(after.today(referral.referred_at), after, not_before=upcoming)
            referrals.plan(db, school_id, referral.id, day)
