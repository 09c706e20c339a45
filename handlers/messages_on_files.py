"""What goes to somebody as files, as values: the term's report, and the librarian's own calendar."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.digest import Figures
from domain.term_in_figures import TermInFigures
from domain.term_of import Term
from handlers.collaboration_log import CollaborationLog
from handlers.library_calendar import LibraryCalendar
from handlers.place import Place


class Format(StrEnum):
    CSV = "csv"
    EXCEL = "xlsx"
    PDF = "pdf"


@dataclass(frozen=True)
class BoardPage:
    """`told` is None before the first digest of the term: then there is only `so_far`, the promises as they stand, and
    for whoever may not see the running week not even that.

    Aggregates alone, by the rules of the digest: no names, no words of requests, no group of fewer than three people.
    """

    place: Place
    term: Term
    told: TermInFigures | None
    so_far: Figures | None
    next_digest_at: datetime | None
    """In a term that goes on."""

    @property
    def is_over(self) -> bool:
        return self.term.last < self.place.today


@dataclass(frozen=True)
class TermReport:
    """`log` for those who may read it, in its `formats`; `page` where the PDF was asked for."""

    term: Term
    formats: tuple[Format, ...]
    log: CollaborationLog | None
    page: BoardPage | None


@dataclass(frozen=True)
class CalendarFile:
    calendar: LibraryCalendar
