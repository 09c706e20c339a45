"""`python -m bot ledger`: the week's messages, owed and sent, for whoever answers for them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from bot.clock import Clock, moved_clock, real_clock
from bot.settings import SANDBOX, Settings, read_settings_of_the_store
from bot.stores import NoStoreError, open_kept_store
from domain.errors import UserError
from domain.school import School
from handlers.ledger import Ledger, Line, ledger_of_week
from store import schools
from store.session import Store

Week = Annotated[bool, typer.Option("--week", help="The present week (what is shown in any case).")]
Of = Annotated[str, typer.Option("--of", help="A day of the week to show, such as 2027-03-01.")]

_NO_LEDGER = "There is no ledger yet: start the bot once, so that it knows its school."
_MOST_HELD = 20
"""Lines of what has waited for long; the table has the number of them all."""


def show_ledger(of: str) -> int:
    """Prints every school's week and gives the number of messages that nothing explains."""
    settings = read_settings_of_the_store()
    clock: Clock = moved_clock(settings.clock_file) if settings.clock_file else real_clock
    store = _open(settings)
    with store.reading() as db:
        known = schools.every(db)
    if not known:
        raise UserError(_NO_LEDGER)
    unexplained = 0
    for school in known:
        ledger = ledger_of_week(store, school.id, _day(of), now=clock(), real_now=real_clock())
        _print(school, ledger)
        unexplained += len(ledger.unexplained)
    store.engine.dispose()
    return unexplained


def _open(settings: Settings) -> Store:
    try:
        store = open_kept_store(settings.database_url)
    except NoStoreError as error:
        raise UserError(_NO_LEDGER) from error
    if store.engine.url.database == str(SANDBOX / "library.db"):
        typer.echo("The sandbox’s ledger, because there are no tokens of a real school here.")
    return store


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
    for line in _remarks(school, ledger):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _rows(lines: Iterable[Line]) -> Iterable[tuple[str, ...]]:
    for line in lines:
        counts = (line.owed, line.sent, line.cancelled, line.failed, line.waiting, line.unexplained)
        yield (line.kind.value, *map(str, counts), _late(line.worst), _late(line.median))


def _remarks(school: School, ledger: Ledger) -> Iterable[str]:
    """Why something has not gone out, as far as it is known; the last line counts what nothing explains."""
    if school.paused_at:
        yield f"paused since {_moment(school, school.paused_at)} ({school.paused_why}): its messages wait"
    if ledger.kept_from:
        yield f"what was before {ledger.kept_from} has been removed, as Settings say"
    if ledger.unseen_since:
        yield f"no bot has been seen since {_moment(school, ledger.unseen_since)}"
    for held in ledger.held[:_MOST_HELD]:
        yield f"waiting since {_moment(school, held.owed_at)}: {held.kind.value} for {held.person} ({held.why})"
    if len(ledger.held) > _MOST_HELD:
        yield f"and {len(ledger.held) - _MOST_HELD} more that have waited for over an hour of school time"
    for lacking in ledger.lacking[:_MOST_HELD]:
        yield f"owed {_moment(school, lacking.owed_at)}: {lacking.kind.value} for {lacking.person} went {lacking.why}"
    for each in ledger.unexplained:
        yield f"unexplained: {each.once_key} ({each.why})"
    yield f"unexplained {len(ledger.unexplained)}"


def _moment(school: School, moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(school.calendar.zone)).strftime("%Y-%m-%d %H:%M")


def _late(time: timedelta | None) -> str:
    return "" if time is None else str(timedelta(seconds=round(time.total_seconds())))
