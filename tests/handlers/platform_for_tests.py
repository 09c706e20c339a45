"""A platform for tests: it keeps what was posted, and answers as it is told to."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from domain.notices import Notice
from domain.person import Person
from handlers.messages import Home, Message, Place
from handlers.sending import Busy, Letter, NotThere, Outcome, Paused, Sent


@dataclass
class Platform:
    """`letters` in the order in which they were posted; `shown` by the key of the message, as it stands now."""

    letters: list[Letter] = field(default_factory=list)
    shown: dict[str, Message] = field(default_factory=dict)
    homes: dict[str, Home] = field(default_factory=dict)
    published: list[str] = field(default_factory=list)
    """Whose Home was published, each time."""
    calls: int = 0
    _answers: deque[tuple[Outcome | Exception, bool]] = field(default_factory=deque)
    _found: deque[Busy | Paused] = field(default_factory=deque)
    _rewritten: deque[Outcome | Exception] = field(default_factory=deque)
    while_sending: Callable[[], None] = lambda: None
    while_rewriting: Callable[[], None] = lambda: None

    def answers(self, *outcomes: Outcome | Exception) -> None:
        """What the next calls to send give, without posting; later ones succeed again."""
        self._answers.extend((outcome, False) for outcome in outcomes)

    def posts_but_answers(self, outcome: Outcome | Exception) -> None:
        self._answers.append((outcome, True))

    def finds(self, *outcomes: Busy | Paused) -> None:
        self._found.extend(outcomes)

    def rewrites(self, *outcomes: Outcome | Exception) -> None:
        self._rewritten.extend(outcomes)

    def send(self, letter: Letter) -> Outcome:
        self.calls += 1
        outcome, is_posted = self._answers.popleft() if self._answers else (None, True)
        if is_posted:
            self._post(letter)
        self.while_sending()
        return _given(outcome) or Sent(_key(letter.notice_id), f"with {letter.person.address}")

    def look_up(self, notice: Notice, person: Person) -> Sent | NotThere | Busy | Paused:
        if self._found:
            return self._found.popleft()
        there = any(letter.notice_id == notice.id for letter in self.letters)
        return Sent(_key(notice.id), f"with {person.address}") if there else NotThere()

    def rewrite(self, letter: Letter) -> Outcome:
        self.while_rewriting()
        outcome = _given(self._rewritten.popleft()) if self._rewritten else None
        if outcome is None and letter.posted:
            self.shown[letter.posted] = letter.message
        return outcome or Sent(letter.posted or "", "")

    def publish(self, person: Person, home: Home, place: Place) -> Outcome:
        assert place
        outcome = _given(self._rewritten.popleft()) if self._rewritten else None
        if outcome is None:
            self.homes[person.name] = home
            self.published.append(person.name)
        return outcome or Sent("", "")

    def _post(self, letter: Letter) -> None:
        self.letters.append(letter)
        self.shown[_key(letter.notice_id)] = letter.message


def _key(notice_id: UUID) -> str:
    return f"message {notice_id}"


def _given(outcome: Outcome | Exception | None) -> Outcome | None:
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
