"""What the library needs from those who decide about it, and the librarian's own line in the digest."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.errors import UserError
from domain.request import length

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
    return _line(text, "Write the line that is to go into the digest.", NOTE_LIMIT)


def check_need(text: str | None) -> str:
    return _line(text, "Say in a few words what the library needs, and what it would change.", NEED_LIMIT)


def _line(text: str | None, ask_for: str, most: int) -> str:
    words = " ".join((text or "").split())
    if not words:
        raise UserError(ask_for, "words")
    if length(words) > most:
        raise UserError(f"Please keep it under {most} characters.", "words")
    return words
