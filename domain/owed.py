"""What the bot owes, told again from what happened and from the calendar, never from what it wrote down as owed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain.history import Event, EventKind, Member
from domain.morning import (
    Pledge,
    asked_in_vain_since,
    belongs_in_afternoon,
    belongs_in_list,
    calls_for_a_list,
)
from domain.notices import NoticeKind, digest_key, nudge_key
from domain.school import School


@dataclass(frozen=True)
class Owed:
    """One message that has to be in the ledger, whatever became of it."""

    kind: NoticeKind
    once_key: str
    person_id: UUID
    owed_at: datetime


@dataclass(frozen=True)
class History:
    """`events` in the order in which they happened; `askers` by request."""

    events: tuple[Event, ...]
    askers: dict[UUID, UUID]
    librarians: tuple[Member, ...]
    administrators: tuple[Member, ...]


def owed_between(history: History, school: School, first: datetime, until: datetime) -> tuple[Owed, ...]:
    """Everything whose moment lies at or after `first` and before `until`."""
    every = [
        *_by_events(history, school),
        *(each for librarian in history.librarians for each in _nudges(history, school, librarian, until)),
        *_digests(history, school, first, until),
    ]
    return tuple(sorted((each for each in every if first <= each.owed_at < until), key=lambda each: each.owed_at))


def _by_events(history: History, school: School) -> Iterator[Owed]:
    for event in history.events:
        owed_at = school.calendar.next_open(event.at)
        for kind, once_key, person_id in _told(history, event):
            yield Owed(kind, once_key, person_id, owed_at)


_Told = Iterator[tuple[NoticeKind, str, UUID]]


def _told(history: History, event: Event) -> _Told:
    if event.kind is EventKind.OPENED:
        yield from _cards(history, event)
    if event.kind in _TO_THE_READER and event.person_id:
        kind, key = _TO_THE_READER[event.kind]
        yield kind, key(event), event.person_id
    asker = history.askers.get(event.request_id) if event.request_id else None
    if event.kind in _TO_THE_ASKER and asker and event.detail:
        kind, prefix = _TO_THE_ASKER[event.kind]
        yield kind, f"{prefix}:{event.detail}", asker


def _cards(history: History, event: Event) -> _Told:
    for librarian in history.librarians:
        if librarian.is_there(event.at) and librarian.person_id != event.person_id:
            key = f"card:{event.request_id}:{event.detail}:{librarian.person_id}"
            yield NoticeKind.CARD, key, librarian.person_id


_TO_THE_ASKER: dict[EventKind, tuple[NoticeKind, str]] = {
    EventKind.QUESTIONED: (NoticeKind.QUESTION, "question"),
    EventKind.PROMISED: (NoticeKind.PROMISED, "promised"),
    EventKind.MOVED: (NoticeKind.RENEGOTIATED, "renegotiated"),
    EventKind.RELEASED: (NoticeKind.RELEASED, "released"),
    EventKind.TAKEN_OVER: (NoticeKind.TAKEN_OVER, "taken over"),
    EventKind.ANSWERED: (NoticeKind.ANSWERED, "answered"),
    EventKind.DECLINED: (NoticeKind.DECLINED, "declined"),
}

_TO_THE_READER: dict[EventKind, tuple[NoticeKind, Callable[[Event], str]]] = {
    EventKind.EDITED: (NoticeKind.CHANGED, lambda event: event.detail),
    EventKind.WITHDRAWN: (NoticeKind.WITHDRAWN, lambda event: event.detail),
    EventKind.LEFT: (NoticeKind.LEFT, lambda event: event.detail),
    EventKind.TOLD: (NoticeKind.NEWS, lambda event: event.detail),
    EventKind.CAME_BACK: (NoticeKind.AWAY, lambda event: event.detail),
    EventKind.JOINED: (NoticeKind.REPLY, lambda event: f"reply:{event.detail}:{event.person_id}"),
}


def _digests(history: History, school: School, first: datetime, until: datetime) -> Iterator[Owed]:
    moment = school.digest_after(first - timedelta(seconds=1))
    while moment < until:
        for administrator in history.administrators:
            if administrator.is_there(moment):
                key = digest_key(administrator.person_id, school.today(moment))
                yield Owed(NoticeKind.DIGEST, key, administrator.person_id, moment)
        moment = school.digest_after(moment)


def _nudges(history: History, school: School, librarian: Member, until: datetime) -> Iterator[Owed]:
    """Day by day from the first event: which mornings and afternoons of this librarian called for a message."""
    if not history.events:
        return
    state, left = _State(school, librarian.person_id), list(reversed(history.events))
    day = school.today(history.events[0].at)
    while school.calendar.moment(day, time.min) < until:
        if school.calendar.is_school_day(day):
            for kind, moment, is_called_for in (
                (NoticeKind.MORNING, school.calendar.opening(day), state.morning),
                (NoticeKind.AFTERNOON, school.afternoon(day), state.afternoon),
            ):
                while left and left[-1].at < moment:
                    state.take(left.pop())
                is_planned = librarian.since is None or librarian.since < moment
                if is_called_for(day) and is_planned and librarian.is_there(moment) and moment < until:
                    key = nudge_key(librarian.person_id, day, kind)
                    yield Owed(kind, key, librarian.person_id, moment)
        day += timedelta(days=1)


@dataclass(frozen=True)
class _Asked:
    """An open request: since when, and the moment of a question that waits."""

    since: datetime
    questioned_at: datetime | None = None


class _State:
    """How things stood at a moment: one librarian's open promises, and the requests that nobody has taken."""

    def __init__(self, school: School, owner: UUID) -> None:
        self._school = school
        self._owner = owner
        self._pledges: dict[UUID, tuple[UUID | None, Pledge]] = {}
        self._asked: dict[UUID, _Asked] = {}
        self._asked_first: dict[UUID, datetime] = {}

    def morning(self, day: date) -> bool:
        calendar = self._school.calendar
        mine = {key: pledge for key, (owner, pledge) in self._pledges.items() if owner == self._owner}
        calls = any(calls_for_a_list(pledge, day, calendar) for pledge in mine.values())
        if not calls and not any(self._is_listed(asked, day) for asked in self._asked.values()):
            return False
        for key, pledge in mine.items():
            if belongs_in_list(pledge, day, calendar):
                self._pledges[key] = (self._owner, replace(pledge, written_on=day))
        return True

    def afternoon(self, day: date) -> bool:
        return any(
            belongs_in_afternoon(pledge, day) for owner, pledge in self._pledges.values() if owner == self._owner
        )

    def take(self, event: Event) -> None:
        if event.request_id:
            self._take_request(event, event.request_id)
        if event.commitment_id:
            self._take_commitment(event, event.commitment_id)

    def _is_listed(self, asked: _Asked, day: date) -> bool:
        calendar = self._school.calendar
        if asked.questioned_at is None:
            return asked.since < calendar.moment(day, time.min)
        return asked.questioned_at < calendar.opening(asked_in_vain_since(day, calendar))

    def _take_request(self, event: Event, request_id: UUID) -> None:
        asked = self._asked.get(request_id)
        if event.kind is EventKind.OPENED:
            self._asked[request_id] = _Asked(self._asked_first.setdefault(request_id, event.at))
        elif event.kind in _TAKEN:
            self._asked.pop(request_id, None)
        elif asked and event.kind in (EventKind.QUESTIONED, EventKind.REPLIED):
            moment = event.at if event.kind is EventKind.QUESTIONED else None
            self._asked[request_id] = replace(asked, questioned_at=moment)

    def _take_commitment(self, event: Event, commitment_id: UUID) -> None:
        owner, pledge = self._pledges.get(commitment_id, (None, None))
        if event.kind is EventKind.PROMISED and event.day:
            self._pledges[commitment_id] = (event.person_id, Pledge(event.day, self._school.today(event.at)))
        elif event.kind in (EventKind.KEPT, EventKind.RELEASED):
            self._pledges.pop(commitment_id, None)
        elif pledge and event.day and event.kind is EventKind.MOVED:
            # A new date begins a new ladder.
            self._pledges[commitment_id] = (owner, Pledge(event.day, self._school.today(event.at)))
        elif pledge and event.kind is EventKind.SNOOZED:
            self._pledges[commitment_id] = (owner, replace(pledge, snoozed_until=event.day))
        elif pledge and event.kind is EventKind.TAKEN_OVER:
            self._pledges[commitment_id] = (event.person_id, replace(pledge, written_on=self._school.today(event.at)))


_TAKEN = (EventKind.PROMISED, EventKind.ANSWERED, EventKind.DECLINED, EventKind.WITHDRAWN)
