"""The messages the bot owes: their kinds, their states, and the keys that make each one happen once."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID


class NoticeKind(StrEnum):
    # to the person who asked
    RECEIPT = "receipt"
    SMALL_TALK = "small talk"
    QUESTION = "question"
    PROMISED = "promised"
    RENEGOTIATED = "renegotiated"
    RELEASED = "released"
    ANSWERED = "answered"
    DECLINED = "declined"
    REFERRED = "referred"
    DID_THEY_HELP = "did they help"
    NOTED = "noted"
    TAKEN_OVER = "taken over"
    NEWS = "news"
    # to librarians
    CARD = "card"
    CARDS = "cards"
    REPLY = "reply"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    AWAY = "away"
    LEFT = "left"
    THANKED = "thanked"
    MAP = "partner map"
    CALENDAR = "calendar file"
    # to librarians and administrators
    REPORT = "term report"
    # to administrators
    DIGEST = "digest"


WAS_AWAY = "the bot was away; "
"""How the reason begins for which a message is not sent any more because nobody was there to send it."""

LET_GO = "let go by a librarian after it could not be sent"

UNPROMPTED = (NoticeKind.NEWS,)
"""What a teacher did not ask for: few a week, the others wait and are merged."""

TO_LIBRARIANS = (
    NoticeKind.CARD,
    NoticeKind.CARDS,
    NoticeKind.REPLY,
    NoticeKind.CHANGED,
    NoticeKind.WITHDRAWN,
    NoticeKind.MORNING,
    NoticeKind.AFTERNOON,
    NoticeKind.AWAY,
    NoticeKind.LEFT,
    NoticeKind.MAP,
    NoticeKind.CALENDAR,
)
"""Nothing for somebody who no longer runs the library."""

FILES = (NoticeKind.REPORT, NoticeKind.CALENDAR)
"""What comes as files."""

PICTURED = (NoticeKind.DIGEST, NoticeKind.MAP)
"""What comes with a picture."""

IMMEDIATE = (NoticeKind.RECEIPT, NoticeKind.SMALL_TALK, NoticeKind.NOTED, NoticeKind.MAP, *FILES)
"""For people who just acted, at any hour; everything else keeps to school hours."""


class NoticeState(StrEnum):
    """`waiting` → `sending` → `sent`, or `failed`, `cancelled`; `unsure` until the conversation has been looked at."""

    WAITING = "waiting"
    SENDING = "sending"
    UNSURE = "unsure"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


IN_THE_AIR = (NoticeState.SENDING, NoticeState.UNSURE)
UNSETTLED = (NoticeState.WAITING, *IN_THE_AIR)


@dataclass(frozen=True)
class Subject:
    """What a notice is about; a card is rewritten when its subject changes."""

    request_id: UUID | None = None
    commitment_id: UUID | None = None
    partner_id: UUID | None = None


MOST_DOUBTS = 2
"""Times that a message with its picture may get no clear answer: then it goes without."""


@dataclass(frozen=True)
class KeptPicture:
    """What is known of a message's picture: where the platform has it, or why the message goes without it.

    `key` is opaque; `shows` tells one picture from another. `since` is the real moment from which it has been waited
    for, and `doubts` counts the attempts with it that came to nothing without a word why.
    """

    key: str | None = None
    shows: str = ""
    since: datetime | None = None
    doubts: int = 0
    why_not: str | None = None

    def doubted(self) -> "KeptPicture":
        return replace(self, doubts=self.doubts + 1, since=None)

    def shown(self) -> "KeptPicture":
        """Whatever was in its way is over."""
        return replace(self, doubts=0, since=None)


@dataclass(frozen=True)
class NewNotice:
    """A message to be owed. `facts` are plain words that the store does not hold elsewhere.

    `thread` is an opaque key of a conversation's thread to answer in; None means a direct message.
    """

    kind: NoticeKind
    person_id: UUID
    once_key: str
    owed_at: datetime
    subjects: tuple[Subject, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    thread: str | None = None


@dataclass(frozen=True)
class Notice:
    """A row of the ledger. `owed_at`, `tried_at` and `sent_at` are school time's moments; `called_at` is the wall's."""

    id: UUID
    school_id: UUID
    person_id: UUID
    kind: NoticeKind
    once_key: str
    state: NoticeState
    reason: str | None
    subjects: tuple[Subject, ...]
    facts: dict[str, str]
    thread: str | None
    owed_at: datetime
    not_before: datetime
    """`owed_at`, unless the school closed before it could be sent: then the next opening."""
    attempts: int
    tried_at: datetime | None
    called_at: datetime | None
    sent_at: datetime | None
    message: str | None
    """An opaque key of the posted message, once it is known."""
    failures: int = 0
    """How often our own work on it, or looking for it, has gone wrong."""
    picture: KeptPicture | None = None

    @property
    def request_id(self) -> UUID | None:
        return next((subject.request_id for subject in self.subjects if subject.request_id), None)

    @property
    def commitment_id(self) -> UUID | None:
        return next((subject.commitment_id for subject in self.subjects if subject.commitment_id), None)


def nudge_key(person_id: UUID, day: date, part: NoticeKind) -> str:
    return f"nudge:{person_id}:{day.isoformat()}:{part}"


def left_key(leaver_id: UUID, at: datetime, reader_id: UUID) -> str:
    """`at` is when they left: somebody may leave, come back and leave again."""
    return f"left:{leaver_id}:{at.astimezone(UTC).isoformat()}:{reader_id}"


def digest_key(person_id: UUID, day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"digest:{year}-W{week:02}:{person_id}"
