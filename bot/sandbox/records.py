"""What the workspace remembers: people, conversations, messages and views, as Slack's payloads show them."""

from dataclasses import dataclass, field
from typing import Any, Final

Json = dict[str, Any]
"""A JSON object as Slack sends it: the sandbox is the edge where such dicts live."""

TEAM_ID: Final = "T0SCHOOL"
TEAM_NAME: Final = "Maple School"
TEAM_DOMAIN: Final = "maple-school"
APP_ID: Final = "A0LIBRARY"
APP_USER: Final = "U0LIBRARY"
APP_BOT: Final = "B0LIBRARY"
APP_NAME: Final = "Library Partner"


@dataclass
class User:
    """A person or a bot; `team` differs from ours for an outsider met in a shared channel."""

    id: str
    name: str
    real_name: str
    title: str = ""
    display_name: str | None = None
    team: str = TEAM_ID
    tz: str | None = "America/New_York"
    locale: str = "en-US"
    bot_id: str | None = None
    is_admin: bool = False
    is_guest: bool = False
    is_stranger: bool = False
    deleted: bool = False

    @property
    def is_bot(self) -> bool:
        return self.bot_id is not None

    @property
    def shown_name(self) -> str:
        return self.display_name or self.real_name


@dataclass
class Channel:
    """A conversation: a direct message (`owner` is the person on the other side of the app) or a channel."""

    id: str
    name: str
    members: list[str]
    owner: str | None = None
    is_private: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    created: int = 1_700_000_000

    @property
    def is_im(self) -> bool:
        return self.owner is not None

    @property
    def kind(self) -> str:
        """Slack's word for it in scopes (`im:history`) and in a message's `channel_type`."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"


@dataclass
class Message:
    """One message. An ephemeral one names its only reader in `viewer` and is never written down."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    username: str | None = None
    client_msg_id: str | None = None
    subtype: str | None = None
    edited: Json | None = None
    metadata: Json | None = None
    viewer: str | None = None
    broadcast: bool = False
    reactions: list[Json] = field(default_factory=list)
    earlier_blocks: list[list[Json]] = field(default_factory=list)

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class View:
    """An open modal, or a person's published Home."""

    id: str
    user: str
    body: Json
    hash: str
    root: str
    previous: str | None = None
    typed: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_home(self) -> bool:
        return bool(self.body["type"] == "home")


@dataclass
class ResponseUrl:
    """Leave to answer one interaction: five times, within thirty minutes of the workspace's time."""

    id: str
    channel: str
    user: str
    issued_at: float
    original_ts: str | None = None
    uses: int = 0
