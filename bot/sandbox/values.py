"""What people choose and type: read from a raw value, checked as Slack's client checks, shown as Slack shows it.

A raw value is what a form has: words, an option's value, a list of them, a date as `2026-12-01`, None for nothing.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from bot.sandbox.block_kit import elements_of
from bot.sandbox.records import Json

TYPED: Final = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
ONE_OPTION: Final = {"static_select", "radio_buttons"}
SEVERAL_OPTIONS: Final = {"multi_static_select", "checkboxes"}
ONE_ID: Final = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
INITIAL: Final = {
    "users_select": "initial_user",
    "multi_users_select": "initial_users",
    "conversations_select": "initial_conversation",
    "channels_select": "initial_channel",
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "datetimepicker": "initial_date_time",
} | dict.fromkeys(TYPED, "initial_value")
STATEFUL: Final = TYPED | ONE_OPTION | SEVERAL_OPTIONS | {*ONE_ID, "multi_users_select"}
LONGEST_TYPED: Final = 3000

Values = dict[str, dict[str, Any]]
"""Raw values by block_id and action_id."""


class NotOffered(ValueError):  # noqa: N818 - said to the person as it stands
    """That choice is not among those offered."""


def stateful(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Each block with an element whose value Slack reports in `state`."""
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in STATEFUL:
                yield block, element


def options_of(element: Json) -> list[Json]:
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(option for group in groups for option in group["options"])]


def initial(element: Json) -> object:
    """The raw value that an element begins with."""
    kind = element["type"]
    if kind in ONE_OPTION:
        return (element.get("initial_option") or {}).get("value")
    if kind in SEVERAL_OPTIONS:
        return [option["value"] for option in element.get("initial_options") or []]
    if kind == "multi_users_select":
        return element.get("initial_users") or []
    return element.get(INITIAL[kind])


def current(blocks: list[Json], typed: Values) -> Values:
    """What stands in every element now: what was typed, else what it began with."""
    values: Values = {}
    for block, element in stateful(blocks):
        block_id, action_id = block["block_id"], element["action_id"]
        raw = typed.get(block_id, {}).get(action_id, initial(element))
        values.setdefault(block_id, {})[action_id] = raw
    return values


def state(blocks: list[Json], typed: Values) -> Json:
    """Slack's `state`, of what was typed or begun with."""
    values = current(blocks, typed)
    shown: Json = {}
    for block, element in stateful(blocks):
        block_id, action_id = block["block_id"], element["action_id"]
        shown.setdefault(block_id, {})[action_id] = {"type": element["type"]} | chosen(
            element, values[block_id][action_id]
        )
    return {"values": shown}


def chosen(element: Json, raw: object) -> Json:
    """The fields in which Slack reports an element's value; NotOffered where it offers no such choice."""
    kind = element["type"]
    if kind in TYPED:
        return {"value": str(raw) if raw not in {None, ""} else None}
    if kind in ONE_OPTION or kind == "overflow":
        return {"selected_option": _option(element, raw) if raw not in {None, ""} else None}
    if kind in SEVERAL_OPTIONS:
        return {"selected_options": [_option(element, each) for each in _several(raw)]}
    if kind == "multi_users_select":
        return {"selected_users": [str(each) for each in _several(raw)]}
    if kind == "button":
        return {key: element[key] for key in ("value", "style", "url") if key in element}
    return {ONE_ID[kind]: raw or None} | ({"timezone": element["timezone"]} if "timezone" in element else {})


def _several(raw: object) -> list[object]:
    if raw is None:
        return []
    return [*raw] if isinstance(raw, list) else [raw]


def _option(element: Json, value: object) -> Json:
    for option in options_of(element):
        if option["value"] == value:
            return option
    raise NotOffered(f"{value!r} is not among the choices offered.")


def problems(blocks: list[Json], typed: Values) -> dict[str, str]:
    """What the Slack client says under a field before it sends a form, by block_id."""
    values, found = current(blocks, typed), {}
    for block, element in stateful(blocks):
        if block["type"] == "input":
            words = problem(element, values[block["block_id"]][element["action_id"]], needed=not block.get("optional"))
            if words:
                found[block["block_id"]] = words
    return found


def problem(element: Json, raw: object, *, needed: bool) -> str | None:
    if raw in (None, "", []) or (isinstance(raw, str) and not raw.strip()):
        return "Please complete this required field." if needed else None
    check = CHECKS.get(element["type"])
    return check(element, raw) if check else None


def _typed_problem(element: Json, raw: object) -> str | None:
    length = len(str(raw))
    longest, shortest = element.get("max_length") or LONGEST_TYPED, element.get("min_length") or 0
    if length > longest:
        return f"Please shorten this to {longest} characters or fewer ({length} now)."
    return f"Please write at least {shortest} characters." if length < shortest else None


def _number_problem(element: Json, raw: object) -> str | None:
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, str(raw)):
        return "Please enter a number." if element["is_decimal_allowed"] else "Please enter a whole number."
    if "min_value" in element and float(str(raw)) < float(element["min_value"]):
        return f"Please enter {element['min_value']} or more."
    if "max_value" in element and float(str(raw)) > float(element["max_value"]):
        return f"Please enter {element['max_value']} or less."
    return None


def _date_problem(_: Json, raw: object) -> str | None:
    try:
        date.fromisoformat(str(raw))
    except ValueError:
        return "Please choose a date."
    return None


def _matches(pattern: str, sentence: str) -> Callable[[Json, object], str | None]:
    return lambda _, raw: None if re.fullmatch(pattern, str(raw)) else sentence


def _several_problem(element: Json, raw: object) -> str | None:
    most = element.get("max_selected_items")
    return f"Please choose at most {most}." if most and len(_several(raw)) > most else None


CHECKS: Final[dict[str, Callable[[Json, object], str | None]]] = {
    "plain_text_input": _typed_problem,
    "number_input": _number_problem,
    "datepicker": _date_problem,
    "timepicker": _matches(r"([01]\d|2[0-3]):[0-5]\d", "Please choose a time."),
    "datetimepicker": _matches(r"\d{10}", "Please choose a date and time."),
    "email_text_input": _matches(r"[^@\s]+@[^@\s]+\.[^@\s]+", "Please enter a valid email address."),
    "url_text_input": _matches(r"https?://\S+", "Please enter a valid URL."),
    "multi_static_select": _several_problem,
    "multi_users_select": _several_problem,
}
