"""What a teacher's own words say beside the need itself: for which class, and by when."""

import re
from dataclasses import dataclass
from datetime import date

from domain.dates_in_words import DateOrder, find_date
from domain.school_days import SchoolCalendar


@dataclass(frozen=True)
class Need:
    """`text` is all that was written; class and date are read from it and leave nothing out of it."""

    text: str
    class_name: str | None
    needed_by: date | None


def read_need(text: str, *, today: date, calendar: SchoolCalendar, order: DateOrder) -> Need:
    found = find_date(text, today=today, calendar=calendar, order=order)
    return Need(text.strip(), read_class(text), found.on if found else None)


_ORDINAL_WORDS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
    "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th",
}  # fmt: skip
_NUMBER = r"(1[0-3]|[1-9])"
_GROUP = r"(?:\s?([a-h]))?"
_COHORT = (
    r"\b(?:my|our|the|for|with)\s(freshm[ae]n|sophomores?|juniors?|seniors?)()\b"
    r"(?=\s*(?:class|students|$|[,.;!?]|by|for|on))"
)
_RULES = (
    (re.compile(rf"\b(?:grade|gr\.?)\s?{_NUMBER}{_GROUP}(?![\w/%-])", re.IGNORECASE), "Grade {}"),
    (re.compile(rf"\b(?:year|yr\.?)\s?{_NUMBER}{_GROUP}(?![\w/%-])", re.IGNORECASE), "Year {}"),
    (re.compile(r"\b(?:form)\s([1-6])()(?![\w/%-])", re.IGNORECASE), "Form {}"),
    (re.compile(r"\b(?:key stage|ks)\s?([1-5])()(?![\w/%-])", re.IGNORECASE), "KS{}"),
    (re.compile(r"\b(1[0-2]th|[4-9]th|1st|2nd|3rd)[\s-]grade(?:rs?)?()\b", re.IGNORECASE), "{} grade"),
    (re.compile(rf"\b({'|'.join(_ORDINAL_WORDS)})[\s-]grade(?:rs?)?()\b", re.IGNORECASE), "{} grade"),
    (re.compile(r"\b(sixth|lower sixth|upper sixth)[\s-]form()(?:ers?)?\b", re.IGNORECASE), "{} form"),
    (re.compile(r"(?<![\w/.-])[Yy]([7-9]|1[0-3])()(?![\w/%.-])"), "Year {}"),
    (re.compile(r"\b(kindergarten|kindergart[en]{2}ers|reception class)()\b", re.IGNORECASE), "{}"),
    (re.compile(_COHORT, re.IGNORECASE), "{}"),
    (re.compile(r"(?<![\w/.-])([7-9]|1[0-3])([A-H][1-4]?)(?![\w/%.-])"), "{}"),
)  # fmt: skip


def read_class(text: str) -> str | None:
    """The first class or year group named, tidied for display; None where nothing surely is one."""
    found = [
        (match.start(), number, match, form)
        for number, (rule, form) in enumerate(_RULES)
        if (match := rule.search(text))
    ]
    if not found:
        return None
    _, _, match, form = min(found, key=lambda one: one[:2])
    name = match[1].lower()
    name = _ORDINAL_WORDS.get(name, name) if form.endswith("grade") else name
    return _tidy(form.format(name + (match[2] or "").upper())) + _period_after(text, match.end())


def _tidy(name: str) -> str:
    return name[0].upper() + name[1:]


def _period_after(text: str, end: int) -> str:
    found = re.match(r",?\s{1,3}(?:period|p)\s?([1-9])\b", text[end : end + 20], re.IGNORECASE)
    return f", period {found[1]}" if found else ""
