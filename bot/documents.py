"""The files of which a message consists, as bytes, and the line that goes with them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.board_pdf import as_pdf
from bot.ical import as_ical
from bot.report_files import as_csv, as_workbook
from handlers.messages import CalendarFile, Format, Message, TermReport

_MARK = 8
"""Letters of a notice's id that stand in the name of its files: by them they are known in a conversation."""


@dataclass(frozen=True)
class Document:
    name: str
    title: str
    content: bytes


def mark_of(notice_id: UUID) -> str:
    """The end of an id, which is chance; its beginning is the time."""
    return notice_id.hex[-_MARK:]


def documents_of(message: Message, notice_id: UUID) -> list[Document]:
    return _MAKERS[type(message)](message, mark_of(notice_id))


def is_one_of(name: str, notice_id: UUID) -> bool:
    """Whether a file of this name was made for this notice."""
    return name.rpartition(".")[0].endswith(f"-{mark_of(notice_id)}")


def _of_report(report: TermReport, mark: str) -> list[Document]:
    term, made = report.term.first.isoformat(), list[Document]()
    log = f"collaboration-log-{term}-{mark}"
    if report.log and Format.CSV in report.formats:
        made.append(Document(f"{log}.csv", "Collaboration log (CSV)", as_csv(report.log)))
    if report.log and Format.EXCEL in report.formats:
        made.append(Document(f"{log}.xlsx", "Collaboration log (Excel)", as_workbook(report.log)))
    if report.page:
        made.append(Document(f"library-term-{term}-{mark}.pdf", "The library’s term (PDF)", as_pdf(report.page)))
    return made


def _of_calendar(file: CalendarFile, mark: str) -> list[Document]:
    return [Document(f"library-calendar-{mark}.ics", "The library’s calendar", as_ical(file.calendar))]


_MAKERS: dict[type, Callable[[Any, str], list[Document]]] = {TermReport: _of_report, CalendarFile: _of_calendar}
