"""Dates by the week, the month and the term: "end of next week", "week commencing 7 December", "end of term"."""

from dataclasses import replace

from domain.calendar_words import MONTHS
from domain.date_reading import Kind, Page, Reading
from domain.named_days import end_of_term
from domain.numbered_dates import read_numbered

_ENDS = ("the end of", "end of", "late", "later", "close of", "the close of")
_MIDDLES = ("the middle of", "middle of", "mid")
_STARTS = ("the start of", "start of", "the beginning of", "beginning of", "early", "sometime", "at some point")
_NEXT = ("next week", "next week's", "next wk")
_THIS = ("this week", "this week's", "this wk")
_PLAIN = ("week", "the week")
_TERM = (
    "end of term", "the end of term", "end of the term", "the end of the term", "the last day of term",
    "last day of term",
)  # fmt: skip
_BEGINNING = tuple(f"{the}week {of}" for the in ("", "the ") for of in ("of", "beginning", "commencing", "starting"))


def read_period(page: Page, at: int) -> Reading | None:
    rules = (_week, _week_after_next, _weekend, _week_of, _end_of_month, _end_of_term)
    found = [reading for rule in rules if (reading := rule(page, at))]
    return max(found, key=lambda reading: reading.end, default=None)


def _week(page: Page, at: int) -> Reading | None:
    """The part decides the day; without one, "next week" is its first school day and "this week" its last."""
    part = page.begin(at, *_ENDS, *_MIDDLES, *_STARTS)
    move = page.skip if part > at else page.begin
    ahead = int(move(part, *_NEXT) > part)
    end = move(part, *_NEXT, *_THIS) if part == at else move(part, *_NEXT, *_THIS, *_PLAIN)
    if end == part:
        return None
    if page.begin(at, *_MIDDLES) > at:
        return Reading(page.reckon.not_past(page.reckon.middle_of_week(ahead)), end, Kind.CERTAIN)
    at_end = page.begin(at, *_ENDS) > at
    if at_end or not ahead:
        return Reading(page.reckon.last_of_week(ahead), end, Kind.CERTAIN, is_limit=at_end)
    return Reading(page.reckon.first_of_week(ahead), end, Kind.CERTAIN)


def _week_after_next(page: Page, at: int) -> Reading | None:
    after = page.begin(at, "the week after next", "week after next")
    return Reading(page.reckon.first_of_week(2), after, Kind.CERTAIN) if after > at else None


def _weekend(page: Page, at: int) -> Reading | None:
    """What is wanted by a weekend is wanted by the school day before it."""
    after = page.begin(at, "the weekend", "this weekend", "next weekend")
    ahead = int(page.first(at) == "next")
    return Reading(page.reckon.last_of_week(ahead), after, Kind.CERTAIN, is_limit=True) if after > at else None


def _week_of(page: Page, at: int) -> Reading | None:
    after = page.begin(at, "w/c", *_BEGINNING)
    dated = read_numbered(page, after) if after > at and page.low(after, ".:") else None
    return replace(dated, kind=Kind.FULL) if dated else None


def _end_of_month(page: Page, at: int) -> Reading | None:
    of = page.begin(at, "the end of", "end of")
    if of == at:
        return None
    name = page.low(of)
    ahead = (MONTHS[name] - page.today.month) % 12 if name in MONTHS else int(name == "next")
    end = of + 1 if name in MONTHS else page.skip(of, "the month", "this month", "month", "next month")
    return Reading(page.reckon.last_of_month(ahead), end, Kind.CERTAIN, is_limit=True) if end > of else None


def _end_of_term(page: Page, at: int) -> Reading | None:
    after = page.begin(at, *_TERM)
    on = end_of_term(page.today, page.calendar) if after > at else None
    return Reading(on, after, Kind.CERTAIN, is_limit=True) if on else None
