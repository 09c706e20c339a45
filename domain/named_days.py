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
    "st patrick's day": (3, 17), "st patricks day": (3, 17), "earth day": (4, 22),
}  # fmt: skip
_LONG = timedelta(days=6)
"""From its first to its last day; with the weekend before it, a week's closure that can end a term."""
_SEASONS = frozenset({
    "christmas", "winter", "spring", "easter", "summer", "autumn", "fall", "thanksgiving", "february", "october", "may",
    "half", "mid", "term", "midterm", "holiday", "holidays", "break", "vacation", "recess",
})  # fmt: skip
_BREAKS = frozenset({"break", "holiday", "holidays", "vacation", "recess", "half term", "halfterm"})


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


def _of_country(holidays: str, year: int) -> list[tuple[str, date]]:
    named: list[tuple[str, date]] = []
    for day, joined in sorted(holidays_of(holidays, year).items()):
        for name in joined.split("; "):
            if "observed" not in name.lower() and "(" not in name:
                named += [(short, day) for short in _short_names(plain(name))]
    return named


def _short_names(name: str) -> list[str]:
    names = [name]
    if name in {"thanksgiving day", "juneteenth national independence day"}:
        names.append(name.split(maxsplit=1)[0])
    if name.startswith("martin luther king"):
        names += ["mlk day", "martin luther king day"]
    return names


def _fixed(year: int) -> list[tuple[str, date]]:
    return [(plain(name), date(year, *month_and_day)) for name, month_and_day in _FIXED.items()]


def break_called(words: str, today: date, calendar: SchoolCalendar) -> Closure | None:
    """The next closure of several days that bears this name ("half term", "winter break", "the holidays")."""
    wanted = set(plain(words).removeprefix("the ").split())
    if not wanted <= _SEASONS or not any(name in plain(words) for name in _BREAKS):
        return None
    kinds = {"break", "holiday", "holidays", "vacation", "recess"}
    for closure in _coming(today, calendar):
        if wanted - kinds <= set(plain(closure.why).replace("halfterm", "half term").split()):
            return closure
    return None


def end_of_term(today: date, calendar: SchoolCalendar) -> date | None:
    """The last school day before the next closure of a week or more that is no half term, if the calendar has one."""
    for closure in _coming(today, calendar):
        if closure.last - closure.first >= _LONG and not {"half", "mid", "midterm"} & set(plain(closure.why).split()):
            return calendar.previous_school_day(closure.first)
    return None


def _coming(today: date, calendar: SchoolCalendar) -> list[Closure]:
    """Closures of at least three days that begin after today."""
    some = [one for one in calendar.closures if one.first > today and one.last - one.first >= timedelta(days=2)]
    return sorted(some, key=lambda closure: closure.first)
