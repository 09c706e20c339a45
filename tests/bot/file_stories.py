"""What comes as files, and the windows that ask for it, in whatever words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.slack.blocks.files import calendar_window, report_form
from domain.term_of import Term
from handlers.collaboration_log import CollaborationLog
from handlers.library_calendar import LibraryCalendar
from handlers.messages import CalendarFile, Format, Message, Place, TermReport
from handlers.send_report import MOST_TERMS, ReportChoices

TERMS = tuple(Term(date(2026 - number, 1, 5), date(2026 - number, 12, 18)) for number in range(MOST_TERMS))
ADDRESS = f"https://{'library.' * 20}example.org/calendar/{'A' * 64}.ics"


def files(name: str) -> Iterator[tuple[str, Message]]:
    log = CollaborationLog(name, TERMS[0], ())
    yield "term report", TermReport(TERMS[0], (*Format,), log, None)
    yield "term report, one format", TermReport(TERMS[0], (Format.CSV,), log, None)
    yield "calendar file", CalendarFile(LibraryCalendar(name, name, "America/Chicago", ()))


def file_windows(place: Place) -> dict[str, dict[str, Any]]:
    return {
        "term report": report_form(ReportChoices(TERMS, (*Format,), place)),
        "term report, the page alone": report_form(ReportChoices(TERMS[:1], (Format.PDF,), place)),
        "calendar": calendar_window(ADDRESS, "", word="This is your new address."),
        "calendar, no address": calendar_window(None, ""),
        "calendar, no way in": calendar_window(None, "There is no address to subscribe to."),
    }
