"""Slack's text and blocks as a person reads them: names for ids, no markup, no escapes; and where the buttons stand."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Names = Callable[[str], str]
"""From the id of a person or a channel to its name."""

TOKEN = re.compile(r"<([^<>]+)>")
MARKUP = [
    re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^{mark}\n]+?)(?<=\S){mark}(?![\w{mark}])")
    for mark in (r"\*", "_", "~", "`")
]


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mrkdwn(text: str, names: Names) -> str:
    """Mentions and links are put aside first, so that no markup is found inside them."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(_token(match[1], names))
        return f"\0{len(held) - 1}\0"

    words = TOKEN.sub(hold, text)
    for mark in MARKUP:
        words = mark.sub(r"\1", words)
    return re.sub(r"\0(\d+)\0", lambda match: held[int(match[1])], unescaped(words))


def _token(inside: str, names: Names) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return f"@{names(target[1:])}"
    if target.startswith("#"):
        return f"#{names(target[1:])}"
    if target.startswith("!date^"):
        return unescaped(label)
    if target.startswith("!"):
        return f"@{unescaped(label) or target[1:]}"
    return unescaped(label or target)


def text_object(text: Json | None, names: Names) -> str:
    if not text:
        return ""
    return mrkdwn(text["text"], names) if text["type"] == "mrkdwn" else text["text"]


@dataclass(frozen=True)
class Piece:
    """Something a person sees, in reading order: words, or an element to act on."""

    words: str = ""
    block: Json | None = None
    element: Json | None = None


def pieces(blocks: list[Json], names: Names) -> Iterator[Piece]:
    for block in blocks:
        yield from BLOCKS.get(block["type"], _nothing)(block, names)


def _nothing(_block: Json, _names: Names) -> Iterator[Piece]:
    yield from ()


def _section(block: Json, names: Names) -> Iterator[Piece]:
    for each in [block.get("text"), *(block.get("fields") or [])]:
        yield Piece(text_object(each, names))
    if (accessory := block.get("accessory")) and accessory["type"] != "image":
        yield from _element(block, accessory)


def _header(block: Json, names: Names) -> Iterator[Piece]:
    yield Piece(text_object(block["text"], names))


def _context(block: Json, names: Names) -> Iterator[Piece]:
    for each in block["elements"]:
        yield Piece(each["alt_text"] if each["type"] == "image" else text_object(each, names))


def _actions(block: Json, _names: Names) -> Iterator[Piece]:
    for each in block["elements"]:
        yield from _element(block, each)


def _input(block: Json, names: Names) -> Iterator[Piece]:
    yield Piece(text_object(block["label"], names))
    yield from _element(block, block["element"])
    yield Piece(text_object(block.get("hint"), names))


def _image(block: Json, names: Names) -> Iterator[Piece]:
    yield Piece(text_object(block.get("title"), names) or block["alt_text"])


def _markdown(block: Json, _names: Names) -> Iterator[Piece]:
    yield Piece(block["text"])


def _rich_text(block: Json, names: Names) -> Iterator[Piece]:
    for each in block["elements"]:
        yield Piece(_rich(each, names))


BLOCKS: dict[str, Callable[[Json, Names], Iterator[Piece]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "markdown": _markdown,
    "rich_text": _rich_text,
}


def _element(block: Json, element: Json) -> Iterator[Piece]:
    yield Piece(block=block, element=element)
    if element["type"] in {"radio_buttons", "checkboxes"}:
        for option in element["options"]:
            yield Piece(" ".join(option[key]["text"] for key in ("text", "description") if option.get(key)))


def _rich(element: Json, names: Names) -> str:
    if element["type"] in RICH:
        return RICH[element["type"]](element, names)
    between = "\n" if element["type"] == "rich_text_list" else ""
    return between.join(_rich(each, names) for each in element["elements"])


RICH: dict[str, Callable[[Json, Names], str]] = {
    "text": lambda element, _: element["text"],
    "link": lambda element, _: element.get("text") or element["url"],
    "user": lambda element, names: f"@{names(element['user_id'])}",
    "channel": lambda element, names: f"#{names(element['channel_id'])}",
    "broadcast": lambda element, _: f"@{element['range']}",
    "emoji": lambda element, _: f":{element['name']}:",
    "date": lambda element, _: element.get("fallback") or str(element["timestamp"]),
}


def visible(text: str, blocks: list[Json], names: Names) -> str:
    """Blocks win over the fallback text, as on the screen."""
    if not blocks:
        return mrkdwn(text, names)
    return "\n".join(piece.words for piece in pieces(blocks, names) if piece.words)


def mentioned(text: str, blocks: list[Json]) -> list[str]:
    """The ids of those whom a message would notify, and @channel and the like."""
    found = [target.partition("|")[0] for target in TOKEN.findall(text)]
    found = [target.lstrip("@!") for target in found if target[0] in "@!" and not target.startswith("!date")]
    return [*found, *_mentioned(blocks)]


def _mentioned(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _mentioned(each)
    elif isinstance(node, dict):
        match node.get("type"):
            case "user":
                yield node["user_id"]
            case "broadcast":
                yield node["range"]
            case "mrkdwn":
                yield from mentioned(node["text"], [])
            case _:
                for each in node.values():
                    yield from _mentioned(each)


def options(element: Json) -> list[Json]:
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(option for group in groups for option in group["options"])]


def option_value(element: Json, words: str, names: Names) -> str:
    """The value behind an option's visible text."""
    offered = {text_object(option["text"], names): option["value"] for option in options(element)}
    if words not in offered:
        raise AssertionError(f"{words!r} is not offered; these are: {', '.join(offered)}")
    return offered[words]
