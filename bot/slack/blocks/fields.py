"""The fields of forms, and reading them back: each is a block whose id is the field's name."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DatePickerElement,
    InputBlock,
    NumberInputElement,
    Option,
    OptionGroup,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
    UserSelectElement,
)

from bot.slack.text import clip
from domain.errors import UserError

ANSWER = "answer"
"""The action id of every field: a form is read by its block ids."""

MOST_OPTIONS = 100
"""In one list, and lists under headings in one menu: Slack's limits."""
_LINES = ((75, 75), (75, 40), (75, 0), (40, 0), (20, 0))
"""Characters of an option and of the small print beneath it; Slack's limit is 75 for each."""
_ROOM_FOR_A_MENU = 120_000
"""Characters of JSON, in which an emoji is twelve: about half of what Slack takes in one view."""


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
        hint=_hint(hint),
        element=element,
        optional=optional,
    )


def choice(name: str, label: str, options: Iterable[str], *, value: str | None = None, optional: bool = False) -> Block:
    """A menu whose options are their own values."""
    each = [Option(value=option, label=f"{option[:1].upper()}{option[1:]}") for option in options]
    chosen = next((option for option in each if option.value == value), None)
    element = StaticSelectElement(action_id=ANSWER, options=each, initial_option=chosen)
    return InputBlock(block_id=name, label=label, element=element, optional=optional)


def menu(
    name: str, label: str, options: Iterable[tuple[str, str]], *, value: str | None = None, hint: str = ""
) -> Block:
    """(value, label) pairs of which none needs to be chosen; at most a hundred."""
    each = [Option(value=value, label=text) for value, text in options]
    chosen = next((option for option in each if option.value == value), None)
    element = StaticSelectElement(action_id=ANSWER, options=each, initial_option=chosen)
    return InputBlock(block_id=name, label=label, element=element, optional=True, hint=_hint(hint))


def one_of(name: str, label: str, options: Iterable[tuple[str, str]], *, value: str) -> Block:
    """(value, label) pairs of which one is chosen from the start."""
    each = [Option(value=value, label=text) for value, text in options]
    chosen = next(option for option in each if option.value == value)
    return InputBlock(
        block_id=name, label=label, element=StaticSelectElement(action_id=ANSWER, options=each, initial_option=chosen)
    )


@dataclass(frozen=True)
class Choice:
    """One of many: shown as `label`, with `about` in small print beneath it."""

    value: str
    label: str
    about: str = ""


def long_menu(name: str, label: str, groups: Sequence[tuple[str, Sequence[Choice]]]) -> Block:
    """(heading, choices) pairs: one list while they are a hundred at most, otherwise each group under its heading.

    The longer the list, the shorter its lines, so that Slack takes it.
    """
    elements = (_long_list(groups, most, most_about) for most, most_about in _LINES)
    fitting = (each for each in elements if len(json.dumps(each.to_dict())) <= _ROOM_FOR_A_MENU)
    element = next(fitting, None) or _long_list(groups, *_LINES[-1])
    return InputBlock(block_id=name, label=label, element=element)


def _long_list(groups: Sequence[tuple[str, Sequence[Choice]]], most: int, most_about: int) -> StaticSelectElement:
    options = [(heading, [_option(each, most, most_about) for each in choices]) for heading, choices in groups]
    flat = [option for _, each in options for option in each]
    if len(flat) <= MOST_OPTIONS:
        return StaticSelectElement(action_id=ANSWER, options=flat)
    parts = [part for heading, each in options for part in _parts(heading, each)]
    return StaticSelectElement(action_id=ANSWER, option_groups=parts[:MOST_OPTIONS])


def _option(choice: Choice, most: int, most_about: int) -> Option:
    about = clip(choice.about, most_about) if most_about else None
    return Option(value=choice.value, label=clip(choice.label, most), description=about or None)


def _parts(heading: str, options: list[Option]) -> list[OptionGroup]:
    """A group that is too long for one goes on under the same heading."""
    pages = range(0, len(options), MOST_OPTIONS)
    return [
        OptionGroup(
            label=heading if page == 0 else f"{heading} ({page // MOST_OPTIONS + 1})",
            options=options[page : page + MOST_OPTIONS],
        )
        for page in pages
    ]


def groups(
    name: str,
    label: str,
    offered: Iterable[tuple[str, Iterable[tuple[str, str]]]],
    *,
    value: str | None = None,
    optional: bool = False,
    hint: str = "",
) -> Block:
    """A menu of (heading, (value, label) pairs); no group may be empty."""
    parts = {heading: [Option(value=value, label=text) for value, text in each] for heading, each in offered}
    chosen = next((option for each in parts.values() for option in each if option.value == value), None)
    menu = [OptionGroup(label=PlainTextObject(text=heading), options=each) for heading, each in parts.items()]
    element = StaticSelectElement(action_id=ANSWER, option_groups=menu, initial_option=chosen)
    return InputBlock(block_id=name, label=label, element=element, optional=optional, hint=_hint(hint))


def person(name: str, label: str, *, value: str | None = None, optional: bool = True, hint: str = "") -> Block:
    """Somebody of the workspace; `value` is their platform's id."""
    element = UserSelectElement(action_id=ANSWER, initial_user=value)
    return InputBlock(block_id=name, label=label, element=element, optional=optional, hint=_hint(hint))


def people(name: str, label: str, *, chosen: Sequence[str] = (), most: int, hint: str = "") -> Block:
    """Any number of people of the workspace, none included; `chosen` are the platform's ids."""
    element = UserMultiSelectElement(action_id=ANSWER, initial_users=list(chosen) or None, max_selected_items=most)
    return InputBlock(block_id=name, label=label, element=element, optional=True, hint=_hint(hint))


def number(
    name: str, label: str, *, value: int | None = None, least: int, most: int, optional: bool = True, hint: str = ""
) -> Block:
    """A whole number. Slack says what is wrong with another one; the rule itself is the domain's."""
    element = NumberInputElement(
        action_id=ANSWER,
        is_decimal_allowed=False,
        initial_value=None if value is None else str(value),
        min_value=str(least),
        max_value=str(most),
    )
    return InputBlock(block_id=name, label=label, element=element, optional=optional, hint=_hint(hint))


def ticks(
    name: str, label: str, options: Iterable[tuple[str, str]], *, ticked: Collection[str] = (), hint: str = ""
) -> Block:
    """(value, label) pairs of which any may be ticked; at most ten."""
    each = [Option(value=value, label=text) for value, text in options]
    element = CheckboxesElement(
        action_id=ANSWER, options=each, initial_options=[option for option in each if option.value in ticked] or None
    )
    return InputBlock(block_id=name, label=label, element=element, optional=True, hint=_hint(hint))


def hour(name: str, label: str, *, value: time | None = None) -> Block:
    element = TimePickerElement(action_id=ANSWER, initial_time=f"{value:%H:%M}" if value else None)
    return InputBlock(block_id=name, label=label, element=element, optional=True)


def radio(name: str, label: str, options: Iterable[tuple[str, str]], *, hint: str = "") -> Block:
    """(value, label) pairs of which the first is chosen already."""
    each = [Option(value=value, label=text) for value, text in options]
    return InputBlock(
        block_id=name,
        label=label,
        element=RadioButtonsElement(action_id=ANSWER, options=each, initial_option=each[0]),
        hint=_hint(hint),
    )


def day(name: str, label: str, *, value: date | None = None, optional: bool = True, hint: str = "") -> Block:
    element = DatePickerElement(action_id=ANSWER, initial_date=value.isoformat() if value else None)
    return InputBlock(
        block_id=name,
        label=label,
        element=element,
        optional=optional,
        hint=_hint(hint),
    )


def _hint(words: str) -> PlainTextObject | None:
    return PlainTextObject(text=words) if words else None


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

    def person(self, name: str) -> str | None:
        """The platform's id of who was chosen."""
        return self._answer(name).get("selected_user") or None

    def people(self, name: str) -> tuple[str, ...]:
        """The platform's ids of those who were chosen."""
        return tuple(self._answer(name).get("selected_users") or ())

    def number(self, name: str) -> int | None:
        """UserError, about the field, for what is no whole number."""
        typed = self.words(name)
        if typed is None:
            return None
        try:
            return int(typed)
        except ValueError as error:
            raise UserError("Please write a whole number.", name) from error

    def ticked(self, name: str) -> frozenset[str]:
        return frozenset(each["value"] for each in self._answer(name).get("selected_options") or ())

    def hour(self, name: str) -> time | None:
        chosen = self._answer(name).get("selected_time")
        return time.fromisoformat(chosen) if chosen else None

    def _answer(self, name: str) -> Mapping[str, Any]:
        """By the field's name alone: the block has one element."""
        return next(iter(self.values.get(name, {}).values()), {})
