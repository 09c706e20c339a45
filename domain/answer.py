"""An answer: a few curated resources and a word. The guide: “avoid overwhelming with resources”."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.errors import UserError
from domain.own_words import within

MOST_RESOURCES = 5
PART_LIMIT = 300


class Helped(StrEnum):
    """The asker's word on “Did this help?”."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not yet"


@dataclass(frozen=True)
class Resource:
    title: str
    where: str | None = None
    """A link or a call number."""
    why: str | None = None


@dataclass(frozen=True)
class Answer:
    id: UUID
    request_id: UUID
    author_id: UUID
    author: str
    note: str | None
    resources: tuple[Resource, ...]
    given_at: datetime
    helped: Helped | None


def read_resources(text: str) -> tuple[Resource, ...]:
    """One resource a line: title, link or call number, a word why, parted by `|`.

    UserError for a sixth, with the guide's reason, and for a line without a title.
    """
    lines = [line for line in (line.strip() for line in text.splitlines()) if line]
    if len(lines) > MOST_RESOURCES:
        raise UserError(
            f"These are {len(lines)} resources; an answer holds {MOST_RESOURCES}. "
            "The guide: a few well-chosen ones get used, a long list overwhelms. Which could go?",
            "resources",
        )
    return tuple(_read_resource(line) for line in lines)


_LINK = re.compile(r"https?://\S+")


def _read_resource(line: str) -> Resource:
    title, where, why = _parts(line)
    if not title:
        raise UserError("Each line begins with a title: title | link or call number | a word why.", "resources")
    for part in (title, where, why):
        within(part, PART_LIMIT, about="resources", it="each part of a resource")
    return Resource(title, where or None, why or None)


def _parts(line: str) -> tuple[str, str, str]:
    """Title, place and reason; without bars, a link in the line parts what is before it from what is after it."""
    link = _LINK.search(line)
    if "|" not in line and link:
        before, after = line[: link.start()].strip(" -–—:("), line[link.end() :].strip(" -–—:)")
        return before or link.group(), link.group(), after
    title, where, why = ([part.strip() for part in line.split("|", 2)] + ["", ""])[:3]
    return title, where, why
