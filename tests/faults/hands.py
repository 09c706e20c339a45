"""How people do things in a run: they write, press, and send forms, and notice whether it was acknowledged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.sandbox.server import Sandbox
from tests.faults.eyes import Eyes
from tests.faults.matters import Chance, Request, Standing
from tests.faults.story import Story
from tests.people import Modal, Person, Refused

Heard = Callable[[], None]
MOST_CORRECTIONS = 3


@dataclass
class Said:
    """Something written to the bot, until the workspace has its ack or gives up."""

    event: str
    ts: str
    by: Person
    is_heard: Heard


@dataclass
class Unsent:
    """A form that was sent off and not taken: it is still open, and is sent again."""

    form: Modal
    accepted: Heard
    corrections: int = 0
    """How often the bot found something wrong with it."""


@dataclass
class Hands:
    sandbox: Sandbox
    eyes: Eyes
    story: Story
    teachers: list[Person]
    rng: Random = field(default_factory=Random)
    said: list[Said] = field(default_factory=list)
    unsent: list[Unsent] = field(default_factory=list)
    unanswered: list[tuple[Request, str]] = field(default_factory=list)
    """Commands that got no answer, to be typed again."""

    # --- doing

    def _writes(self, person: Person, place: str, words: str, event: str, heard: Heard) -> None:
        ts = person.does("post", channel=place, text=words)["ts"]
        self.story.diary(f"{person.name} writes {words!r} in {place} at {ts}")
        self.said.append(Said(event, ts, person, heard))

    def _sends(self, form: Modal, typed: dict[str, Any], accepted: Heard, corrections: int = 0) -> None:
        """Sends a form off. One that is not taken stays open; one that is refused for good is closed."""
        person = form.person
        form.fill(typed)
        try:
            answer = person.does("submit", view_id=form.shown["id"], values=form.typed)
        except Refused as silence:
            self.story.diary(f"{person.name} sends {_in_short(form)}: {silence}")
            self.unsent.append(Unsent(form, accepted, corrections))
            return
        left = self.eyes.form(person)
        self.story.diary(f"{person.name} sends {_in_short(form)}: {answer if left else 'taken'}")
        if left is None:
            accepted()
        elif not answer["ok"] and corrections < MOST_CORRECTIONS:
            self.unsent.append(Unsent(form, accepted, corrections + 1))
        else:
            left.closes()

    def _form(self, person: Person) -> Modal | None:
        """The form that has just opened; a window that only says something is read and closed."""
        form = self.eyes.form(person)
        if form and not form.shown.get("submit"):
            form.closes()
            return None
        return form

    def _pressed(self, person: Person, label: str, tag: str) -> bool:
        """True when it was acknowledged without a word to the contrary."""
        before = self.eyes.asides(person)
        try:
            done = self.eyes.presses(person, label, tag) and self.eyes.asides(person) == before
        except Refused as silence:
            self.story.diary(f"{person.name} presses {label} at {tag}: {silence}")
            return False
        self.story.diary(f"{person.name} presses {label} at {tag}: {'heard' if done else 'told otherwise'}")
        return done

    # --- who, and about what

    def _shuffled(self, *standings: Standing) -> list[Request]:
        found = self.story.with_standing(*standings)
        return self.rng.sample(found, len(found))

    def _somebody_free(self, people: list[Person]) -> Person | None:
        return self._somebody([each for each in people if not self._is_busy(each)])

    def _somebody(self, people: list[Person]) -> Person | None:
        return self.rng.choice(people) if people else None

    def _is_busy(self, person: Person) -> bool:
        """With a form that is still open."""
        return self.eyes.form(person) is not None

    # --- whether it was heard

    def takes_note(self) -> None:
        """Of what the workspace has the bot's ack for; what it has given up sending, unheard, is forgotten."""
        if not self.said:
            return
        kept = {payload["event"].get("ts") for payload in self.sandbox.workspace.kept("envelope").values()}
        sent = [each for each in [*self.sandbox.people.api.socket.sent] if each.type == "events_api"]
        acked = {(each.payload["event"]["type"], each.payload["event"].get("ts")) for each in sent if each.acked}
        heard = [each for each in self.said if (each.event, each.ts) in acked]
        self.said = [each for each in self.said if each not in heard and each.ts in kept]
        for each in heard:
            self.story.diary(f"what {each.by.name} wrote at {each.ts} is acknowledged")
            each.is_heard()


def _in_short(form: Modal) -> str:
    words = [str(value) for element in form.typed.values() for value in element.values()]
    return f"{form.title!r} with {words}"


def is_certain(chance: Chance) -> None:
    chance.is_certain = True
