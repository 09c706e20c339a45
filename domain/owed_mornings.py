"""Which mornings and afternoons were owed to whom: a walk through the days, with what had happened by each moment."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from domain.calendar_history import CalendarHistory, PartOfDay
from domain.history import Event
from domain.notices import NoticeKind, nudge_key
from domain.retold import Retold
from domain.school import School


def mornings_owed(
    events: Sequence[Event], school: School, calendars: CalendarHistory, first: datetime, until: datetime
) -> Iterator[tuple[NoticeKind, str, UUID, datetime]]:
    """(kind, key, reader, moment) of each from the week of `first` on, or the first event, and before `until`."""
    if not events:
        return
    walk, told = _Walk(events, school, calendars), set[str]()
    week_before = calendars.at(first).week_of(school.today(first)) - timedelta(weeks=1)
    day = max(school.today(events[0].at), week_before)
    while school.calendar.moment(day, time.min) < until:
        for part in calendars.parts_of(day):
            if part.moment < until:
                for reader in walk.readers_at(part):
                    key = nudge_key(reader, day, part.kind)
                    if key not in told and walk.state.calls_for(part.kind, reader, day, part.calendar):
                        told.add(key)
                        yield part.kind, key, reader, part.moment
        day += timedelta(days=1)


class _Walk:
    """How things stand at the moment that was reached, and from which opening on each reader is written to."""

    def __init__(self, events: Sequence[Event], school: School, calendars: CalendarHistory) -> None:
        self.state = Retold(school)
        self._left = list(reversed(events))
        self._calendars = calendars
        self._begins: dict[UUID, datetime] = {}

    def readers_at(self, part: PartOfDay) -> list[UUID]:
        while self._left and self._left[-1].at < part.moment:
            self._take(self._left.pop())
        return sorted(reader for reader, begins in self._begins.items() if begins <= part.moment)

    def _take(self, event: Event) -> None:
        """Whoever reads from now on is written to from the next opening on."""
        self.state.take(event)
        readers = self.state.staff.readers
        if readers != self._begins.keys():
            begins = self._calendars.at(event.at).opening_after(event.at)
            self._begins = {reader: self._begins.get(reader, begins) for reader in readers}
