"""The people of a school, as far as the library needs to know them: a name, how to reach them, what they may do."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.quiet_time import QuietTime


@dataclass(frozen=True)
class Habits:
    """How somebody reads, as the platform tells it: a locale ("de-DE") and a time zone; None where it does not say."""

    locale: str | None = None
    zone: str | None = None


UNKNOWN = Habits()


@dataclass(frozen=True)
class Person:
    """`address` is the platform's id for them, `conversation` its id for the direct messages with them; both opaque."""

    id: UUID
    school_id: UUID
    address: str
    name: str
    is_librarian: bool
    is_administrator: bool
    conversation: str | None
    next_nudge_at: datetime | None
    left_at: datetime | None
    habits: Habits = UNKNOWN
    stepped_down_at: datetime | None = None
    """Since when somebody who ran the library no longer does."""
    department: str | None = None
    quiet: QuietTime | None = None
    """Days on which nothing is sent to them that they did not ask for."""
    quotes_thanks: bool = False
    """Whether the library may quote their thanks to administrators."""

    @property
    def has_gone(self) -> bool:
        """From the school or from the library: what they promised is for others to keep."""
        return self.left_at is not None or self.stepped_down_at is not None
