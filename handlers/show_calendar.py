"""`python -m bot calendar show`: the weeks to come, as the bot sees them, and what makes them so."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from domain.school import School
from domain.school_days import SchoolCalendar
from store import calendars, schools
from store.calendars import KeptClosure
from store.session import Store


@dataclass(frozen=True)
class Stretch:
    """Days in a row, weekends left out, that are school days, or are closed for one reason."""

    first: date
    last: date
    days: int
    why_closed: str | None


@dataclass(frozen=True)
class Shown:
    """`kept` are the closures that are not over, `opened` the days to come that were opened by hand."""

    school: School
    today: date
    stretches: tuple[Stretch, ...]
    kept: tuple[KeptClosure, ...]
    opened: tuple[date, ...]


def show_calendar(store: Store, school_id: UUID, now: datetime, weeks: int) -> Shown:
    with store.reading() as db:
        school = schools.get(db, school_id)
        kept, opened = calendars.kept(db, school_id), calendars.opened(db, school_id)
    today = school.today(now)
    return Shown(
        school=school,
        today=today,
        stretches=stretches(school.calendar, today, weeks),
        kept=tuple(each for each in kept if each.last >= today),
        opened=tuple(day for day in opened if day >= today),
    )


def stretches(calendar: SchoolCalendar, first: date, weeks: int) -> tuple[Stretch, ...]:
    found = list[Stretch]()
    for number in range(weeks * 7):
        day = first + timedelta(days=number)
        if day.weekday() not in calendar.weekdays and not calendar.is_school_day(day):
            continue
        why = calendar.why_closed(day)
        if found and found[-1].why_closed == why:
            found[-1] = Stretch(found[-1].first, day, found[-1].days + 1, why)
        else:
            found.append(Stretch(day, day, 1, why))
    return tuple(found)
