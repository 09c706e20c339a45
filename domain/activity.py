"""Activities with a date of their own, once or again and again: each occurrence is a commitment like any other."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from domain.collaboration import ActivityKind, Level
from domain.commitment import Share
from domain.errors import UserError
from domain.own_words import one_line

TITLE_LIMIT = 150
UID_LIMIT = 300

KINDS = tuple(each for each in ActivityKind if each is not ActivityKind.CONVERSATION)
"""A conversation has no schedule: it is logged."""

AWAY_FROM_SCHOOL = (ActivityKind.PD_ROTATION, ActivityKind.EVENT, ActivityKind.TRAINING)
"""With a single date these may fall on a day without school: a training day, a Saturday, a holiday."""


class Recurrence(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class Ended(StrEnum):
    """Why an occurrence was released that nobody released by hand: in words that nobody writes by chance."""

    CLOSED = "the school is closed that day (released by the calendar)"
    CHANGED = "the activity was changed (released with it)"
    GIVEN_UP = "the activity has ended (released with it)"


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
    """Every occurrence up to this day has had its commitment; None when it is to be planned anew."""
    ended_on: date | None
    level: Level | None = None
    """How deeply people work together in it; each day that is kept counts with it."""

    @property
    def last_day(self) -> date:
        """After it there is nothing to come."""
        if self.recurrence is Recurrence.ONCE:
            return self.first_on
        return self.until or date.max

    @property
    def needs_school(self) -> bool:
        """Whether it falls away on a day without school."""
        return self.recurrence is not Recurrence.ONCE or self.kind not in AWAY_FROM_SCHOOL

    @property
    def share(self) -> Share | None:
        """What the librarian takes off somebody's hands by it."""
        return Share.CO_TEACHING if self.kind is ActivityKind.CO_TEACHING else None

    def doing(self, partner: str | None) -> str:
        """An occurrence in words, as a promise is written; its hour is told to each reader in their own form."""
        whom = f", with {partner}" if partner else ""
        return f"{self.title}{whom} ({self.kind})"


def check_title(text: str | None) -> str:
    ask_for = "Give it a title, such as “Reading hour, year 8”."
    return one_line(text, TITLE_LIMIT, ask_for=ask_for, about="title", it="the title")


def check_kind(kind: ActivityKind | None) -> ActivityKind:
    if kind not in KINDS:
        raise UserError("Choose what kind of activity it is.", "kind")
    return kind
