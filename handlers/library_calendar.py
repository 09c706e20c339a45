"""A librarian's own calendar: the promises that are open, on the days they are due, and the activities to come.

It may be read by calendars elsewhere, so it holds what the librarian wrote and nothing of who asked, or for what.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain.activity import Activity
from domain.commitment import Commitment
from domain.occurrences import occurrences
from domain.person import Person
from domain.school import School
from store import activities, commitments
from store.session import Session

AHEAD = timedelta(days=183)
"""How far activities are shown: half a year, the term with its holidays."""


@dataclass(frozen=True)
class CalendarEntry:
    """One day. `at` is the school's clock; None for what has no hour. `sequence` counts how often its day was moved.

    `key` is the entry's own as long as there is one, whatever becomes of its day.
    """

    key: str
    on: date
    at: time | None
    words: str
    is_due: bool
    """A promise to keep by then; otherwise something that takes place."""
    sequence: int
    changed_at: datetime


@dataclass(frozen=True)
class LibraryCalendar:
    """`entries` by their days."""

    school: str
    librarian: str
    zone: str
    entries: tuple[CalendarEntry, ...]


def library_calendar(db: Session, school: School, librarian: Person, now: datetime) -> LibraryCalendar:
    promised = [_promise(db, school, each) for each in commitments.open_of(db, school.id, librarian.id)]
    to_come = [
        entry
        for activity in activities.live(db, school.id)
        if activity.owner_id == librarian.id
        for entry in _to_come(db, school, activity, now)
    ]
    entries = sorted([*promised, *to_come], key=lambda each: (each.on, each.at or time.min, each.key))
    return LibraryCalendar(school.name, librarian.name, school.calendar.zone, tuple(entries))


def _promise(db: Session, school: School, commitment: Commitment) -> CalendarEntry:
    """A day of an activity keeps the key of the day it was planned for, so it moves and is not there twice."""
    dates = commitments.dates_of(db, school.id, commitment.id)
    activity = activities.find(db, school.id, commitment.activity_id) if commitment.activity_id else None
    return CalendarEntry(
        key=_key(activity.id, dates[0][0]) if activity else str(commitment.id),
        on=commitment.due_on,
        at=activity.at if activity else None,
        words=activity.title if activity else commitment.doing,
        is_due=activity is None,
        sequence=len(dates) - 1,
        changed_at=dates[-1][1],
    )


def _to_come(db: Session, school: School, activity: Activity, now: datetime) -> Iterator[CalendarEntry]:
    """Days for which nothing was promised yet; what was, is open, kept or released."""
    today = school.today(now)
    made = {each.day for each in activities.made_for(db, school.id, activity.id) if each.counts}
    made_at = activities.made_at(db, school.id, activity.id)
    for day in occurrences(activity, today, today + AHEAD, school.calendar):
        if day not in made:
            yield CalendarEntry(
                key=_key(activity.id, day),
                on=day,
                at=activity.at,
                words=activity.title,
                is_due=False,
                sequence=0,
                changed_at=made_at,
            )


def _key(activity_id: UUID, day: date) -> str:
    return f"{activity_id}-{day:%Y%m%d}"
