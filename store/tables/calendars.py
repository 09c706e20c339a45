"""The addresses at which librarians' own calendars can be subscribed to."""

import sqlalchemy as sa

from store.tables.base import an_id, metadata, of
from store.types import UtcDateTime

calendar_feeds = sa.Table(
    "calendar_feeds",
    metadata,
    an_id(),
    of("schools"),
    of("people"),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("school_id", "person_id"),
)
"""One a person; a new address is a new row. The id alone opens nothing: the address is signed with a key."""
