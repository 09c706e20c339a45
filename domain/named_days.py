"""Days that people call by name: public holidays of the school's country, fixed feasts, breaks and ends of term."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from domain.school_days import Closure, SchoolCalendar, holidays_of

_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "xmas": (12, 25), "christmas eve": (12, 24),
    "new year's day": (1, 1), "new year": (1, 1), "new year's": (1, 1), "new year's eve": (12, 31),
    "halloween": (10, 31), "hallowe'en": (10, 31), "valentine's day": (2, 14), "valentine's": (2, 14),
    "st patrick's day": (3, 17), "earth day": (4, 22),
}  # fmt: skip
_SHORTER = {
    "thanksgiving day": ("thanksgiving",),
    "juneteenth national independence day": ("juneteenth",),
    "washingtons birthday": ("presidents day",),
    "martin luther king jr day": ("martin luther king day", "mlk day"),
}
_BREAK = frozenset({"break", "holiday", "holidays", "vacation", "recess"})
_SOME_DAYS = timedelta(days=2)
"""From first to last: fewer is a day off, not a break."""
_WEEK = timedelta(days=4)
"""From Monday to Friday: what ends a term, unless it is called half term."""


def days_called(name: str, today: date, calendar: SchoolCalendar) -> Closure | None:
    """The next holiday or feast, today or later, that bears this name, or the next break."""
    on = days_by_name(calendar.holidays, today).get(plain(name))
    return Closure(on, on, name) if on else break_called(name, today, calendar)


def openings(today: date, calendar: SchoolCalendar) -> frozenset[str]:
    """The words, as they are compared, with which such a name can begin."""
    names = {name.partition(" ")[0] for name in days_by_name(calendar.holidays, today)}
    return frozenset(names.union({"half", "halfterm"}, _BREAK, *map(_words_of, calendar.closures)))


def plain(words: str) -> str:
    """A name as it is compared: lower case, without apostrophes, hyphens and full stops."""
    return re.sub(r"\s+", " ", re.sub(r"[.’']", "", words.lower()).replace("-", " ")).strip()


@lru_cache(maxsize=64)
def days_by_name(holidays: str, today: date) -> Mapping[str, date]:
    """The next occurrence, today or later, of every day known by name."""
    found: dict[str, date] = {}
    for year in (today.year, today.year + 1):
        for name, day in [*_of_country(holidays, year), *_fixed(year)]:
            if day >= today:
                found.setdefault(name, day)
    return found


def break_called(name: str, today: date, calendar: SchoolCalendar) -> Closure | None:
    """The next closure of several days with this name ("half term", "winter break"), or the next one ("the holidays").

    "Break" alone is the quarter of an hour between two lessons.
    """
    words = set(plain(name).replace("halfterm", "half term").split())
    if not (words & _BREAK or {"half", "term"} <= words) or words <= {"break", "recess", "holiday"}:
        return None
    return next((one for one in _coming(today, calendar) if words - _BREAK <= _words_of(one)), None)


def end_of_term(today: date, calendar: SchoolCalendar) -> date | None:
    """The last school day before the next closure of a week or more that is no half term, if the calendar has one."""
    for closure in _coming(today, calendar):
        if closure.last - closure.first >= _WEEK and not {"half", "mid", "midterm"} & _words_of(closure):
            return calendar.previous_school_day(closure.first)
    return None


def _coming(today: date, calendar: SchoolCalendar) -> list[Closure]:
    """Closures of several days that begin after today, in order."""
    some = [one for one in calendar.closures if one.first > today and one.last - one.first >= _SOME_DAYS]
    return sorted(some, key=lambda closure: closure.first)


def _words_of(closure: Closure) -> set[str]:
    return set(plain(closure.why).replace("halfterm", "half term").split())


def _of_country(holidays: str, year: int) -> list[tuple[str, date]]:
    named: list[tuple[str, date]] = []
    for day, joined in sorted(holidays_of(holidays, year).items()):
        for name in joined.split("; "):
            if "(" not in name:
                named += [(known, day) for known in (plain(name), *_SHORTER.get(plain(name), ()))]
    monday = next((day for name, day in named if name == "easter monday"), None)
    friday = next((day for name, day in named if name == "good friday"), None)
    easter = monday - timedelta(days=1) if monday else friday + timedelta(days=2) if friday else None
    return [*named, ("easter", easter), ("easter sunday", easter)] if easter else named


def _fixed(year: int) -> list[tuple[str, date]]:
    return [(plain(name), date(year, *month_and_day)) for name, month_and_day in _FIXED.items()]
