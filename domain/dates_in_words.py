"""Dates in teachers' words: the day by which something is needed, found in free text, and a day said back in words.

In free text a date counts only where something says so: a cue before it ("by", "before", "due", "needed", "on", "for"),
a phrase that can be nothing else ("tomorrow", "next Friday", "in two weeks"), or a full date at the very end. What
follows must not turn it into a title ("for Friday Night Lights") or a topic ("3/4 of the class"), and what stands in
quotation marks or links is never read. Of several dates the last with a deadline's cue counts, otherwise the last that
is no "until". "before X" is the last school day before X, never earlier than today.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar_words import MONTH_NAMES
from domain.date_cues import Found, dates_of
from domain.date_phrases import DateOrder, Grammar
from domain.school_days import WEEKDAY_NAMES, SchoolCalendar
from domain.words import words_of

__all__ = ["DateOrder", "FoundDate", "find_date", "in_words", "read_date", "short"]

_FAR = timedelta(days=183)
_LONGEST_PHRASE = 80


@dataclass(frozen=True)
class FoundDate:
    """`phrase` is the text from `start` to `end`, cue included."""

    on: date
    phrase: str
    start: int
    end: int


def find_date(text: str, *, today: date, calendar: SchoolCalendar, order: DateOrder) -> FoundDate | None:
    """The day by which something is needed, if the text says one."""
    grammar = Grammar(words_of(text), today, calendar, order)
    best: Found | None = None
    for found in dates_of(grammar):
        if best is None or found.rank >= best.rank:
            best = found
    if best is None:
        return None
    start, end = grammar.words[best.first].start, grammar.words[best.end - 1].end
    return FoundDate(best.on, text[start:end], start, end)


def read_date(phrase: str, *, today: date, calendar: SchoolCalendar, order: DateOrder) -> date | None:
    """The day named by a phrase that is nothing but a date, with or without its cue."""
    if len(phrase) > _LONGEST_PHRASE:
        return None
    grammar = Grammar(words_of(phrase), today, calendar, order)
    whole = next(iter(dates_of(grammar, whole=True)), None)
    if whole:
        return whole.on
    return None


def in_words(day: date, *, today: date | None = None, order: DateOrder = DateOrder.DAY_FIRST) -> str:
    """Such as "Friday 27 November", or "Friday, November 27" where the month comes first.

    With `today`, "tomorrow, Friday 27 November"; and the year where it is another or more than half a year off.
    """
    far = today is not None and (day.year != today.year or abs(day - today) > _FAR)
    year = f"{day.year}" if far else ""
    name, month = WEEKDAY_NAMES[day.weekday()], MONTH_NAMES[day.month - 1]
    if order is DateOrder.MONTH_FIRST:
        words = f"{name}, {month} {day.day}" + (f", {year}" if year else "")
    else:
        words = f"{name} {day.day} {month} {year}".rstrip()
    return _hint(day, today) + words


def _hint(day: date, today: date | None) -> str:
    return {0: "today, ", 1: "tomorrow, "}.get((day - today).days, "") if today else ""


def short(day: date, order: DateOrder = DateOrder.DAY_FIRST) -> str:
    """Such as "Fri 27 Nov", or "Fri, Nov 27" where the month comes first."""
    name, month = WEEKDAY_NAMES[day.weekday()][:3], MONTH_NAMES[day.month - 1][:3]
    return f"{name}, {month} {day.day}" if order is DateOrder.MONTH_FIRST else f"{name} {day.day} {month}"
