"""What the library needs from those who decide about it, and the librarian's own line in the digest."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.own_words import one_line

NOTE_LIMIT = 300
NEED_LIMIT = 200
"""Characters: a digest is read between two meetings, and has to stay under what Slack takes at once."""

MOST_NOTES = 5
MOST_NEEDS = 5
"""In one digest."""


class NeedKind(StrEnum):
    TIME = "time"
    MONEY = "money"
    COVER = "cover"
    TRAINING = "training"


@dataclass(frozen=True)
class Note:
    """A line of a librarian's for the next digest."""

    id: UUID
    words: str
    made_at: datetime


@dataclass(frozen=True)
class Need:
    """`librarian_id` wrote it; `helper` is the administrator who can help, once somebody has said so."""

    id: UUID
    librarian_id: UUID
    kind: NeedKind
    words: str
    made_at: datetime
    closed_at: datetime | None
    helper_id: UUID | None = None
    helper: str | None = None


def check_note(text: str | None) -> str:
    return one_line(text, NOTE_LIMIT, ask_for="Write the line that is to go into the digest.", about="words")


def check_need(text: str | None) -> str:
    ask_for = "Say in a few words what the library needs, and what it would change."
    return one_line(text, NEED_LIMIT, ask_for=ask_for, about="words")
