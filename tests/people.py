"""People of the sandbox, for tests that tell stories: they type, read, press and choose by the words they see.

ada, lee = Person(sandbox.url, "Ada"), Person(sandbox.url, "Lee")
ada.types("/library-help dust bowl sources by next Friday")
lee.sees("dust bowl").presses("Promise")
lee.modal().fill({"By when": "2026-12-01"}).submits()
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

from tests import reading
from tests.reading import Json, Piece

Found = TypeVar("Found")
PATIENCE = 20.0
"""Seconds; waiting ends as soon as what is waited for is there, and a busy machine is slow."""
CHOSEN_BY_TEXT = {"static_select", "radio_buttons"}
CHOSEN_BY_TEXTS = {"multi_static_select", "checkboxes"}


class Refused(AssertionError):  # noqa: N818 - a sentence the person reads
    """The workspace told the person no, in this sentence."""


def call(url: str, body: Json | None = None) -> Json:
    """POST with a body, GET without."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request, timeout=90) as response:  # noqa: S310 - our own address
            return json.load(response)
    except urllib.error.HTTPError as refusal:
        with refusal:
            return json.load(refusal)


def address(sandbox: Any) -> str:
    """Of a sandbox in this process, or its address as it is."""
    return (sandbox if isinstance(sandbox, str) else sandbox.url).rstrip("/")


class Clock:
    """The workspace's clock, which anybody may move forward."""

    def __init__(self, sandbox: Any) -> None:
        self._url = f"{address(sandbox)}/clock"

    def now(self) -> datetime:
        return datetime.fromisoformat(call(self._url)["now"])

    def label(self) -> str:
        return call(self._url)["label"]

    def forward(self, step: str = "seconds", seconds: float = 0) -> None:
        """By an `hour`, to the next school `morning`, to `friday` at 14:00, or by `seconds`."""
        answer = call(self._url, {"forward": step, "seconds": seconds})
        assert answer["ok"], answer


class Person:
    """Somebody of the school, by first or full name, or by id."""

    def __init__(self, sandbox: Any, name: str) -> None:
        self.url = address(sandbox)
        everyone = call(f"{self.url}/people/state")["people"]
        known = [each for each in everyone if name in {each["id"], each["real_name"], each["real_name"].split()[0]}]
        if len(known) != 1:
            raise AssertionError(f"{len(known)} people are called {name}")
        self.id: str = known[0]["id"]
        self.name: str = known[0]["real_name"]

    def __repr__(self) -> str:
        return f"Person({self.name})"

    # --- what they do

    def does(self, deed: str, **words: Any) -> Json:
        """The answer of /people/<deed>; Refused if it is a sentence that says no."""
        answer = call(f"{self.url}/people/{deed}", {"as": self.id, **words})
        if not answer.get("ok") and "errors" not in answer:
            raise Refused(answer["error"])
        return answer

    def types(self, command: str, channel: str | None = None) -> None:
        """A slash command, in the direct message with the app unless a channel is given."""
        self.does("command", channel=self.place(channel), text=command)

    def writes(
        self,
        text: str,
        channel: "str | None" = None,
        thread: "Message | None" = None,
        files: Sequence[str] = (),
    ) -> "Message":
        """A message in a channel, or in a thread, whose channel is then known."""
        place = thread.channel if thread else self.place(channel)
        thread_ts = thread.thread_ts if thread else None
        posted = self.does("post", channel=place, text=text, thread_ts=thread_ts, files=[*files])
        return self._message(place, posted["ts"])

    def edits(self, message: "Message", text: str) -> "Message":
        self.does("edit", channel=message.channel, ts=message.ts, text=text)
        return self._message(message.channel, message.ts)

    def deletes(self, message: "Message") -> None:
        self.does("delete", channel=message.channel, ts=message.ts)

    def uses_shortcut(self, name: str, message: "Message | None" = None) -> None:
        """From a message's menu, or, without one, from the global menu."""
        known = self.state()["shortcuts" if message else "global_shortcuts"]
        callback_ids = [each["callback_id"] for each in known if each["name"] == name]
        assert callback_ids, f"There is no shortcut {name!r} among {known}"
        where = {"channel": message.channel, "ts": message.ts} if message else {}
        self.does("shortcut", callback_id=callback_ids[0], **where)

    def reads(self, channel: str | None = None) -> None:
        self.does("read", channel=self.place(channel))

    def home(self, words: str = "", timeout: float = PATIENCE) -> "Home":
        """Opens the Home tab and waits until it shows something, with these words in it."""
        self.does("home")
        return self.until(lambda state: self._home(state, words), timeout, f"Home with {words!r}")

    # --- what they see

    def state(self, after: int = -1, wait: float = 0) -> Json:
        query = urlencode({"as": self.id, "after": after, "wait": wait})
        return call(f"{self.url}/people/state?{query}")

    def until(self, find: Callable[[Json], Found | None], timeout: float, what: str) -> Found:
        """What `find` finds, as soon as it does; it is asked again whenever the workspace changes."""
        end, state = time.monotonic() + timeout, self.state()
        while (found := find(state)) is None:
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"{self.name} does not see {what} within {timeout} s. {self._screen(state)}")
            state = self.state(after=state["version"], wait=left)
        return found

    def sees(
        self,
        words: str,
        timeout: float = PATIENCE,
        *,
        channel: str | None = None,
        by: str | None = None,
        after: "Message | None" = None,
    ) -> "Message":
        """The newest visible message with these words, in any conversation or the one named, by anybody or the one
        named, newer than `after`.
        """
        return self.until(lambda state: self._newest(state, words, channel, after, by), timeout, repr(words))

    def never_sees(self, words: str, settle: float = 0.5, *, after: "Message | None" = None) -> None:
        """Watches until nothing has changed for `settle` seconds."""
        state = self.state()
        while True:
            assert self._newest(state, words, None, after) is None, f"{self.name} sees {words!r}. {self._screen(state)}"
            later = self.state(after=state["version"], wait=settle)
            if later["version"] == state["version"]:
                return
            state = later

    def messages(self, channel: str | None = None) -> "list[Message]":
        """All that this person sees in a conversation, oldest first; in the app's direct message by default."""
        state = self.state()
        return [Message(self, each, state) for each in state["messages"][self.place(channel, state)]]

    def dm(self) -> "list[Message]":
        return self.messages()

    def modal(self, timeout: float = PATIENCE, title: str | None = None) -> "Modal":
        """The window on top, with this title if one is given."""

        def top(state: Json) -> Modal | None:
            fits = state["views"] and title in {None, state["views"][-1]["title"]["text"]}
            return Modal(self, state["views"][-1], state) if fits else None

        return self.until(top, timeout, f"a window {title or ''}")

    def has_a_modal(self) -> bool:
        return bool(self.state()["views"])

    def notices(self) -> list[str]:
        """Passing errors, such as an app that did not respond."""
        return [notice["text"] for notice in self.state()["notices"]]

    def place(self, channel: str | None, state: Json | None = None) -> str:
        """A conversation's id, from #name, an id, or None for the direct message with the app."""
        conversations = (state or self.state())["conversations"]
        for each in conversations:
            named = channel in {each["id"], f"#{each['name']}"}
            if named or (channel is None and each["kind"] == "im"):
                return each["id"]
        raise AssertionError(f"{self.name} has no conversation {channel!r}")

    def _message(self, channel: str, ts: str) -> "Message":
        state = self.state()
        return next(Message(self, each, state) for each in state["messages"][channel] if each["ts"] == ts)

    def _newest(
        self, state: Json, words: str, channel: str | None, after: "Message | None", by: str | None = None
    ) -> "Message | None":
        place = self.place(channel, state) if channel else None
        shown = [each for key, said in state["messages"].items() if place in {None, key} for each in said]
        for each in sorted(shown, key=lambda said: said["ts"], reverse=True):
            message = Message(self, each, state)
            newer = after is None or message.ts > after.ts
            if words in message.text and newer and by in {None, message.author}:
                return message
        return None

    def _home(self, state: Json, words: str) -> "Home | None":
        home = Home(self, state["home"], state) if state["home"] else None
        return home if home and words in home.text else None

    def _screen(self, state: Json) -> str:
        said = [Message(self, each, state) for shown in state["messages"].values() for each in shown]
        words = [f"{message.author}: {message.text}" for message in said[-12:]]
        windows = [Modal(self, view, state).text for view in state["views"]]
        return "On the screen:\n" + "\n".join([*words, *windows, *(each["text"] for each in state["notices"])])


@dataclass
class Surface:
    """Something with blocks: a message, a window, the Home tab."""

    person: Person
    shown: Json
    state: Json = field(repr=False)

    def names(self, known_id: str) -> str:
        people = {each["id"]: each["display_name"] or each["name"] for each in self.state["people"]}
        return {**people, **{each["id"]: each["name"] for each in self.state["conversations"]}}.get(known_id, known_id)

    @property
    def container(self) -> Json:
        raise NotImplementedError

    @property
    def typed(self) -> Json:
        """Raw values chosen here but not yet sent."""
        return {}

    @property
    def pieces(self) -> list[Piece]:
        return [*reading.pieces(self.shown["blocks"], self.names)]

    @property
    def text(self) -> str:
        return reading.visible(self.shown.get("text", ""), self.shown["blocks"], self.names)

    @property
    def buttons(self) -> list[str]:
        return [self._label(piece) for piece in self.pieces if piece.element and piece.element["type"] == "button"]

    @property
    def menu(self) -> list[str]:
        """What the ⋯ menus and the selects offer."""
        elements = [piece.element for piece in self.pieces if piece.element and piece.element["type"] != "button"]
        return [option["text"]["text"] for element in elements for option in reading.options(element)]

    def presses(self, label: str, beside: str | None = None) -> None:
        """A button, or a choice of a ⋯ menu; where several read the same, the first one after the words `beside`.

        A confirmation, if it asks for one, is given.
        """
        piece = self._find(lambda each: self._label(each) == label or label in self._overflow(each), label, beside)
        assert piece.element
        value = None
        if piece.element["type"] == "overflow":
            value = reading.option_value(piece.element, label, self.names)
        self._press(piece, value)

    def confirmation(self, label: str, beside: str | None = None) -> str | None:
        """What a button asks before it acts, or None."""
        piece = self._find(lambda each: self._label(each) == label, label, beside)
        confirm = piece.element.get("confirm") if piece.element else None
        if confirm is None:
            return None
        return "\n".join(reading.text_object(confirm[key], self.names) for key in ("title", "text", "confirm", "deny"))

    def selects(self, option: Any, beside: str | None = None) -> None:
        """Chooses in a menu, a list or a date picker that tells the app at once; a date for a date picker."""

        def offers(piece: Piece) -> bool:
            if piece.element is None or piece.element["type"] == "overflow":
                return False
            if isinstance(option, date):
                return piece.element["type"] == "datepicker"
            return option in [each["text"]["text"] for each in reading.options(piece.element)]

        piece = self._find(offers, str(option), beside)
        assert piece.element
        self._press(piece, self._raw(piece.element, option))

    def _press(self, piece: Piece, value: Any) -> None:
        assert piece.element
        assert piece.block
        self.person.does(
            "press",
            container=self.container,
            block_id=piece.block["block_id"],
            action_id=piece.element["action_id"],
            value=value,
            state=self.typed,
        )

    def _find(self, fits: Callable[[Piece], bool], label: str, beside: str | None) -> Piece:
        pieces = self.pieces
        start = 0
        if beside is not None:
            with_words = [index for index, piece in enumerate(pieces) if beside in piece.words]
            assert with_words, f"{beside!r} is not to be read in:\n{self.text}"
            start = with_words[0]
        found = [piece for piece in pieces[start:] if piece.element and fits(piece)]
        assert found, f"There is no {label!r}; there are {self.buttons + self.menu} in:\n{self.text}"
        assert beside is not None or len(found) == 1, (
            f"Several read {label!r}: say beside which words, in:\n{self.text}"
        )
        return found[0]

    def _label(self, piece: Piece) -> str:
        element = piece.element or {}
        return element["text"]["text"] if element.get("type") == "button" else ""

    def _overflow(self, piece: Piece) -> list[str]:
        element = piece.element or {}
        return [each["text"]["text"] for each in element["options"]] if element.get("type") == "overflow" else []

    def _raw(self, element: Json, value: Any) -> Any:
        """What a form holds for what a person chose."""
        kind = element["type"]
        if value is None:
            return None
        if kind in CHOSEN_BY_TEXT:
            return reading.option_value(element, value, self.names)
        if kind in CHOSEN_BY_TEXTS:
            chosen = [value] if isinstance(value, str) else value
            return [reading.option_value(element, each, self.names) for each in chosen]
        if kind in {"users_select", "multi_users_select"}:
            chosen = [value] if isinstance(value, str) else value
            ids = [Person(self.person.url, each).id for each in chosen]
            return ids if kind == "multi_users_select" else ids[0]
        return value.isoformat() if isinstance(value, date) else value


@dataclass
class Message(Surface):
    """As one person sees it."""

    @property
    def ts(self) -> str:
        return self.shown["ts"]

    @property
    def channel(self) -> str:
        return self.shown["channel"]

    @property
    def thread_ts(self) -> str:
        """Of the thread this message is in, or would begin."""
        return self.shown["thread_ts"] or self.ts

    @property
    def author(self) -> str:
        return self.names(self.shown["user"])

    @property
    def is_ephemeral(self) -> bool:
        return self.shown["ephemeral"]

    @property
    def mentions(self) -> list[str]:
        """Ids of those it notifies, and channel, here or everyone."""
        return reading.mentioned(self.shown["text"], self.shown["blocks"])

    @property
    def container(self) -> Json:
        return {"message": {"channel": self.channel, "ts": self.ts}}

    @property
    def thread(self) -> "list[Message]":
        """The replies, as they are now."""
        said = self.person.messages(self.channel)
        return [each for each in said if each.shown["thread_ts"] == self.ts and each.ts != self.ts]

    def now(self) -> "Message | None":
        """The same message as it is now, or None when it is gone."""
        said = self.person.messages(self.channel)
        return next((each for each in said if each.ts == self.ts), None)

    def becomes(self, words: str, timeout: float = PATIENCE) -> "Message":
        """Waits until this message reads so."""

        def changed(state: Json) -> Message | None:
            said = [
                Message(self.person, each, state) for each in state["messages"][self.channel] if each["ts"] == self.ts
            ]
            return next((each for each in said if words in each.text), None)

        return self.person.until(changed, timeout, f"that message become {words!r}")


@dataclass
class Home(Surface):
    """The Home tab."""

    @property
    def container(self) -> Json:
        return {"home": True}


@dataclass
class Modal(Surface):
    """A window; what is filled in is sent when it is submitted, or with a button pressed in it."""

    _filled: Json = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.shown["title"]["text"]

    @property
    def container(self) -> Json:
        return {"view": self.shown["id"]}

    @property
    def typed(self) -> Json:
        return self._filled

    @property
    def labels(self) -> list[str]:
        return [block["label"]["text"] for block in self.shown["blocks"] if block["type"] == "input"]

    @property
    def errors(self) -> dict[str, str]:
        """What is said under the fields, by label."""
        labels = {
            block["block_id"]: block["label"]["text"] for block in self.shown["blocks"] if block["type"] == "input"
        }
        return {labels[block_id]: words for block_id, words in self.shown["errors"].items()}

    @property
    def values(self) -> Json:
        """What stands in the fields, by label, as raw values."""
        blocks = [block for block in self.shown["blocks"] if block["type"] == "input"]
        known = {**self.shown["values"], **self._filled}
        return {block["label"]["text"]: next(iter(known[block["block_id"]].values())) for block in blocks}

    @property
    def is_open(self) -> bool:
        return any(view["id"] == self.shown["id"] for view in self.person.state()["views"])

    def fill(self, values: Json) -> Self:
        """By label; an option by its visible text, several as a list, a date as a date or as 2026-12-01."""
        for label, value in values.items():
            block = self._field(label)
            element = block["element"]
            self._filled[block["block_id"]] = {element["action_id"]: self._raw(element, value)}
        return self

    def choose(self, label: str, option: Any) -> Self:
        """As fill, for one field; one that tells the app at once does so."""
        self.fill({label: option})
        block = self._field(label)
        if block.get("dispatch_action"):
            self._press(Piece(block=block, element=block["element"]), self._raw(block["element"], option))
            self.refresh()
        return self

    def submits(self) -> bool:
        """True when it was accepted; otherwise `errors` says what is wrong."""
        answer = self.person.does("submit", view_id=self.shown["id"], values=self._filled)
        self.refresh()
        self.shown["errors"] = answer.get("errors", {})
        return bool(answer["ok"])

    def closes(self) -> None:
        self.person.does("close", view_id=self.shown["id"])

    def refresh(self) -> Self:
        """Shows what the window holds now, if it is still open."""
        self.state = self.person.state()
        self.shown = next((view for view in self.state["views"] if view["id"] == self.shown["id"]), self.shown)
        return self

    def becomes(self, words: str, timeout: float = PATIENCE) -> "Modal":
        """Waits until the window on top reads so."""

        def changed(state: Json) -> Modal | None:
            top = Modal(self.person, state["views"][-1], state) if state["views"] else None
            return top if top and words in f"{top.title}\n{top.text}" else None

        return self.person.until(changed, timeout, f"a window with {words!r}")

    def _field(self, label: str) -> Json:
        for block in self.shown["blocks"]:
            if block["type"] == "input" and block["label"]["text"] == label:
                return block
        raise AssertionError(f"There is no field {label!r}; there are {self.labels}")
