"""`python -m bot partners …`: the list of partners out of a spreadsheet, and into one."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bot.office import Office, Which, office_of, read_file
from domain.errors import UserError
from handlers.export_partners import export_partners
from handlers.import_partners import PartnerImport, import_partners
from handlers.read_partner_file import PartnerFile, read_partner_file

app = typer.Typer(no_args_is_help=True, help="The library's partners: from a spreadsheet, and into one.")

_MOST_SHOWN = 40
"""Lines of one kind on the screen."""

Dry = Annotated[bool, typer.Option("--dry-run", help="Show what would happen, and store nothing.")]
Encoding = Annotated[
    str, typer.Option("--encoding", help="For a file that is not in UTF-8 or UTF-16, such as windows-1252.")
]


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A list saved as CSV; its first line names the columns.")],
    dry: Dry = False,  # noqa: FBT002  # a flag of the command line
    encoding: Encoding = "",
    school: Which = "",
) -> None:
    """Adds the partners of a CSV file, and changes those it knows by name; all of them or none."""
    with office_of(school) as office:
        read = read_partner_file(read_file(file), encoding)
        _say_columns(read)
        done = _import(office, read, is_dry=dry)
        if done.mistakes:
            _refuse(done)
        _say_done(done, is_dry=dry)


@app.command("export")
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write it; without a name it is printed.")] = None,
    school: Which = "",
) -> None:
    """Writes all partners as CSV, in the columns that the import takes."""
    with office_of(school) as office:
        text = export_partners(office.store, office.school.id)
        if file is None:
            typer.echo(text.encode(), nl=False)
            return
        try:
            file.write_bytes(text.encode("utf-8-sig"))  # with its mark, by which spreadsheets know UTF-8
        except OSError as error:
            raise UserError(f"{file} cannot be written ({error.strerror}).") from error
        typer.echo(f"Written: {file}")


def _import(office: Office, read: PartnerFile, *, is_dry: bool) -> PartnerImport:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Reading partners", total=len(read.rows))
        return import_partners(
            office.store,
            office.school.id,
            read,
            office.now,
            is_dry=is_dry,
            on_row=lambda: progress.advance(bar),
        )


def _say_columns(read: PartnerFile) -> None:
    if read.left_out:
        typer.echo(f"Left out, because there is no such column: {', '.join(each[:60] for each in read.left_out)}.")
    if read.missing:
        typer.echo(f"Not in the file, so it stays as it is: {', '.join(read.missing)}.")


def _refuse(done: PartnerImport) -> None:
    """All mistakes at once, so that the file needs to be put right once."""
    for each in done.mistakes[:_MOST_SHOWN]:
        typer.echo(f"Line {each.line}: {each.words}", err=True)
    left = len(done.mistakes) - _MOST_SHOWN
    if left > 0:
        typer.echo(f"… and {left} more.", err=True)
    lines = "1 line" if len(done.mistakes) == 1 else f"{len(done.mistakes)} lines"
    typer.echo(f"Nothing was stored. Put {lines} right and import the file again.", err=True)
    raise typer.Exit(1)


def _say_done(done: PartnerImport, *, is_dry: bool) -> None:
    _say_names("Would add" if is_dry else "Added", done.added)
    _say_names("Would change" if is_dry else "Changed", done.changed)
    counts = f"{len(done.added)} added, {len(done.changed)} changed, {len(done.unchanged)} unchanged"
    typer.echo(f"Dry run: {counts}. Nothing was stored." if is_dry else f"Partners: {counts}.")


def _say_names(heading: str, names: tuple[str, ...]) -> None:
    for name in names[:_MOST_SHOWN]:
        typer.echo(f"{heading}: {name}")
    if len(names) > _MOST_SHOWN:
        typer.echo(f"{heading}: … and {len(names) - _MOST_SHOWN} more")
