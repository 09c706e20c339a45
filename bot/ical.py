"""A librarian's calendar as iCalendar (RFC 5545), for any calendar program: as a file, or at an address of its own."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from domain.school_days import SchoolCalendar
from handlers.library_calendar import CalendarEntry, LibraryCalendar

HOST = "library-partner"
"""What ends every UID, so that no other program's is the same."""

_AN_HOUR = timedelta(hours=1)
"""How long an activity is shown: only its beginning is known, and without a length calendars draw a line."""

_FRESH_FOR = timedelta(hours=1)


def as_ical(calendar: LibraryCalendar) -> bytes:
    """The same bytes as long as nothing has changed."""
    written = Calendar()
    written.add("prodid", "-//Library Partner//EN")
    written.add("version", "2.0")
    written.add("calscale", "GREGORIAN")
    written.add("method", "PUBLISH")
    written.add("x-wr-calname", f"Library, {calendar.librarian}")
    written.add("x-wr-timezone", calendar.zone)
    written.add("refresh-interval", _FRESH_FOR, parameters={"VALUE": "DURATION"})
    written.add("x-published-ttl", "PT1H")
    for entry in calendar.entries:
        written.add_component(_event(entry, calendar))
    written.add_missing_timezones()
    return bytes(written.to_ical())


def _event(entry: CalendarEntry, calendar: LibraryCalendar) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{HOST}")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("summary", f"Due: {entry.words}" if entry.is_due else entry.words)
    event.add("class", "PRIVATE")
    if entry.at is None:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
    else:
        begins = _begins(entry, calendar.zone)
        event.add("dtstart", begins)
        event.add("dtend", begins + _AN_HOUR)
    event.add("transp", "TRANSPARENT" if entry.at is None else "OPAQUE")
    return event


def _begins(entry: CalendarEntry, zone: str) -> datetime:
    """On the school's clock; an hour that the spring change skips is the one after it."""
    at = entry.at or datetime.min.time()
    return SchoolCalendar(zone).moment(entry.on, at).astimezone(ZoneInfo(zone))
