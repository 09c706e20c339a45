"""The library improvement plan: objectives, each tied to an aim of the school, with a measure and a target."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.errors import UserError
from domain.own_words import one_line, optional, required

TITLE_LIMIT = 150
WORDS_LIMIT = 500
"""Characters in an aim, in a measure and in a word on a reading."""
VALUE_LIMIT = 100
"""Characters in a target, and in what a measure showed."""

_YEAR_BEGINS = 7
"""July: by then summer holidays have begun, or are about to, wherever the year begins in autumn."""
_YEARS_AHEAD = 1
_EARLIEST_YEAR = 2000


@dataclass(frozen=True)
class Objective:
    """`year` is the calendar year in which its school year begins; `rolled_from` the objective of the year before."""

    id: UUID
    year: int
    title: str
    aim: str
    measure: str
    target: str
    rolled_from: UUID | None
    retired_on: date | None


@dataclass(frozen=True)
class Reading:
    """What the measure showed on a day, and a word on it."""

    value: str
    note: str | None
    read_on: date


@dataclass(frozen=True)
class Tied:
    """One thing that was done for an objective. `on` is the day it was asked, promised, had or added."""

    who: str
    what: str
    state: str
    on: date


@dataclass(frozen=True)
class Evidence:
    """How many of each are tied to an objective and still stand, and the newest to be read."""

    requests: int = 0
    promises: int = 0
    kept: int = 0
    """Of the promises."""
    contacts: int = 0
    partners: int = 0
    newest_requests: tuple[Tied, ...] = ()
    newest_promises: tuple[Tied, ...] = ()
    newest_contacts: tuple[Tied, ...] = ()
    newest_partners: tuple[Tied, ...] = ()


def school_year_of(day: date) -> int:
    return day.year if day.month >= _YEAR_BEGINS else day.year - 1


def year_in_words(year: int) -> str:
    """2026 is “2026–27”."""
    return f"{year}–{(year + 1) % 100:02}"


def years_to_plan(today: date) -> tuple[int, ...]:
    """The school year that it is, and the next."""
    this = school_year_of(today)
    return tuple(range(this, this + _YEARS_AHEAD + 1))


def check_title(text: str | None) -> str:
    return one_line(text, TITLE_LIMIT, ask_for="Give the objective a title.", about="title")


def check_aim(text: str | None) -> str:
    return required(text, WORDS_LIMIT, ask_for="Which aim of the school does it serve?", about="aim")


def check_measure(text: str | None) -> str:
    ask_for = "What will show that it is reached? Write what you measure."
    return required(text, WORDS_LIMIT, ask_for=ask_for, about="measure")


def check_target(text: str | None) -> str:
    return one_line(text, VALUE_LIMIT, ask_for="Write what the measure should reach.", about="target")


def check_year(year: int | None, today: date, *, before: int | None = None) -> int:
    """A year that can be planned, or the one it stands in already (`before`)."""
    if year is None:
        raise UserError("Choose a year.", "year")
    if year == before:
        return year
    latest = years_to_plan(today)[-1]
    if not _EARLIEST_YEAR <= year <= latest:
        raise UserError(f"The plan goes up to {year_in_words(latest)}. Choose that year or an earlier one.", "year")
    return year


def check_value(text: str | None) -> str:
    return one_line(text, VALUE_LIMIT, ask_for="Write what the measure shows now.", about="value")


def check_read_on(day: date | None, today: date) -> date:
    """Left empty it is today."""
    if day is not None and day > today:
        raise UserError("That day is still to come. Choose today or an earlier day.", "read-on")
    return day or today


def check_reading_note(text: str | None) -> str | None:
    return optional(text, WORDS_LIMIT, about="word")
