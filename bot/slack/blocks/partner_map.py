"""The partner map in words: every group of both documents, what is empty, and whom to approach first."""

from dataclasses import dataclass

from slack_sdk.models.blocks import Block, DividerBlock

from bot.slack.blocks.forms import Form, window
from bot.slack.blocks.partner_words import SIDES, capital, map_line
from bot.slack.blocks.parts import Rendered, aside, beside, bold, button, buttons, exactly, title
from domain.follow_ups import Followed, Standing
from domain.partner import Category
from domain.partner_map import MappedCategory, MappedSide, PartnerMap
from handlers.messages import MapPicture, Place

MOST_BLOCKS = 90
MOST_PARTNERS = 180
"""On a page: some of Slack's hundred blocks are left for what stands above and below, and a view may not be too large
in all, which names in other scripts and emoji soon are."""

_IN_A_PART = 12
"""Partners in one block: their lines stay under its 3,000 characters."""

_MOST_TO_APPROACH = 3


@dataclass(frozen=True)
class _Part:
    """What is not torn apart by the end of a page."""

    blocks: tuple[Block, ...]
    partners: int = 0


def partner_map_view(shown: PartnerMap, place: Place, page: int = 0, *, word: str = "") -> Form:
    """A page beyond the last one is the last one; `word` says what has just been done."""
    pages = _pages([_approach(shown, place), *(part for side in shown.sides for part in _side(side, place))])
    page = max(0, min(page, len(pages) - 1))
    return window(
        "Partner map",
        exactly(_summary(shown)),
        *([aside(word)] if word else []),
        _deeds(),
        *pages[page],
        *_turns(page, len(pages)),
        name="the-partner-map",
    )


def map_in_words(message: MapPicture, place: Place) -> Rendered:
    """Beneath the picture, or instead of it where there is none."""
    words = _summary(message.map)
    gaps = ", ".join(message.map.gaps)
    blocks = (bold(f"Partner map, {place.lasting(place.today)}"), exactly(words))
    return Rendered(words, (*blocks, *([aside(f"Nobody yet: {gaps}.")] if gaps else [])), picture_after=1)


def _deeds() -> Block:
    return buttons(
        button("All partners", "show-partners", "0"),
        button("Add a partner", "add-partner", "new:", style="primary"),
        button("As a picture", "draw-map", "map"),
    )


def _summary(shown: PartnerMap) -> str:
    count, groups, gaps = len(shown.partners), len(shown.categories), len(shown.gaps)
    if not count:
        return f"The map is still empty: all {groups} groups wait for a first partner. One is a good beginning."
    partners = f"{count} partner{'' if count == 1 else 's'} in {groups - gaps} of {groups} groups"
    overdue, worth = shown.count(Standing.OVERDUE), shown.count(Standing.WORTH_A_WORD)
    waiting = [f"{overdue} overdue" if overdue else "", f"{worth} worth a word" if worth else ""]
    words = ", ".join([partners, *(each for each in waiting if each)])
    return f"{words}. {f'Nobody yet in {gaps}.' if gaps else 'No group is without somebody.'}"


def _approach(shown: PartnerMap, place: Place) -> _Part:
    lines = []
    for number, (approach, them) in enumerate(shown.approach, 1):
        first = "; ".join(map_line(each, place) for each in them[:_MOST_TO_APPROACH])
        more = f"; and {len(them) - _MOST_TO_APPROACH} more" if len(them) > _MOST_TO_APPROACH else ""
        lines.append(f"{number}. {capital(approach)}: {first or 'nobody yet'}{more}")
    return _Part((bold("Whom to approach first"), exactly("\n".join(lines))))


def _side(side: MappedSide, place: Place) -> list[_Part]:
    """Those who are there first, then the groups in which nobody is."""
    filled = [part for each in side.categories if not each.is_empty for part in _category(each, place)]
    empty = [_Part((_gap(each.category, place),)) for each in side.categories if each.is_empty]
    return [
        *_under((DividerBlock(), title(SIDES[side.side])), filled),
        *_under((*([] if filled else [DividerBlock(), title(SIDES[side.side])]), aside("Nobody yet")), empty),
    ]


def _category(mapped: MappedCategory, place: Place) -> list[_Part]:
    parts = [mapped.partners[at : at + _IN_A_PART] for at in range(0, len(mapped.partners), _IN_A_PART)]
    heading = bold(f"{capital(place.spelt(mapped.category))} ({len(mapped.partners)})")
    return _under((heading,), [_Part((exactly(_lines(part, place)),), len(part)) for part in parts])


def _under(heading: tuple[Block, ...], parts: list[_Part]) -> list[_Part]:
    """The heading keeps with the first of them; without any there is none."""
    return [_Part((*heading, *parts[0].blocks), parts[0].partners), *parts[1:]] if parts else []


def _lines(partners: tuple[Followed, ...], place: Place) -> str:
    return "\n".join(f"• {map_line(each, place)}" for each in partners)


def _gap(category: Category, place: Place) -> Block:
    return beside(capital(place.spelt(category)), button("Add", "add-partner", f"category:{category.value}"))


def _pages(parts: list[_Part]) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    partners = 0
    for part in parts:
        partners += part.partners
        if len(pages[-1]) + len(part.blocks) > MOST_BLOCKS or partners > MOST_PARTNERS:
            pages.append([])
            partners = part.partners
        pages[-1] += part.blocks
    return pages


def _turns(page: int, count: int) -> list[Block]:
    turns = []
    if page:
        turns.append(button("Previous", "earlier-map", str(page - 1)))
    if page + 1 < count:
        turns.append(button("Next", "later-map", str(page + 1)))
    return [aside(f"Page {page + 1} of {count}"), buttons(*turns)] if turns else []
