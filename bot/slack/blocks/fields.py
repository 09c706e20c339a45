"""The fields of forms, and reading them back: each is a block whose id is the field's name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticSelectElement,
)

ANSWER = "answer"
"""The action id of every field: a form is read by its block ids."""


def words(
    name: str,
    label: str,
    *,
    hint: str = "",
    value: str | None = None,
    lines: bool = False,
    most: int,
    optional: bool = False,
) -> Block:
    element = PlainTextInputElement(
        action_id=ANSWER, multiline=lines, max_length=most, initial_value=value or None, placeholder=None
    )
    return InputBlock(
        block_id=name,
        label=label,
        hint=PlainTextObject(text=hint) if hint else None,
        element=element,
        optional=optional,
    )


def choice(name: str, label: str, options: Iterable[str], *, value: str | None = None, optional: bool = False) -> Block:
    """A menu whose options are their own values."""
    each = [Option(value=option, label=option.capitalize()) for option in options]
    chosen = next((option for option in each if option.value == value), None)
    element = StaticSelectElement(action_id=ANSWER, options=each, initial_option=chosen)
    return InputBlock(block_id=name, label=label, element=element, optional=optional)


def radio(name: str, label: str, options: Iterable[tuple[str, str]]) -> Block:
    """(value, label) pairs of which the first is chosen already."""
    each = [Option(value=value, label=text) for value, text in options]
    return InputBlock(
        block_id=name,
        label=label,
        element=RadioButtonsElement(action_id=ANSWER, options=each, initial_option=each[0]),
    )


def day(name: str, label: str, *, value: date | None = None, optional: bool = True, hint: str = "") -> Block:
    element = DatePickerElement(action_id=ANSWER, initial_date=value.isoformat() if value else None)
    return InputBlock(
        block_id=name,
        label=label,
        element=element,
        optional=optional,
        hint=PlainTextObject(text=hint) if hint else None,
    )


@dataclass(frozen=True)
class Filled:
    """What somebody filled in, by field name; an empty field is None."""

    values: Mapping[str, Mapping[str, Mapping[str, Any]]]

    def words(self, name: str) -> str | None:
        return self._answer(name).get("value") or None

    def choice(self, name: str) -> str | None:
        option = self._answer(name).get("selected_option") or {}
        return option.get("value")

    def day(self, name: str) -> date | None:
        chosen = self._answer(name).get("selected_date")
        return date.fromisoformat(chosen) if chosen else None

    def _answer(self, name: str) -> Mapping[str, Any]:
        """By the field's name alone: the block has one element."""
        return next(iter(self.values.get(name, {}).values()), {})
