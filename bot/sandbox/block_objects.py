"""Block Kit's composition objects (text, option, confirm) with Slack's limits. Unknown fields are refused."""

from collections.abc import Callable
from typing import Annotated, Final, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

LONGEST_TEXT: Final = 3000


class Strict(BaseModel):
    """Slack converts nothing: a number where words belong is refused, and so is a field it does not know."""

    model_config = ConfigDict(extra="forbid", strict=True)


def refuse(message: str) -> PydanticCustomError:
    """A rule broken, in Slack's words."""
    return PydanticCustomError("slack_rule", message)


class PlainText(Strict):
    type: Literal["plain_text"]
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    emoji: bool | None = None


class Mrkdwn(Strict):
    type: Literal["mrkdwn"]
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    verbatim: bool | None = None


Text = Annotated[PlainText | Mrkdwn, Field(discriminator="type")]


AnyText = TypeVar("AnyText", PlainText, Mrkdwn, PlainText | Mrkdwn)


def at_most(limit: int) -> Callable[[AnyText], AnyText]:
    """A check that a text object holds no more than `limit` characters."""

    def check(text: AnyText) -> AnyText:
        if len(text.text) > limit:
            raise refuse(f"must be less than {limit + 1} characters")
        return text

    return check


Plain24 = Annotated[PlainText, AfterValidator(at_most(24))]
Plain30 = Annotated[PlainText, AfterValidator(at_most(30))]
Plain75 = Annotated[PlainText, AfterValidator(at_most(75))]
Plain100 = Annotated[PlainText, AfterValidator(at_most(100))]
Plain150 = Annotated[PlainText, AfterValidator(at_most(150))]
Plain2000 = Annotated[PlainText, AfterValidator(at_most(2000))]
Text75 = Annotated[Text, AfterValidator(at_most(75))]
Text300 = Annotated[Text, AfterValidator(at_most(300))]
Text2000 = Annotated[Text, AfterValidator(at_most(2000))]

Id = Annotated[str, Field(min_length=1, max_length=255)]
Url = Annotated[str, Field(min_length=1, max_length=3000)]
Style = Literal["primary", "danger"]


class Confirm(Strict):
    title: Plain100
    text: Text300
    confirm: Plain30
    deny: Plain30
    style: Style | None = None


class Option(Strict):
    """As menus show it: plain text only, no link."""

    text: Plain75
    value: str = Field(min_length=1, max_length=150)
    description: Plain75 | None = None


class RichOption(Strict):
    """As checkboxes and radio buttons show it: mrkdwn is allowed."""

    text: Text75
    value: str = Field(min_length=1, max_length=150)
    description: Text75 | None = None


class OverflowOption(Option):
    url: Url | None = None


class OptionGroup(Strict):
    label: Plain75
    options: list[Option] = Field(min_length=1, max_length=100)


class DispatchActionConfig(Strict):
    trigger_actions_on: list[Literal["on_enter_pressed", "on_character_entered"]] = Field(min_length=1)


class ConversationFilter(Strict):
    include: list[Literal["im", "mpim", "private", "public"]] | None = Field(default=None, min_length=1)
    exclude_external_shared_channels: bool | None = None
    exclude_bot_users: bool | None = None


class SlackFile(Strict):
    id: str | None = None
    url: str | None = None

    @model_validator(mode="after")
    def names_one(self) -> Self:
        if (self.id is None) == (self.url is None):
            raise refuse("must provide either id or url")
        return self
