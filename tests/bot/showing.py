"""What Slack would take, and what people would see of it."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.block_kit import accept_blocks, accept_view
from bot.slack.blocks.home import home_view
from bot.slack.blocks.parts import Rendered
from bot.slack.blocks.render import render
from handlers.messages import Home, Message
from tests.bot.stories import PLACE
from tests.reading import visible

Json = dict[str, Any]
LONGEST_TEXT = 4_000
"""Of a message's `text`: `chat.update` takes no more."""


def posted(message: Message | Rendered) -> Json:
    """The payload, once Slack has taken it; SlackRefusal says why it has not."""
    payload = (message if isinstance(message, Rendered) else render(message, PLACE)).payload()
    accept_blocks(payload["blocks"])
    assert 0 < len(payload["text"].strip()) <= LONGEST_TEXT
    return payload


def opened(form: Json) -> Json:
    return accept_view(form, "modal")


def published(home: Home) -> Json:
    return accept_view(home_view(home, PLACE), "home")


def buttons_of(shown: Json) -> list[str]:
    """The labels of the buttons, in order."""
    elements = [each for block in shown["blocks"] if block["type"] == "actions" for each in block["elements"]]
    return [each["text"]["text"] for each in elements if each["type"] == "button"]


def actions_of(shown: Json) -> set[str]:
    elements = [each for block in shown["blocks"] if block["type"] == "actions" for each in block["elements"]]
    return {each["action_id"] for each in elements}


def labels_of(form: Json) -> list[str]:
    return [block["label"]["text"] for block in form["blocks"] if block["type"] == "input"]


def element_of(form: Json, name: str) -> Json:
    return next(block["element"] for block in form["blocks"] if block.get("block_id") == name)


def read(shown: Json) -> str:
    """As it stands on the screen."""
    return visible(shown.get("text", ""), shown["blocks"], lambda name: name)


def exact_texts(node: object) -> Iterator[str]:
    """Every piece of text that is shown as it is: plain_text, and what rich_text holds."""
    if isinstance(node, list):
        for each in node:
            yield from exact_texts(each)
    elif isinstance(node, dict):
        if node.get("type") in {"plain_text", "text", "link"}:
            yield node.get("text") or node["url"]
        else:
            for each in node.values():
                yield from exact_texts(each)


def marked_texts(node: object) -> Iterator[Json]:
    """Every piece of text that Slack reads for mark-up, links and mentions."""
    if isinstance(node, list):
        for each in node:
            yield from marked_texts(each)
    elif isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            yield node
        for each in node.values():
            yield from marked_texts(each)
