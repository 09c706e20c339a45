"""Working together: how deeply, in what kind of activity, what it brought and to whom; and contact that was logged."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.errors import UserError

LONGEST_CONTACT = 600
"""Minutes: a long day."""


class Level(StrEnum):
    """Levels of collaboration (Montiel-Overall), from arranging things to teaching as one."""

    COORDINATION = "coordination"
    COOPERATION = "cooperation"
    INTEGRATED_INSTRUCTION = "integrated instruction"
    INTEGRATED_CURRICULUM = "integrated curriculum"


class ActivityKind(StrEnum):
    REGULAR_CLASS = "class on a regular schedule"
    PD_ROTATION = "PD rotation"
    EVENT = "district or area event"
    TRAINING = "training or conference"
    CO_PLANNING = "co-planning"
    CO_TEACHING = "co-teaching"
    CONVERSATION = "conversation"


class Benefit(StrEnum):
    """What a partnership can bring."""

    OBJECTIVES = "plans, objectives and targets achieved"
    SUPPORT = "mutual support"
    SHARED = "shared resources and activities"
    PLANNING = "joint planning"
    LEARNING = "learning from others"
    SPONSORSHIP = "sponsorship"
    PROFILE = "raised profile of library and school"


class Served(StrEnum):
    """Whom a benefit served."""

    LIBRARY = "the library"
    PARTNER = "the partner"


@dataclass(frozen=True)
class Gain:
    benefit: Benefit
    served: Served


@dataclass(frozen=True)
class Contact:
    """A contact as it was logged. `with_whom` is a name as it was written; `minutes` None when nobody counted."""

    id: UUID
    with_whom: str
    partner_id: UUID | None
    person_id: UUID | None
    logged_by: UUID
    on: date
    what: str
    minutes: int | None
    activity: ActivityKind | None
    level: Level | None
    gains: tuple[Gain, ...]
    objective_id: UUID | None
    commitment_id: UUID | None
    logged_at: datetime


def check_minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 1 <= minutes <= LONGEST_CONTACT:
        raise UserError(f"Minutes go from 1 to {LONGEST_CONTACT}. Leave it empty if you did not count.", "minutes")
    return minutes
