"""What people do in a run, each as they would: by what they see, trying again what was not acknowledged.

A deed tells the story what may have come of it before it is done, and what certainly came of it once it was
acknowledged. It gives False when there was nothing to do it to.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial

from tests.faults.asking import Asking
from tests.faults.matters import Chance, Kind, Promise, Question, Request, Standing
from tests.faults.story import conversation, next_school_day
from tests.people import Modal, Person, Refused


class Deeds(Asking):
    def does(self, deed: str) -> bool:
        return bool(getattr(self, deed)())

    # --- promising, answering, asking back

    def promises(self, by: Person | None = None) -> bool:
        found = self._card("Promise", Standing.OPEN, by=by)
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
        request.promise.accepted = request.promise.notice.is_certain = True
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
        staying = self.rng.choice(self.story.librarians[:2])  # a leaver's question would be answered to everybody
        found = self._card(
            "Ask back",
            Standing.OPEN,
            by=staying,
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
        """Simply writes; the words are taken for the reply. With several questions it would be that to the last one."""
        for request, question in self._waiting_questions("Reply"):
            if len(self._open_questions(request.teacher)) > 1:
                continue
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
        kept = [tag for request in self._shuffled(Standing.ANSWERED) for tag in request.answers]
        with suppress(Refused):
            return any(self.eyes.presses_of_old(each, "Done", tag) for tag in kept for each in self.story.librarians)
        return True

    def opens_home(self) -> bool:
        self.rng.choice([*self.story.librarians, *self.teachers, *self.story.administrators]).does("home")
        return True

    # --- how

    def _card(
        self,
        label: str,
        *standings: Standing,
        fits: Callable[[Request], bool] = lambda _: True,
        by: Person | None = None,
    ) -> tuple[Person, Request, Modal] | None:
        """A librarian has pressed this button of a request, and its form is open."""
        for request in self._shuffled(*standings):
            owner = request.promise.owner if request.promise and request.standing is Standing.PROMISED else None
            actor = by or owner
            librarian = self._somebody_free([actor] if actor else self.story.librarians)
            if (
                librarian is None
                or self._is_in_limbo(request)
                or not fits(request)
                or not self.eyes.offers(librarian, label, request.tag)
            ):
                continue
            self._pressed(librarian, label, request.tag)
            form = self._form(librarian)
            return (librarian, request, form) if form else None
        return None

    def _is_in_limbo(self, request: Request) -> bool:
        """Whether a reply to its question is on the way."""
        question = request.question
        return bool(question and question.reply and not question.is_settled)

    def _settles(self, request: Request) -> None:
        """What was not seen before somebody settles it may have nothing left to say."""
        seen = self.eyes.counts()
        question, promise = request.question, request.promise
        overtaken = [*request.cards, *request.passing]
        if (question and not question.is_settled) or (question and question.reply):
            overtaken += [each for each in (question.notice, question.reply) if each]
        if promise and promise.accepted:
            overtaken.append(promise.notice)
        self._overtakes(*overtaken)
        self.story.is_touched(request.tag, *([promise.tag] if promise else []), seen=seen)
        request.standing = Standing.UNCLEAR

    def _overtakes(self, *overtaken: Chance) -> None:
        seen = self.eyes.counts()
        for chance in overtaken:
            expected = sum(each.is_owed and each.told == chance.told for each in self.story.chances)
            if seen[chance.told] < max(expected, 1):
                chance.excuse = "settled before it was sent"
