"""What the digest says of the bot itself: how many of its messages went out, which late, and which never."""

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
from store import ledger
from store.plans import plans_of
from store.session import Session


def own_record(db: Session, school: School, since: datetime, until: datetime, now: datetime) -> OwnRecord:
    """Told once each: what was sent by when it went out, so that an outage over a digest is in the next one."""
    rows = ledger.how_they_went(db, school.id, since, until)
    sent = [each for each in rows if each.state is NoticeState.SENT]
    waits = [each.sent_at - each.owed_at for each in sent if each.sent_at and _is_late(school, each)]
    missed = len(rows) - len(sent) + len(_unwritten(db, school, since, until, now))
    return OwnRecord(len(sent), len(waits), max(waits, default=timedelta(0)), missed)


def _is_late(school: School, each: ledger.Going) -> bool:
    is_late = each.sent_at and school_time_between(school, each.owed_at, each.sent_at) >= WORTH_TELLING
    return bool(is_late) and each.kind not in UNPROMPTED


def _unwritten(db: Session, school: School, since: datetime, until: datetime, now: datetime) -> Sequence[Owed]:
    """What was owed and is not in the ledger, and what the bot slept through and has still to write down."""
    plans, owed = plans_of(db, school.id), owed_in(db, school, since, max(until, now))
    planned = [each for each in owed if is_planned(plans, each)]
    others = [each for each in owed if each.owed_at < until and each not in planned]
    return [*missing_of(db, school, others), *_passed_over(planned, until)]


def _passed_over(planned: Sequence[Owed], until: datetime) -> Sequence[Owed]:
    """Of one person's only the last one goes out."""
    last = {_list_of(each): each.owed_at for each in sorted(planned, key=lambda each: each.owed_at)}
    return [each for each in planned if each.owed_at < min(until, last[_list_of(each)])]


def _list_of(each: Owed) -> tuple[UUID, bool]:
    """Mornings and afternoons give way to each other, digests to digests."""
    return each.person_id, each.kind is NoticeKind.DIGEST
