"""Which events the app hears: only those its manifest subscribes to, only where it is a member."""

import re
from typing import Final

from bot.sandbox import payloads
from bot.sandbox.api_method import Api
from bot.sandbox.records import APP_USER, TEAM_ID, Channel, Json, Message, User, View

MENTION: Final = re.compile(rf"<@{APP_USER}(\|[^>]*)?>")
SUBSCRIPTIONS: Final = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}


def message_posted(api: Api, channel: Channel, message: Message) -> None:
    """The app hears its own messages too, as Slack has it."""
    event = _said(api, channel, message) | {
        "channel": channel.id,
        "event_ts": message.ts,
        "channel_type": channel.kind,
    }
    if message.is_reply:
        parent = api.workspace.message(channel.id, str(message.thread_ts))
        event["parent_user_id"] = parent.user if parent else None
    _tell_if_subscribed(api, channel, event)
    _mentioned(api, channel, message)


def message_changed(api: Api, channel: Channel, message: Message, before: Json) -> None:
    now = api.workspace.next_ts()
    event = {
        "type": "message",
        "subtype": "message_changed",
        "message": _said(api, channel, message) | {"source_team": TEAM_ID, "user_team": TEAM_ID},
        "previous_message": before,
        "channel": channel.id,
        "hidden": True,
        "ts": now,
        "event_ts": now,
        "channel_type": channel.kind,
    }
    _tell_if_subscribed(api, channel, event)
    if message.user != APP_USER:
        _mentioned(api, channel, message)  # once more, with `edited`: Slack does so on each edit


def message_deleted(api: Api, channel: Channel, message: Message, before: Json) -> None:
    now = api.workspace.next_ts()
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": before,
        "channel": channel.id,
        "hidden": True,
        "deleted_ts": message.ts,
        "ts": now,
        "event_ts": now,
        "channel_type": channel.kind,
    }
    _tell_if_subscribed(api, channel, event)


def home_opened(api: Api, actor: User, channel: Channel, tab: str, view: View | None) -> None:
    if "app_home_opened" not in api.manifest.events:
        return
    event: Json = {
        "type": "app_home_opened",
        "user": actor.id,
        "channel": channel.id,
        "tab": tab,
        "event_ts": api.workspace.next_ts(),
    }
    if view and tab == "home":
        event["view"] = payloads.view(view)
    _tell(api, channel, event)


def user_changed(api: Api, someone: User) -> None:
    if "user_change" not in api.manifest.events:
        return
    moment = api.workspace.now().timestamp()
    event = {
        "type": "user_change",
        "user": payloads.user(someone, locale=True),
        "cache_ts": int(moment),
        "event_ts": api.workspace.next_ts(),
    }
    api.socket.tell(payloads.event(event, at=moment))


def _said(api: Api, channel: Channel, message: Message) -> Json:
    """A message as events hold it; an outsider's carries their own team and profile."""
    shown = payloads.message(message, api.workspace.replies_to(channel.id, message.ts))
    author = api.workspace.users.get(message.user)
    if author and author.team != TEAM_ID:
        small = {"real_name": author.real_name, "display_name": author.display_name or "", "team": author.team}
        profile = small | {"name": author.name, "is_restricted": False, "is_ultra_restricted": False}
        shown |= {"team": author.team, "user_team": author.team, "source_team": author.team, "user_profile": profile}
    return shown


def _mentioned(api: Api, channel: Channel, message: Message) -> None:
    """In direct messages there is no app_mention; elsewhere the app must be a member."""
    if channel.is_im or APP_USER not in channel.members or message.user == APP_USER:
        return
    if "app_mention" in api.manifest.events and MENTION.search(message.text):
        _tell(
            api,
            channel,
            _said(api, channel, message) | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts},
        )


def _tell_if_subscribed(api: Api, channel: Channel, event: Json) -> None:
    if SUBSCRIPTIONS[channel.kind] in api.manifest.events and APP_USER in channel.members:
        _tell(api, channel, event)


def _tell(api: Api, channel: Channel, event: Json) -> None:
    moment = api.workspace.now().timestamp()
    api.socket.tell(payloads.event(event, shared=channel.is_ext_shared, at=moment))
