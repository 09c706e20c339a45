"""What the bot owes, told again from what happened and from the calendar, never from what it wrote down as owed."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.calendar_history import CalendarHistory, EarlierCalendar
from domain.digest_moments import following_digest
from domain.history import Event, EventKind
from domain.notices import IMMEDIATE, NoticeKind, digest_key, left_key
from domain.owed_mornings import mornings_owed
from domain.retold import Retold
from domain.school import School
from domain.staff import Staff, told_of_leaving

_LONGEST_HOLIDAYS = 120
"""Days."""


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
    earlier_calendars: tuple[EarlierCalendar, ...] = ()

    def calendars(self, school: School) -> CalendarHistory:
        return CalendarHistory(school.calendar, self.earlier_calendars)


def settled_before(calendars: CalendarHistory, first: datetime) -> datetime:
    """Whatever happened before this moment was owed before `first`, and had ended if nothing more came of it.

    The school was open at it, so nothing from before waits for a later opening; and it lies a week ahead, for a week's
    proposal is told by how the week began.
    """
    day = calendars.at(first).today(first) - timedelta(weeks=1)
    for _ in range(_LONGEST_HOLIDAYS):
        if parts := calendars.parts_of(day):
            return min(part.moment for part in parts)
        day -= timedelta(days=1)
    return datetime.min.replace(tzinfo=UTC)


def owed_between(history: History, school: School, first: datetime, until: datetime) -> tuple[Owed, ...]:
    """Everything whose moment lies at or after `first` and before `until`."""
    calendars = history.calendars(school)
    every = [
        *_by_events(history, school, first, until),
        *(Owed(*each) for each in mornings_owed(history.events, school, calendars, first, until)),
        *_digests(history, school, first, until),
    ]
    return tuple(sorted((each for each in every if first <= each.owed_at < until), key=lambda each: each.owed_at))


def _by_events(history: History, school: School, first: datetime, until: datetime) -> Iterator[Owed]:
    """What happened long before counts only for how things stood; a later event is never told of sooner."""
    calendars, state = history.calendars(school), Retold(school)
    matters = bisect_left(history.events, first, key=lambda event: calendars.next_open(event.at))
    for number, event in enumerate(history.events):
        if event.at >= until:
            break
        told = (*_told(history, event, state), *_taken(event, state))
        if told and number >= matters:
            humane = calendars.next_open(event.at)
            for kind, once_key, person_id in told:
                yield Owed(kind, once_key, person_id, event.at if kind in IMMEDIATE else humane)


_Told = Iterator[tuple[NoticeKind, str, UUID]]


def _told(history: History, event: Event, before: Retold) -> _Told:
    """What is told to somebody whom the event names, or to those who read for the library when it comes."""
    if event.kind is EventKind.OPENED:
        yield from _cards(event, before.staff)
    if event.kind in _TO_THE_READER and event.person_id:
        kind, key = _TO_THE_READER[event.kind]
        yield kind, key(event), event.person_id
    asker = history.askers.get(event.request_id) if event.request_id else None
    if event.kind in _TO_THE_ASKER and asker and event.detail:
        kind, prefix = _TO_THE_ASKER[event.kind]
        yield kind, f"{prefix}:{event.detail}", asker


def _cards(event: Event, staff: Staff) -> _Told:
    for reader in sorted(staff.readers):
        if reader != event.person_id:
            yield NoticeKind.CARD, f"card:{event.request_id}:{event.detail}:{reader}", reader


def _taken(event: Event, state: Retold) -> _Told:
    """Takes the event; when somebody has left, what is left behind is told to those who read from now on."""
    before = state.staff.readers
    state.take(event)
    if event.kind not in _LEAVING or event.person_id is None:
        return
    after = state.staff.readers
    told = told_of_leaving(before, after, left_promises=state.has_promised(event.person_id))
    if state.is_something_left or (after - before and state.is_something_asked):
        for reader in sorted(told):
            yield NoticeKind.LEFT, left_key(event.person_id, event.at, reader), reader


_LEAVING = (EventKind.DEPARTED, EventKind.GAVE_UP_CHARGE)
"""The school, or the library: what was promised is left to the others."""

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
    EventKind.TOLD: (NoticeKind.NEWS, lambda event: event.detail),
    EventKind.THANKED: (NoticeKind.THANKED, lambda event: event.detail),
    EventKind.DREW: (NoticeKind.MAP, lambda event: event.detail),
    EventKind.WANTED_REPORT: (NoticeKind.REPORT, lambda event: event.detail),
    EventKind.WANTED_CALENDAR: (NoticeKind.CALENDAR, lambda event: event.detail),
    EventKind.CAME_BACK: (NoticeKind.AWAY, lambda event: event.detail),
    EventKind.JOINED: (NoticeKind.REPLY, lambda event: f"reply:{event.detail}:{event.person_id}"),
}


def _digests(history: History, school: School, first: datetime, until: datetime) -> Iterator[Owed]:
    calendars, staff, left = history.calendars(school), Staff(), list(reversed(history.events))
    moment = following_digest(school, calendars, first - timedelta(days=8))
    while moment < until:
        while left and left[-1].at <= moment:
            staff.take(left.pop())
        for administrator in sorted(staff.administrators):
            key = digest_key(administrator, school.today(moment))
            yield Owed(NoticeKind.DIGEST, key, administrator, moment)
        moment = following_digest(school, calendars, moment)
