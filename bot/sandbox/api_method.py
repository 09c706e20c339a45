"""What every Web API method shares: its arguments' types, who may call it, and what it works on."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from bot.sandbox.block_kit import SlackRefusal, slack_words
from bot.sandbox.manifest import Manifest
from bot.sandbox.records import APP_USER, Channel, Json, Message, User
from bot.sandbox.socket_mode import SocketMode
from bot.sandbox.triggers import Triggers
from bot.sandbox.workspace import Workspace

APP_TOKEN_SCOPES: Final = frozenset({"connections:write"})


@dataclass(frozen=True)
class Api:
    """The workspace as a method sees it."""

    workspace: Workspace
    manifest: Manifest
    socket: SocketMode
    triggers: Triggers
    url: str

    def need(self, *any_of: str) -> None:
        """Refuses as Slack does when the app was installed with none of these scopes."""
        if not self.manifest.scopes & set(any_of):
            provided = ",".join(sorted(self.manifest.scopes))
            raise SlackRefusal("missing_scope", needed=any_of[0], provided=provided)

    def channel(self, channel_id: str) -> Channel:
        """A conversation the app can know of."""
        channel = self.workspace.channels.get(channel_id)
        if channel is None or (channel.is_private and not self.workspace.app_is_in(channel)):
            raise SlackRefusal("channel_not_found")
        return channel

    def joined_channel(self, channel_id: str) -> Channel:
        channel = self.channel(channel_id)
        if not self.workspace.app_is_in(channel):
            raise SlackRefusal("not_in_channel")
        return channel

    def user(self, user_id: str) -> User:
        user = self.workspace.users.get(user_id)
        if user is None:
            raise SlackRefusal("user_not_found")
        return user

    def own_message(self, channel: Channel, ts: str, refusal: str) -> Message:
        """A message that the app itself posted; ephemeral ones cannot be touched by their ts."""
        message = self.workspace.message(channel.id, ts)
        if message is None or message.viewer is not None:
            raise SlackRefusal("message_not_found")
        if message.user != APP_USER:
            raise SlackRefusal(refusal)
        return message


class Arguments(BaseModel):
    """Slack ignores some arguments it does not know; we refuse them all, so that a misspelt one is found in a test."""

    model_config = ConfigDict(extra="forbid", strict=True)

    team_id: str | None = None  # Bolt sends it with every call


def _from_json(value: object) -> object:
    """Forms carry objects and lists as JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise ValueError("must be valid JSON") from None


def _from_flag(value: object) -> object:
    return {"true": True, "1": True, "false": False, "0": False}.get(str(value).lower(), value)


def _from_number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdigit() else value


JsonList = Annotated[list[Json], BeforeValidator(_from_json)]
JsonObject = Annotated[Json, BeforeValidator(_from_json)]
Flag = Annotated[bool, BeforeValidator(_from_flag)]
Number = Annotated[int, BeforeValidator(_from_number)]


@dataclass(frozen=True)
class Method:
    """One Web API method. `scopes`: any one of them is enough; none when it needs none or checks for itself."""

    name: str
    arguments: type[Arguments]
    run: Callable[[Api, Any], Json]
    scopes: tuple[str, ...] = ()
    token: str = "bot"  # noqa: S105 - the kind of token

    def call(self, api: Api, values: Json) -> Json:
        if self.token == "bot" and self.scopes:  # noqa: S105 - likewise
            api.need(*self.scopes)
        try:
            arguments = self.arguments.model_validate(values)
        except ValidationError as error:
            messages = [slack_words(detail, values) for detail in error.errors()]
            raise SlackRefusal("invalid_arguments", messages) from None
        return {"ok": True, **self.run(api, arguments)}
