"""Activities with a date of their own, once or again and again: each occurrence is a commitment like any other."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from domain.collaboration import ActivityKind


class Recurrence(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Activity:
    """`until` is the last day on which it may occur, None without end; `ended_on` when it was given up before that."""

    id: UUID
    owner_id: UUID
    kind: ActivityKind
    title: str
    first_on: date
    at: time | None
    recurrence: Recurrence
    until: date | None
    partner_id: UUID | None
    objective_id: UUID | None
    source_uid: str | None
    planned_until: date | None
    """The last occurrence for which a commitment was made."""
    ended_on: date | None
