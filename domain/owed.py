"""What the bot owes, told again from what happened and from the calendar, never from what it wrote down as owed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from domain.calendar_history import CalendarHistory, EarlierCalendar
from domain.digest_moments import following_digest
from domain.history import Event, EventKind, Member
from domain.morning import (
    Pledge,
    asked_in_vain_since,
    belongs_in_afternoon,
    calls_for_a_list,
)
from domain.notices import IMMEDIATE, NoticeKind, digest_key, nudge_key
from domain.school import School
from domain.school_days import SchoolCalendar


@dataclass(frozen=True)
class Owed:
    """One message that has to be in the ledger, whatever became of it."""

    kind: NoticeKind
    once_key: str
    person_id: UUID
    owed_at: datetime


@dataclass(frozen=True)
class History:
    """`events` in the order in which they happened; `askers` by request; what the calendar was before it changed."""

    events: tuple[Event, ...]
    askers: dict[UUID, UUID]
    librarians: tuple[Member, ...]
    administrators: tuple[Member, ...]
    earlier_calendars: tuple[EarlierCalendar, ...] = ()

    def calendars(self, school: School) -> CalendarHistory:
        return CalendarHistory(school.calendar, self.earlier_calendars)


def owed_between(history: History, school: School, first: datetime, until: datetime) -> tuple[Owed, ...]:
    """Everything whose moment lies at or after `first` and before `until`."""
    every = [
        *_by_events(history, school),
        *(each for librarian in history.librarians for each in _nudges(history, school, librarian, until)),
        *_digests(history, school, first, until),
    ]
    return tuple(sorted((each for each in every if first <= each.owed_at < until), key=lambda each: each.owed_at))


def _by_events(history: History, school: School) -> Iterator[Owed]:
    calendars = history.calendars(school)
    for event in history.events:
        humane = calendars.next_open(event.at)
        for kind, once_key, person_id in _told(history, event):
            yield Owed(kind, once_key, person_id, event.at if kind in IMMEDIATE else humane)


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
    EventKind.REFERRED: (NoticeKind.REFERRED, "referred"),
    EventKind.ASKED_WHETHER_THEY_HELPED: (NoticeKind.DID_THEY_HELP, "did they help"),
}

_TO_THE_READER: dict[EventKind, tuple[NoticeKind, Callable[[Event], str]]] = {
    EventKind.EDITED: (NoticeKind.CHANGED, lambda event: event.detail),
    EventKind.WITHDRAWN: (NoticeKind.WITHDRAWN, lambda event: event.detail),
    EventKind.LEFT: (NoticeKind.LEFT, lambda event: event.detail),
    EventKind.TOLD: (NoticeKind.NEWS, lambda event: event.detail),
    EventKind.DREW: (NoticeKind.MAP, lambda event: event.detail),
    EventKind.CAME_BACK: (NoticeKind.AWAY, lambda event: event.detail),
    EventKind.JOINED: (NoticeKind.REPLY, lambda event: f"reply:{event.detail}:{event.person_id}"),
}


def _digests(history: History, school: School, first: datetime, until: datetime) -> Iterator[Owed]:
    calendars = history.calendars(school)
    moment = following_digest(school, calendars, first - timedelta(days=8))
    while moment < until:
        for administrator in history.administrators:
            if administrator.is_there(moment):
                key = digest_key(administrator.person_id, school.today(moment))
                yield Owed(NoticeKind.DIGEST, key, administrator.person_id, moment)
        moment = following_digest(school, calendars, moment)


def _nudges(history: History, school: School, librarian: Member, until: datetime) -> Iterator[Owed]:
    """Day by day from the first event: which mornings and afternoons of this librarian called for a message."""
    if not history.events:
        return
    state, left = _State(school, librarian.person_id), list(reversed(history.events))
    calendars, told = history.calendars(school), set[str]()
    begins = calendars.at(librarian.since).opening_after(librarian.since) if librarian.since else None
    day = school.today(history.events[0].at)
    while school.calendar.moment(day, time.min) < until:
        for part in calendars.parts_of(day):
            while left and left[-1].at < part.moment:
                state.take(left.pop())
            is_planned = begins is None or begins <= part.moment
            key = nudge_key(librarian.person_id, day, part.kind)
            is_to_come = is_planned and librarian.is_there(part.moment) and key not in told
            if is_to_come and part.moment < until and state.calls_for(part.kind, day, part.calendar):
                told.add(key)
                yield Owed(part.kind, key, librarian.person_id, part.moment)
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

    def calls_for(self, part: NoticeKind, day: date, calendar: SchoolCalendar) -> bool:
        return self._morning(day, calendar) if part is NoticeKind.MORNING else self._afternoon(day)

    def _morning(self, day: date, calendar: SchoolCalendar) -> bool:
        mine = (pledge for owner, pledge in self._pledges.values() if owner == self._owner)
        calls = any(calls_for_a_list(pledge, day, calendar) for pledge in mine)
        return calls or any(_is_listed(asked, day, calendar) for asked in self._asked.values())

    def _afternoon(self, day: date) -> bool:
        return any(
            belongs_in_afternoon(pledge, day) for owner, pledge in self._pledges.values() if owner == self._owner
        )

    def take(self, event: Event) -> None:
        if event.request_id:
            self._take_request(event, event.request_id)
        if event.commitment_id:
            self._take_commitment(event, event.commitment_id)

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
        elif pledge and event.day and event.kind is EventKind.LISTED:
            # Not as it was meant to be: a message that reached nobody uses up no step.
            self._pledges[commitment_id] = (
                owner,
                replace(pledge, written_on=max(event.day, pledge.written_on or event.day)),
            )
        elif pledge and event.kind is EventKind.SNOOZED:
            self._pledges[commitment_id] = (owner, replace(pledge, snoozed_until=event.day))
        elif pledge and event.kind is EventKind.TAKEN_OVER:
            self._pledges[commitment_id] = (event.person_id, replace(pledge, written_on=self._school.today(event.at)))


def _is_listed(asked: _Asked, day: date, calendar: SchoolCalendar) -> bool:
    if asked.questioned_at is None:
        return asked.since < calendar.moment(day, time.min)
    return asked.questioned_at < calendar.opening(asked_in_vain_since(day, calendar))


_TAKEN = (EventKind.PROMISED, EventKind.ANSWERED, EventKind.REFERRED, EventKind.DECLINED, EventKind.WITHDRAWN)
