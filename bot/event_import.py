"""`python -m bot calendar import --events FILE.ics`: events of a calendar file, to be kept as activities."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.calendar_output import print_rows, span
from bot.office import Office, read_file
from domain.activity import KINDS, Recurrence
from domain.collaboration import ActivityKind
from domain.dates_in_words import DateOrder
from domain.errors import UserError
from domain.kept_events import FoundEvent, read_kind, read_numbers
from handlers.keep_events import Kept, Known, Offered, keep_events, offer_events, owner_of

Events = Annotated[bool, typer.Option("--events", help="List the events that close nothing, to keep some of them.")]
Keep = Annotated[str, typer.Option("--keep", help="With --events: the numbers to keep, as in 1,3-5.")]
Kind = Annotated[
    str, typer.Option("--kind", help="With --events: class, rotation, event, training, planning, teaching.")
]
Whose = Annotated[str, typer.Option("--for", help="With --events: the librarian's Slack id or name.")]


def import_events(office: Office, file: Path, *, keep: str, kind: str, whose: str, is_agreed: bool) -> None:
    """Lists them, asks which to keep unless that was said, and says what was kept."""
    wanted = read_kind(kind, KINDS) if kind else None
    owner = owner_of(office.store, office.school.id, whose)
    offered = offer_events(office.store, office.school.id, read_file(file), file.stem, office.now)
    if not offered:
        typer.echo("There is no event to come in this file that does not close the school.")
        return
    print_rows([_row(number, each, wanted, office.school.date_order) for number, each in enumerate(offered, 1)])
    numbers = read_numbers(keep or _asked(is_agreed=is_agreed), len(offered))
    if not numbers:
        typer.echo("Nothing was kept.")
        return
    chosen = [offered[number - 1].event for number in numbers]
    _say(keep_events(office.store, owner, chosen, wanted, office.now), wanted, owner.name)


def _asked(*, is_agreed: bool) -> str:
    if is_agreed:
        raise UserError("Say which to keep, with --keep 1,3-5.")
    try:
        question = "\nWhich ones shall be kept? (1,3-5; Enter for none)"
        return str(typer.prompt(question, default="", show_default=False))
    except typer.Abort:
        typer.echo("")
        return ""


def _row(number: int, each: Offered, wanted: ActivityKind | None, order: DateOrder) -> tuple[str, ...]:
    event = each.event
    known = "" if each.known is Known.NEW else each.known.value
    return str(number), _when(event, order), event.title, (wanted or event.kind).value, known


def _when(event: FoundEvent, order: DateOrder) -> str:
    at = f", {event.at:%H:%M}" if event.at else ""
    first, last = event.days[0], event.days[-1]
    if event.recurrence is Recurrence.ONCE:
        return span(first, first, order) + at
    how_often = event.recurrence.value if event.recurrence else f"{len(event.days)} times"
    return f"{span(first, last, order)}, {how_often}{at}"


def _say(kept: Kept, wanted: ActivityKind | None, owner: str) -> None:
    for heading, events in (("Kept", kept.added), ("Moved", kept.moved), ("Kept already", kept.unchanged)):
        _say_each(heading, events, wanted)
    if kept.added or kept.moved:
        typer.echo(
            f"{owner} will be reminded of each day. In Slack, /library-partner activities shows and changes them."
        )


def _say_each(heading: str, events: Sequence[FoundEvent], wanted: ActivityKind | None) -> None:
    for each in events:
        kind = f" ({wanted or each.kind})" if heading == "Kept" else ""
        typer.echo(f"{heading}: {each.title}{kind}")
