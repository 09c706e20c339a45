"""How things stood after each event: who was there, which promises were open and whose, what nobody had taken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from domain.history import WANTED, Event, EventKind
from domain.ladder import USUAL, read_written
from domain.morning import Pledge, asked_in_vain_since, belongs_in_afternoon, calls_for_a_list, is_proposal_day
from domain.notices import NoticeKind
from domain.partner import Clock
from domain.partner_lines import lines_of
from domain.retold_partners import begun, moved
from domain.school import School
from domain.school_days import SchoolCalendar
from domain.staff import Staff

_SETTLED = (EventKind.ANSWERED, EventKind.DECLINED, EventKind.REFERRED, EventKind.WITHDRAWN)


class Retold:
    """Takes the events of a school one after the other."""

    def __init__(self, school: School) -> None:
        self._school = school
        self.staff = Staff()
        self._pledges: dict[UUID, tuple[UUID | None, Pledge]] = {}
        self._asked: dict[UUID, datetime] = {}
        """Open requests that nobody has promised, and since when."""
        self._asked_first: dict[UUID, datetime] = {}
        self._questions: dict[UUID, datetime] = {}
        """Those that wait for a reply, by request: also while somebody has promised it, and after they released it."""
        self._clocks: dict[UUID, Clock] = {}
        self._proposes = True
        self._ladder = USUAL
        self._proposed: set[tuple[UUID, date]] = set()
        self._to_propose: set[tuple[UUID, date]] = set()

    @property
    def is_something_left(self) -> bool:
        """Whether promises are open whose owner has left."""
        return any(owner and self.staff.has_left(owner) for owner, _ in self._pledges.values())

    @property
    def is_something_asked(self) -> bool:
        return bool(self._asked)

    def has_promised(self, person_id: UUID) -> bool:
        return any(True for _ in self._of(person_id))

    def calls_for(self, part: NoticeKind, reader: UUID, day: date, calendar: SchoolCalendar) -> bool:
        """Whether this reader is owed this part of the day's message."""
        if part is NoticeKind.AFTERNOON:
            return any(belongs_in_afternoon(pledge, day) for pledge in self._of(reader))
        calls_for_partners = reader in self.staff.librarians and self._calls_for_partners(reader, day, calendar)
        return (
            calls_for_partners
            or any(calls_for_a_list(pledge, day, calendar, self._ladder) for pledge in self._of(reader))
            or any(self._is_listed(request_id, day, calendar) for request_id in self._asked)
            or self._was_left_before(calendar.moment(day, time.min))
        )

    def take(self, event: Event) -> None:
        self.staff.take(event)
        if event.request_id:
            self._take_request(event, event.request_id)
        if event.commitment_id:
            self._take_commitment(event, event.commitment_id)
        if event.partner_id:
            self._take_partner(event, event.partner_id)
        if event.kind is EventKind.PROPOSALS:
            self._proposes = event.detail == WANTED
        if event.kind is EventKind.LADDER:
            self._ladder = read_written(event.detail)
        if event.kind is EventKind.PROPOSED and event.person_id and event.day:
            self._proposed.add((event.person_id, event.day))

    def _calls_for_partners(self, reader: UUID, day: date, calendar: SchoolCalendar) -> bool:
        """A week begins with its proposal, and goes on with it until it has come; and somebody may be worth a word."""
        return self._calls_for_proposal(reader, day, calendar) or bool(lines_of(self._clocks, day, calendar))

    def _calls_for_proposal(self, reader: UUID, day: date, calendar: SchoolCalendar) -> bool:
        this_week = (reader, calendar.week_of(day))
        if not self._proposes or this_week in self._proposed:
            return False
        if is_proposal_day(day, calendar):
            self._to_propose.add(this_week)
        return this_week in self._to_propose

    def _of(self, owner_id: UUID) -> Iterator[Pledge]:
        return (pledge for owner, pledge in self._pledges.values() if owner == owner_id)

    def _was_left_before(self, midnight: datetime) -> bool:
        return any(owner and self.staff.has_left(owner, midnight) for owner, _ in self._pledges.values())

    def _take_request(self, event: Event, request_id: UUID) -> None:
        if event.kind is EventKind.OPENED:
            self._asked[request_id] = self._asked_first.setdefault(request_id, event.at)
        elif event.kind in (EventKind.PROMISED, *_SETTLED):
            self._asked.pop(request_id, None)
        if event.kind is EventKind.QUESTIONED:
            self._questions[request_id] = event.at
        elif event.kind in (EventKind.REPLIED, *_SETTLED):
            self._questions.pop(request_id, None)

    def _is_listed(self, request_id: UUID, day: date, calendar: SchoolCalendar) -> bool:
        questioned_at = self._questions.get(request_id)
        if questioned_at is None:
            return self._asked[request_id] < calendar.moment(day, time.min)
        return questioned_at < calendar.opening(asked_in_vain_since(day, calendar))

    def _take_partner(self, event: Event, partner_id: UUID) -> None:
        if event.kind is EventKind.RETIRED:
            self._clocks.pop(partner_id, None)
        elif event.kind is EventKind.PARTNERED and event.day:
            self._clocks[partner_id] = begun(self._clocks.get(partner_id), event.day, event.detail)
        elif partner_id in self._clocks and event.day:
            self._clocks[partner_id] = moved(self._clocks[partner_id], event)

    def _take_commitment(self, event: Event, commitment_id: UUID) -> None:
        owner, pledge = self._pledges.get(commitment_id, (None, None))
        if event.kind is EventKind.PROMISED and event.day:
            self._pledges[commitment_id] = (event.person_id, Pledge(event.day, self._school.today(event.at)))
        elif event.kind in (EventKind.KEPT, EventKind.RELEASED):
            self._pledges.pop(commitment_id, None)
        elif pledge:
            self._pledges[commitment_id] = self._changed(event, owner, pledge)

    def _changed(self, event: Event, owner: UUID | None, pledge: Pledge) -> tuple[UUID | None, Pledge]:
        today = self._school.today(event.at)
        if event.kind is EventKind.MOVED and event.day:
            # A new date begins a new ladder.
            return owner, Pledge(event.day, today)
        if event.kind is EventKind.LISTED and event.day:
            # Not as it was meant to be: a message that reached nobody uses up no step.
            return owner, replace(pledge, written_on=max(event.day, pledge.written_on or event.day))
        if event.kind is EventKind.SNOOZED:
            return owner, replace(pledge, snoozed_until=event.day)
        if event.kind is EventKind.TAKEN_OVER:
            return event.person_id, replace(pledge, written_on=today)
        return owner, pledge
