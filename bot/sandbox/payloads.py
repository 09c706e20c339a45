"""The JSON Slack sends, in its real shape: users, conversations, messages, views, interactions and events."""

import secrets
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.sandbox import values
from bot.sandbox.records import (
    APP_BOT,
    APP_ID,
    APP_NAME,
    APP_USER,
    TEAM_DOMAIN,
    TEAM_ID,
    Channel,
    Json,
    Message,
    User,
    View,
)
from bot.sandbox.workspace import new_id

VERIFICATION_TOKEN: Final = "sandbox-verification"  # noqa: S105 - Slack's deprecated field, worth nothing
CREATED: Final = 1_700_000_000


def user(someone: User, *, locale: bool = False) -> Json:
    """A deactivated one has neither profile nor time zone: apps must bear their absence."""
    shown: Json = {"id": someone.id, "team_id": someone.team, "name": someone.name, "deleted": someone.deleted}
    if someone.deleted:
        return shown | {"is_bot": someone.is_bot, "is_app_user": False, "updated": CREATED}
    shown |= {"real_name": someone.real_name, "color": "4bbe2e", "profile": profile(someone)}
    if someone.tz:
        offset = datetime.now(ZoneInfo(someone.tz)).utcoffset() or timedelta(0)
        shown |= {"tz": someone.tz, "tz_label": someone.tz.replace("_", " "), "tz_offset": int(offset.total_seconds())}
    shown |= {
        "is_admin": someone.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": someone.is_guest,
        "is_ultra_restricted": False,
        "is_bot": someone.is_bot,
        "is_app_user": False,
        "updated": CREATED,
    }
    if someone.is_stranger:
        shown["is_stranger"] = True
    if locale:
        shown["locale"] = someone.locale
    return shown


def profile(someone: User) -> Json:
    first, _, last = someone.real_name.partition(" ")
    shown: Json = {
        "real_name": someone.real_name,
        "real_name_normalized": someone.real_name,
        "display_name": someone.display_name or "",
        "display_name_normalized": someone.display_name or "",
        "first_name": first,
        "last_name": last,
        "title": someone.title,
        "team": someone.team,
    }
    if someone.bot_id:
        shown |= {"bot_id": someone.bot_id, "api_app_id": APP_ID if someone.id == APP_USER else "A0OTHERBOT"}
    return shown


def conversation(channel: Channel) -> Json:
    shown: Json = {"id": channel.id, "created": channel.created, "is_archived": channel.is_archived}
    if channel.is_im:
        return shown | {"is_im": True, "is_org_shared": False, "user": channel.owner, "context_team_id": TEAM_ID}
    return shown | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_general": False,
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_org_shared": False,
        "is_member": APP_USER in channel.members,
        "creator": "U0SAM",
        "context_team_id": TEAM_ID,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def message(said: Message, replies: list[Message] | None = None, *, all_metadata: bool = True) -> Json:
    """As conversations.history shows it; `replies` are given for a thread's parent."""
    shown: Json = {"type": "message", "user": said.user, "ts": said.ts, "text": said.text, "team": TEAM_ID}
    optional = {
        "subtype": said.subtype,
        "client_msg_id": said.client_msg_id,
        "blocks": said.blocks,
        "attachments": said.attachments,
        "files": said.files,
        "edited": said.edited,
        "thread_ts": said.thread_ts,
        "reactions": said.reactions,
    }
    shown |= {key: value for key, value in optional.items() if value}
    if said.bot_id == APP_BOT:
        shown |= {"bot_id": APP_BOT, "app_id": APP_ID, "bot_profile": bot_profile()}
    elif said.bot_id:
        shown["bot_id"] = said.bot_id
    if said.files:
        shown |= {"upload": False}
    if said.metadata:
        shown["metadata"] = said.metadata if all_metadata else {"event_type": said.metadata["event_type"]}
    if replies:
        authors = list(dict.fromkeys(reply.user for reply in replies))
        shown |= {
            "thread_ts": said.ts,
            "reply_count": len(replies),
            "reply_users_count": len(authors),
            "latest_reply": replies[-1].ts,
            "reply_users": authors,
            "is_locked": False,
            "subscribed": False,
        }
    return shown


def bot_profile() -> Json:
    return {
        "id": APP_BOT,
        "app_id": APP_ID,
        "user_id": APP_USER,
        "name": APP_NAME,
        "icons": {},
        "deleted": False,
        "updated": CREATED,
        "team_id": TEAM_ID,
    }


def view(shown: View) -> Json:
    body = shown.body
    return {
        "id": shown.id,
        "team_id": TEAM_ID,
        "type": body["type"],
        "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata") or "",
        "callback_id": body.get("callback_id") or "",
        "external_id": body.get("external_id") or "",
        "state": values.state(body["blocks"], shown.typed),
        "hash": shown.hash,
        "title": body.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(body.get("clear_on_close")),
        "notify_on_close": bool(body.get("notify_on_close")),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": shown.previous,
        "root_view_id": shown.root,
        "app_id": APP_ID,
        "app_installed_team_id": TEAM_ID,
        "bot_id": APP_BOT,
    }


def interaction(kind: str, actor: User, trigger_id: str | None = None) -> Json:
    """The head that every interactive payload has."""
    head: Json = {
        "type": kind,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "user": {"id": actor.id, "username": actor.name, "name": actor.name, "team_id": actor.team},
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }
    return head | ({"trigger_id": trigger_id} if trigger_id else {})


def place(channel: Channel) -> Json:
    """A conversation as interactive payloads name it."""
    return {"id": channel.id, "name": place_name(channel)}


def place_name(channel: Channel) -> str:
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def command(actor: User, channel: Channel, name: str, text: str) -> Json:
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": place_name(channel),
        "user_id": actor.id,
        "user_name": actor.name,
        "command": name,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
    }


def event(body: Json, *, shared: bool = False, at: float) -> Json:
    """The wrapper around an event; the same event_id comes with each retry."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": body,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(at),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM_ID,
                "user_id": APP_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{secrets.token_urlsafe(24)}",
    }


def file(name: str, owner: str, at: float) -> Json:
    """A file of no content: enough for an app that looks at names."""
    file_id = new_id("F")
    kind = name.rpartition(".")[2] if "." in name else "text"
    return {
        "id": file_id,
        "created": int(at),
        "timestamp": int(at),
        "name": name,
        "title": name,
        "mimetype": "application/octet-stream",
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": owner,
        "user_team": TEAM_ID,
        "editable": False,
        "size": 1024,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": f"https://files.invalid/{file_id}/{name}",
        "permalink": f"https://{TEAM_DOMAIN}.invalid/files/{file_id}",
        "file_access": "visible",
    }
