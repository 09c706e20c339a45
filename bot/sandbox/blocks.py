"""Block Kit's blocks, and the views and messages that hold them, with Slack's limits."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.sandbox.block_elements import Image as ImageElement
from bot.sandbox.block_elements import InAccessory, InActions, InInput
from bot.sandbox.block_objects import (
    Id,
    Mrkdwn,
    Plain24,
    Plain150,
    Plain2000,
    PlainText,
    Strict,
    Text,
    Text2000,
    refuse,
)
from bot.sandbox.block_rich_text import RichText


class Block(Strict):
    block_id: Id | None = None


class Section(Block):
    type: Literal["section"]
    text: Text | None = None
    fields: list[Text2000] | None = Field(default=None, min_length=1, max_length=10)
    accessory: InAccessory | None = None
    expand: bool | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if self.text is None and self.fields is None:
            raise refuse("missing required field: text or fields")
        return self


class Header(Block):
    type: Literal["header"]
    text: Plain150


class Divider(Block):
    type: Literal["divider"]


class Context(Block):
    type: Literal["context"]
    elements: list[Annotated[ImageElement | PlainText | Mrkdwn, Field(discriminator="type")]] = Field(
        min_length=1, max_length=10
    )


class Actions(Block):
    type: Literal["actions"]
    elements: list[InActions] = Field(min_length=1, max_length=25)


class Input(Block):
    type: Literal["input"]
    label: Plain2000
    element: InInput
    hint: Plain2000 | None = None
    optional: bool | None = None
    dispatch_action: bool | None = None


class Image(ImageElement):
    block_id: Id | None = None
    title: Plain2000 | None = None


class Markdown(Block):
    type: Literal["markdown"]
    text: str = Field(min_length=1, max_length=12_000)


InView = Annotated[
    Section | Header | Divider | Context | Actions | Input | Image | RichText, Field(discriminator="type")
]
InMessage = Annotated[
    Section | Header | Divider | Context | Actions | Input | Image | RichText | Markdown,
    Field(discriminator="type"),
]


class MessageBlocks(Strict):
    blocks: list[InMessage] = Field(max_length=50)


class ViewBase(Strict):
    blocks: list[InView] = Field(max_length=100)
    callback_id: str | None = Field(default=None, max_length=255)
    external_id: str | None = Field(default=None, max_length=255)
    private_metadata: str | None = Field(default=None, max_length=3000)


class Modal(ViewBase):
    type: Literal["modal"]
    title: Plain24
    submit: Plain24 | None = None
    close: Plain24 | None = None
    clear_on_close: bool | None = None
    notify_on_close: bool | None = None
    submit_disabled: bool | None = None

    @model_validator(mode="after")
    def can_be_submitted(self) -> Self:
        if self.submit is None and any(isinstance(block, Input) for block in self.blocks):
            raise refuse("missing required field: submit")
        return self


class Home(ViewBase):
    type: Literal["home"]


class ModalArgument(Strict):
    view: Modal


class HomeArgument(Strict):
    view: Home
