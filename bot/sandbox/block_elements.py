"""Block Kit's elements: what people press, choose and type, with Slack's limits."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from bot.sandbox.block_objects import (
    Confirm,
    ConversationFilter,
    DispatchActionConfig,
    Id,
    Option,
    OptionGroup,
    OverflowOption,
    Plain75,
    Plain150,
    RichOption,
    SlackFile,
    Strict,
    Style,
    Url,
    refuse,
)


def _real_date(words: str) -> str:
    try:
        date.fromisoformat(words)
    except ValueError:
        raise refuse("must be a date in the format YYYY-MM-DD") from None
    return words


def _number(words: str) -> str:
    if not re.fullmatch(r"-?\d+(\.\d+)?", words):
        raise refuse("must be a number written as a string")
    return words


Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_real_date)]
Time = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Number = Annotated[str, AfterValidator(_number)]


class Element(Strict):
    action_id: Id | None = None


class Confirmable(Element):
    confirm: Confirm | None = None


class Focusable(Element):
    focus_on_load: bool | None = None


class Menu(Confirmable, Focusable):
    placeholder: Plain150 | None = None


class Image(Strict):
    type: Literal["image"]
    alt_text: str = Field(min_length=1, max_length=2000)
    image_url: Url | None = None
    slack_file: SlackFile | None = None

    @model_validator(mode="after")
    def shows_one(self) -> Self:
        if (self.image_url is None) == (self.slack_file is None):
            raise refuse("must provide either image_url or slack_file")
        return self


class Button(Confirmable):
    type: Literal["button"]
    text: Plain75
    value: str | None = Field(default=None, max_length=2000)
    url: Url | None = None
    style: Style | None = None
    accessibility_label: str | None = Field(default=None, max_length=75)


class Overflow(Confirmable):
    type: Literal["overflow"]
    options: list[OverflowOption] = Field(min_length=1, max_length=5)


class OptionMenu(Menu):
    options: list[Option] | None = Field(default=None, min_length=1, max_length=100)
    option_groups: list[OptionGroup] | None = Field(default=None, min_length=1, max_length=100)

    @model_validator(mode="after")
    def offers_one_kind(self) -> Self:
        if (self.options is None) == (self.option_groups is None):
            raise refuse("must provide either options or option_groups")
        return self

    def offers(self, chosen: list[Option]) -> bool:
        groups = self.option_groups or []
        offered = [*(self.options or []), *(option for group in groups for option in group.options)]
        return all(option in offered for option in chosen)


class StaticSelect(OptionMenu):
    type: Literal["static_select"]
    initial_option: Option | None = None

    @model_validator(mode="after")
    def begins_with_an_offered_one(self) -> Self:
        if self.initial_option and not self.offers([self.initial_option]):
            raise refuse("initial_option must be one of the options")
        return self


class MultiStaticSelect(OptionMenu):
    type: Literal["multi_static_select"]
    initial_options: list[Option] | None = Field(default=None, min_length=1)
    max_selected_items: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def begins_with_offered_ones(self) -> Self:
        if not self.offers(self.initial_options or []):
            raise refuse("initial_options must be among the options")
        return self


class UsersSelect(Menu):
    type: Literal["users_select"]
    initial_user: str | None = None


class MultiUsersSelect(Menu):
    type: Literal["multi_users_select"]
    initial_users: list[str] | None = None
    max_selected_items: int | None = Field(default=None, ge=1)


class ConversationsSelect(Menu):
    type: Literal["conversations_select"]
    initial_conversation: str | None = None
    default_to_current_conversation: bool | None = None
    response_url_enabled: bool | None = None
    filter: ConversationFilter | None = None


class ChannelsSelect(Menu):
    type: Literal["channels_select"]
    initial_channel: str | None = None
    response_url_enabled: bool | None = None


class Datepicker(Menu):
    type: Literal["datepicker"]
    initial_date: Date | None = None


class Timepicker(Menu):
    type: Literal["timepicker"]
    initial_time: Time | None = None
    timezone: str | None = None


class Datetimepicker(Confirmable, Focusable):
    type: Literal["datetimepicker"]
    initial_date_time: int | None = Field(default=None, ge=1_000_000_000, le=9_999_999_999)


class Checkboxes(Confirmable, Focusable):
    type: Literal["checkboxes"]
    options: list[RichOption] = Field(min_length=1, max_length=10)
    initial_options: list[RichOption] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def begins_with_offered_ones(self) -> Self:
        if any(option not in self.options for option in self.initial_options or []):
            raise refuse("initial_options must be among the options")
        return self


class RadioButtons(Confirmable, Focusable):
    type: Literal["radio_buttons"]
    options: list[RichOption] = Field(min_length=1, max_length=10)
    initial_option: RichOption | None = None

    @model_validator(mode="after")
    def begins_with_an_offered_one(self) -> Self:
        if self.initial_option and self.initial_option not in self.options:
            raise refuse("initial_option must be one of the options")
        return self


class TypedInput(Focusable):
    placeholder: Plain150 | None = None
    dispatch_action_config: DispatchActionConfig | None = None


class PlainTextInput(TypedInput):
    type: Literal["plain_text_input"]
    initial_value: str | None = Field(default=None, max_length=3000)
    multiline: bool | None = None
    min_length: int | None = Field(default=None, ge=0, le=3000)
    max_length: int | None = Field(default=None, ge=1, le=3000)

    @model_validator(mode="after")
    def can_be_filled(self) -> Self:
        longest = self.max_length or 3000
        if (self.min_length or 0) > longest:
            raise refuse("min_length must not be greater than max_length")
        if len(self.initial_value or "") > longest:
            raise refuse("initial_value must not be longer than max_length")
        return self


class EmailInput(TypedInput):
    type: Literal["email_text_input"]
    initial_value: str | None = None


class UrlInput(TypedInput):
    type: Literal["url_text_input"]
    initial_value: str | None = None


class NumberInput(TypedInput):
    type: Literal["number_input"]
    is_decimal_allowed: bool
    initial_value: Number | None = None
    min_value: Number | None = None
    max_value: Number | None = None

    @model_validator(mode="after")
    def can_be_filled(self) -> Self:
        if self.min_value and self.max_value and float(self.min_value) > float(self.max_value):
            raise refuse("min_value cannot be greater than max_value")
        return self


Select = StaticSelect | UsersSelect | ConversationsSelect | ChannelsSelect
MultiSelect = MultiStaticSelect | MultiUsersSelect
Choosing = Select | MultiSelect | Datepicker | Timepicker | Checkboxes | RadioButtons

InAccessory = Annotated[Button | Image | Overflow | Choosing, Field(discriminator="type")]
InActions = Annotated[Button | Overflow | Choosing | Datetimepicker, Field(discriminator="type")]
InInput = Annotated[
    Choosing | Datetimepicker | PlainTextInput | EmailInput | UrlInput | NumberInput,
    Field(discriminator="type"),
]
