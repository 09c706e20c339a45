"""Is this something Slack would show? Refusals carry Slack's codes and its `[ERROR] … [json-pointer:…]` messages."""

import json
import secrets
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.sandbox.blocks import HomeArgument, MessageBlocks, ModalArgument
from bot.sandbox.records import Json

BLOCKS_TOO_LONG: Final = 13_000
"""Characters of all blocks of a message together: not in Slack's docs, measured by its users."""
VIEW_TOO_LARGE: Final = 250_000
ONLY_IN_MODALS: Final = {"email_text_input", "url_text_input", "number_input"}
NOT_IN_HOME: Final = {"datetimepicker"}
TEXT_FIELDS: Final = {"text", "alt_text"}


class SlackRefusal(Exception):  # noqa: N818 - what Slack does, not a defect of ours
    """Slack answers ok: false with this code, and with more fields where it explains itself."""

    def __init__(self, code: str, messages: list[str] | None = None, **more: object) -> None:
        super().__init__(code)
        self.code = code
        self.more: Json = dict(more)
        if messages is not None:
            self.more["response_metadata"] = {"messages": messages}

    def body(self) -> Json:
        return {"ok": False, "error": self.code, **self.more}


def accept_blocks(blocks: list[Json]) -> list[Json]:
    """The blocks of a message, with the ids Slack adds; SlackRefusal says what is wrong with them."""
    problems = [*_problems(MessageBlocks, {"blocks": blocks})]
    problems += problems or [*_rules(blocks, "message", "")]
    if problems:
        raise SlackRefusal(
            "invalid_blocks", problems, errors=[message.removeprefix("[ERROR] ") for message in problems]
        )
    if sum(map(len, _texts(blocks))) > BLOCKS_TOO_LONG:
        raise SlackRefusal("msg_blocks_too_long")
    return _with_ids(blocks)


def accept_view(view: Json, kind: str) -> Json:
    """A view of `kind` (modal or home), with the ids Slack adds; SlackRefusal says what is wrong with it."""
    if len(json.dumps(view)) > VIEW_TOO_LARGE:
        raise SlackRefusal("view_too_large")
    problems = [*_problems(ModalArgument if kind == "modal" else HomeArgument, {"view": view})]
    problems = problems or [*_rules(view["blocks"], kind, "/view")]
    if problems:
        raise SlackRefusal("invalid_arguments", problems)
    return {**view, "blocks": _with_ids(view["blocks"])}


def _problems(model: type[BaseModel], data: Json) -> Iterator[str]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors():
            yield slack_words(detail, data)


def slack_words(detail: ErrorDetails, data: Json) -> str:
    """A pydantic complaint as Slack words it."""
    context: dict[str, Any] = detail.get("ctx", {})
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    words = {
        "missing": f"missing required field: {last}",
        "extra_forbidden": f"invalid additional property: {last}",
        "union_tag_invalid": f"unsupported type: {context.get('tag')}",
        "union_tag_not_found": "missing required field: type",
        "string_too_long": f"must be less than {context.get('max_length', 0) + 1} characters",
        "string_too_short": f"must be more than {context.get('min_length', 1) - 1} characters",
        "too_long": f"no more than {context.get('max_length')} items allowed",
        "too_short": f"no fewer than {context.get('min_length')} items allowed",
        "string_type": "must be a valid string",
        "model_type": "must be an object",
        "model_attributes_type": "must be an object",
        "list_type": "must be an array",
    }.get(detail["type"], detail["msg"].removeprefix("Value error, "))
    at_parent = detail["type"] in {"missing", "extra_forbidden"}
    return f"[ERROR] {words} [json-pointer:{_pointer(detail['loc'][: -1 if at_parent else None], data)}]"


def _pointer(loc: tuple[int | str, ...], data: object) -> str:
    """Where the fault is in what was sent; pydantic's own marks of which union member it tried are left out."""
    steps = []
    here: Any = data
    for step in loc:
        if isinstance(step, int) if isinstance(here, list) else isinstance(here, dict) and step in here:
            here = here[step]
            steps.append(str(step))
    return "".join(f"/{step}" for step in steps)


def _rules(blocks: list[Json], surface: str, base: str) -> Iterator[str]:
    """What no single block can know."""
    for block_id, count in Counter(block["block_id"] for block in blocks if block.get("block_id")).items():
        if count > 1:
            yield f"[ERROR] block_id `{block_id}` already exists [json-pointer:{base}/blocks]"
    focused = 0
    for index, block in enumerate(blocks):
        where = f"[json-pointer:{base}/blocks/{index}]"
        elements = [*elements_of(block)]
        # Slack's docs ask for action ids that are unique in their block; the same one may stand in several blocks.
        for action_id, count in Counter(each["action_id"] for each in elements if each.get("action_id")).items():
            if count > 1:
                yield f"[ERROR] action_id `{action_id}` already exists {where}"
        for element in elements:
            if not _belongs(element["type"], surface):
                yield f"[ERROR] unsupported type: {element['type']} {where}"
            focused += bool(element.get("focus_on_load"))
    if focused > 1:
        yield f"[ERROR] only one element may have focus_on_load [json-pointer:{base}/blocks]"


def _belongs(element_type: str, surface: str) -> bool:
    if element_type in ONLY_IN_MODALS:
        return surface == "modal"
    return not (element_type in NOT_IN_HOME and surface == "home")


def elements_of(block: Json) -> Iterator[Json]:
    """The interactive elements of a block."""
    if block["type"] == "section" and (block.get("accessory") or {"type": "image"})["type"] != "image":
        yield block["accessory"]
    elif block["type"] == "actions":
        yield from block["elements"]
    elif block["type"] == "input":
        yield block["element"]


def _texts(node: object) -> Iterator[str]:
    """Every piece of text people would read."""
    if isinstance(node, list):
        for each in node:
            yield from _texts(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in TEXT_FIELDS and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)


def _with_ids(blocks: list[Json]) -> list[Json]:
    """A copy in which every block and element has an id, as Slack gives one to those that came without."""
    blocks = deepcopy(blocks)
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
        for element in elements_of(block):
            element.setdefault("action_id", secrets.token_urlsafe(4)[:5])
    return blocks
