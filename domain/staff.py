"""Who runs the library and who reads its digest, as people come, step down, leave and return.

Somebody always reads what the library is sent: the librarians or, where there is none, the administrators.
"""

from datetime import datetime
from uuid import UUID

from domain.history import Event, EventKind


class Staff:
    """How things stand after the events that were taken, in their order."""

    def __init__(self) -> None:
        self._librarians = set[UUID]()
        self._administrators = set[UUID]()
        self._left = dict[UUID, datetime]()
        self._stepped_down = dict[UUID, datetime]()

    @property
    def librarians(self) -> frozenset[UUID]:
        return frozenset(self._librarians - self._left.keys())

    @property
    def administrators(self) -> frozenset[UUID]:
        return frozenset(self._administrators - self._left.keys())

    @property
    def readers(self) -> frozenset[UUID]:
        return self.librarians or self.administrators

    def has_left(self, person_id: UUID, before: datetime | None = None) -> bool:
        """The library, at least: whoever is no longer a librarian does not see to promises either."""
        moments = (gone[person_id] for gone in (self._left, self._stepped_down) if person_id in gone)
        left_at = min(moments, default=None)
        return left_at is not None and (before is None or left_at < before)

    def take(self, event: Event) -> None:
        if event.person_id is None:
            return
        if event.kind is EventKind.TOOK_CHARGE:
            self._librarians.add(event.person_id)
            self._stepped_down.pop(event.person_id, None)
        elif event.kind is EventKind.GAVE_UP_CHARGE:
            self._librarians.discard(event.person_id)
            self._stepped_down[event.person_id] = event.at
        elif event.kind is EventKind.READS_DIGEST:
            self._administrators.add(event.person_id)
        elif event.kind is EventKind.READS_NO_DIGEST:
            self._administrators.discard(event.person_id)
        elif event.kind is EventKind.DEPARTED:
            self._left[event.person_id] = event.at
        elif event.kind is EventKind.RETURNED:
            self._left.pop(event.person_id, None)


def told_of_leaving(before: frozenset[UUID], after: frozenset[UUID], *, left_promises: bool) -> frozenset[UUID]:
    """Who is told that somebody has left: every reader if promises are left behind, else whoever reads only now."""
    return after if left_promises else after - before
