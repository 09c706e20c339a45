"""Which term a day belongs to, as the school's own calendar shows it: from the end of one long break to the next."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import UserError
from domain.school_days import SchoolCalendar

LONG_BREAK = 12
"""Closed days in a row that part two terms: more than a week off with the weekends around it, which is a half term."""

LONGEST_TERM = 200
"""Days. A calendar without breaks, whose closures nobody has entered, is parted at the New Year and in August."""

_YEARS = (date(1900, 1, 1), date(9000, 1, 1))
_DAY = timedelta(days=1)
_PARTED_AT = ((1, 1), (8, 1))


@dataclass(frozen=True)
class Term:
    """From its first school day to its last, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def term_of(day: date, calendar: SchoolCalendar) -> Term:
    """The term of a school day; of a day in a long break, the term that follows. UserError for a day of another age."""
    if not _YEARS[0] <= day <= _YEARS[1]:
        raise UserError(f"There was no term on {day.isoformat()}. Choose another day.")
    inside = calendar.school_day_on_or_after(day)
    return Term(_edge(inside, -_DAY, calendar), _edge(inside, _DAY, calendar))


def _edge(inside: date, step: timedelta, calendar: SchoolCalendar) -> date:
    """The last school day in that direction before a long break or the parting of a calendar that has none."""
    edge, day, closed = inside, inside, 0
    for _ in range(LONGEST_TERM):
        day += step
        if calendar.is_school_day(day):
            edge, closed = day, 0
        elif (closed := closed + 1) >= LONG_BREAK:
            return edge
    return _parted(inside, step, calendar)


def _parted(inside: date, step: timedelta, calendar: SchoolCalendar) -> date:
    partings = sorted(date(year, *of) for year in range(inside.year - 1, inside.year + 2) for of in _PARTED_AT)
    if step < timedelta(0):
        return calendar.school_day_on_or_after(max(each for each in partings if each <= inside))
    return calendar.school_day_on_or_before(min(each for each in partings if each > inside) - _DAY)
