"""`python -m bot ledger --week`: was everything that was owed sent, once, and how late?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from statistics import median
from uuid import UUID

from domain.notices import UNSETTLED, Notice, NoticeKind, NoticeState
from domain.owed import Owed, owed_between
from domain.school import School
from handlers.ask import ASKED
from handlers.edit import EDITED
from handlers.hear import REFUSED, TALKED
from handlers.messages import Recorded
from handlers.reply import JOINED
from store import history, inbounds, outbox, schools
from store.inbounds import Inbound
from store.session import Session, Store

STALE_AFTER = timedelta(minutes=10)
"""Real time after which a call without an answer should have been looked up."""

_NOT_MESSAGES = ("command:", "click:", "form:")
"""Keys of payloads that were answered on the spot; the others came as messages and are answered by one."""


@dataclass(frozen=True)
class Line:
    """One kind of message in one week. Lateness is from the moment owed to the moment sent."""

    kind: NoticeKind
    owed: int
    sent: int
    cancelled: int
    failed: int
    waiting: int
    unexplained: int
    worst: timedelta | None
    median: timedelta | None


@dataclass(frozen=True)
class Unexplained:
    once_key: str
    why: str


@dataclass(frozen=True)
class Ledger:
    first: date
    last: date
    lines: tuple[Line, ...]
    unexplained: tuple[Unexplained, ...]


def ledger_of_week(store: Store, school_id: UUID, day: date | None, *, now: datetime, real_now: datetime) -> Ledger:
    """The week that holds `day`, or the present one, up to `now`: owed is told again, never read from the ledger."""
    with store.reading() as db:
        return ledger_in(db, schools.get(db, school_id), day, now=now, real_now=real_now)


def ledger_in(db: Session, school: School, day: date | None, *, now: datetime, real_now: datetime) -> Ledger:
    """The same within a transaction that is open already."""
    monday = _monday(day or school.today(now))
    first = school.calendar.moment(monday, time.min)
    until = min(now, school.calendar.moment(monday + timedelta(days=7), time.min))
    owed = owed_in(db, school, first, until)
    rows = outbox.owed_between(db, school.id, first, until)
    written = outbox.kinds_of(db, school.id, [each.once_key for each in owed])
    in_the_air = outbox.in_the_air(db, school.id, until)
    unexplained = _missing(owed, written) + _stale(in_the_air, real_now)
    # A card that went out with others is of another kind by then.
    owed = tuple(replace(each, kind=written.get(each.once_key, each.kind)) for each in owed)
    seen = {each.kind for each in owed} | {row.kind for row in rows} | {kind for kind, _ in unexplained}
    kinds = [kind for kind in NoticeKind if kind in seen]
    lines = tuple(_line(kind, owed, rows, unexplained) for kind in kinds)
    return Ledger(monday, monday + timedelta(days=6), lines, tuple(each for _, each in unexplained))


def owed_in(db: Session, school: School, first: datetime, until: datetime) -> tuple[Owed, ...]:
    """From requests, promises, what people wrote, and the calendar; what two causes share is owed once."""
    answers = _answers(inbounds.received_between(db, school.id, first, until))
    every = (*owed_between(history.read(db, school.id), school, first, until), *answers)
    earliest: dict[str, Owed] = {}
    for each in sorted(every, key=lambda each: each.owed_at):
        earliest.setdefault(each.once_key, each)
    return tuple(earliest.values())


def _answers(received: Iterable[Inbound]) -> list[Owed]:
    """What people wrote is answered at once: by a receipt, a human word, or a line on why nothing came of it."""
    owed = []
    for each in received:
        told = _answer_to(each)
        if told and each.person_id:
            owed.append(Owed(told[0], told[1], each.person_id, each.received_at))
    return owed


def _answer_to(received: Inbound) -> tuple[NoticeKind, str] | None:
    key, outcome = received.first_key, received.outcome
    if outcome == EDITED:
        return NoticeKind.RECEIPT, f"receipt:{received.request_id}"
    if outcome.startswith(ASKED):
        again = f":{key}" if outcome.endswith(Recorded.ALREADY) else ""
        return NoticeKind.RECEIPT, f"receipt:{received.request_id}{again}"
    if key.startswith(_NOT_MESSAGES):
        return None
    kind = {TALKED: NoticeKind.SMALL_TALK, REFUSED: NoticeKind.NOTED, JOINED: NoticeKind.NOTED}.get(outcome)
    return (kind, f"{kind}:{key}") if kind else None


def _missing(owed: tuple[Owed, ...], written: dict[str, NoticeKind]) -> list[tuple[NoticeKind, Unexplained]]:
    return [
        (each.kind, Unexplained(each.once_key, "owed, but not in the ledger"))
        for each in owed
        if each.once_key not in written
    ]


def _stale(in_the_air: tuple[Notice, ...], real_now: datetime) -> list[tuple[NoticeKind, Unexplained]]:
    """In the air for so long that somebody should have looked, of whatever week."""
    return [
        (row.kind, Unexplained(row.once_key, f"{row.state} for too long"))
        for row in in_the_air
        if row.called_at and row.called_at < real_now - STALE_AFTER
    ]


def _line(
    kind: NoticeKind,
    owed: tuple[Owed, ...],
    rows: tuple[Notice, ...],
    unexplained: list[tuple[NoticeKind, Unexplained]],
) -> Line:
    mine = [row for row in rows if row.kind is kind]
    late = [max(row.sent_at - row.owed_at, timedelta(0)) for row in mine if row.sent_at]
    states = [row.state for row in mine]
    return Line(
        kind=kind,
        owed=sum(each.kind is kind for each in owed),
        sent=states.count(NoticeState.SENT),
        cancelled=states.count(NoticeState.CANCELLED),
        failed=states.count(NoticeState.FAILED),
        waiting=sum(state in UNSETTLED for state in states),
        unexplained=sum(each is kind for each, _ in unexplained),
        worst=max(late, default=None),
        median=timedelta(seconds=median(each.total_seconds() for each in late)) if late else None,
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
