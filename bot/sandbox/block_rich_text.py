"""Block Kit's rich_text: sections, lists, quotes and preformatted text, and what stands inside them."""

from typing import Annotated, Literal

from pydantic import Field

from bot.sandbox.block_objects import Id, Strict


class InlineStyle(Strict):
    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    code: bool | None = None
    underline: bool | None = None
    highlight: bool | None = None
    client_highlight: bool | None = None
    unlink: bool | None = None


class Styled(Strict):
    style: InlineStyle | None = None


class TextPiece(Styled):
    type: Literal["text"]
    text: str = Field(min_length=1)


class LinkPiece(Styled):
    type: Literal["link"]
    url: str = Field(min_length=1)
    text: str | None = None
    unsafe: bool | None = None


class UserPiece(Styled):
    type: Literal["user"]
    user_id: str


class UsergroupPiece(Styled):
    type: Literal["usergroup"]
    usergroup_id: str


class ChannelPiece(Styled):
    type: Literal["channel"]
    channel_id: str


class TeamPiece(Styled):
    type: Literal["team"]
    team_id: str


class EmojiPiece(Styled):
    type: Literal["emoji"]
    name: str = Field(min_length=1)
    unicode: str | None = None
    skin_tone: int | None = None
    url: str | None = None


class BroadcastPiece(Styled):
    type: Literal["broadcast"]
    range: Literal["here", "channel", "everyone"]


class ColorPiece(Styled):
    type: Literal["color"]
    value: str


class DatePiece(Styled):
    type: Literal["date"]
    timestamp: int
    format: str
    url: str | None = None
    fallback: str | None = None


Piece = Annotated[
    TextPiece
    | LinkPiece
    | UserPiece
    | UsergroupPiece
    | ChannelPiece
    | TeamPiece
    | EmojiPiece
    | BroadcastPiece
    | ColorPiece
    | DatePiece,
    Field(discriminator="type"),
]


class RichTextSection(Strict):
    type: Literal["rich_text_section"]
    elements: list[Piece]


class RichTextList(Strict):
    type: Literal["rich_text_list"]
    style: Literal["bullet", "ordered"]
    elements: list[RichTextSection]
    indent: int | None = Field(default=None, ge=0, le=8)
    offset: int | None = Field(default=None, ge=0)
    border: int | None = Field(default=None, ge=0, le=1)


class RichTextPreformatted(Strict):
    type: Literal["rich_text_preformatted"]
    elements: list[Annotated[TextPiece | LinkPiece, Field(discriminator="type")]]
    border: int | None = Field(default=None, ge=0, le=1)


class RichTextQuote(Strict):
    type: Literal["rich_text_quote"]
    elements: list[Piece]
    border: int | None = Field(default=None, ge=0, le=1)


class RichText(Strict):
    type: Literal["rich_text"]
    block_id: Id | None = None
    elements: list[
        Annotated[
            RichTextSection | RichTextList | RichTextPreformatted | RichTextQuote,
            Field(discriminator="type"),
        ]
    ]
