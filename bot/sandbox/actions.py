"""What people do with messages and commands: write, edit, delete, type a command, use a shortcut, open Home."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from itertools import count
from typing import Final
from uuid import uuid4

from bot.sandbox import payloads, responses
from bot.sandbox.api_chat import LONGEST_TEXT, remove
from bot.sandbox.api_method import Api
from bot.sandbox.block_kit import SlackRefusal
from bot.sandbox.composer import Composer
from bot.sandbox.events import home_opened, message_changed, message_posted
from bot.sandbox.records import APP_NAME, Channel, Json, Message, ResponseUrl, User
from bot.sandbox.socket_mode import NoAnswer, NobodyConnected

REMEMBERED_NOTICES: Final = 5


class CannotDo(Exception):  # noqa: N818 - said to the person as it stands
    """What the Slack client would tell the person instead of doing it."""


@dataclass
class Notices:
    """Passing errors a person sees, such as an app that did not respond; the newest last."""

    _by_person: dict[str, list[Json]] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def add(self, user_id: str, text: str) -> None:
        kept = self._by_person.setdefault(user_id, [])
        kept.append({"id": next(self._ids), "text": text})
        del kept[:-REMEMBERED_NOTICES]

    def of(self, user_id: str) -> list[Json]:
        return [*self._by_person.get(user_id, [])]


@dataclass
class People:
    """Everything the app and the workspace know, plus what people were told in passing."""

    api: Api
    notices: Notices = field(default_factory=Notices)

    def person(self, name: str) -> User:
        """By id, or by handle; one who can still sign in."""
        users = self.api.workspace.users
        user = users.get(name) or next((each for each in users.values() if each.name == name.casefold()), None)
        if user is None:
            raise CannotDo(f"There is nobody called {name} here.")
        if user.deleted:
            raise CannotDo(f"{user.real_name}'s account is deactivated.")
        return user

    def channel(self, actor: User, channel_id: str) -> Channel:
        channel = self.api.workspace.channels.get(channel_id)
        if channel is None or actor.id not in channel.members:
            raise CannotDo(f"{actor.real_name} is not in that conversation.")
        return channel

    def message(self, actor: User, channel: Channel, ts: str) -> Message:
        message = self.api.workspace.message(channel.id, ts)
        if message is None or message.viewer not in {None, actor.id}:
            raise CannotDo("That message is no longer there.")
        return message

    async def interact(self, actor: User, doing: str, payload: Json, *, accepts_response: bool = False) -> Json:
        """Send a click, a choice, a submission or a shortcut; the ack's payload."""
        if not self.api.manifest.interactive:
            raise CannotDo(f"{APP_NAME} is not configured to handle interactive responses.")
        ask = self.api.socket.ask("interactive", payload, accepts_response=accepts_response)
        return await self.answered(actor, doing, ask)

    async def answered(self, actor: User, doing: str, answer: Awaitable[Json]) -> Json:
        """The app's ack, or CannotDo in the words Slack uses, which the person also sees for a while."""
        try:
            return await answer
        except NobodyConnected:
            words = f"{doing} failed with the error “dispatch_failed”: {APP_NAME} cannot be reached."
        except NoAnswer:
            words = f"{doing} failed with the error “operation_timeout”: {APP_NAME} didn't respond."
        self.tell(actor, words)
        raise CannotDo(words)

    def tell(self, actor: User, words: str) -> None:
        self.notices.add(actor.id, words)
        self.api.workspace.changed()

    def composer(self) -> Composer:
        return Composer(self.api.workspace.users.values(), self.api.workspace.channels.values())

    def now_ts(self) -> str:
        return f"{int(self.api.workspace.now().timestamp())}.000000"


def post(
    people: People,
    actor: User,
    *,
    channel: str,
    text: str = "",
    thread_ts: str | None = None,
    files: list[str] | None = None,
) -> Json:
    """A bot among the people posts as Slack shows bots: with its bot_id."""
    api, place = people.api, people.channel(actor, channel)
    if place.is_im and (not api.manifest.messages_tab or api.manifest.messages_tab_read_only):
        raise CannotDo("Sending messages to this app has been turned off.")
    if not text.strip() and not files:
        raise CannotDo("There is nothing to send.")
    if len(text) > LONGEST_TEXT:
        raise CannotDo(f"A message holds at most {LONGEST_TEXT:,} characters.")
    if thread_ts is not None:
        thread_ts = people.message(actor, place, thread_ts).thread_ts or thread_ts
    written, blocks = people.composer().message(text)
    moment = api.workspace.now().timestamp()
    said = Message(
        channel=place.id,
        ts=api.workspace.next_ts(),
        user=actor.id,
        text=written,
        blocks=blocks,
        thread_ts=thread_ts,
        bot_id=actor.bot_id,
        client_msg_id=None if actor.is_bot else str(uuid4()),
        files=[payloads.file(name, actor.id, moment) for name in files or []],
        subtype="file_share" if files else None,
    )
    api.workspace.save_message(said)
    message_posted(api, place, said)
    return {"ts": said.ts}


def edit(people: People, actor: User, *, channel: str, ts: str, text: str) -> Json:
    api, place = people.api, people.channel(actor, channel)
    message = people.message(actor, place, ts)
    if message.user != actor.id or message.viewer:
        raise CannotDo("Only its author can edit a message.")
    if not text.strip():
        raise CannotDo("There is nothing left of that message; delete it instead.")
    before = payloads.message(message)
    message.text, message.blocks = people.composer().message(text)
    message.edited = {"user": actor.id, "ts": people.now_ts()}
    api.workspace.save_message(message)
    message_changed(api, place, message, before)
    return {}


def delete(people: People, actor: User, *, channel: str, ts: str) -> Json:
    place = people.channel(actor, channel)
    message = people.message(actor, place, ts)
    if message.user != actor.id:
        raise CannotDo("Only its author can delete a message.")
    remove(people.api, place, message)
    return {}


async def command(people: People, actor: User, *, channel: str, text: str) -> Json:
    """The first word is the command; an unknown one never leaves the client."""
    api, place = people.api, people.channel(actor, channel)
    name, _, rest = text.strip().partition(" ") if "\n" not in text.partition(" ")[0] else text.partition("\n")
    known = api.manifest.commands.get(name)
    if known is None:
        raise CannotDo(f"{name} is not a valid command. In Slack, a message that begins with “/” is a command.")
    words = people.composer().command(rest.strip(), should_escape=bool(known.get("should_escape")))
    payload = payloads.command(actor, place, name, words) | {
        "response_url": responses.issue(api, actor.id, place.id),
        "trigger_id": api.triggers.issue(actor.id),
    }
    answer = await people.answered(actor, name, api.socket.ask("slash_commands", payload, accepts_response=True))
    if answer:
        _show(people, actor, place, name, answer)
    return {}


def _show(people: People, actor: User, place: Channel, name: str, answer: Json) -> None:
    """What the app said in its ack."""
    moment = people.api.workspace.now().timestamp()
    here = ResponseUrl(id="", channel=place.id, user=actor.id, issued_at=moment)
    try:
        responses.say(people.api, here, answer)
    except SlackRefusal as refusal:
        words = f"{name} failed: Slack could not show what {APP_NAME} answered ({refusal.code})."
        people.tell(actor, words)
        raise CannotDo(words) from None


async def shortcut(
    people: People, actor: User, *, callback_id: str, channel: str | None = None, ts: str | None = None
) -> Json:
    """A message's menu, or, without a message, the global one."""
    api = people.api
    known = next((each for each in api.manifest.shortcuts if each["callback_id"] == callback_id), None)
    if known is None:
        raise CannotDo("There is no such shortcut.")
    trigger_id = api.triggers.issue(actor.id)
    if known["type"] == "message":
        payload = _message_action(people, actor, callback_id, trigger_id, str(channel), str(ts))
    else:
        head = payloads.interaction("shortcut", actor, trigger_id)
        payload = head | {"callback_id": callback_id, "action_ts": people.now_ts()}
    await people.interact(actor, f"“{known['name']}”", payload)
    return {}


def _message_action(people: People, actor: User, callback_id: str, trigger_id: str, channel: str, ts: str) -> Json:
    place = people.channel(actor, channel)
    message = people.message(actor, place, ts)
    if message.viewer:
        raise CannotDo("A message only you can see has no shortcuts.")
    return payloads.interaction("message_action", actor, trigger_id) | {
        "callback_id": callback_id,
        "action_ts": people.now_ts(),
        "message_ts": message.ts,
        "message": payloads.message(message, people.api.workspace.replies_to(place.id, message.ts)),
        "channel": payloads.place(place),
        "response_url": responses.issue(people.api, actor.id, place.id, message),
    }


def home(people: People, actor: User, *, tab: str = "home") -> Json:
    """Opening the Home tab, or the app's `messages` tab."""
    if tab == "home" and not people.api.manifest.home_tab:
        raise CannotDo(f"{APP_NAME} has no Home tab.")
    place = people.api.workspace.im_of(actor.id)
    if place:
        home_opened(people.api, actor, place, tab, people.api.workspace.home_of(actor.id))
    return {}


def read(people: People, actor: User, *, channel: str) -> Json:
    people.api.workspace.mark_read(actor.id, people.channel(actor, channel).id)
    return {}
