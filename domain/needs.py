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


_ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
    "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th",
}  # fmt: skip
_COHORTS = {"freshm": "Freshmen", "sophom": "Sophomores", "junior": "Juniors", "senior": "Seniors"}
_SUBJECTS = (
    "US History", "World History", "European History", "Art History", "Human Geography", "Biology", "Chemistry",
    "Physics", "English Literature", "English Language", "English", "Literature", "Language", "Lit", "Lang", "Calculus",
    "Statistics", "Psychology", "Government", "Economics", "Spanish", "French", "Environmental Science",
    "Computer Science",
)  # fmt: skip
_APART = r"(?<![\w/.'-])"
_OVER = r"(?![\w/%-]|\.\w|\s(?:AD|BC|CE|BCE|of)\b)"
_NUMBER = r"(?P<name>1[0-3]|[1-9])(?P<group>[a-h])?"
_SEVERAL = r"(?P<name>(?:1[0-3]|[1-9])(?:-|–| and | to | & )(?:1[0-3]|[1-9]))"
_NO_PLACE = "".join(
    f"(?<!{place} )" for place in ("room", "Room", "flight", "Flight", "seat", "route", "Route", "page")
)
_SECONDARY = r"(?P<name>[7-9]|1[0-3])"
_COHORT = (
    r"(?:my|our|the|for|with)\s(?P<name>freshm[ae]n|sophomores?|juniors?|seniors?)"
    r"(?=\s+(?:class|students|by|for|on|to|who|need|are)\b|\s*(?:$|[,.;!?]))"
)
_AS_TYPED = 0
_RULES = tuple(
    (re.compile(_APART + rule + _OVER, flags), form)
    for rule, form, flags in (
        (rf"(?:grade|gr\.?)[\s-]?{_NUMBER}", "Grade {}", re.IGNORECASE),
        (rf"(?:year|yr\.?)[\s-]?{_NUMBER}s?", "Year {}", re.IGNORECASE),
        (rf"grades\s{_SEVERAL}", "Grades {}", re.IGNORECASE),
        (rf"years\s{_SEVERAL}", "Years {}", re.IGNORECASE),
        (r"form\s(?P<name>[1-6])(?P<group>[a-h])?", "Form {}", re.IGNORECASE),
        (r"(?:key stage|ks)\s?(?P<name>[1-5])", "KS{}", re.IGNORECASE),
        (r"(?P<name>1[0-2]th|[4-9]th|1st|2nd|3rd)[\s-]grade(?:rs?)?", "{} grade", re.IGNORECASE),
        (rf"(?P<name>{'|'.join(_ORDINALS)})[\s-]grade(?:rs?)?", "{} grade", re.IGNORECASE),
        (r"(?P<name>(?:lower |upper )?sixth)[\s-]form(?:ers?)?", "{} form", re.IGNORECASE),
        (r"(?P<name>kindergarten|reception class)", "{}", re.IGNORECASE),
        (_COHORT, "{}", re.IGNORECASE),
        (rf"[Yy]{_SECONDARY}", "Year {}", _AS_TYPED),
        (rf"{_NO_PLACE}{_SECONDARY}(?P<group>[A-H][1-4]?)", "{}", _AS_TYPED),
        (rf"(?:for|with|class|my|set)\s{_SECONDARY}(?P<group>[a-h])", "{}", re.IGNORECASE),
        (rf"AP (?P<name>{'|'.join(_SUBJECTS)})", "AP {}", _AS_TYPED),
    )
)
_PERIOD = re.compile(r",?\s{1,3}(?:period\s?|p)([1-9])\b", re.IGNORECASE)


def read_class(text: str) -> str | None:
    """The first class or year group named, tidied for display; None where nothing surely is one.

    A bare "3D", "5G" or "4K" is no class: below year 7 a class needs its word.
    """
    found = [(match, form) for rule, form in _RULES if (match := rule.search(text))]
    if not found:
        return None
    match, form = min(found, key=lambda one: one[0].start())
    period = _PERIOD.match(text, match.end())
    return _tidy(match, form) + (f", period {period[1]}" if period else "")


def _tidy(match: re.Match[str], form: str) -> str:
    parts = match.groupdict()
    low = parts["name"].lower()
    if form.startswith("AP"):
        return match.group()
    name = _COHORTS.get(low[:6]) or (_ORDINALS.get(low, low) if form.endswith("grade") else low)
    tidied = form.format(name + (parts.get("group") or "").upper())
    return tidied[0].upper() + tidied[1:]
