"""chat.*: the app posts, rewrites and deletes messages."""

import json
from typing import Final, Literal

from bot.sandbox import payloads
from bot.sandbox.api_files import refuse_unknown_pictures
from bot.sandbox.api_method import Api, Arguments, Flag, JsonList, JsonObject, Method
from bot.sandbox.block_kit import SlackRefusal, accept_blocks
from bot.sandbox.events import message_changed, message_deleted, message_posted
from bot.sandbox.records import APP_BOT, APP_USER, TEAM_DOMAIN, Channel, Json, Message

LONGEST_TEXT: Final = 40_000
LONGEST_UPDATE: Final = 4_000
LARGEST_METADATA: Final = 8_000


class Content(Arguments):
    channel: str
    text: str | None = None
    blocks: JsonList | None = None
    attachments: JsonList | None = None
    parse: Literal["none", "full"] | None = None
    link_names: Flag | None = None

    def accepted(self, longest: int = LONGEST_TEXT) -> list[Json]:
        """The blocks; refuses a message that says nothing or too much."""
        if not (self.text or "").strip() and not self.blocks and not self.attachments:
            raise SlackRefusal("no_text")
        if len(self.text or "") > longest:
            raise SlackRefusal("msg_too_long")
        return accept_blocks(self.blocks or [])


class PostMessage(Content):
    thread_ts: str | None = None
    reply_broadcast: Flag | None = None
    metadata: JsonObject | None = None
    unfurl_links: Flag | None = None
    unfurl_media: Flag | None = None
    mrkdwn: Flag | None = None


class PostEphemeral(Content):
    user: str
    thread_ts: str | None = None


class Update(Content):
    ts: str
    metadata: JsonObject | None = None
    reply_broadcast: Flag | None = None


class Delete(Arguments):
    channel: str
    ts: str


class GetPermalink(Arguments):
    channel: str
    message_ts: str


def post_message(api: Api, args: PostMessage) -> Json:
    channel = _destination(api, args.channel)
    blocks = args.accepted()
    refuse_unknown_pictures(api, blocks)
    thread_ts = _thread(api, channel, args.thread_ts)
    if args.reply_broadcast and thread_ts is None:
        raise SlackRefusal("invalid_arguments", ["[ERROR] reply_broadcast needs a thread_ts"])
    metadata = _metadata(args.metadata)
    posted = api.workspace.save_message(
        Message(
            channel=channel.id,
            ts=api.workspace.next_ts(),
            user=APP_USER,
            bot_id=APP_BOT,
            text=args.text or "",
            blocks=blocks,
            attachments=args.attachments or [],
            thread_ts=thread_ts,
            metadata=metadata,
            broadcast=bool(args.reply_broadcast),
            subtype="thread_broadcast" if args.reply_broadcast else None,
        )
    )
    message_posted(api, channel, posted)
    return {"channel": channel.id, "ts": posted.ts, "message": payloads.message(posted)}


def post_ephemeral(api: Api, args: PostEphemeral) -> Json:
    channel = _destination(api, args.channel)
    if not api.workspace.is_member(api.user(args.user).id, channel):
        raise SlackRefusal("user_not_in_channel")
    blocks = args.accepted()
    refuse_unknown_pictures(api, blocks)
    posted = api.workspace.save_message(
        Message(
            channel=channel.id,
            ts=api.workspace.next_ts(),
            user=APP_USER,
            bot_id=APP_BOT,
            text=args.text or "",
            blocks=blocks,
            attachments=args.attachments or [],
            thread_ts=_thread(api, channel, args.thread_ts),
            viewer=args.user,
        )
    )
    return {"message_ts": posted.ts}


def update(api: Api, args: Update) -> Json:
    """Without blocks the old ones go if a text is given; without metadata the old one stays, {} removes it."""
    channel = api.channel(args.channel)
    message = api.own_message(channel, args.ts, "cant_update_message")
    blocks = args.accepted(LONGEST_UPDATE)
    refuse_unknown_pictures(api, blocks)
    before = payloads.message(message)
    if args.metadata is not None:
        message.metadata = _metadata(args.metadata) if args.metadata else None
    api.workspace.rewrite_blocks(message, blocks)
    message.text = args.text or ""
    if args.attachments is not None:
        message.attachments = args.attachments
    message.broadcast = message.broadcast or bool(args.reply_broadcast)
    if not blocks:  # Slack marks only text as edited
        message.edited = {"user": APP_BOT, "ts": f"{int(api.workspace.now().timestamp())}.000000"}
    api.workspace.save_message(message)
    message_changed(api, channel, message, before)
    shown = payloads.message(message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(api: Api, args: Delete) -> Json:
    channel = api.channel(args.channel)
    message = api.own_message(channel, args.ts, "cant_delete_message")
    remove(api, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def remove(api: Api, channel: Channel, message: Message) -> None:
    """A message with replies leaves a tombstone, so that its thread stays."""
    before = payloads.message(message)
    if api.workspace.replies_to(channel.id, message.ts):
        message.subtype, message.user, message.bot_id = "tombstone", "USLACKBOT", None
        message.text, message.blocks, message.metadata, message.files = "This message was deleted.", [], None, []
        api.workspace.save_message(message)
    else:
        api.workspace.delete_message(message)
    message_deleted(api, channel, message, before)


def get_permalink(api: Api, args: GetPermalink) -> Json:
    channel = api.channel(args.channel)
    message = api.workspace.message(channel.id, args.message_ts)
    if message is None or message.viewer:
        raise SlackRefusal("message_not_found")
    link = f"https://{TEAM_DOMAIN}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _destination(api: Api, name: str) -> Channel:
    """An id, a channel's name, or a person's id, which means the direct message with them."""
    workspace = api.workspace
    if name in workspace.users:
        user = workspace.users[name]
        if user.is_bot:
            raise SlackRefusal("cannot_dm_bot")
        channel = workspace.im_of(user.id)
    else:
        named = next(
            (each for each in workspace.channels.values() if each.name and each.name == name.lstrip("#")), None
        )
        channel = workspace.channels.get(name) or named
    if channel is None:
        raise SlackRefusal("channel_not_found")
    channel = api.joined_channel(channel.id)
    if channel.is_archived:
        raise SlackRefusal("is_archived")
    if channel.is_im and not api.manifest.messages_tab:
        raise SlackRefusal("messages_tab_disabled")
    return channel


def _thread(api: Api, channel: Channel, thread_ts: str | None) -> str | None:
    if thread_ts is None:
        return None
    parent = api.workspace.message(channel.id, thread_ts)
    if parent is None or parent.viewer:
        raise SlackRefusal("thread_not_found")
    if parent.is_reply:
        raise SlackRefusal("cannot_reply_to_message")
    return thread_ts


def _metadata(metadata: Json | None) -> Json | None:
    if metadata is None:
        return None
    known = set(metadata) == {"event_type", "event_payload"}
    if not known or not isinstance(metadata["event_type"], str) or not isinstance(metadata["event_payload"], dict):
        raise SlackRefusal("invalid_metadata_format")
    if not metadata["event_type"]:
        raise SlackRefusal("invalid_metadata_format")
    if len(json.dumps(metadata)) > LARGEST_METADATA:
        raise SlackRefusal("metadata_too_large")
    return metadata


METHODS: Final = [
    Method("chat.postMessage", PostMessage, post_message, scopes=("chat:write",)),
    Method("chat.postEphemeral", PostEphemeral, post_ephemeral, scopes=("chat:write",)),
    Method("chat.update", Update, update, scopes=("chat:write",)),
    Method("chat.delete", Delete, delete, scopes=("chat:write",)),
    Method("chat.getPermalink", GetPermalink, get_permalink),
]
