"""The people of a school, as far as the library needs to know them: a name, how to reach them, what they may do."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.quiet_time import QuietTime


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
    department: str | None = None
    quiet: QuietTime | None = None
    """Days on which nothing is sent to them that they did not ask for."""
    quotes_thanks: bool = False
    """Whether the library may quote their thanks to administrators."""
