"""A list on the Home tab, a few rows at a time, with the way to the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from slack_sdk.models.blocks import Block

from bot.slack.blocks.parts import bold, button, buttons
from handlers.messages import Home, HomeList, Place

Row = TypeVar("Row")
Draw = Callable[[Row, Place], list[Block]]


@dataclass(frozen=True)
class Page:
    """`most` rows at a time keep all of a Home's lists together under its hundred blocks."""

    name: HomeList
    heading: str
    most: int


def list_on_home(page: Page, rows: Sequence[Row], draw: Draw[Row], home: Home, place: Place) -> list[Block]:
    """Nothing where there are no rows; a page that no longer exists is the last one."""
    if not rows:
        return []
    last = (len(rows) - 1) // page.most
    shown = min(home.turned.get(page.name, 0), last)
    first = shown * page.most + 1
    until, in_all = (place.number(each) for each in (min(first + page.most - 1, len(rows)), len(rows)))
    which = f" ({place.number(first)} to {until} of {in_all})" if last else ""
    blocks: list[Block] = [bold(page.heading + which)]
    for row in rows[shown * page.most : (shown + 1) * page.most]:
        blocks += draw(row, place)
    return [*blocks, *_turns(page, shown, last)]


def _turns(page: Page, shown: int, last: int) -> list[Block]:
    if not last:
        return []
    turns = []
    if shown:
        turns.append(button("Previous", "earlier-on-home", f"{page.name.value} {shown - 1}"))
    if shown < last:
        turns.append(button("Next", "later-on-home", f"{page.name.value} {shown + 1}"))
    return [buttons(*turns)]
