"""`python -m bot calendar import year.ics`: what a file of the school year would close, and then does.

Every event is known by its UID: one that has moved moves, and the same file again changes nothing. A closure that came
from the same calendar and is no longer in it opens again, within the days that the file speaks about. What was typed
by hand is never touched, and a day opened by hand stays open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from domain.calendar_limits import check_calendar
from domain.commitment import Commitment
from domain.errors import UserError
from domain.school import School
from domain.school_days import Closure, SchoolCalendar, holidays_of
from domain.school_year import AHEAD, PAST, Closing, LeftOpen, SchoolYear, Why, read_year
from handlers.change_calendar import caught_by, changing
from handlers.read_calendar_file import CalendarFile, read_calendar_file
from store import calendars, commitments, schools
from store.calendars import KeptClosure
from store.session import Session, Store


@dataclass(frozen=True)
class ImportPlan:
    """`moves` has what a closure is now and what it will be. `caught` are promises due on days that will be closed."""

    name: str
    adds: tuple[Closing, ...]
    moves: tuple[tuple[KeptClosure, Closing], ...]
    removes: tuple[KeptClosure, ...]
    stays: tuple[Closing, ...]
    closes: tuple[date, ...]
    """School days that will be none."""
    opens: tuple[date, ...]
    opened_by_hand: tuple[date, ...]
    """They stay open although the file closes them."""
    left_open: tuple[LeftOpen, ...]
    doubts: tuple[str, ...]
    caught: tuple[Commitment, ...]
    after: SchoolCalendar

    @property
    def changes_something(self) -> bool:
        return bool(self.adds or self.moves or self.removes)


def plan_import(store: Store, school_id: UUID, content: bytes, file_name: str, now: datetime) -> ImportPlan:
    """What importing would do; nothing is stored. UserError, in one sentence, for a file that cannot be imported."""
    with store.reading() as db:
        return _plan(db, schools.get(db, school_id), content, file_name, now)


def import_calendar(
    store: Store, school_id: UUID, content: bytes, file_name: str, now: datetime, *, agreed: ImportPlan | None = None
) -> ImportPlan:
    """All of it or nothing. `agreed` is the plan that was shown: if it is no longer what would happen, nothing does."""
    with changing(store, school_id, now) as change:
        plan = _plan(change.db, change.school, content, file_name, now)
        if agreed and (plan.adds, plan.moves, plan.removes) != (agreed.adds, agreed.moves, agreed.removes):
            raise UserError("The calendar was changed in the meantime. Nothing was stored: import the file again.")
        gone = (*plan.removes, *(each for each, _ in plan.moves))
        calendars.remove_closures(change.db, school_id, [each.id for each in gone])
        for closing in (*plan.adds, *(each for _, each in plan.moves)):
            calendars.add_closure(change.db, school_id, closing.closure, source=plan.name, uid=closing.uid)
    return plan


def _plan(db: Session, school: School, content: bytes, file_name: str, now: datetime) -> ImportPlan:
    today, before = school.today(now), school.calendar
    file = read_calendar_file(content, file_name, before, today)
    year = read_year(file.events, today)
    kept = calendars.kept(db, school.id)
    known = _known(kept, file, year, today)
    stays = tuple(each for each in year.closings if _key(each) in {_key(row) for row in known})
    new = [each for each in year.closings if each not in stays]
    old = [row for row in known if _key(row) not in {_key(each) for each in year.closings}]
    moves = _pairs(old, new)
    removes = tuple(row for row in old if row not in [was for was, _ in moves])
    after = _after(before, kept, old, new)
    check_calendar(after, today)
    days = [today + number * timedelta(days=1) for number in range(AHEAD.days)]
    return ImportPlan(
        name=file.name,
        adds=tuple(each for each in new if each not in [to for _, to in moves]),
        moves=moves,
        removes=removes,
        stays=stays,
        closes=tuple(day for day in days if before.is_school_day(day) and not after.is_school_day(day)),
        opens=tuple(day for day in days if after.is_school_day(day) and not before.is_school_day(day)),
        opened_by_hand=tuple(
            day for day in sorted(before.open_days) if any(each.closure.holds(day) for each in year.closings)
        ),
        left_open=year.left_open,
        doubts=(*file.doubts, *year.doubts, *_holidays_not_closed(year, before, today), *_far(year)),
        caught=caught_by(commitments.all_open(db, school.id), before, after),
        after=after,
    )


def _known(kept: Iterable[KeptClosure], file: CalendarFile, year: SchoolYear, today: date) -> list[KeptClosure]:
    """What earlier imports left that this file speaks about: its own events, and those no longer in its calendar."""
    return [
        row
        for row in kept
        if row.uid is not None
        and row.last >= today - PAST
        and row.first <= today + AHEAD
        and (row.uid in file.uids or row.uid in {each.uid for each in year.closings} or _is_gone(row, file, year))
    ]


def _is_gone(row: KeptClosure, file: CalendarFile, year: SchoolYear) -> bool:
    if row.source != file.name or year.first is None or year.last is None:
        return False
    return row.first <= year.last and year.first <= row.last


def _pairs(old: Sequence[KeptClosure], new: Sequence[Closing]) -> tuple[tuple[KeptClosure, Closing], ...]:
    """The first closure of an event that is gone, with the first of the same event that is new, and so on."""
    left, pairs = list(new), []
    for row in old:
        same = next((each for each in left if each.uid == row.uid), None)
        if same:
            left.remove(same)
            pairs.append((row, same))
    return tuple(pairs)


def _after(
    before: SchoolCalendar, kept: Iterable[KeptClosure], old: Sequence[KeptClosure], new: Sequence[Closing]
) -> SchoolCalendar:
    left = [Closure(row.first, row.last, row.why) for row in kept if row not in old]
    return replace(before, closures=(*left, *(each.closure for each in new)))


def _key(closing: Closing | KeptClosure) -> tuple[str | None, date, date, str]:
    closure = closing.closure if isinstance(closing, Closing) else closing
    return closing.uid, closure.first, closure.last, closure.why


def _holidays_not_closed(year: SchoolYear, calendar: SchoolCalendar, today: date) -> tuple[str, ...]:
    """Public holidays that a file with the school's terms says nothing of: many schools ignore their state's own."""
    if year.first is None or year.last is None or not any(each.why is Why.TERM for each in year.left_open):
        return ()
    first = max(year.first, today)
    days = (first + number * timedelta(days=1) for number in range((year.last - first).days + 1))
    found = [
        f"{day.isoformat()} ({name})"
        for day in days
        if (name := holidays_of(calendar.holidays, day.year).get(day))
        and day.weekday() in calendar.weekdays
        and not any(each.closure.holds(day) for each in year.closings)
        and day not in calendar.open_days
    ]
    if not found:
        return ()
    return (f"Public holidays that it does not close; “calendar open” them if there is school: {', '.join(found)}.",)


def _far(year: SchoolYear) -> tuple[str, ...]:
    if not year.far:
        return ()
    events = "1 event" if year.far == 1 else f"{year.far} events"
    return (f"Left out because of their dates, more than a year back or two years ahead: {events}.",)
