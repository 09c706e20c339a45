"""The next step that was agreed, and by when: "next step book carts by Tuesday", "then I'll send it Friday"."""

import re
from dataclasses import dataclass, replace
from datetime import date

from domain.commitment import WORDS_LIMIT
from domain.date_cues import cue_at
from domain.date_phrases import read_phrase
from domain.date_reading import DateOrder, Page
from domain.dates_in_words import FoundDate, find_date, read_date
from domain.errors import UserError
from domain.minutes_in_words import spells_in
from domain.own_words import length
from domain.school_days import SchoolCalendar
from domain.words import words_of

_I = r"(?:i\s+will|i['’]ll|i\s+am\s+going\s+to|i['’]m\s+going\s+to|i\s+promised\s+to)\s+"
_SOMEBODY_WILL = rf"(?:{_I}|(?:we\s+will|we['’]ll|will)\s+)"
_SET_OFF = r"(?:^|(?<=[,.;:\n–—]))\s*(?:and\s+)?"
_NOT_QUOTED = r"(?<!\bsaid )(?<!\bsays )(?<!\bthat )(?<!\bif )(?<!\bthinks )(?<!\basked )(?<!\bhow )(?<!\bwhat )"
_CUES = (
    rf"(?<![\w\"“])next[-\s]steps?(?!\w)(?:\s+(?:is|are|was|will\s+be)(?!\w))?\s*[:=\-–—,]*\s*(?:to\s+|{_SOMEBODY_WILL})?",
    rf"(?<![\w\"“])(?:next|follow[-\s]?up|to[-\s]?do|action)\s*(?::|\s[-–—])\s*(?:to\s+|{_SOMEBODY_WILL})?",
    rf"{_NOT_QUOTED}(?<!\w)(?:and\s+)?(?:then\s+)?{_I}",
    rf"{_SET_OFF}(?:then\s+)?{_SOMEBODY_WILL}",
    rf"{_SET_OFF}then\s+(?!\w+ed\b)(?:to\s+)?",
)
_CUE = re.compile("|".join(f"(?:{cue})" for cue in _CUES), re.IGNORECASE)
_NOTHING = frozenset({"none", "nothing", "no", "n/a", "-", "nil"})
_BEHIND = re.compile(r"[,.;\n(–—]\s*(?=(?:met|with|w/|saw|spoke|talked|chatted|@)\s*\S)", re.IGNORECASE)
_TOPIC_BEHIND = re.compile(r"[,.;\n–—]\s*(?=(?:about|re:?|regarding)\s+\S)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=\w)[.!]\s+(?=\S)|;\s*|\n\s*")
_OF_THE_DAY = re.compile(
    r"[0-9]\s*(?:am|pm|a\.m|p\.m)|[0-9]:[0-9]|period|lesson|morning|afternoon|evening|lunch|noon|school|thing|tonight|break",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(r"(?<!\w)(?:yesterday|last\s+(?:week|month|term|year|\w+day))(?!\w)", re.IGNORECASE)
_EDGES = " \t\n,;:–—-."


@dataclass(frozen=True)
class Days:
    """What a date in words is reckoned from."""

    today: date
    calendar: SchoolCalendar
    order: DateOrder


@dataclass(frozen=True)
class NextStep:
    """`on` is None when no day was named."""

    doing: str
    on: date | None


@dataclass(frozen=True)
class FoundStep:
    """The step, said in the text from `start` to `end`, the cue included."""

    said: NextStep
    start: int
    end: int


def find_next_step(text: str, days: Days, *, has_who: bool, has_minutes: bool) -> FoundStep | None:
    """From its cue to the end, or to where a clause speaks of what is missing before it.

    UserError for a day that is past.
    """
    cue = _CUE.search(text)
    if cue is None:
        return None
    end = _end(text, cue, has_who=has_who, has_minutes=has_minutes)
    words = text[cue.end() : end].strip(_EDGES)
    if not words:
        return None
    said = NextStep("", None) if words.lower() in _NOTHING else read_step(words, days)
    start = cue.start()
    if said.doing and said.on is None and (led := _day_before(text[:start], days)):
        said, start = replace(said, on=led.on), led.start
    return FoundStep(said, start, end)


def read_step(words: str, days: Days) -> NextStep:
    """The words without their day, unless a time of day goes with it; UserError for a day that is past."""
    if length(words) > WORDS_LIMIT:
        return NextStep(words, None)  # too long to be kept, so there is no day to look for
    _refuse_past(words, days)
    found = _day_in(words, days)
    if found is None:
        return NextStep(words, None)
    if _OF_THE_DAY.search(found.phrase):
        return NextStep(words, found.on)
    before, after = words[: found.start].rstrip(_EDGES), words[found.end :].strip(_EDGES)
    return NextStep(f"{before} {after}".strip() or words, found.on)


def _refuse_past(words: str, days: Days) -> None:
    """UserError where the day that is named has gone by, or is none: 31 February."""
    please = "Please name today or a later day for the next step."
    if _LONG_AGO.search(words):
        raise UserError(f"That day has passed. {please}", "due")
    page = Page(words_of(words), days.today, days.calendar, days.order)
    for at in range(len(page.words)):
        cue = cue_at(page, at)
        reading = read_phrase(page, cue.end) if cue and cue.end < len(page.words) else None
        if reading and reading.on is None:
            raise UserError(f"That day has passed, or there is no such day. {please}", "due")


def _day_in(words: str, days: Days) -> FoundDate | None:
    """A day with its cue, else one that ends or begins the words."""
    known = {"today": days.today, "calendar": days.calendar, "order": days.order}
    if found := find_date(words, **known):  # type: ignore[arg-type]
        return found
    each = words_of(words)
    for at in range(max(0, len(each) - 6), len(each)):
        start = each[at].start
        if (on := read_date(words[start:], **known)) and at:  # type: ignore[arg-type]
            return FoundDate(on, words[start:], start, len(words))
    for upto in range(min(4, len(each) - 1), 0, -1):
        end = each[upto - 1].end
        if on := read_date(words[:end], **known):  # type: ignore[arg-type]
            return FoundDate(on, words[:end], 0, end)
    return None


def _day_before(text: str, days: Days) -> FoundDate | None:
    """The day of "by Tuesday I will …", which stands right before the cue."""
    clause = re.split(r"[,.;\n]\s*(?=\S)", text.rstrip(" ,"))[-1]
    found = find_date(clause, today=days.today, calendar=days.calendar, order=days.order)
    if found is None or clause[found.end :].strip(_EDGES):
        return None
    offset = len(text.rstrip(" ,")) - len(clause)
    return replace(found, start=found.start + offset, end=found.end + offset)


def _end(text: str, cue: re.Match[str], *, has_who: bool, has_minutes: bool) -> int:
    ends = [len(text)]
    if not has_who:
        ends += [each.start() for each in _BEHIND.finditer(text, cue.end())][:1]
    if not has_minutes:
        ends += [start for spell in spells_in(text) if (start := _clause_of(text, spell.start, spell.end)) > cue.end()]
    before = text[: cue.start()].strip(_EDGES)
    if not before:
        ends += [each.start() for each in _SENTENCE.finditer(text, cue.end())][:1]
    if not re.search(r"(?<!\w)(?:about|re|regarding|on)\s", before, re.IGNORECASE):
        ends += [each.start() for each in _TOPIC_BEHIND.finditer(text, cue.end())][:1]
    return min(ends)


def _clause_of(text: str, start: int, end: int) -> int:
    """Where the clause begins that says nothing but how long it took; -1 when it says more."""
    opening = re.search(
        r"[,.;\n(–—]\s*(?:(?:it\s+)?(?:took|spent|for|lasted|about|all in)\s+)*$", text[:start], re.IGNORECASE
    )
    closing = re.match(r"\s*(?:\)|[,.;\n]|$|with\s|w/|about\s|on\s)", text[end:], re.IGNORECASE)
    return opening.start() if opening and closing else -1
