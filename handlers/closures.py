"""Lee opens Closures and holidays in Settings: closed days, and days open all the same, are added and taken back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.errors import UserError
from domain.school_days import holidays_to_come
from handlers.act import Act, is_first, librarian_of
from handlers.change_calendar import Change, changing
from handlers.close_days import close_in
from handlers.messages import Place
from handlers.open_day import open_in
from handlers.stories import place_of
from store import calendars, schools
from store.calendars import KeptClosure
from store.session import Store

_MOST_HOLIDAYS = 5
_TAKEN_BACK = "That is no longer in the calendar. Nothing was changed."


@dataclass(frozen=True)
class OpenedDay:
    """A school day in spite of what is written here."""

    day: date
    in_spite_of: str


@dataclass(frozen=True)
class ClosuresPage:
    """What is not over, the soonest first; `coming` are the next public holidays."""

    place: Place
    days: tuple[KeptClosure | OpenedDay, ...]
    holidays: str
    coming: tuple[tuple[date, str], ...]


def look_at_closures(store: Store, act: Act) -> ClosuresPage:
    with store.writing(wakes=False) as db:
        librarian_of(db, act)
        school = schools.get(db, act.school_id)
        today, calendar = school.today(act.now), school.calendar
        kept = [each for each in calendars.kept(db, school.id) if each.last >= today]
        without = calendar.without_open_days()
        opened = [
            OpenedDay(day, without.why_closed(day) or "the calendar")
            for day in calendars.opened(db, school.id)
            if day >= today
        ]
    return ClosuresPage(
        place_of(school, act.now, act.habits),
        tuple(sorted((*kept, *opened), key=_first)),
        calendar.holidays,
        holidays_to_come(calendar, today, _MOST_HOLIDAYS),
    )


def add_closure(store: Store, act: Act, first: date | None, last: date | None, why: str | None) -> Change:
    """UserError, about the field, for days or words that make no closure."""
    with changing(store, act.school_id, act.now) as change:
        librarian_of(change.db, act)
        if first is None:
            raise UserError("Please choose the first closed day.", "first")
        if is_first(change.db, act):
            close_in(change, first, last or first, why, act.now, "Please say why in a few words")
    return change


def open_anyway(store: Store, act: Act, day: date | None) -> tuple[Change, str]:
    """With what the day is open in spite of. UserError, about the field, for one that is a school day anyway."""
    with changing(store, act.school_id, act.now) as change:
        librarian_of(change.db, act)
        if day is None:
            raise UserError("Please choose the day.", "first")
        if not is_first(change.db, act):
            return change, ""
        would_be_closed = open_in(change, day, act.now)
        if would_be_closed is None:
            raise UserError("That is a school day already. Please choose a day on which the school is closed.", "first")
    return change, would_be_closed


def take_back_closure(store: Store, act: Act, closure_id: UUID) -> tuple[Change, KeptClosure | None]:
    """None for a press that has been dealt with already."""
    with changing(store, act.school_id, act.now) as change:
        librarian_of(change.db, act)
        if not is_first(change.db, act):
            return change, None
        kept = calendars.kept(change.db, act.school_id)
        closure = next((each for each in kept if each.id == closure_id), None)
        if closure is None:
            raise UserError(_TAKEN_BACK)
        calendars.remove_closures(change.db, act.school_id, [closure.id])
    return change, closure


def take_back_opening(store: Store, act: Act, day: date) -> Change:
    with changing(store, act.school_id, act.now) as change:
        librarian_of(change.db, act)
        if is_first(change.db, act):
            if day not in calendars.opened(change.db, act.school_id):
                raise UserError(_TAKEN_BACK)
            calendars.forget_open_days(change.db, act.school_id, day, day)
    return change


def _first(each: KeptClosure | OpenedDay) -> date:
    return each.day if isinstance(each, OpenedDay) else each.first
