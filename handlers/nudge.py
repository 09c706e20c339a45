"""A school morning: one message to each librarian with what is due, late, unanswered, and left by those who have gone.

In the afternoon, a second one if something promised for today is still open.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from domain.calendar_history import CalendarHistory, PartOfDay, next_part
from domain.notices import WAS_AWAY, NewNotice, NoticeKind, nudge_key
from domain.person import Person
from domain.school import School
from handlers.morning_list import MorningList, list_of
from handlers.steps import Deed, do_or_put_off, take_one
from store import calendars, outbox, people, schools
from store.failures import log_failure
from store.session import Session, Store

_HELD_AFTER_FAILURE = timedelta(hours=1)

MOST_AT_ONCE = 20
"""Mornings and afternoons that were missed: after a long absence others are not kept waiting while all are written."""


def nudge_one(store: Store, school_id: UUID, now: datetime) -> bool:
    """Takes one person whose morning or afternoon has come; False when there is nobody."""
    return take_one(store, lambda db: people.due_for_nudge(db, school_id, now), *_work_at(now))


def nudge_before(db: Session, school_id: UUID, now: datetime) -> None:
    """What is due is written down before something changes: a promise kept a second past eight was open at eight."""
    while person := people.due_for_nudge(db, school_id, now):
        failure = do_or_put_off(db, person, *_work_at(now))
        if failure:
            log_failure("A reminder could not be written and is put off", failure)


def _work_at(now: datetime) -> tuple[Deed[Person], Deed[Person]]:
    """What is done for a person whose moment has come, and what if that cannot be done."""
    return (
        lambda db, person: _nudge(db, schools.get(db, person.school_id), person, now),
        lambda db, person: people.hold_nudge(db, person.id, now + _HELD_AFTER_FAILURE),
    )


def plan_nudges(db: Session, school: School, now: datetime) -> None:
    """Whoever begins to read for the library has the next opening planned; whoever no longer does has nothing."""
    readers = people.readers(db, school.id)
    for person in readers:
        if person.next_nudge_at is None:
            people.set_nudge(db, person.id, school.calendar.opening_after(now))
    for person in people.planned_for_nudge(db, school.id):
        if person.id not in {each.id for each in readers}:
            people.set_nudge(db, person.id, None)


def _nudge(db: Session, school: School, person: Person, now: datetime) -> None:
    """The part of the day that it is; parts that went by while the bot was away are accounted for, not made up for."""
    is_reader = any(each.id == person.id for each in people.readers(db, school.id))
    if not is_reader or person.next_nudge_at is None:
        people.set_nudge(db, person.id, None)
        return
    known = CalendarHistory(school.calendar, calendars.earlier(db, school.id))
    today, calendar = school.today(now), school.calendar
    part, missed = None, _parts(known, person.next_nudge_at, now)
    if len(missed) > MOST_AT_ONCE:
        for each in missed[:MOST_AT_ONCE]:
            _owe_in_vain(db, school, person, each)
        people.set_nudge(db, person.id, missed[MOST_AT_ONCE].moment)
        return
    if missed and missed[-1].day == today and calendar.is_open(now):
        part = missed.pop()
        if part.kind is NoticeKind.AFTERNOON and any(each.day == today for each in missed):
            # The day's list was never sent: it comes late, and the afternoon's would only repeat it.
            part, missed[-1] = missed[-1], part
    for each in missed:
        _owe_in_vain(db, school, person, each)
    if part:
        _owe(db, school, person, part)
    people.set_nudge(db, person.id, next_part(calendar, now))


def _parts(known: CalendarHistory, first: datetime, now: datetime) -> list[PartOfDay]:
    """Every morning and afternoon of school days from the planned one up to now."""
    days = range(known.latest.today(first).toordinal(), known.latest.today(now).toordinal() + 1)
    parts = (part for day in days for part in known.parts_of(date.fromordinal(day)))
    return [part for part in parts if first <= part.moment <= now]


def _owe(db: Session, school: School, person: Person, part: PartOfDay) -> None:
    found = list_of(db, school, person, part, is_sent=True)
    if found.in_vain:
        outbox.owe_in_vain(db, school.id, _notice(person, part, found), found.in_vain)
    elif not found.is_empty:
        outbox.owe(db, school.id, _notice(person, part, found))


def _owe_in_vain(db: Session, school: School, person: Person, part: PartOfDay) -> None:
    found = list_of(db, school, person, part, is_sent=False)
    if not found.is_empty:
        reason = f"{WAS_AWAY}the next message lists what is still open"
        outbox.owe_in_vain(db, school.id, _notice(person, part, found), reason)


def _notice(person: Person, part: PartOfDay, found: MorningList) -> NewNotice:
    proposal = (("week", found.week.isoformat()),) if found.week else ()
    return NewNotice(
        kind=part.kind,
        person_id=person.id,
        once_key=nudge_key(person.id, part.day, part.kind),
        owed_at=part.moment,
        subjects=found.subjects,
        facts=(("day", part.day.isoformat()), *proposal),
    )
