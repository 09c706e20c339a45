"""The workspace's state: people, what they said, their open views. In memory, and written through to a folder."""

import secrets
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from bot.sandbox.cast import default_channels, default_users, direct_message
from bot.sandbox.records import APP_USER, Channel, Json, Message, ResponseUrl, User, View
from bot.sandbox.shelf import Shelf

MICROSECONDS = 1_000_000
REMEMBERED_VERSIONS = 5


def new_id(prefix: str) -> str:
    """An id of Slack's shape: a letter or two and ten capitals and digits."""
    return prefix + secrets.token_hex(5).upper()


class Workspace:
    """Every change goes through here, is written down, and raises `version`, which listeners are told of."""

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime],
        *,
        fresh: bool = False,
        zone: str = "America/New_York",
        locale: str = "en-US",
    ) -> None:
        """`zone` and `locale` are those of the people of a new workspace."""
        self.now = now
        self.lock = RLock()
        self.version = 0
        self._listeners: list[Callable[[], None]] = []
        self.on_user_change: Callable[[User], None] = lambda _: None
        self._shelf = Shelf(folder, fresh=fresh)
        self.users = {key: User(**body) for key, body in self._shelf.all("user")}
        self.channels = {key: Channel(**body) for key, body in self._shelf.all("channel")}
        self.messages = {(body["channel"], body["ts"]): Message(**body) for _, body in self._shelf.all("message")}
        self._by_channel: dict[str, dict[str, Message]] = {}
        for message in self.messages.values():
            self._by_channel.setdefault(message.channel, {})[message.ts] = message
        self.views = {key: View(**body) for key, body in self._shelf.all("view")}
        self.stacks: dict[str, list[str]] = {key: body["views"] for key, body in self._shelf.all("stack")}
        self.files: dict[str, Json] = dict(self._shelf.all("file"))
        self.read_marks: dict[str, Json] = dict(self._shelf.all("read"))
        self.response_urls = {key: ResponseUrl(**body) for key, body in self._shelf.all("response_url")}
        self._last_ts = max((_micro(ts) for _, ts in self.messages), default=0)
        if not self.users:
            self._move_in(zone, locale)

    def _move_in(self, zone: str, locale: str) -> None:
        for channel in default_channels():
            self.add_channel(channel)
        for user in default_users(zone, locale):
            self.add_user(user)

    # --- change and those who wait for it

    def listen(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def changed(self) -> None:
        with self.lock:
            self.version += 1
        for listener in self._listeners:
            listener()

    def close(self) -> None:
        self._shelf.close()

    def write(self, kind: str, key: str, body: Json | None) -> None:
        """Keep (or, given None, forget) a document that somebody else of the sandbox owns."""
        with self.lock:
            if body is None:
                self._shelf.drop(kind, key)
            else:
                self._shelf.put(kind, key, body)

    def kept(self, kind: str) -> dict[str, Json]:
        with self.lock:
            return dict(self._shelf.all(kind))

    # --- people and conversations

    def add_user(self, user: User) -> User:
        """A person gets a direct message with the app at once, as after opening the app for the first time."""
        with self.lock:
            self.users[user.id] = user
            self.write("user", user.id, asdict(user))
            if not user.is_bot and self.im_of(user.id) is None:
                self.add_channel(direct_message(user))
        self.changed()
        return user

    def change_user(self, user_id: str, **fields: object) -> User:
        """A name, a title, an account that is closed: the app is told."""
        with self.lock:
            user = self.add_user(User(**{**asdict(self.users[user_id]), **fields}))
        self.on_user_change(user)
        return user

    def add_channel(self, channel: Channel) -> Channel:
        with self.lock:
            self.channels[channel.id] = channel
            self.write("channel", channel.id, asdict(channel))
        self.changed()
        return channel

    def im_of(self, user_id: str) -> Channel | None:
        return next((channel for channel in self.channels.values() if channel.owner == user_id), None)

    def user_by_bot(self, bot_id: str) -> User | None:
        return next((user for user in self.users.values() if user.bot_id == bot_id), None)

    # --- messages

    def next_ts(self) -> str:
        """Unique and increasing, in the workspace's time."""
        with self.lock:
            self._last_ts = max(self._last_ts + 1, int(self.now().timestamp() * MICROSECONDS))
            return f"{self._last_ts // MICROSECONDS}.{self._last_ts % MICROSECONDS:06d}"

    def save_message(self, message: Message) -> Message:
        with self.lock:
            self.messages[message.channel, message.ts] = message
            self._by_channel.setdefault(message.channel, {})[message.ts] = message
            if message.viewer is None:
                self.write("message", f"{message.channel}:{message.ts}", asdict(message))
        self.changed()
        return message

    def rewrite_blocks(self, message: Message, blocks: list[Json]) -> None:
        """Earlier blocks are remembered: somebody may still press a button that their screen has not lost yet."""
        if message.blocks and message.blocks != blocks:
            message.earlier_blocks = [*message.earlier_blocks, message.blocks][-REMEMBERED_VERSIONS:]
        message.blocks = blocks

    def delete_message(self, message: Message) -> None:
        with self.lock:
            self.messages.pop((message.channel, message.ts), None)
            self._by_channel.get(message.channel, {}).pop(message.ts, None)
            self.write("message", f"{message.channel}:{message.ts}", None)
        self.changed()

    def message(self, channel: str, ts: str) -> Message | None:
        return self.messages.get((channel, ts))

    def in_channel(self, channel: str) -> list[Message]:
        """Oldest first, replies and ephemeral ones included."""
        with self.lock:
            found = [*self._by_channel.get(channel, {}).values()]
        return sorted(found, key=lambda message: _micro(message.ts))

    def replies_to(self, channel: str, thread_ts: str) -> list[Message]:
        """Those that Slack counts, so not the ephemeral ones."""
        thread = (message for message in self.in_channel(channel) if message.thread_ts == thread_ts)
        return [message for message in thread if message.is_reply and message.viewer is None]

    # --- files

    def keep_file(self, file_id: str, kept: Json) -> None:
        """`file` as Slack describes it, `content` in base64 and `complete_at` once they are there."""
        with self.lock:
            self.files[file_id] = kept
            self.write("file", file_id, kept)
        self.changed()

    # --- views

    def save_view(self, view: View) -> View:
        with self.lock:
            self.views[view.id] = view
            self.write("view", view.id, asdict(view))
        self.changed()
        return view

    def stack_of(self, user_id: str) -> list[View]:
        return [self.views[view_id] for view_id in self.stacks.get(user_id, [])]

    def set_stack(self, user_id: str, views: list[View]) -> None:
        with self.lock:
            kept = [view.id for view in views]
            for gone in set(self.stacks.get(user_id, [])) - set(kept):
                self.views.pop(gone, None)
                self.write("view", gone, None)
            self.stacks[user_id] = kept
            self.write("stack", user_id, {"views": kept})
            for view in views:
                self.save_view(view)
        self.changed()

    def home_of(self, user_id: str) -> View | None:
        return next((view for view in self.views.values() if view.is_home and view.user == user_id), None)

    def new_hash(self) -> str:
        return f"{int(self.now().timestamp())}.{secrets.token_hex(4)}"

    # --- reading marks and response urls

    def mark_read(self, user_id: str, channel: str) -> None:
        with self.lock:
            marks = self.read_marks.setdefault(user_id, {})
            marks[channel] = self.next_ts()
            self.write("read", user_id, marks)
        self.changed()

    def unread(self, user_id: str, channel: str) -> int:
        mark = _micro(self.read_marks.get(user_id, {}).get(channel, "0.0"))
        heard = (message for message in self.in_channel(channel) if message.user != user_id)
        return sum(_micro(message.ts) > mark for message in heard if message.viewer in {None, user_id})

    def save_response_url(self, response_url: ResponseUrl) -> ResponseUrl:
        with self.lock:
            self.response_urls[response_url.id] = response_url
            self.write("response_url", response_url.id, asdict(response_url))
        return response_url

    def is_member(self, user_id: str, channel: Channel) -> bool:
        return user_id in channel.members

    def app_is_in(self, channel: Channel) -> bool:
        return APP_USER in channel.members


def _micro(ts: str) -> int:
    seconds, _, rest = ts.partition(".")
    return int(seconds) * MICROSECONDS + int(rest.ljust(6, "0")[:6] or 0)


def micro(ts: Any) -> int | None:  # noqa: ANN401 - whatever a caller sent
    """A ts as a number to compare by; None for what is no ts."""
    try:
        return _micro(str(ts))
    except ValueError:
        return None
