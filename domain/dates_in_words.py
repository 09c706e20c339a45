"""Dates in teachers' words: the day by which something is needed, found in free text, and a day said back in words.

In free text a date counts only where something says so: a cue before it ("by", "before", "due", "needed", "on", "for"),
a phrase that can be nothing else ("tomorrow", "next Friday", "in two weeks"), or a full date at the very end. What
follows must not turn it into a title ("for Friday Night Lights") or a topic ("3/4 of the class"), and what stands in
quotation marks or links is never read. Of several dates the last with a deadline's cue counts, otherwise the last that
is no "until". "before X" is the last school day before X, never earlier than today.

A plain "tonight" or "this afternoon" counts at the very end of the text, a plain "today" only there and only where
somebody asks ("I need", "can we", "please") or a class stands right before it ("for KS3 today"), never after what tells
of our times ("teens today", "racism in America today"). "By noon", "by lunch" and "by 3pm" are today's where no word
names another day.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar_words import MONTH_NAMES
from domain.date_cues import MeantDate, Rank, cue_at, hour_of_today, meant_dates, whole_date
from domain.date_reading import DateOrder, Page
from domain.other_languages import read_in_other_language
from domain.school_days import WEEKDAY_NAMES, SchoolCalendar
from domain.words import words_of

__all__ = ["DateOrder", "FoundDate", "find_date", "in_words", "read_date", "short"]

_FAR = timedelta(days=183)
_LONGEST_PHRASE = 80


@dataclass(frozen=True)
class FoundDate:
    """`phrase` is the text from `start` to `end`, cue and time of day included."""

    on: date
    phrase: str
    start: int
    end: int


def find_date(text: str, *, today: date, calendar: SchoolCalendar, order: DateOrder) -> FoundDate | None:
    """The day by which something is needed, if the text says one."""
    page = Page(words_of(text), today, calendar, order)
    best: MeantDate | None = None
    for found in meant_dates(page):
        if best is None or found.rank >= best.rank:
            best = found
    if best is None or best.rank is not Rank.DEADLINE:
        best = _foreign_ending(page) or best or hour_of_today(page)
    if best is None:
        return None
    start, end = page.words[best.first].start, page.words[best.end - 1].end
    return FoundDate(best.on, text[start:end], start, end)


def read_date(phrase: str, *, today: date, calendar: SchoolCalendar, order: DateOrder) -> date | None:
    """The day named by a phrase that is nothing but a date, with or without its cue."""
    words = words_of(phrase)
    if len(phrase) > _LONGEST_PHRASE or not words:
        return None
    page = Page(words, today, calendar, order)
    hour = hour_of_today(page)
    found = whole_date(page) or (hour.on if hour and hour.first == 0 and hour.end == len(words) else None)
    return found or read_in_other_language(words, today=today, order=order)


def _foreign_ending(page: Page) -> MeantDate | None:
    """A deadline in another language that ends the text: "by 12 mars"."""
    last = len(page.words)
    for at in range(max(0, last - 6), last - 2):
        cue = cue_at(page, at)
        if cue and cue.rank is Rank.DEADLINE and page.joined(at, last, "."):
            on = read_in_other_language(page.words[cue.end :], today=page.today, order=page.order)
            return MeantDate(on, at, last, cue.rank) if on else None
    return None


def in_words(
    day: date, *, today: date | None = None, order: DateOrder = DateOrder.DAY_FIRST, lasting: bool = False
) -> str:
    """Such as "Friday 27 November", or "Friday, November 27" where the month comes first.

    With `today`, "tomorrow, Friday 27 November"; and the year where it is another or more than half a year off.
    `lasting` leaves "today" and "tomorrow" out, for what is still read when they are no longer so.
    """
    far = today is not None and (day.year != today.year or abs(day - today) > _FAR)
    year = f"{day.year}" if far else ""
    name, month = WEEKDAY_NAMES[day.weekday()], MONTH_NAMES[day.month - 1]
    if order is DateOrder.MONTH_FIRST:
        words = f"{name}, {month} {day.day}" + (f", {year}" if year else "")
    else:
        words = f"{name} {day.day} {month} {year}".rstrip()
    return words if lasting else _hint(day, today) + words


def _hint(day: date, today: date | None) -> str:
    return {0: "today, ", 1: "tomorrow, "}.get((day - today).days, "") if today else ""


def short(day: date, order: DateOrder = DateOrder.DAY_FIRST) -> str:
    """Such as "Fri 27 Nov", or "Fri, Nov 27" where the month comes first."""
    name, month = WEEKDAY_NAMES[day.weekday()][:3], MONTH_NAMES[day.month - 1][:3]
    return f"{name}, {month} {day.day}" if order is DateOrder.MONTH_FIRST else f"{name} {day.day} {month}"
