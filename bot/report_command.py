"""`python -m bot report --term`: a term’s log as CSV or a workbook, or one page for a board as PDF."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.board_pdf import as_pdf
from bot.office import Office, Which, office_of, write_file
from bot.report_files import as_csv, as_workbook
from domain.errors import UserError
from domain.term_of import Term as SchoolTerm
from handlers.board_page import board_page_of_term
from handlers.collaboration_log import CollaborationLog, log_of_term

_WRITERS = {".csv": as_csv, ".xlsx": as_workbook}
_PDF = ".pdf"

Term = Annotated[bool, typer.Option("--term", help="The term in which we are, or that holds the day of --of.")]
Of = Annotated[str, typer.Option("--of", help="A day of the term, as in 2026-11-21.")]
Out = Annotated[Path | None, typer.Option("--out", help="Where to write it: a name that ends in .csv, .xlsx or .pdf.")]


def report(
    term: Term = True,  # noqa: ARG001, FBT002  # --term says what is written in any case
    of: Of = "",
    out: Out = None,
    school: Which = "",
) -> None:
    """Writes the collaboration log of a term: CSV or Excel by the file's name; without one, CSV on the screen.

    A name that ends in .pdf gets one page for the school's leaders, with figures only.
    """
    with office_of(school) as office:
        day = _day(office, of)
        if out is None:
            log = log_of_term(office.store, office.school.id, day)
            typer.echo(as_csv(log).removeprefix(b"\xef\xbb\xbf"), nl=False)
        elif out.suffix.lower() == _PDF:
            page = board_page_of_term(office.store, office.school.id, day, office.now)
            write_file(out, as_pdf(page))
            typer.echo(f"Written: {out} (one page, {_span(page.term)})")
        else:
            _write(log_of_term(office.store, office.school.id, day), out)


def _day(office: Office, of: str) -> date:
    return office.day(of) if of else office.school.today(office.now)


def _write(log: CollaborationLog, out: Path) -> None:
    writer = _WRITERS.get(out.suffix.lower())
    if writer is None:
        raise UserError(f"{out.name} says no format. Choose a name that ends in .csv, .xlsx or .pdf.")
    write_file(out, writer(log))
    count = len(log.lines)
    lines = f"{count} {'entry' if count == 1 else 'entries'}"
    typer.echo(f"Written: {out} ({lines}, {_span(log.term)})")


def _span(term: SchoolTerm) -> str:
    return f"{term.first.isoformat()} to {term.last.isoformat()}"
