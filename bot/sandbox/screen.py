"""What one person sees of the workspace, as the page and the tests read it."""

from bot.sandbox import payloads
from bot.sandbox.actions import People
from bot.sandbox.moving_clock import MovingClock
from bot.sandbox.records import APP_BOT, APP_ID, APP_NAME, APP_USER, TEAM_NAME, Channel, Json, Message, User, View
from bot.sandbox.values import current


def state(people: People, viewer: User, clock: MovingClock) -> Json:
    """Everything, at one version; messages oldest first, replies and the viewer's ephemeral ones included."""
    workspace, manifest = people.api.workspace, people.api.manifest
    with workspace.lock:
        mine = [channel for channel in workspace.channels.values() if viewer.id in channel.members]
        home = workspace.home_of(viewer.id)
        return {
            "version": workspace.version,
            "me": viewer.id,
            "people": [_person(user) for user in workspace.users.values()],
            "clock": clock.shown(),
            "conversations": [_conversation(people, viewer, channel) for channel in mine],
            "messages": {channel.id: _messages(people, viewer, channel) for channel in mine},
            "home": _view(home) if home else None,
            "views": [_view(view) for view in workspace.stack_of(viewer.id)],
            "commands": [*manifest.commands.values()],
            "shortcuts": [each for each in manifest.shortcuts if each["type"] == "message"],
            "global_shortcuts": [each for each in manifest.shortcuts if each["type"] == "global"],
            "app": _app(people),
            "team": {"name": TEAM_NAME},
            "notices": people.notices.of(viewer.id),
        }


def _app(people: People) -> Json:
    return {
        "id": APP_ID,
        "name": APP_NAME,
        "user_id": APP_USER,
        "bot_id": APP_BOT,
        "is_connected": people.api.socket.connections > 0,
        "home_tab": people.api.manifest.home_tab,
        "can_be_written_to": people.api.manifest.messages_tab and not people.api.manifest.messages_tab_read_only,
    }


def _person(user: User) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "display_name": user.shown_name,
        "title": user.title,
        "is_bot": user.is_bot,
        "is_guest": user.is_guest,
        "is_stranger": user.is_stranger,
        "deleted": user.deleted,
    }


def _conversation(people: People, viewer: User, channel: Channel) -> Json:
    workspace = people.api.workspace
    shown: Json = {
        "id": channel.id,
        "kind": "im" if channel.is_im else "channel",
        "name": APP_NAME if channel.is_im else channel.name,
        "unread": workspace.unread(viewer.id, channel.id),
        "is_member": True,
        "app_is_member": workspace.app_is_in(channel),
    }
    return shown | ({"user": APP_USER} if channel.is_im else {})


def _messages(people: People, viewer: User, channel: Channel) -> list[Json]:
    found = people.api.workspace.in_channel(channel.id)
    counts: dict[str, int] = {}
    for message in found:
        if message.is_reply and message.viewer is None:
            counts[str(message.thread_ts)] = counts.get(str(message.thread_ts), 0) + 1
    seen = [message for message in found if message.viewer in {None, viewer.id}]
    return [_message(message, counts.get(message.ts, 0)) for message in seen]


def _message(message: Message, reply_count: int) -> Json:
    return {
        "ts": message.ts,
        "channel": message.channel,
        "user": message.user,
        "bot": message.bot_id is not None,
        "text": message.text,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "files": [{"name": file["name"]} for file in message.files],
        "edited": message.edited is not None,
        "deleted": message.subtype == "tombstone",
        "thread_ts": message.thread_ts,
        "broadcast": message.broadcast,
        "reply_count": reply_count,
        "ephemeral": message.viewer is not None,
        "reactions": message.reactions,
    }


def _view(view: View) -> Json:
    """`values` are raw: what was typed, else what each element began with."""
    shown = payloads.view(view)
    return shown | {"values": current(view.body["blocks"], view.typed), "errors": view.errors}
