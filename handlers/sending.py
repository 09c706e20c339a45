"""What delivery and the platform say to each other: letters go one way, outcomes come back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from domain.notices import KeptPicture, Notice
from domain.person import Person
from handlers.messages import Home, Message, Place


@dataclass(frozen=True)
class Clocks:
    """A step that spans a call needs the time twice, so it is given the clocks: the school's, and the wall's."""

    school: Callable[[], datetime]
    real: Callable[[], datetime]


@dataclass(frozen=True)
class Patience:
    """Real seconds: how long a call may take, and how much later than that a post may still land.

    `settling` is how long after an absence the platform may still bring what people wrote meanwhile, and `picture` how
    long a message waits for its picture: within one attempt, to draw it and to bring it there, and from its first
    trouble on over all of them.
    `between_homes` is how long a Home tab rests once it was published: what changes meanwhile is published in one, or
    as soon as its owner does something there.
    """

    call: float = 10
    landing: float = 60
    settling: float = 0
    picture: float = 30
    between_homes: float = 0

    @property
    def until_look_up(self) -> timedelta:
        return timedelta(seconds=self.call + self.landing)


@dataclass(frozen=True)
class Letter:
    """A message on its way. `thread` and `posted` are opaque keys of the platform's messages."""

    notice_id: UUID
    person: Person
    message: Message
    place: Place
    thread: str | None
    posted: str | None = None
    picture_seconds: float = 0
    """How long after it was taken up it may be posted, where it has a picture or files: then it is looked for."""
    picture: KeptPicture | None = None
    """What is known of its picture from earlier attempts."""


@dataclass(frozen=True)
class Sent:
    """`without` says what could not go with it, and why; None when nothing was left out."""

    message: str
    conversation: str
    without: str | None = None
    picture: KeptPicture | None = None
    """Here as in other outcomes: what is known of its picture now; None where nothing is."""


@dataclass(frozen=True)
class Refused:
    """The platform will never take this message for this person; `has_left` when their account is closed."""

    reason: str
    has_left: bool = False
    picture: KeptPicture | None = None


@dataclass(frozen=True)
class Busy:
    """Certainly not posted; to be tried again, after so many seconds where the platform says how many."""

    reason: str
    seconds: float | None = None
    picture: KeptPicture | None = None


@dataclass(frozen=True)
class Unsure:
    """It may have been posted; `seconds` until it may be there already, where the platform posts in its own time."""

    reason: str
    seconds: float | None = None
    picture: KeptPicture | None = None


@dataclass(frozen=True)
class NotThere:
    """The conversation was read, and the message is not in it."""


@dataclass(frozen=True)
class Unreadable:
    """The platform does not let us read the conversation, which says nothing about what is in it."""

    reason: str


@dataclass(frozen=True)
class Paused:
    """The platform no longer takes anything from this school: its token or its workspace is gone."""

    reason: str


Outcome = Sent | Refused | Busy | Unsure | Paused


class Sender(Protocol):
    """The platform's side of delivery. None of these raises for what the platform may answer."""

    def send(self, letter: Letter) -> Outcome: ...
    def look_up(self, notice: Notice, person: Person) -> Sent | NotThere | Busy | Unreadable | Paused: ...
    def rewrite(self, letter: Letter) -> Outcome: ...
    def publish(self, person: Person, home: Home, place: Place) -> Outcome: ...
    def is_welcome(self) -> bool: ...
