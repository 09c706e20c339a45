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

    def rows_on(self, home: Home) -> int:
        """Fewer where an administrator's figures stand on the same Home."""
        is_shared = home.told is not None and home.promises is not None
        return max(1, self.most - 1) if is_shared else self.most


def list_on_home(page: Page, rows: Sequence[Row], draw: Draw[Row], home: Home, place: Place) -> list[Block]:
    """Nothing where there are no rows; a page that no longer exists is the last one."""
    if not rows:
        return []
    most = page.rows_on(home)
    last = (len(rows) - 1) // most
    shown = min(home.turned.get(page.name, 0), last)
    first = shown * most + 1
    upto = min(first + most - 1, len(rows))
    which = f" ({first if first == upto else f'{first} to {upto}'} of {len(rows)})" if last else ""
    blocks: list[Block] = [bold(page.heading + which)]
    for row in rows[shown * most : (shown + 1) * most]:
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
