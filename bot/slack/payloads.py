"""Reading what Slack sends, once, into values: nothing beyond this edge carries a payload."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.slack.blocks.fields import Filled
from bot.slack.blocks.forms import Errand
from domain.errors import UserError

GONE = "I cannot find that any more. Nothing was changed."


def read_id(words: str) -> UUID:
    """UserError for what was never an id of ours: a forged or very old button."""
    try:
        return UUID(words)
    except ValueError as error:
        raise UserError(GONE) from error


@dataclass(frozen=True)
class Click:
    """A press of a button. `answer_to` is the message's response address, which a Home tab or a form does not have."""

    verb: str
    value: str
    user: str
    trigger_id: str
    answer_to: str | None
    is_ephemeral: bool
    is_in_form: bool = False
    is_on_home: bool = False
    view_id: str = ""
    """Of the form in which the button stands."""

    @property
    def subject(self) -> str:
        """The id that the button is about; what follows it says more."""
        return self.value.split(" ", 1)[0]

    @property
    def subject_id(self) -> UUID:
        return read_id(self.subject)

    @property
    def more(self) -> str:
        return self.value.partition(" ")[2]


@dataclass(frozen=True)
class Submission:
    verb: str
    user: str
    view_id: str
    errand: Errand
    filled: Filled
    field_names: tuple[str, ...]

    @property
    def subject_id(self) -> UUID:
        return read_id(self.errand.subject)


@dataclass(frozen=True)
class Shared:
    """A message on which somebody used the shortcut; it may be a colleague's."""

    user: str
    trigger_id: str
    text: str
    answer_to: str | None


@dataclass(frozen=True)
class Said:
    """A message to the bot. `edited` is the key of the edit, for one that changes an earlier message."""

    user: str | None
    bot: str | None
    channel: str
    ts: str
    thread_ts: str | None
    text: str
    has_file: bool
    edited: str | None = None

    @property
    def key(self) -> str:
        """The same for every event that Slack sends about one post."""
        return f"{self.channel}:{self.ts}"

    @property
    def written(self) -> str:
        """Slack's time of what was written last: the message, or its edit."""
        return (self.edited or self.key).rpartition(":")[2]

    @property
    def thread(self) -> str:
        return f"{self.channel}:{self.thread_ts or self.ts}"


def read_click(body: dict[str, Any]) -> Click:
    action = body["actions"][0]
    container = body.get("container") or {}
    return Click(
        verb=action["action_id"],
        value=action.get("value") or "",
        user=body["user"]["id"],
        trigger_id=body.get("trigger_id") or "",
        answer_to=body.get("response_url") or None,
        is_ephemeral=bool(container.get("is_ephemeral")),
        is_in_form=(body.get("view") or {}).get("type") == "modal",
        is_on_home=(body.get("view") or {}).get("type") == "home",
        view_id=(body.get("view") or {}).get("id") or "",
    )


def read_submission(body: dict[str, Any]) -> Submission:
    view = body["view"]
    names = tuple(block["block_id"] for block in view.get("blocks") or [] if block.get("type") == "input")
    return Submission(
        verb=view["callback_id"],
        user=body["user"]["id"],
        view_id=view["id"],
        errand=Errand.unpack(view.get("private_metadata") or ""),
        filled=Filled((view.get("state") or {}).get("values") or {}),
        field_names=names or tuple((view.get("state") or {}).get("values") or {}),
    )


def read_shared(body: dict[str, Any]) -> Shared:
    return Shared(
        user=body["user"]["id"],
        trigger_id=body.get("trigger_id") or "",
        text=(body.get("message") or {}).get("text") or "",
        answer_to=body.get("response_url") or None,
    )


def read_said(event: dict[str, Any]) -> Said | None:
    """A message or an edit of one by a person; None for what is neither: deletions, joins, pins and the like."""
    subtype = event.get("subtype")
    if subtype == "message_changed":
        return _read_edit(event)
    if subtype not in (None, "file_share", "bot_message", "thread_broadcast", "me_message"):
        return None
    return _said(event, event["channel"])


def _read_edit(event: dict[str, Any]) -> Said | None:
    """Slack also calls it an edit when it unfolds a link; only what a person edited has an `edited` of its own."""
    message = event.get("message") or {}
    edited = (message.get("edited") or {}).get("ts")
    before = (event.get("previous_message") or {}).get("edited") or {}
    if not edited or edited == before.get("ts") or message.get("subtype") == "tombstone":
        return None
    return _said(message, event["channel"], edited=f"{event['channel']}:{message['ts']}:{edited}")


def _said(message: dict[str, Any], channel: str, *, edited: str | None = None) -> Said:
    thread = message.get("thread_ts")
    return Said(
        user=message.get("user"),
        bot=message.get("bot_id"),
        channel=channel,
        ts=message["ts"],
        thread_ts=thread if thread != message["ts"] else None,
        text=message.get("text") or "",
        has_file=bool(message.get("files")),
        edited=edited,
    )


def error_field(submission: Submission, about: str) -> str:
    """The field under which an error is shown; a date from the calendar is judged where it was chosen."""
    if about == "due" and submission.filled.day("another"):
        return "another"
    return about if about in submission.field_names else submission.field_names[0]


def metadata(notice_id: str) -> dict[str, Any]:
    """What marks a message as the delivery of one notice, to be found again after a crash."""
    return {"event_type": EVENT_TYPE, "event_payload": {"notice": notice_id}}


def notice_in(message: dict[str, Any]) -> str | None:
    found = message.get("metadata") or {}
    if isinstance(found, str):
        found = json.loads(found)
    if found.get("event_type") != EVENT_TYPE:
        return None
    return (found.get("event_payload") or {}).get("notice")


EVENT_TYPE = "library_partner_notice"
