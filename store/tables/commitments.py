"""What was promised, and what happened to requests and promises."""

import sqlalchemy as sa

from domain.collaboration import Level
from domain.commitment import CommitmentState, Share
from domain.history import EventKind
from store.tables.base import an_id, metadata, of, perhaps_of
from store.types import UtcDateTime, word

commitments = sa.Table(
    "commitments",
    metadata,
    an_id(),
    of("schools"),
    of("requests", nullable=True),
    of("people", name="owner_id"),
    sa.Column("doing", sa.Text, nullable=False),
    word(Share, "share"),
    word(CommitmentState, "state", nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("at", sa.Time),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("closed_at", UtcDateTime),
    sa.Column("closing_word", sa.Text),
    sa.Column("snoozed_until", sa.Date),
    sa.Column("last_nudged_on", sa.Date),
    word(Level, "level"),
    perhaps_of("partners"),
    perhaps_of("activities"),
    perhaps_of("objectives"),
    sa.Index("ix_commitments_open", "school_id", "state", "owner_id"),
    sa.Index("ix_commitments_request", "school_id", "request_id"),
    sa.Index("ix_commitments_partner", "school_id", "partner_id"),
    sa.Index("ix_commitments_activity", "school_id", "activity_id"),
)

due_dates = sa.Table(
    "due_dates",
    metadata,
    an_id(),
    of("schools"),
    of("commitments"),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("set_at", UtcDateTime, nullable=False),
    sa.Column("why", sa.Text),
    sa.Index("ix_due_dates_commitment", "school_id", "commitment_id"),
)
"""Every date a commitment has had; renegotiating appends one."""

events = sa.Table(
    "events",
    metadata,
    an_id(),
    of("schools"),
    word(EventKind, "kind", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    of("requests", nullable=True),
    of("commitments", nullable=True),
    of("people", nullable=True),
    of("partners", nullable=True),
    sa.Column("detail", sa.String(200), nullable=False),
    sa.Column("day", sa.Date),
    sa.Index("ix_events_at", "school_id", "at"),
)
"""What happened to requests and promises. What is owed is told again from here, to be held against the ledger."""
