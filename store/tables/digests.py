"""What a librarian adds to the weekly digest."""

import sqlalchemy as sa

from domain.library_need import NeedKind
from store.tables.base import an_id, metadata, of, perhaps_of
from store.types import UtcDateTime, word

digest_notes = sa.Table(
    "digest_notes",
    metadata,
    an_id(),
    of("schools"),
    of("people"),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Index("ix_digest_notes_made_at", "school_id", "made_at"),
)
"""A line goes into the digest in whose time it was written."""

needs = sa.Table(
    "needs",
    metadata,
    an_id(),
    of("schools"),
    of("people"),
    word(NeedKind, "kind", nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("closed_at", UtcDateTime),
    perhaps_of("people", name="helper_id"),
    perhaps_of("commitments"),
    sa.Index("ix_needs_open", "school_id", "closed_at"),
)
"""`helper_id` is who can help, `commitment_id` the librarian's promise to follow that up."""
