"""The pieces of which every message is put together."""

from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    ImageBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.basic_components import SlackFile

from bot.slack.text import clip, escape
from domain.commitment import Commitment
from handlers.place import Place

MOST_BLOCKS = 50
"""In one message: Slack's limit."""

_LONGEST_ALT = 2000
_LONGEST_TEXT = 3000
"""Characters in one text: Slack's limit."""


@dataclass(frozen=True)
class Rendered:
    """What is posted. `text` is what a notification reads out; the blocks say everything."""

    text: str
    blocks: tuple[Block, ...]
    picture_after: int = 0
    """How many blocks stand before the picture, in a message that has one."""

    def payload(self) -> dict[str, Any]:
        return {"text": escape(self.text), "blocks": [block.to_dict() for block in self.blocks]}

    def with_picture(self, file_id: str, alt: str) -> "Rendered":
        """`file_id` is the platform's, of a picture that was uploaded; `alt` says what it shows."""
        picture = ImageBlock(slack_file=SlackFile(id=file_id), alt_text=alt[:_LONGEST_ALT])
        at = self.picture_after
        return replace(self, blocks=(*self.blocks[:at], picture, *self.blocks[at:]))


def plainly(words: str) -> Rendered:
    """A sentence, and nothing else."""
    return Rendered(words, (exactly(words),))


def title(words: str) -> Block:
    return HeaderBlock(text=PlainTextObject(text=words, emoji=True))


def bold(words: str) -> Block:
    """Our own words, or a name, set off from what people wrote; Slack adds no links or mentions of its own to them."""
    return SectionBlock(text=MarkdownTextObject(text=f"*{escape(words)}*", verbatim=True))


def exactly(words: str) -> Block:
    """What somebody wrote, as they wrote it: no mark-up, no mentions; … where Slack has no room for the rest."""
    shown = words if len(words) <= _LONGEST_TEXT else words[: _LONGEST_TEXT - 1] + "…"
    return SectionBlock(text=PlainTextObject(text=shown, emoji=True))


def beside(words: str, what: ButtonElement) -> Block:
    """What somebody wrote, with a button at its side."""
    shown = words if len(words) <= _LONGEST_TEXT else words[: _LONGEST_TEXT - 1] + "…"
    return SectionBlock(text=PlainTextObject(text=shown, emoji=True), accessory=what)


def aside(*lines: str) -> Block:
    """Small print, also for what people wrote."""
    return ContextBlock(elements=[PlainTextObject(text=line, emoji=True) for line in lines if line])


def buttons(*each: ButtonElement) -> Block:
    return ActionsBlock(elements=list(each))


def button(
    label: str, verb: str, value: str, *, style: str | None = None, confirm: ConfirmObject | None = None
) -> ButtonElement:
    """`verb` is what the click asks for, `value` what it is about."""
    return ButtonElement(text=PlainTextObject(text=label), action_id=verb, value=value, style=style, confirm=confirm)


def confirm(question: str, explanation: str, yes: str) -> ConfirmObject:
    return ConfirmObject(
        title=PlainTextObject(text=question),
        text=PlainTextObject(text=explanation),
        confirm=PlainTextObject(text=yes),
        deny=PlainTextObject(text="Not now"),
    )


def promised(commitment: Commitment, place: Place, most: int) -> str:
    """What was promised, cut to `most` characters, with the hour of an activity as its reader tells it."""
    at = f", at {place.school_hour(commitment.at)}" if commitment.at else ""
    return f"{clip(commitment.doing, most)}{at}"
