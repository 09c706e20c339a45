"""Events of a calendar file that are no closures: which activity each could be, and which numbers somebody chose."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from domain.activity import TITLE_LIMIT, Recurrence
from domain.collaboration import ActivityKind
from domain.errors import UserError
from domain.occurrences import named_days
from domain.own_words import length
from domain.school_days import SchoolCalendar
from domain.school_year import CalendarEvent, Why, read_year

SHORT_KINDS = {
    "class": ActivityKind.REGULAR_CLASS,
    "rotation": ActivityKind.PD_ROTATION,
    "pd": ActivityKind.PD_ROTATION,
    "event": ActivityKind.EVENT,
    "training": ActivityKind.TRAINING,
    "conference": ActivityKind.TRAINING,
    "planning": ActivityKind.CO_PLANNING,
    "teaching": ActivityKind.CO_TEACHING,
}
"""What may be typed for a kind, besides its own words."""

_TRAINING = re.compile(r"\b(training|conference|workshop|webinar|course|symposium|cpd|inset|summit)\b", re.IGNORECASE)
_ROTATION = re.compile(r"\b(pd|professional development)\b.*\brotations?\b", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")  # a dash as people type it


@dataclass(frozen=True)
class FoundEvent:
    """`days` are those to come on which it begins, one at least; `recurrence` is None where they have no rhythm."""

    uid: str
    title: str
    days: tuple[date, ...]
    at: time | None
    recurrence: Recurrence | None
    kind: ActivityKind


def find_events(events: Sequence[CalendarEvent], today: date, calendar: SchoolCalendar) -> tuple[FoundEvent, ...]:
    """What neither closes the school nor marks a term and is still to come, the soonest first."""
    groups = dict[str, list[CalendarEvent]]()
    for each in read_year(events, today).left_open:
        if each.why is not Why.TERM:
            groups.setdefault(each.event.uid, []).append(each.event)
    found = [_found(group, today, calendar) for group in groups.values() if any(each.first >= today for each in group)]
    return tuple(sorted(found, key=lambda each: (each.days[0], each.title, each.uid)))


def _found(group: list[CalendarEvent], today: date, calendar: SchoolCalendar) -> FoundEvent:
    """Its rhythm is told from the days gone by, too: it stays what it was when few are left.

    Of several days those on which the school is closed fall away, with a rhythm or without; a single day stays.
    """
    event = min((each for each in group if each.first >= today), key=lambda each: each.first)
    days = tuple(sorted({each.first for each in group}))
    to_come = tuple(day for day in days if day >= today)
    last = max(each.last - each.first for each in group)
    more = f" ({last.days + 1} days)" if last else ""
    title = event.summary or "Event"
    title = title if length(title + more) <= TITLE_LIMIT else title[: TITLE_LIMIT // 2 - len(more)] + "…"
    recurrence = rhythm_of(days, calendar)
    if len(days) > 1 and recurrence is None:
        to_come = tuple(day for day in to_come if calendar.is_school_day(day)) or to_come
    return FoundEvent(event.uid, title + more, to_come, event.at, recurrence, _kind(event.summary, recurrence))


def rhythm_of(days: tuple[date, ...], calendar: SchoolCalendar) -> Recurrence | None:
    """The rhythm that names these days and no other school day between them; None where there is none."""
    if len(days) == 1:
        return Recurrence.ONCE
    for recurrence in (Recurrence.WEEKLY, Recurrence.FORTNIGHTLY, Recurrence.MONTHLY):
        named = set(named_days(recurrence, days[0], days[0], days[-1]))
        if set(days) <= named and not any(calendar.is_school_day(day) for day in named - set(days)):
            return recurrence
    return None


def _kind(summary: str, recurrence: Recurrence | None) -> ActivityKind:
    """What its words say; of those that say nothing, what comes every week or two is a class."""
    if _ROTATION.search(summary):
        return ActivityKind.PD_ROTATION
    if _TRAINING.search(summary):
        return ActivityKind.TRAINING
    is_a_class = recurrence in (Recurrence.WEEKLY, Recurrence.FORTNIGHTLY)
    return ActivityKind.REGULAR_CLASS if is_a_class else ActivityKind.EVENT


def read_numbers(text: str, most: int) -> tuple[int, ...]:
    """Such as 1,3-5, counted from 1; UserError for what is none of the list."""
    found = set[int]()
    for part in text.replace(";", ",").replace(" and ", ",").split(","):
        if not part.strip():
            continue
        named = _NUMBERS.fullmatch(part.strip())
        if not named:
            raise UserError(f"“{part.strip()[:40]}” is no number of the list. Write them as in 1,3-5.")
        first, last = int(named[1]), int(named[2] or named[1])
        if not 1 <= first <= last <= most:
            raise UserError(f"“{part.strip()}” is not in the list: it goes from 1 to {most}.")
        found |= set(range(first, last + 1))
    return tuple(sorted(found))


def read_kind(text: str, known: Iterable[ActivityKind]) -> ActivityKind:
    """By its words, or by a short one of them."""
    words = " ".join(text.lower().split())
    by_words = {each.value.lower(): each for each in known} | SHORT_KINDS
    if words not in by_words:
        raise UserError(f"There is no kind “{text[:40]}”. It is one of: {', '.join(SHORT_KINDS)}.")
    return by_words[words]
