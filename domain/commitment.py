"""A commitment: a promise with an owner and a due date, followed until it is kept or released."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from domain.collaboration import Level
from domain.own_words import required

WORDS_LIMIT = 500
"""Characters in what is promised, in a reason and in a kind word."""


class Share(StrEnum):
    """What the librarian takes off the teacher's hands: the guide's “do the heavy lifting”."""

    RESEARCH = "research"
    CURATION = "curation"
    TECHNOLOGY = "technology"
    CO_TEACHING = "co-teaching"
    MATERIALS = "materials or space"
    INTRODUCTION = "introduction"


class CommitmentState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    RELEASED = "released"


@dataclass(frozen=True)
class DueDate:
    """One of the dates a commitment has had, the first and each renegotiated one."""

    due_on: date
    set_on: date


@dataclass(frozen=True)
class Commitment:
    id: UUID
    request_id: UUID | None
    owner_id: UUID
    owner: str
    doing: str
    share: Share | None
    state: CommitmentState
    due_on: date
    made_at: datetime
    closed_at: datetime | None
    snoozed_until: date | None
    last_nudged_on: date | None
    partner_id: UUID | None = None
    activity_id: UUID | None = None
    objective_id: UUID | None = None
    owner_has_left: bool = False
    at: time | None = None
    """The hour of an activity, by the school's clock."""
    level: Level | None = None
    """How deeply people work together on it: a day of an activity that has one."""

    @property
    def is_open(self) -> bool:
        return self.state is CommitmentState.OPEN

    @property
    def is_left_behind(self) -> bool:
        """Whether somebody has to take it over."""
        return self.is_open and self.owner_has_left

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_on < today


def date_in_force(dates: tuple[DueDate, ...]) -> date:
    """The date a promise is judged by: the last one set before the one in force had gone by.

    `dates` in the order in which they were set. A date moved when it was already late flatters nobody.
    """
    judged = dates[0].due_on
    for moved in dates[1:]:
        if moved.set_on > judged:
            break
        judged = moved.due_on
    return judged


def was_on_time(dates: tuple[DueDate, ...], closed_on: date) -> bool:
    return closed_on <= date_in_force(dates)


def check_words(text: str | None, ask_for: str, about: str = "word") -> str:
    """The words without surrounding white space; UserError, beginning with `ask_for`, when empty or too long."""
    return required(text, WORDS_LIMIT, ask_for=f"{ask_for}.", about=about)
