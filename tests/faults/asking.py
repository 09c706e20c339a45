"""Asking the library, in each of the ways there are, and saying thank you."""

from contextlib import suppress
from functools import partial

from bot.sandbox.records import User
from tests.faults.hands import Hands, is_certain
from tests.faults.matters import Kind, Request
from tests.faults.story import conversation
from tests.people import Person, Refused

STAFFROOM = "C0STAFF"
MOST_TEACHERS = 14
SUBJECTS = ("maps of Ohio", "poems about rain", "films on bees", "letters from sailors", "atlases of the moon")


class Asking(Hands):
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
        return bool(self._open_questions(teacher))

    def _open_questions(self, teacher: Person) -> list[Request]:
        """Of theirs, those with a question that was asked, or may have been, and not certainly replied to."""
        return [each for each in self.story.requests if each.teacher.id == teacher.id and not each.is_settled_question]

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
        self._writes(teacher, conversation(teacher), "Thank you!", "message", partial(is_certain, chance))
        return True

    def _need(self, request: Request) -> str:
        return f"{request.tag} {self.rng.choice(SUBJECTS)}"

    def tries_again(self) -> None:
        """What was not acknowledged: forms are still open, and commands are typed once more."""
        again, self.unsent = self.unsent, []
        for unsent in again:
            self._sends(unsent.form, {}, unsent.accepted, unsent.corrections)
        for request, words in [*self.unanswered]:
            if self._types(request, words):
                self.unanswered.remove((request, words))

    def gives_up_commands(self) -> None:
        """After ten minutes the same words would be another request."""
        self.unanswered.clear()
