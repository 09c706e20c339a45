"""A school morning: one message to each librarian with what is due, late and unanswered.

In the afternoon, a second one if something promised for today is still open.
"""

from datetime import date, datetime, timedelta

from domain.commitment import Commitment
from domain.notices import NewNotice, NoticeKind, Subject, nudge_key
from domain.nudging import is_step
from domain.person import Person
from domain.school import School
from domain.school_days import SchoolCalendar
from handlers.owing import humane
from store import commitments, outbox, people, requests, schools
from store.session import Session, Store

_HELD_AFTER_FAILURE = timedelta(hours=1)
PATIENT_WITH_QUESTIONS = 3
"""School days after which a question that got no reply is listed again."""


def nudge_one(store: Store, now: datetime) -> bool:
    """Takes one person whose morning or afternoon has come; False when there is nobody."""
    with store.writing() as db:
        person = people.due_for_nudge(db, now)
        if person is None:
            return False
        failure = None
        try:
            with db.begin_nested():
                _nudge(db, schools.get(db, person.school_id), person, now)
        except Exception as error:  # noqa: BLE001  # raised again below, once the row has been moved out of the way
            failure = error
            people.set_nudge(db, person.id, now + _HELD_AFTER_FAILURE)
    if failure:
        raise failure
    return True


def plan_nudges(store: Store, now: datetime) -> None:
    """Gives every librarian who has none the moment of the next morning."""
    with store.writing(wakes=False) as db:
        for person in people.without_nudge(db):
            school = schools.get(db, person.school_id)
            people.set_nudge(db, person.id, next_morning(school.calendar, now))


def next_morning(calendar: SchoolCalendar, now: datetime) -> datetime:
    """The first opening strictly after `now` (UTC)."""
    today = calendar.today(now)
    if calendar.is_school_day(today) and calendar.opening(today) > now:
        return calendar.opening(today)
    return calendar.opening(calendar.next_school_day(today))


def _nudge(db: Session, school: School, person: Person, now: datetime) -> None:
    """One part of the day: what was missed while the bot was away is not made up for, today's message holds it all."""
    if not school.calendar.is_open(now) or not person.is_librarian or person.left_at:
        people.set_nudge(db, person.id, next_morning(school.calendar, now) if person.is_librarian else None)
        return
    today = school.today(now)
    afternoon = school.afternoon(today)
    morning_done = outbox.is_owed(db, school.id, nudge_key(person.id, today, NoticeKind.MORNING))
    if now >= afternoon and (morning_done or person.next_nudge_at == afternoon):
        _owe_afternoon(db, school, person, today, now)
    else:
        _owe_morning(db, school, person, today, now)
    people.set_nudge(db, person.id, afternoon if now < afternoon else next_morning(school.calendar, now))


def _owe_morning(db: Session, school: School, person: Person, today: date, now: datetime) -> None:
    awake = [each for each in commitments.open_of(db, school.id, person.id) if not is_snoozed(each, today)]
    tomorrow = school.calendar.next_school_day(today)
    due = [each for each in awake if each.due_on <= tomorrow or _is_step(each, today, school)]
    midnight = school.calendar.moment(today, datetime.min.time())
    patient_since = school.calendar.opening(school.calendar.add_school_days(today, -PATIENT_WITH_QUESTIONS))
    waiting = requests.unanswered(db, school.id, midnight) + requests.unreplied_since(db, school.id, patient_since)
    if not waiting and not any(_is_step(each, today, school) for each in due):
        return
    subjects = [Subject(each.request_id, each.id) for each in due] + [Subject(each.id) for each in waiting]
    _owe(db, school, person, NoticeKind.MORNING, today, now, subjects)


def _owe_afternoon(db: Session, school: School, person: Person, today: date, now: datetime) -> None:
    mine = commitments.open_of(db, school.id, person.id)
    still_open = [each for each in mine if each.due_on == today and not is_snoozed(each, today)]
    if still_open:
        subjects = [Subject(each.request_id, each.id) for each in still_open]
        _owe(db, school, person, NoticeKind.AFTERNOON, today, now, subjects)


def is_snoozed(commitment: Commitment, today: date) -> bool:
    return commitment.snoozed_until is not None and commitment.snoozed_until > today


def _is_step(commitment: Commitment, today: date, school: School) -> bool:
    return is_step(
        commitment.due_on,
        today,
        calendar=school.calendar,
        snoozed_until=commitment.snoozed_until,
        last_written_on=commitment.last_nudged_on or school.today(commitment.made_at),
    )


def _owe(
    db: Session,
    school: School,
    person: Person,
    kind: NoticeKind,
    today: date,
    now: datetime,
    subjects: list[Subject],
) -> None:
    outbox.owe(
        db,
        school.id,
        NewNotice(
            kind=kind,
            person_id=person.id,
            once_key=nudge_key(person.id, today, kind),
            owed_at=humane(school, now),
            subjects=tuple(subjects),
            facts=(("day", today.isoformat()),),
        ),
    )
