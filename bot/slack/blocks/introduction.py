"""Whom the library can put somebody in touch with."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.slack.blocks.parts import Rendered, aside, bold, button, buttons, exactly, plainly
from bot.slack.text import clip
from handlers.messages import Introduction

_PER_PAGE = 15
"""Partners: two blocks each stay under a message's fifty and its 13,000 characters."""


def introduction_list(each: Sequence[Introduction], page: int) -> Rendered:
    if not each:
        return plainly(
            "There is nobody yet whom the library can put you in touch with. Type /library-help and what you need."
        )
    page = max(0, min(page, (len(each) - 1) // _PER_PAGE))
    blocks: list[Block] = [bold("The library can put you in touch with")]
    for partner in each[page * _PER_PAGE : (page + 1) * _PER_PAGE]:
        blocks += _entry(partner)
    return Rendered(f"The library can put you in touch with {len(each)}", (*blocks, *_turns(page, len(each))))


def asking_for(partner: Introduction) -> str:
    """The words that a request begins with."""
    return f"Please put me in touch with {partner.name}: "


def _entry(partner: Introduction) -> list[Block]:
    return [
        exactly(f"{partner.name} ({partner.category})\n{clip(partner.offers, 300)}"),
        buttons(button("Ask for an introduction", "introduce", str(partner.partner_id))),
    ]


def _turns(page: int, count: int) -> list[Block]:
    turns = []
    if page:
        turns.append(button("Earlier ones", "show-introductions", str(page - 1)))
    if (page + 1) * _PER_PAGE < count:
        turns.append(button("More of them", "more-introductions", str(page + 1)))
    return [aside(f"{count} in all."), buttons(*turns)] if turns else []
