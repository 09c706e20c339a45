"""A request: what somebody asked the library for. The words are the guide's; the states are its way to an end."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.errors import UserError
from domain.own_words import length, optional

NEED_LIMIT = 3000
"""Characters in one need: what a form field holds, so that everything stored can be shown whole and edited."""

CLASS_LIMIT = 75
"""Characters in a class or year group."""


class HelpKind(StrEnum):
    """The problem behind a request, as the guide sorts them."""

    COMPLEX_CONCEPT = "complex concept"
    LESS_CONFIDENT = "less confident topic"
    ACTIVITY = "activity needing support"
    RESOURCES = "resources"
    SOMETHING_ELSE = "something else"


class RequestState(StrEnum):
    OPEN = "open"
    PROMISED = "promised"
    ANSWERED = "answered"
    REFERRED = "referred"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LIVE = (RequestState.OPEN, RequestState.PROMISED)
"""The states in which somebody still waits for something."""


class Source(StrEnum):
    """How a request came in; it decides where the receipt goes."""

    COMMAND = "command"
    FORM = "form"
    DIRECT_MESSAGE = "direct message"
    MENTION = "mention"
    SHORTCUT = "shortcut"

    @property
    def is_public(self) -> bool:
        """A mention is answered where it was made, in front of others."""
        return self is Source.MENTION


class RemarkKind(StrEnum):
    """Words that joined a request after it was made."""

    QUESTION = "question"
    REPLY = "reply"
    ADDITION = "addition"


@dataclass(frozen=True)
class Remark:
    id: UUID
    kind: RemarkKind
    author_id: UUID
    author: str
    words: str
    made_at: datetime


@dataclass(frozen=True)
class Request:
    """`thread` is where the asker's replies join it: an opaque key, or None. `round` counts its openings."""

    id: UUID
    asker_id: UUID
    need: str
    kind: HelpKind | None
    class_name: str | None
    needed_by: date | None
    state: RequestState
    source: Source
    doubtful: bool
    thread: str | None
    round: int
    asked_at: datetime
    asked_back_at: datetime | None = None
    """The moment of a question that still waits for its reply."""
    reason: str | None = None
    objective_id: UUID | None = None

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


def check_need(text: str) -> str:
    """The need without surrounding white space; UserError when it is empty or longer than a form field."""
    need = text.strip()
    if not need:
        raise UserError("Tell me in a few words what you need, and I will pass it on to the library.", "need")
    if length(need) > NEED_LIMIT:
        raise UserError(
            f"That is {length(need):,} characters, and a request holds {NEED_LIMIT:,}. "
            "Nothing was stored. Please send the heart of it; the librarian will ask for the rest.",
            "need",
        )
    return need


def check_class(text: str | None) -> str | None:
    return optional(text, CLASS_LIMIT, about="class", it="the class or year group")


def check_needed_by(day: date | None, today: date) -> date | None:
    if day is not None and day < today:
        raise UserError("That day has passed. Please choose today or a later day.", "needed-by")
    return day
