"""What `python -m bot calendar …` prints: aligned, in the school's own order of day and month."""

from collections.abc import Iterable, Sequence
from datetime import date

import typer
from rich.console import Console
from rich.table import Table

from domain.commitment import Commitment
from domain.dates_in_words import DateOrder, short
from domain.hours_in_words import describe_hours
from handlers.change_calendar import Change
from handlers.import_calendar import ImportPlan
from handlers.remove_closure import short_name
from handlers.show_calendar import Shown, Stretch

Row = tuple[str, ...]


def print_shown(shown: Shown) -> None:
    order, calendar = shown.school.date_order, shown.school.calendar
    typer.echo(f"{shown.school.name}: {describe_hours(calendar)}, {calendar.zone}")
    holidays = calendar.holidays or "none (Settings on a librarian’s Home has a field for them)"
    typer.echo(f"Public holidays: {holidays}\n")
    print_rows([_stretch(each, order) for each in shown.stretches])
    if shown.kept:
        typer.echo("\nClosures, to be taken back with “calendar remove”")
        rows = [
            (short_name(each), span(each.first, each.last, order), each.why, each.source or "by hand")
            for each in shown.kept
        ]
        print_rows(rows)
    if shown.opened:
        typer.echo("\nOpened by hand")
        print_rows([(_day(day, order),) for day in shown.opened])


def print_plan(plan: ImportPlan, order: DateOrder) -> None:
    _section("Closes", ((span(each.closure.first, each.closure.last, order), each.closure.why) for each in plan.adds))
    moves = (
        (span(was.first, was.last, order), "→", span(to.closure.first, to.closure.last, order), to.closure.why)
        for was, to in plan.moves
    )
    _section("Moves", moves)
    gone = ((span(each.first, each.last, order), each.why) for each in plan.removes)
    _section("Opens again, no longer in this calendar", gone)
    left = ((span(each.event.first, each.event.last, order), each.event.summary, each.why) for each in plan.left_open)
    _section("Leaves open", left)
    by_hand = ((_day(day, order), "opened by hand") for day in plan.opened_by_hand)
    _section("Stays open", by_hand)
    _section("Please look at", ((each,) for each in plan.doubts))
    same = f"; {_count(len(plan.stays), 'closure')} as before" if plan.stays else ""
    typer.echo(
        f"In all: {_count(len(plan.closes), 'school day')} will be closed, "
        f"{_count(len(plan.opens), 'day')} will be opened{same}."
    )
    print_caught(plan.caught, order)


def print_caught(caught: Sequence[Commitment], order: DateOrder, *, is_done: bool = False) -> None:
    """Dates only: what was promised to whom is nobody's business at the command line."""
    if not caught:
        return
    days = ", ".join(dict.fromkeys(_day(each.due_on, order) for each in caught))
    one = len(caught) == 1
    promises = "1 promise is due on a day" if one else f"{len(caught)} promises are due on days"
    closed = ("is" if one else "are") + " closed now" if is_done else "will be closed"
    typer.echo(f"{promises} that {closed} ({days}); reminders count from the school day before.")


def print_moved(change: Change) -> None:
    """What the change of the calendar did to what was planned."""
    school, moved = change.school, change.moved
    if moved.digest_at:
        goes_out = school.calendar.today(school.calendar.next_open(moved.digest_at))
        typer.echo(f"The next digest goes out on {_day(goes_out, school.date_order)}.")
    if moved.notices:
        typer.echo(f"{_count(moved.notices, 'message')} that waited for the school to open got another moment.")
    if moved.fell_away:
        typer.echo(f"{_count(moved.fell_away, 'day')} of activities fell away with it.")
    print_caught(change.caught, school.date_order, is_done=True)


def span(first: date, last: date, order: DateOrder) -> str:
    """With the year once, or twice where they differ."""
    if first == last:
        return _day(first, order)
    begins = short(first, order) if first.year == last.year else _day(first, order)
    return f"{begins} – {_day(last, order)}"


def _day(day: date, order: DateOrder) -> str:
    return f"{short(day, order)}{',' if order is DateOrder.MONTH_FIRST else ''} {day.year}"


def _stretch(stretch: Stretch, order: DateOrder) -> Row:
    days = span(stretch.first, stretch.last, order)
    if stretch.why_closed is None:
        return "open", days, _count(stretch.days, "school day")
    return "closed", days, stretch.why_closed


def _section(heading: str, rows: Iterable[Row]) -> None:
    rows = list(rows)
    if rows:
        typer.echo(heading)
        print_rows(rows)
        typer.echo()


def print_rows(rows: Sequence[Row]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 3, 0, 0))
    for _ in range(max(len(row) for row in rows)):
        table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*(f"{cell}" for cell in row))
    Console(width=120, markup=False, highlight=False, emoji=False).print(table)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
