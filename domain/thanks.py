"""A teacher's thanks: words for the library, and whether administrators may read them with a name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.own_words import one_line

THANKS_LIMIT = 300
"""Characters: a digest is read between two meetings."""

MOST_QUOTED = 3
"""In one digest, of one teacher only one."""


@dataclass(frozen=True)
class Thanks:
    """`may_quote` is what was said of these words; whether they are quoted is decided when somebody reads them."""

    id: UUID
    request_id: UUID
    person_id: UUID
    name: str
    words: str
    may_quote: bool
    made_at: datetime


def check_thanks(text: str | None) -> str:
    return one_line(text, THANKS_LIMIT, ask_for="Write a word or two. A plain “thank you” will do.", about="words")
