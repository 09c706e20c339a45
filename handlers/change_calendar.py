"""Whoever changes the calendar changes it whole: the old one is remembered, the new one checked, plans follow it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from domain.calendar_limits import check_calendar
from domain.commitment import Commitment
from domain.school import School
from domain.school_days import SchoolCalendar
from handlers.replan import Moved, replan
from store import calendars, commitments, schools
from store.session import Session, Store


@dataclass
class Change:
    """`school` is the one before the change until the change is complete."""

    db: Session
    school: School
    moved: Moved = field(default_factory=lambda: Moved(0, 0, None))
    caught: tuple[Commitment, ...] = ()
    """Open promises that are due on days that have become closed ones."""


@contextmanager
def changing(store: Store, school_id: UUID, now: datetime) -> Iterator[Change]:
    """One transaction. UserError, and nothing changed, for a calendar under which nothing could be sent."""
    with store.writing() as db:
        change = Change(db, schools.get_to_change(db, school_id))
        yield change
        before, after = change.school, schools.get(db, school_id)
        if after.calendar == before.calendar:
            return
        check_calendar(after.calendar, after.today(now))
        calendars.remember(db, school_id, before.calendar, now)
        change.school = after
        change.moved = replan(db, before, after, now)
        change.caught = caught_by(commitments.all_open(db, school_id), before.calendar, after.calendar)


def caught_by(
    promises: tuple[Commitment, ...], before: SchoolCalendar, after: SchoolCalendar
) -> tuple[Commitment, ...]:
    """Those that are due on a school day of one calendar which is closed in the other.

    Days of activities are not among them: those fall away with the day.
    """
    return tuple(
        each
        for each in promises
        if each.activity_id is None and before.is_school_day(each.due_on) and not after.is_school_day(each.due_on)
    )
