"""`python -m bot ledger`: the week's messages, owed and sent, for whoever answers for them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.clock import Clock, moved_clock, real_clock
from bot.settings import read_settings
from bot.wiring import open_store
from domain.errors import UserError
from domain.school import School
from handlers.ledger import Ledger, Line, ledger_of_week
from store import schools

Week = Annotated[bool, typer.Option("--week", help="The present week (what is shown in any case).")]
Of = Annotated[str, typer.Option("--of", help="A day of the week to show, such as 2027-03-01.")]


def show_ledger(of: str) -> int:
    """Prints every school's week and gives the number of messages that nothing explains."""
    settings = read_settings()
    clock: Clock = moved_clock(settings.clock_file) if settings.clock_file else real_clock
    store = open_store(settings.database_url)
    with store.reading() as db:
        known = schools.every(db)
    if not known:
        raise UserError("There is no ledger yet: start the bot once, so that it knows its school.")
    unexplained = 0
    for school in known:
        ledger = ledger_of_week(store, school.id, _day(of), now=clock(), real_now=real_clock())
        _print(school, ledger)
        unexplained += len(ledger.unexplained)
    store.engine.dispose()
    return unexplained


def _day(of: str) -> date | None:
    try:
        return date.fromisoformat(of) if of else None
    except ValueError as error:
        raise UserError(f"--of takes a day such as 2027-03-01, not {of}.") from error


def _print(school: School, ledger: Ledger) -> None:
    table = Table(title=f"{school.name}, {ledger.first} to {ledger.last}", title_justify="left", expand=False)
    table.add_column("message")
    for heading in ("owed", "sent", "cancelled", "failed", "waiting", "unexplained", "worst late", "median late"):
        table.add_column(heading, justify="right")
    for row in _rows(ledger.lines):
        table.add_row(*row)
    console = Console(width=110)
    console.print(table)
    for each in ledger.unexplained:
        console.print(f"unexplained: {each.once_key} ({each.why})", markup=False, soft_wrap=True)
    console.print(f"unexplained {len(ledger.unexplained)}")


def _rows(lines: Iterable[Line]) -> Iterable[tuple[str, ...]]:
    for line in lines:
        counts = (line.owed, line.sent, line.cancelled, line.failed, line.waiting, line.unexplained)
        yield (line.kind.value, *map(str, counts), _late(line.worst), _late(line.median))


def _late(time: timedelta | None) -> str:
    return "" if time is None else str(timedelta(seconds=round(time.total_seconds())))
