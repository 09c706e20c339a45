"""A school year as an iCalendar file: its events, recurring ones day by day, in the school's own dates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Component

from domain.errors import UserError
from domain.school_days import SchoolCalendar
from domain.school_year import AHEAD, PAST, CalendarEvent

LARGEST = 5_000_000
"""Bytes."""

MOST_EVENTS = 10_000
_LONGEST_UID = 200
_DAY = timedelta(days=1)
_WITHIN_THE_DAY = {"SECONDLY", "MINUTELY", "HOURLY"}


@dataclass(frozen=True)
class CalendarFile:
    """`uids` are those of every event in the file, of cancelled and unreadable ones too."""

    name: str
    events: tuple[CalendarEvent, ...]
    uids: frozenset[str]
    doubts: tuple[str, ...]


class _UnreadableError(Exception):
    """One event says something that makes no sense; the others may."""


def read_calendar_file(content: bytes, name: str, calendar: SchoolCalendar, today: date) -> CalendarFile:
    """`name` is used for a calendar that has none of its own. UserError for what is not a whole iCalendar file."""
    parsed = _parse(content)
    events, uids, doubts = list[CalendarEvent](), set[str](), list[str]()
    for group in _by_uid(each for one in parsed for each in one.walk("VEVENT")).values():
        uids.add(_uid(group[0]))
        for series in _series(group):
            try:
                events += _events(series, parsed, calendar, today)
            except _UnreadableError as error:
                doubts.append(f"“{_summary(series[0])[:60]}” could not be read ({error}) and was left out.")
            if len(events) > MOST_EVENTS:
                raise UserError(f"The file holds more than {MOST_EVENTS:,} dates. Export the school year only.")
    if not uids:
        raise UserError("The file is an iCalendar file, but there is no event in it.")
    return CalendarFile(_name(parsed) or name, tuple(events), frozenset(uids), tuple(doubts))


def _parse(content: bytes) -> list[Component]:
    not_one = "That is not an iCalendar file: export the calendar as .ics and name that file."
    if not content.strip():
        raise UserError("The file is empty: export the calendar as .ics once more.")
    if len(content) > LARGEST:
        raise UserError(f"The file is larger than {LARGEST // 1_000_000} MB. Export the school year only.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("The file is not in UTF-8: export the calendar as .ics once more, in UTF-8.") from error
    lines = [line.strip().upper() for line in text.splitlines()]
    if "BEGIN:VCALENDAR" not in lines:
        raise UserError(not_one)
    if lines.count("BEGIN:VCALENDAR") != lines.count("END:VCALENDAR"):
        raise UserError("The file breaks off before its end: export the calendar as .ics once more.")
    try:
        parsed = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        raise UserError(f"The file cannot be read as iCalendar ({str(error)[:100]}). Export it once more.") from error
    return list(parsed)


def _by_uid(components: Iterable[Component]) -> dict[str, list[Component]]:
    groups = dict[str, list[Component]]()
    for component in components:
        groups.setdefault(_uid(component), []).append(component)
    return groups


def _series(group: Sequence[Component]) -> Iterator[list[Component]]:
    """Each event with the changes to single dates of it. Of several with one UID those of the last revision count."""
    changed = [each for each in group if "RECURRENCE-ID" in each]
    masters = [each for each in group if "RECURRENCE-ID" not in each]
    latest = max((_sequence(each) for each in masters), default=0)
    masters = [each for each in masters if _sequence(each) == latest]
    yield from ([master, *changed] for master in masters)
    if not masters:
        yield from ([each] for each in changed)


def _events(
    series: Sequence[Component], parsed: Sequence[Component], calendar: SchoolCalendar, today: date
) -> list[CalendarEvent]:
    found = []
    for each in _occurrences(series, parsed, today):
        if str(each.get("STATUS", "")).upper() != "CANCELLED":
            first, last, is_whole = _days(each, calendar)
            at = _begins_at(each, calendar)
            found.append(CalendarEvent(_uid(series[0]), _summary(each), first, last, _categories(each), is_whole, at))
    return found


def _occurrences(series: Sequence[Component], parsed: Sequence[Component], today: date) -> Iterable[Component]:
    """The event itself, or its dates from a year ago to two years ahead."""
    for each in series:
        if each.errors:
            raise _UnreadableError(f"its {each.errors[0][0]}")
    if "RRULE" not in series[0] and "RDATE" not in series[0] and len(series) == 1:
        return series
    rules = series[0].get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if _WITHIN_THE_DAY & {str(each).upper() for each in rule.get("FREQ", [])}:
            raise _UnreadableError("it recurs within the day")
    alone = Calendar()
    for zone in (zone for one in parsed for zone in one.walk("VTIMEZONE")):
        alone.add_component(zone)
    for each in series:
        alone.add_component(each)
    try:
        return list(recurring_ical_events.of(alone).between(today - PAST, today + AHEAD))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise _UnreadableError("when it recurs") from error


def _days(event: Component, calendar: SchoolCalendar) -> tuple[date, date, bool]:
    """The school's dates, both included, and whether they are whole days."""
    try:
        start, end = event.start, event.end  # type: ignore[attr-defined]  # an event has both
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise _UnreadableError("its dates") from error
    if not isinstance(start, datetime):
        last = end - _DAY if end > start else end
        if last < start:
            raise _UnreadableError("it ends before it begins")
        return start, last, True
    if not isinstance(end, datetime):
        raise _UnreadableError("its dates")
    try:
        return _timed_days(_moment(start, calendar), _moment(end, calendar), calendar)
    except OverflowError as error:
        raise _UnreadableError("its dates") from error


def _begins_at(event: Component, calendar: SchoolCalendar) -> time | None:
    """To the minute; its dates have been read already."""
    start = event.start  # type: ignore[attr-defined]  # likewise
    if not isinstance(start, datetime):
        return None
    return calendar.clock(_moment(start, calendar)).replace(second=0, microsecond=0)


def _timed_days(begins: datetime, ends: datetime, calendar: SchoolCalendar) -> tuple[date, date, bool]:
    if ends < begins:
        raise _UnreadableError("it ends before it begins")
    first, last = calendar.today(begins), calendar.today(ends)
    if last - first > PAST:
        return first, last, True
    whole = [
        day
        for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        if begins <= calendar.opening(day) and calendar.closing(day) <= ends
    ]
    return (whole[0], whole[-1], True) if whole else (first, last, False)


def _moment(at: datetime, calendar: SchoolCalendar) -> datetime:
    """A time without a zone is the school's."""
    return at if at.tzinfo else calendar.moment(at.date(), at.time())


def _uid(event: Component) -> str:
    """Events without one go by their summary, so that the same file says the same things again."""
    uid = str(event.get("UID", "")).strip() or f"without a UID: {_summary(event)}"
    return uid if len(uid) <= _LONGEST_UID else sha256(uid.encode()).hexdigest()


def _summary(event: Component) -> str:
    return " ".join(str(event.get("SUMMARY", "")).split())


def _sequence(event: Component) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0


def _categories(event: Component) -> tuple[str, ...]:
    found: Any = getattr(event, "categories", [])
    return tuple(str(each) for each in found)


def _name(parsed: Sequence[Component]) -> str:
    names = (str(one.get(key, "")).strip() for one in parsed for key in ("X-WR-CALNAME", "NAME"))
    return next((name[:_LONGEST_UID] for name in names if name), "")
