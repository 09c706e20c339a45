"""`python -m bot ledger`: what is owed and not sent yet, or not whole, and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.notices import Notice, NoticeKind, NoticeState
from domain.owed import Owed
from domain.school import School
from handlers.come_back import school_time_between
from store import people
from store.plans import Plans
from store.session import Session

PATIENT_WITH_STEPS = timedelta(minutes=5)
"""How long a bot that is there may take to write down what time has brought."""

LONG = timedelta(hours=1)
"""School time after which whoever looks at the ledger wants to know why."""


@dataclass(frozen=True)
class Held:
    """One message that has waited for long, or went out without a part of it. `person` is the name of its reader."""

    kind: NoticeKind
    person: str
    owed_at: datetime
    why: str


def unseen_since(school: School, now: datetime) -> datetime | None:
    """The moment a bot last worked for the school; None while one does, and for a school that never had one."""
    return school.seen_at if school.seen_at and now - school.seen_at > PATIENT_WITH_STEPS else None


def is_to_come(school: School, plans: Plans, owed: Owed) -> bool:
    """Time has brought it, and no bot has been there since to write it down: its moment is still in the plan.

    The plan moves on in the transaction that writes the row, so a row that is lost later is never taken for this.
    """
    return is_planned(plans, owed) and _is_unseen(school, owed)


def is_planned(plans: Plans, owed: Owed) -> bool:
    """Its moment is still in the plan: the step that writes it has not been there."""
    planned = _planned(plans, owed.kind, owed.person_id)
    return planned is not None and planned <= owed.owed_at


def _is_unseen(school: School, owed: Owed) -> bool:
    return school.seen_at is None or school.seen_at <= owed.owed_at + PATIENT_WITH_STEPS


def _planned(plans: Plans, kind: NoticeKind, person_id: UUID) -> datetime | None:
    if kind in (NoticeKind.MORNING, NoticeKind.AFTERNOON):
        return plans.nudges.get(person_id)
    return plans.digest_at if kind is NoticeKind.DIGEST else None


def held_for_long(db: Session, school: School, unsettled: tuple[Notice, ...], now: datetime) -> tuple[Held, ...]:
    """The longest first."""
    return tuple(
        Held(each.kind, people.get(db, school.id, each.person_id).name, each.owed_at, _why(school, each))
        for each in unsettled
        if school_time_between(school, each.owed_at, now) > LONG
    )


def sent_without(db: Session, school: School, rows: tuple[Notice, ...]) -> tuple[Held, ...]:
    """What went out without its picture; the reason of a message that was sent says nothing else."""
    return tuple(
        Held(each.kind, people.get(db, school.id, each.person_id).name, each.owed_at, each.reason)
        for each in rows
        if each.state is NoticeState.SENT and each.reason
    )


def _why(school: School, notice: Notice) -> str:
    if notice.reason:
        return notice.reason
    return f"the school is paused: {school.paused_why}" if school.paused_at else "waits for its turn"
