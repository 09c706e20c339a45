"""What people see of the workspace: every message of the bot's, what it is, and where its buttons stand."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox import screen
from bot.sandbox.records import APP_USER
from bot.sandbox.records import Message as Record
from bot.sandbox.server import Sandbox
from tests import reading
from tests.faults.matters import Kind, Told
from tests.faults.story import conversation
from tests.people import Message, Modal, Person
from tests.reading import Piece

TAG = re.compile(r"\b[NPQRAMLD]X\d{4}\b")
FRIDAY = 4

_OPENINGS = {
    Kind.RECEIPT: r"^The library has (your|replied to this) request|^You (withdrew this request|asked this a few)",
    Kind.CARD: r"asks the library$|requests came in$",
    Kind.PROMISED: r"has promised you something by",
    Kind.ANSWERED: r"has done what was promised$|has an answer for you$",
    Kind.QUESTION: r"has a question about your request$",
    Kind.MOVED: r"has a new date for what was promised",
    Kind.RELEASED: r"cannot keep this promise$",
    Kind.DECLINED: r"cannot help with this one$",
    Kind.WITHDRAWN: r"no longer needs this; your promise is closed",
    Kind.LEFT: r" has left and had promises open",
    Kind.TAKEN_OVER: r"has taken over what was promised to you by",
    Kind.REPLY: r"wrote about a request$",
    Kind.NOTED: r"^Thank you, I passed that on",
    Kind.SMALL_TALK: r"^You’re very welcome",
    Kind.MORNING: r"^(Good morning\. )?On your list today",
    Kind.AFTERNOON: r"^Still open for today",
    Kind.DIGEST: r"^The library’s week",
    Kind.AWAY: r"^I was away from",
}
"""By what a message's first line is known."""


@dataclass(frozen=True)
class Seen:
    """One message of the bot's, as it reads now. `notice` is the id in its metadata."""

    record: Record
    text: str
    notice: str | None
    told: tuple[Told, ...]


class Eyes:
    def __init__(self, sandbox: Sandbox, zone: str) -> None:
        self._workspace = sandbox.workspace
        self._zone = ZoneInfo(zone)
        self._read: dict[tuple[str, str], tuple[Any, Seen]] = {}

    # --- messages

    def everything(self) -> list[Seen]:
        """What the bot has posted for good, oldest first in each conversation."""
        places = [*self._workspace.channels]
        return [self._see(record) for place in places for record in self._records(place) if record.viewer is None]

    def counts(self) -> Counter[Told]:
        return Counter(told for seen in self.everything() for told in seen.told)

    def asides(self, person: Person) -> int:
        """How many messages only this person sees, in the conversation with the bot and elsewhere."""
        return len(self._asides(person))

    def last_aside(self, person: Person) -> str:
        return self._words(max(self._asides(person), key=lambda record: record.ts))

    def _asides(self, person: Person) -> list[Record]:
        places = [*self._workspace.channels]
        return [record for place in places for record in self._records(place) if record.viewer == person.id]

    def _records(self, place: str) -> list[Record]:
        return [record for record in self._workspace.in_channel(place) if record.user == APP_USER]

    def _see(self, record: Record) -> Seen:
        key = (record.channel, record.ts)
        known = self._read.get(key)
        if known is None or known[0] is not record.blocks:
            known = self._read[key] = (record.blocks, self._look_at(record))
        return known[1]

    def _look_at(self, record: Record) -> Seen:
        text = self._words(record)
        payload = (record.metadata or {}).get("event_payload") or {}
        return Seen(record, text, payload.get("notice"), tuple(self._told(record, text)))

    def _words(self, record: Record) -> str:
        return reading.visible(record.text, record.blocks, self._name)

    def _told(self, record: Record, text: str) -> list[Told]:
        opening = text.partition("\n")[0]
        kind = next((kind for kind, words in _OPENINGS.items() if re.search(words, opening)), None)
        if kind is None:
            return []
        tags = TAG.findall(text)
        match kind:
            case Kind.MORNING | Kind.AFTERNOON:
                marks = [str(self._day(record))]
            case Kind.AWAY:
                marks = [str(_day_back(opening, self._day(record).year))]
            case Kind.DIGEST:
                day = self._day(record)
                marks = [str(day - timedelta(days=(day.weekday() - FRIDAY) % 7))]
            case Kind.NOTED | Kind.SMALL_TALK | Kind.LEFT:
                marks = [""]
            case Kind.CARD if "requests came in" in opening:
                marks = [tag for tag in dict.fromkeys(tags) if tag.startswith("N")]
            case _:
                marks = tags[:1]
        return [Told(record.channel, kind, mark) for mark in marks]

    def _day(self, record: Record) -> date:
        return datetime.fromtimestamp(float(record.ts), UTC).astimezone(self._zone).date()

    def _name(self, known_id: str) -> str:
        user, channel = self._workspace.users.get(known_id), self._workspace.channels.get(known_id)
        return user.shown_name if user else channel.name if channel else known_id

    # --- buttons and forms

    def presses(self, person: Person, label: str, tag: str) -> bool:
        """On the newest message that offers it beside the tag; False when none does. May be Refused."""
        for seen in reversed(self.of(person)):
            if tag in seen.text and (found := self._button(person, seen, label, tag)):
                found[0]._press(found[1], None)
                return True
        return False

    def offers(self, person: Person, label: str, tag: str) -> bool:
        return any(tag in seen.text and self._button(person, seen, label, tag) for seen in reversed(self.of(person)))

    def of(self, person: Person) -> list[Seen]:
        return [self._see(record) for record in self._records(conversation(person)) if record.viewer is None]

    def says(self, person: Person, tag: str, words: str) -> bool:
        """Whether the newest message of its own about the tag has these words in it."""
        return words in self.about(person, tag)

    def about(self, person: Person, tag: str) -> str:
        """What the newest message about the tag says of it; where it is one of several, its own lines."""
        found = [seen for seen in self.of(person) if any(told.mark == tag for told in seen.told)]
        if not found or len(found[-1].told) == 1:
            return found[-1].text if found else ""
        lines = found[-1].text.split("\n")
        first = next(at for at, line in enumerate(lines) if tag in line)
        after = (at for at, line in enumerate(lines) if at > first and {*_tags(line, tag[0])} - {tag})
        return "\n".join(lines[first : next(after, len(lines))])

    def presses_of_old(self, person: Person, label: str, tag: str) -> bool:
        """One that a message had beside the tag before it was rewritten without it; False when none had. May be
        Refused.
        """
        for seen in reversed(self.of(person)):
            if tag in seen.text and not self._button(person, seen, label, tag):
                for blocks in reversed(seen.record.earlier_blocks):
                    if found := self._button(person, seen, label, tag, blocks):
                        found[0]._press(found[1], None)
                        return True
        return False

    def _button(
        self, person: Person, seen: Seen, label: str, tag: str, blocks: list[Any] | None = None
    ) -> tuple[Message, Piece] | None:
        """In a list a line's buttons come after its words and before those of the next line. `blocks` are those that
        the message once had.
        """
        shown = screen._message(seen.record, 0)
        surface = Message(person, shown if blocks is None else shown | {"blocks": blocks}, self._state())
        is_beside = False
        for piece in surface.pieces:
            others = _tags(piece.words, tag[0])
            if others and not piece.words.startswith("Asked before"):
                is_beside = tag in others
            if is_beside and piece.element and surface._label(piece) == label:
                return surface, piece
        return None

    def form(self, person: Person) -> Modal | None:
        """The window on top."""
        stack = self._workspace.stack_of(person.id)
        return Modal(person, screen._view(stack[-1]), self._state()) if stack else None

    def _state(self) -> dict[str, Any]:
        """As much of a screen as it takes to read names."""
        people = [
            {"id": user.id, "display_name": user.shown_name, "name": user.name}
            for user in self._workspace.users.values()
        ]
        places = [{"id": place.id, "name": place.name} for place in self._workspace.channels.values()]
        return {"people": people, "conversations": places}


def _day_back(words: str, year: int) -> date:
    """On which an absence ended: it may be told later."""
    found = re.search(r" to \w+, (\w+ \d+), ", words)
    assert found, words
    return datetime.strptime(f"{found[1]} {year}", "%b %d %Y").replace(tzinfo=UTC).date()


def _tags(words: str, letter: str) -> list[str]:
    return [each for each in TAG.findall(words) if each.startswith(letter)]
