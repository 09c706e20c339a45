"""`python -m bot ledger --week`: was everything that was owed sent, once, and how late?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from statistics import median
from uuid import UUID

from domain.notices import IN_THE_AIR, UNPROMPTED, UNSETTLED, Notice, NoticeKind, NoticeState
from domain.owed import Owed, owed_between
from domain.school import School
from handlers.ask import ASKED
from handlers.edit import EDITED
from handlers.hear import REFUSED, TALKED
from handlers.messages import Recorded
from handlers.reply import JOINED
from handlers.still_waiting import Held, held_for_long, is_to_come, sent_without, unseen_since
from store import history, inbounds, ledger, schools
from store.inbounds import Inbound
from store.plans import plans_of
from store.session import Session, Store

STALE_AFTER = timedelta(minutes=10)
"""Real time after which a call without an answer should have been looked up."""

_NOT_MESSAGES = ("command:", "click:", "form:")
"""Keys of payloads that were answered on the spot; the others came as messages and are answered by one."""


@dataclass(frozen=True)
class Line:
    """One kind of message in one week. Lateness is from the moment owed to the moment sent.

    What is waiting has a row, or is still to be written by the bot that is away.
    """

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
    """`held` has waited for long, `lacking` went out without a part of it; `unseen_since` is set while no bot works for
    the school.
    """

    first: date
    last: date
    lines: tuple[Line, ...]
    unexplained: tuple[Unexplained, ...]
    held: tuple[Held, ...] = ()
    lacking: tuple[Held, ...] = ()
    unseen_since: datetime | None = None
    kept_from: date | None = None
    """Set for a week of which nothing is kept any more, or not all of it: what it accounts for begins there."""


def ledger_of_week(store: Store, school_id: UUID, day: date | None, *, now: datetime, real_now: datetime) -> Ledger:
    """The week that holds `day`, or the present one, up to `now`: owed is told again, never read from the ledger."""
    with store.reading() as db:
        return ledger_in(db, schools.get(db, school_id), day, now=now, real_now=real_now)


def ledger_in(db: Session, school: School, day: date | None, *, now: datetime, real_now: datetime) -> Ledger:
    """The same within a transaction that is open already."""
    begins = school.calendar.week_of(day or school.today(now))
    first = school.calendar.moment(begins, time.min)
    until = min(now, school.calendar.moment(begins + timedelta(days=7), time.min))
    owed = owed_in(db, school, first, until)
    rows = ledger.owed_between(db, school.id, first, until)
    written = ledger.kinds_of(db, school.id, [each.once_key for each in owed])
    unsettled = ledger.unsettled(db, school.id, until)
    plans = plans_of(db, school.id)
    unwritten = [each for each in owed if each.once_key not in written]
    to_come = [each for each in unwritten if is_to_come(school, plans, each)]
    unexplained = [
        *_missing(each for each in unwritten if each not in to_come),
        *_stale(unsettled, real_now),
        *_untold(history.rounds_without_opening(db, school.id, until)),
    ]
    # A card that went out with others is of another kind by then.
    owed = tuple(replace(each, kind=written.get(each.once_key, each.kind)) for each in owed)
    seen = {each.kind for each in owed} | {row.kind for row in rows} | {kind for kind, _ in unexplained}
    kinds = [kind for kind in NoticeKind if kind in seen]
    return Ledger(
        first=begins,
        last=begins + timedelta(days=6),
        lines=tuple(_line(kind, owed, rows, unexplained, to_come) for kind in kinds),
        unexplained=tuple(each for _, each in unexplained),
        held=held_for_long(db, school, unsettled, now),
        lacking=sent_without(db, school, rows),
        unseen_since=unseen_since(school, now),
        kept_from=school.today(gone) if (gone := school.forgotten_before) and gone > first else None,
    )


def missing_of(db: Session, school: School, owed: Sequence[Owed]) -> tuple[Owed, ...]:
    """What of it was never written down."""
    written = ledger.kinds_of(db, school.id, [each.once_key for each in owed])
    return tuple(each for each in owed if each.once_key not in written)


def owed_in(db: Session, school: School, first: datetime, until: datetime) -> tuple[Owed, ...]:
    """From requests, promises, what people wrote, and the calendar; what two causes share is owed once."""
    answers = _answers(inbounds.received_between(db, school.id, first, until))
    # What was owed before that has been removed, and with it the rows that would account for it.
    first = max(first, school.forgotten_before or first)
    every = (*owed_between(history.read_of(db, school, first), school, first, until), *answers)
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


_Found = list[tuple[NoticeKind, Unexplained]]


def _missing(owed: Iterable[Owed]) -> _Found:
    return [(each.kind, Unexplained(each.once_key, "owed, but not in the ledger")) for each in owed]


def _untold(rounds: Iterable[tuple[UUID, int]]) -> _Found:
    """A request of which no event tells would be owed to nobody, of whatever week."""
    return [
        (NoticeKind.CARD, Unexplained(f"request:{request_id}:{number}", "asked, but nothing tells that it was"))
        for request_id, number in rounds
    ]


def _stale(unsettled: tuple[Notice, ...], real_now: datetime) -> _Found:
    """In the air for so long that somebody should have looked, of whatever week."""
    return [
        (row.kind, Unexplained(row.once_key, f"{row.state} for too long"))
        for row in unsettled
        if row.state in IN_THE_AIR and row.called_at and row.called_at < real_now - STALE_AFTER
    ]


def _line(
    kind: NoticeKind,
    owed: tuple[Owed, ...],
    rows: tuple[Notice, ...],
    unexplained: _Found,
    to_come: Iterable[Owed],
) -> Line:
    mine = [row for row in rows if row.kind is kind]
    late = [max(row.sent_at - _could_go(row), timedelta(0)) for row in mine if row.sent_at]
    states = [row.state for row in mine]
    return Line(
        kind=kind,
        owed=sum(each.kind is kind for each in owed),
        sent=states.count(NoticeState.SENT),
        cancelled=states.count(NoticeState.CANCELLED),
        failed=states.count(NoticeState.FAILED),
        waiting=sum(state in UNSETTLED for state in states) + sum(each.kind is kind for each in to_come),
        unexplained=sum(each is kind for each, _ in unexplained),
        worst=max(late, default=None),
        median=timedelta(seconds=median(each.total_seconds() for each in late)) if late else None,
    )


def _could_go(row: Notice) -> datetime:
    """From when on a message is late. What waited on purpose, for another week or for quiet weeks to end, is not."""
    return max(row.owed_at, row.not_before) if row.kind in UNPROMPTED else row.owed_at
