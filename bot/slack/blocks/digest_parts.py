"""Parts of the weekly digest: requests by department, and what teachers allow to be quoted."""

from collections.abc import Iterable

from slack_sdk.models.blocks import Block

from bot.slack.blocks.parts import bold, exactly
from bot.slack.text import clip
from domain.counted import Counted
from domain.thanks import Thanks
from handlers.place import Place

_MOST_DEPARTMENTS = 12
_LONGEST_NAME = 60


def departments(counted: tuple[Counted, ...], place: Place) -> list[Block]:
    """The most frequent first; what an older version did not count is left out."""
    if not counted:
        return []
    told = sorted((each for each in counted if each.count is not None), key=lambda each: -(each.count or 0))
    if not told:
        return part("Requests by department", ["Not enough from any one department to be counted."])
    left = len(told) - _MOST_DEPARTMENTS
    lines = [f"{each.what}: {place.number(each.count or 0)}" for each in told[:_MOST_DEPARTMENTS]]
    more = [f"And {place.number(left)} more."] if left > 0 else []
    few = ["Other departments asked too."] if len(told) < len(counted) else []
    return part("Requests by department", [*lines, *more, *few])


def said(thanks: tuple[Thanks, ...]) -> list[Block]:
    """In their writers' words, with their names."""
    lines = [f"“{each.words}” {clip(each.name, _LONGEST_NAME)}" for each in thanks]
    return part("What teachers said", lines) if lines else []


def part(heading: str, lines: Iterable[str]) -> list[Block]:
    return [bold(heading), exactly("\n".join(lines))]


def capital(words: str) -> str:
    return words[0].upper() + words[1:]
