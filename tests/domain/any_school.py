"""Any school at all: a table of closed days is drawn, and the slow model and the calendar are both made from it."""

from dataclasses import dataclass
from datetime import date, time

from hypothesis import strategies as st

from domain.school_days import Closure, SchoolCalendar
from tests.domain.slow_school import DAY, SlowSchool

FIRST, LAST = date(2026, 6, 1), date(2028, 1, 31)
"""Longer than the school year in which things happen, so that every search for a school day ends within it."""

TABLE = [FIRST + number * DAY for number in range((LAST - FIRST).days + 1)]
DAYS = st.dates(date(2026, 8, 1), date(2027, 7, 31))


@dataclass(frozen=True)
class AnySchool:
    slow: SlowSchool
    calendar: SchoolCalendar


@st.composite
def closed_days(draw: st.DrawFn) -> frozenset[date]:
    """Weekdays without school, holidays of up to three weeks, and a few days with school in spite of it."""
    rests = draw(st.sampled_from([{5, 6}, {4, 5}, {2, 5, 6}, {6}, set()]))
    holidays = draw(st.lists(st.tuples(DAYS, st.integers(0, 21)), max_size=5))
    closed = {day for day in TABLE if day.weekday() in rests}
    closed |= {first + number * DAY for first, length in holidays for number in range(length + 1)}
    return frozenset(closed - draw(st.frozensets(DAYS, max_size=3)))


@st.composite
def schools(draw: st.DrawFn) -> AnySchool:
    """The calendar says the same as the table by weekdays that need not fit it, closures, and days opened by name."""
    closed, weekdays = draw(closed_days()), draw(st.sampled_from([range(5), (6, 0, 1, 2, 3), range(7)]))
    calendar = SchoolCalendar(
        "America/Chicago",
        weekdays=frozenset(weekdays),
        closures=tuple(runs_of([day for day in TABLE if day in closed and day.weekday() in weekdays])),
        open_days=frozenset(day for day in TABLE if day not in closed and day.weekday() not in weekdays),
    )
    return AnySchool(SlowSchool(closed, FIRST, LAST, time(8), time(16)), calendar)


def runs_of(days: list[date]) -> list[Closure]:
    """Days that follow each other are one closure."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [Closure(run[0], run[-1], "Closed") for run in runs]
