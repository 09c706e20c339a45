"""conversations.*: where the app talks, and what was said there."""

from typing import Final

from bot.sandbox import payloads
from bot.sandbox.api_method import Api, Arguments, Flag, Method, Number
from bot.sandbox.block_kit import SlackRefusal
from bot.sandbox.paging import page
from bot.sandbox.records import Channel, Json, Message
from bot.sandbox.workspace import micro

SCOPE_NAMES: Final = {"im": "im", "channel": "channels", "group": "groups"}
TYPES: Final = {"im": "im", "public_channel": "channel", "private_channel": "group", "mpim": "mpim"}


class Open(Arguments):
    users: str | None = None
    channel: str | None = None
    return_im: Flag | None = None
    prevent_creation: Flag | None = None


class Info(Arguments):
    channel: str
    include_locale: Flag | None = None
    include_num_members: Flag | None = None


class Listing(Arguments):
    types: str | None = None
    exclude_archived: Flag | None = None
    limit: Number | None = None
    cursor: str | None = None


class Members(Arguments):
    channel: str
    limit: Number | None = None
    cursor: str | None = None


class History(Arguments):
    channel: str
    oldest: str | None = None
    latest: str | None = None
    inclusive: Flag = False
    limit: Number | None = None
    cursor: str | None = None
    include_all_metadata: Flag = False

    def within(self, messages: list[Message]) -> list[Message]:
        """Those between oldest and latest, which are themselves left out unless inclusive."""
        low, high = _bound(self.oldest, "oldest", 0), _bound(self.latest, "latest", 10**18)
        moments = ((message, micro(message.ts) or 0) for message in messages)
        return [each for each, at in moments if low < at < high or (self.inclusive and at in {low, high})]


class Replies(History):
    ts: str


def open_conversation(api: Api, args: Open) -> Json:
    api.need("im:write", "channels:manage")
    if args.channel:
        return {"channel": {"id": api.channel(args.channel).id}}
    users = [user_id.strip() for user_id in (args.users or "").split(",") if user_id.strip()]
    if not users:
        raise SlackRefusal("users_list_not_supplied")
    if len(users) > 1:
        api.need("mpim:write")
        raise SlackRefusal("method_not_supported_for_channel_type")
    user = api.user(users[0])
    if user.is_bot:
        raise SlackRefusal("cannot_dm_bot")
    if user.deleted:
        raise SlackRefusal("user_disabled")
    channel = api.workspace.im_of(user.id)
    if channel is None:
        raise SlackRefusal("channel_not_found")
    if args.return_im:
        return {"no_op": True, "already_open": True, "channel": payloads.conversation(channel)}
    return {"channel": {"id": channel.id}}


def info(api: Api, args: Info) -> Json:
    channel = api.channel(args.channel)
    api.need(f"{SCOPE_NAMES[channel.kind]}:read")
    shown = payloads.conversation(channel)
    if args.include_num_members:
        shown["num_members"] = len(channel.members)
    if args.include_locale:
        shown["locale"] = "en-US"
    return {"channel": shown}


def list_conversations(api: Api, args: Listing) -> Json:
    asked = [word.strip() for word in (args.types or "public_channel").split(",")]
    if any(word not in TYPES for word in asked):
        raise SlackRefusal("invalid_types")
    kinds = {TYPES[word] for word in asked}
    for kind in sorted(kinds):
        api.need(f"{SCOPE_NAMES.get(kind, 'mpim')}:read")
    found = [channel for channel in api.workspace.channels.values() if channel.kind in kinds and _is_seen(api, channel)]
    if args.exclude_archived:
        found = [channel for channel in found if not channel.is_archived]
    shown, cursor = page(found, args.cursor, args.limit)
    return {
        "channels": [payloads.conversation(channel) for channel in shown],
        "response_metadata": {"next_cursor": cursor},
    }


def _is_seen(api: Api, channel: Channel) -> bool:
    return not channel.is_private or api.workspace.app_is_in(channel)


def members(api: Api, args: Members) -> Json:
    channel = api.channel(args.channel)
    api.need(f"{SCOPE_NAMES[channel.kind]}:read")
    shown, cursor = page(channel.members, args.cursor, args.limit)
    return {"members": shown, "response_metadata": {"next_cursor": cursor}}


def history(api: Api, args: History) -> Json:
    """Newest first; parents only, and replies that were also sent to the channel."""
    channel = _readable(api, args.channel)
    messages = [message for message in api.workspace.in_channel(channel.id) if message.viewer is None]
    parents = [message for message in messages if not message.is_reply or message.broadcast]
    shown, cursor = page(args.within(parents)[::-1], args.cursor, args.limit)
    return _messages(api, shown, cursor, args) | {"pin_count": 0}


def replies(api: Api, args: Replies) -> Json:
    """The parent, then its replies, oldest first; each page begins with the parent."""
    channel = _readable(api, args.channel)
    parent = api.workspace.message(channel.id, args.ts)
    if parent is None or parent.viewer:
        raise SlackRefusal("thread_not_found")
    if parent.is_reply:
        return _messages(api, [parent], "", args)
    found = args.within(api.workspace.replies_to(channel.id, parent.ts))
    shown, cursor = page(found, args.cursor, args.limit, usual=999)
    return _messages(api, [parent, *shown], cursor, args)


def _readable(api: Api, channel_id: str) -> Channel:
    channel = api.channel(channel_id)
    api.need(f"{SCOPE_NAMES[channel.kind]}:history")
    return api.joined_channel(channel_id)


def _messages(api: Api, shown: list[Message], cursor: str, args: History) -> Json:
    body: Json = {
        "messages": [
            payloads.message(
                message,
                api.workspace.replies_to(message.channel, message.ts),
                all_metadata=args.include_all_metadata,
            )
            for message in shown
        ],
        "has_more": bool(cursor),
    }
    return body | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def _bound(ts: str | None, name: str, default: int) -> int:
    if not ts:
        return default
    moment = micro(ts)
    if moment is None:
        raise SlackRefusal(f"invalid_ts_{name}")
    return moment


METHODS: Final = [
    Method("conversations.open", Open, open_conversation),
    Method("conversations.info", Info, info),
    Method("conversations.list", Listing, list_conversations),
    Method("conversations.members", Members, members),
    Method("conversations.history", History, history),
    Method("conversations.replies", Replies, replies),
]
