"""What digests told: their figures as they were written down, which later changes leave as they are."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.notices import NoticeKind, NoticeState
from store.session import Session
from store.tables import notices

_SETTLED = notices.c.state.in_((NoticeState.SENT, NoticeState.FAILED))
"""What still waits may be merged with the next one, and then tells something else."""
_STANDS = notices.c.state != NoticeState.CANCELLED
_LATEST_FIRST = notices.c.owed_at.desc(), notices.c.id.desc()


def ended_by(db: Session, school_id: UUID, moment: datetime, most: int) -> list[str]:
    """The figures of those that ended at or before `moment`, the oldest first."""
    found: dict[datetime, str] = {}
    for row in db.execute(_of(school_id).where(_STANDS).order_by(*_LATEST_FIRST)):
        until = _moment(row.facts["until"])
        if until <= moment:
            found.setdefault(until, row.facts["figures"])
        if len(found) == most:
            break
    return [found[until] for until in sorted(found)]


def last_end(db: Session, school_id: UUID) -> datetime | None:
    """Up to where anybody was told, or is about to be; None before there is a digest."""
    query = _of(school_id).where(_STANDS).with_only_columns(sa.func.max(notices.c.owed_at))
    found: datetime | None = db.scalar(query)
    return found


def ended_within(db: Session, school_id: UUID, first: datetime, last: datetime) -> list[tuple[datetime, datetime, str]]:
    """(since, until, figures) of those that went out, or could not, and ended from `first` and before `last`."""
    query = _of(school_id).where(_SETTLED).order_by(notices.c.owed_at, notices.c.id)
    found = (row.facts for row in db.execute(query))
    told = [(_moment(facts["since"]), _moment(facts["until"]), str(facts["figures"])) for facts in found]
    return [each for each in told if first <= each[1] < last]


def for_reader(db: Session, school_id: UUID, person_id: UUID, most: int) -> list[str]:
    """The figures of the latest, the oldest first: those that went to this person or could not reach them; where there
    is none, those that went to anybody.
    """
    of_school = _of(school_id).where(_SETTLED).order_by(*_LATEST_FIRST)
    own = db.execute(of_school.where(notices.c.person_id == person_id).limit(most)).all()
    found = {row.facts["until"]: row.facts["figures"] for row in own}
    if not found:
        for row in db.execute(of_school):
            found.setdefault(row.facts["until"], row.facts["figures"])
            if len(found) == most:
                break
    return [*reversed(found.values())]


def _of(school_id: UUID) -> sa.Select[Any]:
    return sa.select(notices.c.facts).where(notices.c.school_id == school_id, notices.c.kind == NoticeKind.DIGEST)


def _moment(words: str) -> datetime:
    return datetime.fromisoformat(words)
