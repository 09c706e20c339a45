"""What people do in a run, each as they would: by what they see, trying again what was not acknowledged.

A deed tells the story what may have come of it before it is done, and what certainly came of it once it was
acknowledged. It gives False when there was nothing to do it to.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from random import Random
from typing import Any

from bot.sandbox.records import User
from bot.sandbox.server import Sandbox
from tests.faults.eyes import Eyes
from tests.faults.story import (
    Chance,
    Kind,
    Promise,
    Question,
    Request,
    Standing,
    Story,
    conversation,
    next_school_day,
)
from tests.people import Modal, Person, Refused

STAFFROOM = "C0STAFF"
MOST_TEACHERS = 14
SUBJECTS = ("maps of Ohio", "poems about rain", "films on bees", "letters from sailors", "atlases of the moon")
Heard = Callable[[], None]


@dataclass
class Said:
    """Something written to the bot, until the workspace has its ack or gives up."""

    event: str
    ts: str
    by: Person
    is_heard: Heard


@dataclass
class Unsent:
    """A form that was sent off and not acknowledged: it is still open, and is sent again."""

    form: Modal
    accepted: Heard


@dataclass
class Deeds:
    sandbox: Sandbox
    eyes: Eyes
    story: Story
    teachers: list[Person]
    rng: Random = field(default_factory=Random)
    said: list[Said] = field(default_factory=list)
    unsent: list[Unsent] = field(default_factory=list)
    unanswered: list[tuple[Request, str]] = field(default_factory=list)
    """Commands that got no answer, to be typed again."""

    def does(self, deed: str) -> bool:
        return bool(getattr(self, deed)())

    # --- asking

    def asks_by_command(self) -> bool:
        teacher = self.rng.choice(self.teachers)
        request = self.story.asks(teacher, "a command", receipt_in=None)
        words = f"/library-help {self._need(request)}"
        if not self._types(request, words):
            self.unanswered.append((request, words))
        return True

    def _types(self, request: Request, words: str) -> bool:
        teacher, before = request.teacher, self.eyes.asides(request.teacher)
        try:
            teacher.does("command", channel=conversation(teacher), text=words)
        except Refused as silence:
            self.story.diary(f"{teacher.name} types {request.tag}: {silence}")
            return False
        if self.eyes.asides(teacher) > before and request.tag in self.eyes.last_aside(teacher):
            answer = self.eyes.last_aside(teacher)
            self.story.diary(f"{teacher.name} types {request.tag}, and is told: {answer[:70]!r}")
            if "library has your request" in answer or "You asked this a few minutes ago" in answer:
                request.is_heard()
                return True
        return False

    def asks_by_form(self) -> bool:
        teacher = self._somebody_free(self.teachers)
        if teacher is None:
            return False
        with suppress(Refused):
            teacher.does("command", channel=conversation(teacher), text="/library-help")
        return self._fills_request(teacher, "the form")

    def asks_by_shortcut(self) -> bool:
        teacher = self._somebody_free(self.teachers[:3])
        if teacher is None:
            return False
        shared = teacher.does("post", channel=STAFFROOM, text="Who has something on rivers?")["ts"]
        with suppress(Refused):
            teacher.does("shortcut", callback_id="ask_the_library", channel=STAFFROOM, ts=shared)
        return self._fills_request(teacher, "the shortcut")

    def _fills_request(self, teacher: Person, means: str) -> bool:
        form = self._form(teacher)
        if form is None:
            return False
        request = self.story.asks(teacher, means, receipt_in=conversation(teacher))
        self._sends(form, {"What do you need?": self._need(request)}, request.is_heard)
        return True

    def asks_by_message(self) -> bool:
        """Not while a question of the library's waits: it would be taken for the reply."""
        teacher = self._somebody([each for each in self.teachers if not self._has_question(each)])
        return teacher is not None and self._asks_in_words(teacher)

    def _has_question(self, teacher: Person) -> bool:
        return any(each.teacher.id == teacher.id and not each.is_settled_question for each in self.story.requests)

    def newcomer_asks(self) -> bool:
        """Somebody with whom the bot has no conversation yet."""
        if len(self.teachers) < MOST_TEACHERS:
            number = len(self.teachers)
            self.sandbox.workspace.add_user(User(f"U0NEW{number}", f"new{number}", f"Nell Newcomer{number}"))
            self.teachers.append(Person(self.sandbox, f"U0NEW{number}"))
        return not self._has_question(self.teachers[-1]) and self._asks_in_words(self.teachers[-1])

    def _asks_in_words(self, teacher: Person) -> bool:
        place = conversation(teacher)
        request = self.story.asks(teacher, "a direct message", receipt_in=place)
        self._writes(teacher, place, self._need(request), "message", request.is_heard)
        return True

    def asks_by_mention(self) -> bool:
        teacher = self.rng.choice(self.teachers[:3])
        request = self.story.asks(teacher, "a mention", receipt_in=STAFFROOM)
        words = f"@Library Partner {self._need(request)}"
        self._writes(teacher, STAFFROOM, words, "app_mention", request.is_heard)
        return True

    def thanks(self) -> bool:
        teacher = self.rng.choice(self.teachers)
        chance = self.story.chance(teacher, Kind.SMALL_TALK, "", f"{teacher.name} said thank you")
        self._writes(teacher, conversation(teacher), "Thank you!", "message", partial(_is_certain, chance))
        return True

    def _need(self, request: Request) -> str:
        return f"{request.tag} {self.rng.choice(SUBJECTS)}"

    # --- promising, answering, asking back

    def promises(self) -> bool:
        found = self._card("Promise", Standing.OPEN)
        if found is None:
            return False
        librarian, request, form = found
        due = self.story.today
        for _ in range(self.rng.randrange(4)):
            due = next_school_day(due)
        tag = self.story.tag("P")
        chance = self.story.chance(request.teacher, Kind.PROMISED, tag, f"{librarian.name} promised {tag}")
        request.promise = Promise(tag, librarian, due, self.story.today, chance)
        self._settles(request)
        typed = {"What will you do?": f"{tag} look for {request.tag}", "Another day": date.isoformat(due)}
        self._sends(form, typed, partial(self._is_promised, request))
        return True

    def _is_promised(self, request: Request) -> None:
        assert request.promise
        request.promise.accepted = request.promise.told.is_certain = True
        request.standing = Standing.PROMISED

    def answers(self) -> bool:
        found = self._card("Answer", Standing.OPEN, Standing.PROMISED)
        if found is None:
            return False
        librarian, request, form = found
        tag = self.story.tag("A")
        chance = self.story.chance(request.teacher, Kind.ANSWERED, tag, f"{librarian.name} answered with {tag}")
        request.answers[tag] = chance
        self._settles(request)
        typed = {"A word to go with them": f"{tag} on the desk for you"}
        self._sends(form, typed, partial(self._is_answered, request, chance))
        return True

    def _is_answered(self, request: Request, chance: Chance) -> None:
        chance.is_certain, request.standing = True, Standing.ANSWERED
        if request.question:
            request.question.is_settled = request.question.accepted

    def finishes(self) -> bool:
        """Done, on a card or in a morning’s list."""
        for request in self._shuffled(Standing.PROMISED):
            promise = request.promise
            assert promise
            if not self.eyes.offers(promise.owner, "Done", promise.tag):
                continue
            why = f"{promise.owner.name} has done {promise.tag}"
            promise.answered = promise.answered or self.story.chance(request.teacher, Kind.ANSWERED, promise.tag, why)
            request.answers[promise.tag] = promise.answered
            self._settles(request)
            if self._pressed(promise.owner, "Done", promise.tag):
                self._is_answered(request, promise.answered)
            return True
        return False

    def says_helped(self) -> bool:
        return self._judges(self.rng.choice(("Yes", "Partly")))

    def says_not_yet(self) -> bool:
        return self._judges("Not yet")

    def _judges(self, label: str) -> bool:
        for request in self._shuffled(Standing.ANSWERED):
            tag = next((tag for tag in request.answers if self.eyes.offers(request.teacher, label, tag)), None)
            if tag is None:
                continue
            request.standing = Standing.UNCLEAR
            if label == "Not yet":
                why = f"{request.teacher.name} said not yet: {request.tag}"
                request.cards = [self.story.chance(each, Kind.CARD, request.tag, why) for each in self.story.librarians]
            if self._pressed(request.teacher, label, tag):
                request.is_judged(reopened=label == "Not yet")
            return True
        return False

    def asks_back(self) -> bool:
        writing = {each.by.id for each in self.said}
        found = self._card(
            "Ask back",
            Standing.OPEN,
            fits=lambda request: request.is_settled_question and request.teacher.id not in writing,
        )
        if found is None:
            return False
        librarian, request, form = found
        tag = self.story.tag("Q")
        chance = self.story.chance(request.teacher, Kind.QUESTION, tag, f"{librarian.name} asked back {tag}")
        request.question = question = Question(tag, librarian, chance)
        self.story.is_touched(request.tag, seen=self.eyes.counts())

        def accepted() -> None:
            question.accepted = chance.is_certain = True

        self._sends(form, {"Your question": f"{tag} for how many?"}, accepted)
        return True

    def replies_in_form(self) -> bool:
        for request, question in self._waiting_questions("Reply"):
            if self._is_busy(request.teacher):
                continue
            self._pressed(request.teacher, "Reply", question.tag)
            form = self._form(request.teacher)
            if form is None:
                return True
            tag, question.reply = self._reply(request, question)
            self._sends(form, {"Your reply": f"{tag} for thirty"}, partial(self._is_replied, question))
            return True
        return False

    def replies_in_words(self) -> bool:
        """Simply writes; the words are taken for the reply."""
        for request, question in self._waiting_questions("Reply"):
            tag, question.reply = self._reply(request, question)
            noted = self.story.chance(request.teacher, Kind.NOTED, "", f"{request.teacher.name} replied {tag}")

            def heard(question: Question = question, noted: Chance = noted) -> None:
                noted.is_certain = True
                self._is_replied(question)

            teacher = request.teacher
            self._writes(teacher, conversation(teacher), f"{tag} for thirty pupils of mine", "message", heard)
            return True
        return False

    def _waiting_questions(self, label: str) -> list[tuple[Request, Question]]:
        return [
            (each, each.question)
            for each in self._shuffled(Standing.OPEN)
            if each.question
            and each.question.accepted
            and not each.question.is_settled
            and each.question.reply is None
            and self.eyes.offers(each.teacher, label, each.question.tag)
        ]

    def _reply(self, request: Request, question: Question) -> tuple[str, Chance]:
        tag = self.story.tag("R")
        why = f"{request.teacher.name} replied {tag}"
        return tag, self.story.chance(question.librarian, Kind.REPLY, tag, why)

    def _is_replied(self, question: Question) -> None:
        assert question.reply
        question.is_settled = question.reply.is_certain = True

    def snoozes(self) -> bool:
        for request in self._shuffled(Standing.PROMISED):
            promise = request.promise
            assert promise
            if self._is_busy(promise.owner) or not self.eyes.offers(promise.owner, "Snooze", promise.tag):
                continue
            promise.snoozed = True
            self.story.is_touched(promise.tag, seen=self.eyes.counts())
            self._pressed(promise.owner, "Snooze", promise.tag)
            if form := self._form(promise.owner):
                self._sends(form, {}, lambda: None)
            return True
        return False

    def presses_again(self) -> bool:
        """A button that a slow screen still shows, for something settled: a kind sentence, and no change."""
        with suppress(Refused):
            return any(self.eyes.presses_of_old(librarian, "Done") for librarian in self.story.librarians)
        return True

    def opens_home(self) -> bool:
        self.rng.choice([*self.story.librarians, *self.teachers, *self.story.administrators]).does("home")
        return True

    # --- trying again

    def tries_again(self) -> None:
        """What was not acknowledged: forms are still open, and commands are typed once more."""
        again, self.unsent = self.unsent, []
        for unsent in again:
            self._sends(unsent.form, {}, unsent.accepted)
        for request, words in [*self.unanswered]:
            if self._types(request, words):
                self.unanswered.remove((request, words))

    def gives_up_commands(self) -> None:
        """After ten minutes the same words would be another request."""
        self.unanswered.clear()

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

    # --- how

    def _writes(self, person: Person, place: str, words: str, event: str, heard: Heard) -> None:
        ts = person.does("post", channel=place, text=words)["ts"]
        self.story.diary(f"{person.name} writes {words!r} in {place} at {ts}")
        self.said.append(Said(event, ts, person, heard))

    def _sends(self, form: Modal, typed: dict[str, Any], accepted: Heard) -> None:
        """Sends a form off; one that gets no answer stays open, one that is refused is closed."""
        person, view = form.person, form.shown["id"]
        form.fill(typed)
        try:
            answer = person.does("submit", view_id=view, values=form.typed)
        except Refused as silence:
            self.story.diary(f"{person.name} sends {_in_short(form)}: {silence}")
            self.unsent.append(Unsent(form, accepted))
            return
        left = self.eyes.form(person)
        self.story.diary(f"{person.name} sends {_in_short(form)}: {answer if left else 'taken'}")
        if answer["ok"] and left is None:
            accepted()
        elif left:
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

    def _card(
        self, label: str, *standings: Standing, fits: Callable[[Request], bool] = lambda _: True
    ) -> tuple[Person, Request, Modal] | None:
        """A librarian has pressed this button of a request, and its form is open."""
        for request in self._shuffled(*standings):
            owner = request.promise.owner if request.promise and request.standing is Standing.PROMISED else None
            librarian = self._somebody_free([owner] if owner else self.story.librarians)
            in_limbo = request.question and request.question.reply and not request.question.is_settled
            if (
                librarian is None
                or in_limbo
                or not fits(request)
                or not self.eyes.offers(librarian, label, request.tag)
            ):
                continue
            self._pressed(librarian, label, request.tag)
            form = self._form(librarian)
            return (librarian, request, form) if form else None
        return None

    def _settles(self, request: Request) -> None:
        """What was not seen before somebody settles it may have nothing left to say."""
        seen = self.eyes.counts()
        question, promise = request.question, request.promise
        overtaken = [*request.cards]
        if (question and not question.is_settled) or (question and question.reply):
            overtaken += [each for each in (question.told, question.reply) if each]
        if promise and promise.accepted:
            overtaken.append(promise.told)
        for chance in overtaken:
            expected = sum(each.is_owed and each.told == chance.told for each in self.story.chances)
            if seen[chance.told] < max(expected, 1):
                chance.excuse = "settled before it was sent"
        self.story.is_touched(request.tag, *([promise.tag] if promise else []), seen=seen)
        request.standing = Standing.UNCLEAR

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


def _in_short(form: Modal) -> str:
    words = [str(value) for element in form.typed.values() for value in element.values()]
    return f"{form.title!r} with {words}"


def _is_certain(chance: Chance) -> None:
    chance.is_certain = True
