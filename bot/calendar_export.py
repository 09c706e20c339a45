"""`python -m bot calendar export`: a librarian's due dates and activities as an iCalendar file."""

from pathlib import Path

import typer

from bot.ical import as_ical
from bot.office import Office, write_file
from domain.errors import UserError
from domain.person import Person
from handlers.library_calendar import library_calendar
from store import people


def export_calendar(office: Office, file: Path, whose: str) -> None:
    """`whose` is a librarian's name or platform id; it may be left out where there is only one."""
    if file.suffix.lower() != ".ics":
        raise UserError(f"{file.name} is no name of a calendar file. Choose one that ends in .ics.")
    with office.store.reading() as db:
        librarian = _chosen(people.librarians(db, office.school.id), whose)
        calendar = library_calendar(db, office.school, librarian, office.now)
    write_file(file, as_ical(calendar))
    due = sum(each.is_due for each in calendar.entries)
    typer.echo(f"Written: {file} ({librarian.name}: {due} due, {len(calendar.entries) - due} of activities)")


def _chosen(librarians: tuple[Person, ...], whose: str) -> Person:
    words = whose.casefold().lstrip("@")
    found = [each for each in librarians if not words or words in (each.name.casefold(), each.address.casefold())] or [
        each for each in librarians if words and words in each.name.casefold().split()
    ]
    if len(found) == 1:
        return found[0]
    names = ", ".join(each.name for each in librarians)
    if not librarians:
        raise UserError("This school has no librarian here yet.")
    if found:
        raise UserError(f"There are several: {', '.join(each.name for each in found)}. Name one with --librarian.")
    raise UserError(f"There is no librarian called {whose} here; there is {names}.")
