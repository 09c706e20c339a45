"""On which days an activity takes place: by its own rhythm, and without the days on which the school is closed.

Weekly and fortnightly count from the first day; an occurrence that falls away moves none of the others. Monthly is the
same weekday of the month, such as the third Tuesday; whoever begins on a fifth one means the last of each month.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

from domain.activity import Activity, Recurrence
from domain.dates_in_words import DateOrder, in_words
from domain.errors import UserError
from domain.school_days import WEEKDAY_NAMES, SchoolCalendar

AHEAD = 10
"""School days for which occurrences have their commitments: the reminder of the day before is never missed."""

SEARCHED = timedelta(days=400)
"""How far the next occurrence is looked for; longer than any holidays."""

FARTHEST = timedelta(days=731)
_FIFTH = 4
_RANKS = ("first", "second", "third", "fourth", "last")
_STEP = {Recurrence.WEEKLY: timedelta(weeks=1), Recurrence.FORTNIGHTLY: timedelta(weeks=2)}


def occurrences(activity: Activity, first: date, last: date, calendar: SchoolCalendar) -> tuple[date, ...]:
    """The days from `first` to `last`, both included, on which it takes place."""
    return tuple(day for day in rhythm(activity, first, last) if takes_place(activity, day, calendar))


def takes_place(activity: Activity, day: date, calendar: SchoolCalendar) -> bool:
    """Whether a day of its rhythm holds."""
    return not activity.needs_school or calendar.is_school_day(day)


def rhythm(activity: Activity, first: date, last: date) -> tuple[date, ...]:
    """The days from `first` to `last` that its rhythm names, whatever the calendar says."""
    last = min(last, activity.last_day)
    return named_days(activity.recurrence, activity.first_on, first, last)


def named_days(recurrence: Recurrence, first_on: date, first: date, last: date) -> tuple[date, ...]:
    """The days from `first` to `last` of a rhythm that begins on `first_on`."""
    days = takewhile(lambda day: day <= last, _days(recurrence, first_on, first))
    return tuple(day for day in days if day >= first)


def horizon(today: date, calendar: SchoolCalendar) -> date:
    """The day up to which everything is planned."""
    return calendar.add_school_days(today, AHEAD)


def next_occurrence(activity: Activity, today: date, calendar: SchoolCalendar) -> date | None:
    """Today's, or the first after it; None where there is none within `SEARCHED`, counted from its own first day."""
    begins = max(today, activity.first_on)
    return next(iter(occurrences(activity, begins, begins + SEARCHED, calendar)), None)


def check_days(
    activity: Activity, before: Activity | None, today: date, calendar: SchoolCalendar, order: DateOrder
) -> None:
    """UserError for days that have passed, lie too far ahead or never come. `before` is what is being changed."""
    is_new = before is None or before.first_on != activity.first_on
    if is_new and activity.first_on < today:
        raise UserError("That day has passed. Please choose today or a later day.", "first")
    if activity.first_on > today + FARTHEST:
        raise UserError("That is more than two years ahead: is the year right?", "first")
    if activity.until and activity.recurrence is not Recurrence.ONCE:
        _check_until(activity.until, activity.first_on, today)
    if (is_new or activity.last_day >= today) and next_occurrence(activity, today, calendar) is None:
        raise _never(activity, today, calendar, order)


def _check_until(until: date, first_on: date, today: date) -> None:
    if until < first_on:
        raise UserError("The last day cannot be before the first.", "until")
    if until < today:
        raise UserError("That day has passed. Choose a later one, or press End in the list.", "until")


def _never(activity: Activity, today: date, calendar: SchoolCalendar, order: DateOrder) -> UserError:
    day = activity.first_on
    near = calendar.school_day_on_or_before(day)
    near = near if near >= today else calendar.next_school_day(day)
    nearest = f"The nearest school day is {in_words(near, today=today, order=order)}."
    if activity.recurrence is Recurrence.ONCE:
        return UserError(f"The school is closed that day ({calendar.why_closed(day)}). {nearest}", "first")
    return UserError(f"The school is closed on every one of these days. {nearest}", "first")


def in_rhythm(activity: Activity) -> str:
    """Such as “fortnightly on Tuesdays” or “on the third Tuesday of the month”; empty for a single date."""
    name = WEEKDAY_NAMES[activity.first_on.weekday()]
    if activity.recurrence is Recurrence.MONTHLY:
        return f"on the {_RANKS[_rank(activity.first_on)]} {name} of the month"
    return f"{activity.recurrence} on {name}s" if activity.recurrence in _STEP else ""


def _days(recurrence: Recurrence, first_on: date, first: date) -> Iterator[date]:
    """In order, from the first on; days before `first` may be left out. Ends with the calendar of the world."""
    if recurrence is Recurrence.ONCE:
        return iter((first_on,))
    if recurrence is Recurrence.MONTHLY:
        return _monthly(first_on)
    return _in_steps(first_on, _STEP[recurrence], first)


def _in_steps(first_on: date, step: timedelta, first: date) -> Iterator[date]:
    passed = max(0, (first - first_on) // step)
    day = first_on + passed * step
    while day <= date.max - step:
        yield day
        day += step


def _monthly(first_on: date) -> Iterator[date]:
    rank, weekday = _rank(first_on), first_on.weekday()
    for months in range(12 * (date.max.year - first_on.year)):
        year, month = divmod(first_on.year * 12 + first_on.month - 1 + months, 12)
        yield _ranked(date(year, month + 1, 1), weekday, rank)


def _ranked(month: date, weekday: int, rank: int) -> date:
    day = month + timedelta(days=(weekday - month.weekday()) % 7 + 7 * rank)
    return day if day.month == month.month else day - timedelta(weeks=1)


def _rank(day: date) -> int:
    """Which one of its weekday it is in its month; 4 is the fifth, taken as the last."""
    return min((day.day - 1) // 7, _FIFTH)
