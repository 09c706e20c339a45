"""What every command about a school works with: its store, the school, the moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import OperationalError

from bot.clock import moved_clock, real_clock
from bot.settings import read_settings_of_the_store
from bot.stores import open_kept_store
from domain.dates_in_words import read_date
from domain.errors import UserError
from domain.school import School
from store import schools
from store.session import Store, StoreBusyError

Which = Annotated[str, typer.Option("--school", help="The school's name, where the store holds several.")]


@dataclass(frozen=True)
class Office:
    """What every command works with."""

    store: Store
    school: School
    now: datetime

    def day(self, words: str) -> date:
        """UserError for what is no day."""
        try:
            return date.fromisoformat(words)
        except ValueError:
            school = self.school
            today = school.today(self.now)
            found = read_date(words, today=today, calendar=school.calendar, order=school.date_order)
        if found is None:
            raise UserError(f"“{words}” is not a day. Write it as in 2026-12-21.")
        return found

    def reload(self) -> School:
        with self.store.reading() as db:
            return schools.get(db, self.school.id)


@contextmanager
def office_of(which: str) -> Iterator[Office]:
    """One sentence and exit code 1 for what somebody can put right."""
    try:
        settings = read_settings_of_the_store()
        clock = moved_clock(settings.clock_file) if settings.clock_file else real_clock
        store = open_kept_store(settings.database_url)
        try:
            yield Office(store, _school(store, which), clock())
        finally:
            store.engine.dispose()
    except UserError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except (StoreBusyError, OperationalError):
        typer.echo("The database is busy or cannot be reached. Nothing was changed: try again in a moment.", err=True)
        raise typer.Exit(1) from None


def _school(store: Store, which: str) -> School:
    with store.reading() as db:
        known = schools.every(db)
    found = [each for each in known if not which or which.casefold() in (each.name.casefold(), each.address.casefold())]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{each.name} ({each.address})" for each in known)
    if not known:
        raise UserError("There is no school in this database yet: start the bot once, so that it knows its school.")
    if found:
        raise UserError(f"There are several schools here: {names}. Name one with --school.")
    raise UserError(f"There is no school called {which} here; there is {names}.")


def read_file(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read ({error.strerror}).") from error


def write_file(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise UserError(f"{file} cannot be written ({error.strerror}).") from error
