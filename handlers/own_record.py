"""What the digest says of the bot itself: when it was away, what was late, and what nobody got."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from domain.digest import OwnRecord
from domain.notices import UNPROMPTED, NoticeKind, NoticeState
from domain.owed import Owed
from domain.school import School
from handlers.come_back import WORTH_TELLING, school_time_between
from handlers.ledger import missing_of, owed_in
from handlers.still_waiting import is_planned
from store import ledger, schools
from store.plans import plans_of
from store.session import Session


def own_record(db: Session, school: School, since: datetime, until: datetime, now: datetime) -> OwnRecord:
    """Told once each: what was sent by when it went out, so that an outage over a digest is in the next one.

    How many were sent is not told: one request makes two or three, and what was hidden could be worked out from them.
    """
    rows = ledger.how_they_went(db, school.id, since, until)
    sent = [each for each in rows if each.state is NoticeState.SENT]
    waits = [each.sent_at - each.owed_at for each in sent if each.sent_at and _is_late(school, each)]
    replaced = sum(each.was_replaced for each in rows)
    missing, passed_over = _unwritten(db, school, since, until, now)
    return OwnRecord(
        late=len(waits),
        worst=max(waits, default=timedelta(0)),
        missed=len(rows) - len(sent) - replaced + len(missing),
        replaced=replaced + len(passed_over),
        away=_absences(db, school, since, until),
    )


def _absences(db: Session, school: School, since: datetime, until: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """Also the one from which the bot has just come back, of which the librarians are told when it has caught up."""
    untold = schools.untold_absence(db, school.id)
    every = ledger.absences_after(db, school.id, since) | ({untold} if untold else set())
    return tuple(sorted((first, last) for first, last in every if first < until and last > since))


def _is_late(school: School, each: ledger.Going) -> bool:
    is_late = each.sent_at and school_time_between(school, each.owed_at, each.sent_at) >= WORTH_TELLING
    return bool(is_late) and each.kind not in UNPROMPTED


def _unwritten(
    db: Session, school: School, since: datetime, until: datetime, now: datetime
) -> tuple[Sequence[Owed], Sequence[Owed]]:
    """What was owed and is not in the ledger, and what the bot slept through and has still to write down."""
    plans, owed = plans_of(db, school.id), owed_in(db, school, since, max(until, now))
    planned = [each for each in owed if is_planned(plans, each)]
    others = [each for each in owed if each.owed_at < until and not is_planned(plans, each)]
    return missing_of(db, school, others), _passed_over(planned, until)


def _passed_over(planned: Sequence[Owed], until: datetime) -> Sequence[Owed]:
    """Of one person's only the last one goes out."""
    last = {_list_of(each): each.owed_at for each in sorted(planned, key=lambda each: each.owed_at)}
    return [each for each in planned if each.owed_at < min(until, last[_list_of(each)])]


def _list_of(each: Owed) -> tuple[UUID, bool]:
    """Mornings and afternoons give way to each other, digests to digests."""
    return each.person_id, each.kind is NoticeKind.DIGEST
