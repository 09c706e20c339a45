"""`python -m bot calendar …`: school time, kept true by whoever runs the bot."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from bot.calendar_export import export_calendar
from bot.calendar_output import print_moved, print_plan, print_shown, span
from bot.event_import import Events, Keep, Kind, Whose, import_events
from bot.office import Office, Which, office_of, read_file
from domain.calendar_words import SHORT_WEEKDAYS, WEEKDAYS
from domain.errors import UserError
from domain.hours_in_words import describe_hours
from handlers.close_days import close_days
from handlers.import_calendar import import_calendar, plan_import
from handlers.open_day import open_day
from handlers.remove_closure import remove_closure
from handlers.set_hours import set_hours
from handlers.set_weekdays import set_weekdays
from handlers.show_calendar import show_calendar

app = typer.Typer(no_args_is_help=True, help="School days, closures and hours: what the bot takes for school time.")

Why = Annotated[str, typer.Option("--why", help="What people read as the reason, such as “Snow day”.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Store it without asking.")]
Weeks = Annotated[int, typer.Option(min=1, max=104, help="How many weeks to show.")]
_A_DAY = "A day: 2026-12-21, tomorrow, next Friday."


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="The school year as exported from a calendar (.ics).")],
    yes: Yes = False,  # noqa: FBT002  # a flag of the command line
    events: Events = False,  # noqa: FBT002  # likewise
    keep: Keep = "",
    kind: Kind = "",
    whose: Whose = "",
    school: Which = "",
) -> None:
    """Shows what an iCalendar file would close and leave open, and stores it once you agree.

    With --events it lists the events that close nothing, and keeps those that you choose as activities.
    """
    with office_of(school) as office:
        if events:
            import_events(office, file, keep=keep, kind=kind, whose=whose, is_agreed=yes)
            return
        if keep or kind or whose:
            raise UserError("--keep, --kind and --for go with --events.")
        content = read_file(file)
        plan = plan_import(office.store, office.school.id, content, file.stem, office.now)
        typer.echo(f"{plan.name}\n")
        print_plan(plan, office.school.date_order)
        if not plan.changes_something:
            typer.echo("The calendar has all of this already: nothing to change.")
            return
        if not yes and not _agreed():
            typer.echo("Nothing was stored.")
            raise typer.Exit(1)
        import_calendar(office.store, office.school.id, content, file.stem, office.now, agreed=plan)
        typer.echo("Stored. What was planned follows the new calendar.")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to write it: a name that ends in .ics.")],
    librarian: Annotated[str, typer.Option("--librarian", help="Whose; needed where there are several.")] = "",
    school: Which = "",
) -> None:
    """Writes what a librarian has promised, on the days it is due, and the activities to come, as a calendar file."""
    with office_of(school) as office:
        export_calendar(office, file, librarian)


@app.command()
def show(weeks: Weeks = 12, school: Which = "") -> None:
    """The weeks to come: school days, closed days and why, and the hours."""
    with office_of(school) as office:
        print_shown(show_calendar(office.store, office.school.id, office.now, weeks))


@app.command()
def close(
    first: Annotated[str, typer.Argument(help=_A_DAY)],
    last: Annotated[str, typer.Argument(help="The last closed day, if there are several.")] = "",
    why: Why = "Closed",
    school: Which = "",
) -> None:
    """Closes a day, or all days from the first to the last."""
    with office_of(school) as office:
        begins = office.day(first)
        ends = office.day(last) if last else begins
        change = close_days(office.store, office.school.id, begins, ends, why, office.now)
        typer.echo(f"Closed: {span(begins, ends, office.school.date_order)}, {why}.")
        print_moved(change)


@app.command("open")
def open_one(day: Annotated[str, typer.Argument(help=_A_DAY)], school: Which = "") -> None:
    """Makes a day a school day, whatever holidays and closures say."""
    with office_of(school) as office:
        on = office.day(day)
        change, was_closed = open_day(office.store, office.school.id, on, office.now)
        shown = span(on, on, office.school.date_order)
        if was_closed is None:
            typer.echo(f"{shown} is a school day already.")
            return
        typer.echo(f"Open: {shown}, in spite of {was_closed}.")
        print_moved(change)


@app.command()
def remove(
    which: Annotated[str, typer.Argument(metavar="ID|DAY", help="As “calendar show” lists it, or one of its days.")],
    school: Which = "",
) -> None:
    """Takes back a closure, or a day that was opened."""
    with office_of(school) as office:
        removed = remove_closure(office.store, office.school.id, _name_or_day(office, which), office.now)
        order = office.school.date_order
        if removed.closure is None:
            typer.echo(f"Removed: {which} is no longer opened by hand.")
        else:
            typer.echo(
                f"Removed: {span(removed.closure.first, removed.closure.last, order)}, {removed.closure.why}."
                + (" The next import of its calendar brings it back." if removed.closure.uid else "")
            )
        print_moved(removed.change)


@app.command()
def hours(
    opens: Annotated[str, typer.Argument(help="As in 08:30.")],
    closes: Annotated[str, typer.Argument(help="As in 15:30.")],
    school: Which = "",
) -> None:
    """When the school opens and closes; messages keep to these hours."""
    with office_of(school) as office:
        change = set_hours(office.store, office.school.id, _time(opens), _time(closes), office.now)
        typer.echo(f"School: {describe_hours(office.reload().calendar)}.")
        print_moved(change)


@app.command()
def days(weekdays: Annotated[list[str], typer.Argument(help="As in: sun mon tue wed thu")], school: Which = "") -> None:
    """On which days of the week there is school."""
    with office_of(school) as office:
        change = set_weekdays(office.store, office.school.id, _weekdays(weekdays), office.now)
        typer.echo(f"School: {describe_hours(office.reload().calendar)}.")
        print_moved(change)


def _agreed() -> bool:
    try:
        return typer.confirm("\nStore this?")
    except typer.Abort:
        typer.echo("")
        return False


def _name_or_day(office: Office, which: str) -> date | str:
    """A short name is six hexadecimal digits; everything else is a day."""
    is_name = len(which) in (6, 32) and all(letter in "0123456789abcdef" for letter in which.lower())
    return which.lower() if is_name else office.day(which)


def _time(words: str) -> time:
    try:
        return datetime.strptime(words, "%H:%M").time()  # noqa: DTZ007  # a time of day has no zone
    except ValueError as error:
        raise UserError(f"“{words}” is not a time of day. Write it as in 08:30.") from error


def _weekdays(words: list[str]) -> frozenset[int]:
    known = {**WEEKDAYS, **SHORT_WEEKDAYS}
    named = [word for part in words for word in part.lower().replace(",", " ").split()]
    unknown = [word for word in named if word not in known]
    if unknown:
        raise UserError(f"“{unknown[0]}” is not a day of the week. Write them as in: mon tue wed thu fri")
    return frozenset(known[word] for word in named)
