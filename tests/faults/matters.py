"""What is said in a run and of what: the messages that may come, and how a request and its promise stand."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tests.people import Person


class Kind(StrEnum):
    RECEIPT = "receipt"
    CARD = "card"
    PROMISED = "promised"
    ANSWERED = "answered"
    QUESTION = "question"
    MOVED = "moved"
    RELEASED = "released"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LEFT = "left"
    TAKEN_OVER = "taken over"
    REPLY = "reply"
    NOTED = "noted"
    SMALL_TALK = "small talk"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    DIGEST = "digest"
    AWAY = "away"


AT_ONCE = {Kind.RECEIPT, Kind.NOTED, Kind.SMALL_TALK}
"""To somebody who just wrote, also when the school is closed."""


class Told(NamedTuple):
    """One thing said in one conversation; `mark` is the tag in its words, or its day."""

    place: str
    kind: Kind
    mark: str


@dataclass
class Chance:
    """One message that may be there. `is_certain` once its cause was acknowledged, unless it was excused."""

    told: Told
    why: str
    is_certain: bool = False
    excuse: str = ""

    @property
    def is_owed(self) -> bool:
        return self.is_certain and not self.excuse


class Standing(StrEnum):
    OPEN = "open"
    PROMISED = "promised"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LEFT = "left"
    """Promised by somebody who has left the school."""
    UNCLEAR = "unclear"
    """Somebody tried something and does not know yet what became of it."""


@dataclass
class Promise:
    tag: str
    owner: Person
    due_on: date
    made_on: date
    notice: Chance
    answered: Chance | None = None
    """Of the message that Done brings."""
    snoozed: bool = False
    accepted: bool = False


@dataclass
class Question:
    tag: str
    librarian: Person
    notice: Chance
    accepted: bool = False
    is_settled: bool = False
    """Certainly replied to, or its request certainly answered."""
    reply: Chance | None = None


@dataclass
class Request:
    tag: str
    teacher: Person
    means: str
    asked_on: date
    first: list[Chance]
    """Receipt and cards: all of them or none, whatever was acknowledged."""
    cards: list[Chance]
    """Of the present round."""
    heard: bool = False
    standing: Standing = Standing.OPEN
    promise: Promise | None = None
    question: Question | None = None
    answers: dict[str, Chance] = field(default_factory=dict)
    passing: list[Chance] = field(default_factory=list)
    """Of what is not said any more when it is overtaken: another date, a promise that was let go."""
    undecided: list[Chance] = field(default_factory=list)
    """Of what may have ended it, or its promise, and may not have happened."""
    is_being_released: bool = False
    is_being_taken: bool = False

    def is_heard(self) -> None:
        self.heard = True
        for chance in self.first:
            chance.is_certain = True

    def is_judged(self, *, reopened: bool) -> None:
        """Certainly: the teacher’s word on whether it helped was taken."""
        self.standing = Standing.ANSWERED
        if reopened:
            self.standing, self.promise, self.answers = Standing.OPEN, None, {}
            for chance in self.cards:
                chance.is_certain = True

    def is_over(self, standing: Standing) -> None:
        """Certainly, and for good."""
        self.standing = standing
        self.is_decided(happened=True)
        if self.question:
            self.question.is_settled = self.question.accepted

    def is_released(self) -> None:
        """Certainly: its promise was let go, and somebody else may take it."""
        self.standing, self.promise = Standing.OPEN, None
        self.is_decided(happened=True)

    def is_taken_over(self) -> None:
        """Certainly: its promise is somebody else's now."""
        self.standing = Standing.PROMISED
        self.is_decided(happened=True)

    def is_decided(self, *, happened: bool) -> list[Chance]:
        """Gives what certainly does not follow."""
        decided, self.undecided = self.undecided, []
        self.is_being_released = self.is_being_taken = False
        for chance in decided:
            chance.is_certain = chance.is_certain or happened
        return [] if happened else decided

    @property
    def is_settled_question(self) -> bool:
        return self.question is None or self.question.is_settled
