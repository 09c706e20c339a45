"""`python -m bot report --term`: the collaboration log of a term, as CSV or as a workbook."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.office import Office, Which, office_of
from bot.report_files import as_csv, as_workbook
from domain.errors import UserError
from handlers.collaboration_log import CollaborationLog, log_of_term

_WRITERS = {".csv": as_csv, ".xlsx": as_workbook}

Term = Annotated[bool, typer.Option("--term", help="The term in which we are, or that holds the day of --of.")]
Of = Annotated[str, typer.Option("--of", help="A day of the term, as in 2026-11-21.")]
Out = Annotated[Path | None, typer.Option("--out", help="Where to write it: a name that ends in .csv or .xlsx.")]


def report(
    term: Term = True,  # noqa: ARG001, FBT002  # --term says what is written in any case
    of: Of = "",
    out: Out = None,
    school: Which = "",
) -> None:
    """Writes the collaboration log of a term: CSV or Excel by the file's name; without one, CSV on the screen."""
    with office_of(school) as office:
        log = log_of_term(office.store, office.school.id, _day(office, of))
        if out is None:
            typer.echo(as_csv(log).removeprefix(b"\xef\xbb\xbf"), nl=False)
            return
        _write(log, out)


def _day(office: Office, of: str) -> date:
    return office.day(of) if of else office.school.today(office.now)


def _write(log: CollaborationLog, out: Path) -> None:
    writer = _WRITERS.get(out.suffix.lower())
    if writer is None:
        raise UserError(f"{out.name} says no format. Choose a name that ends in .csv or .xlsx.")
    try:
        out.write_bytes(writer(log))
    except OSError as error:
        raise UserError(f"{out} cannot be written ({error.strerror}).") from error
    count = len(log.lines)
    lines = f"{count} contact{'' if count == 1 else 's'}"
    typer.echo(f"Written: {out} ({lines}, {log.term.first.isoformat()} to {log.term.last.isoformat()})")
