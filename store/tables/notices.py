"""The ledger of messages owed."""

import sqlalchemy as sa

from domain.notices import NoticeKind, NoticeState
from store.tables.base import an_id, metadata, of
from store.types import UtcDateTime, word

notices = sa.Table(
    "notices",
    metadata,
    an_id(),
    of("schools"),
    of("people"),
    word(NoticeKind, "kind", nullable=False),
    sa.Column("once_key", sa.String(200), nullable=False),
    word(NoticeState, "state", nullable=False),
    sa.Column("reason", sa.String(300)),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("thread", sa.String(120)),
    sa.Column("owed_at", UtcDateTime, nullable=False),
    sa.Column("not_before", UtcDateTime, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False, default=0),
    sa.Column("next_try_at", UtcDateTime, nullable=False),
    sa.Column("tried_at", UtcDateTime),
    sa.Column("called_at", UtcDateTime),
    sa.Column("sent_at", UtcDateTime),
    sa.Column("message", sa.String(120)),
    sa.Column("stale", sa.Integer, nullable=False),
    sa.Column("rewrite_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("school_id", "once_key"),
    sa.Index(
        "ix_notices_stale",
        "school_id",
        "state",
        "rewrite_at",
        sqlite_where=sa.text("stale > 0"),
        postgresql_where=sa.text("stale > 0"),
    ),
    sa.Index("ix_notices_message", "school_id", "message"),
    sa.Index("ix_notices_person", "school_id", "person_id", "state"),
    sa.Index("ix_notices_state", "school_id", "state", "sent_at"),
    sa.Index("ix_notices_kind", "school_id", "kind", "owed_at"),
)
"""The ledger. `owed_at`, `not_before`, `tried_at` and `sent_at` follow the school's clock; `next_try_at`, `called_at`
and `rewrite_at` real time, because leases and back-off must not jump when the sandbox's clock is moved. `stale` counts
the changes since the message was last rewritten, `failures` the times that our own work on it went wrong."""

notice_subjects = sa.Table(
    "notice_subjects",
    metadata,
    an_id(),
    of("schools"),
    of("notices"),
    sa.Column("position", sa.Integer, nullable=False),
    of("requests", nullable=True),
    of("commitments", nullable=True),
    of("partners", nullable=True),
    sa.Index("ix_notice_subjects_notice", "notice_id"),
    sa.Index("ix_notice_subjects_request", "school_id", "request_id"),
    sa.Index("ix_notice_subjects_commitment", "school_id", "commitment_id"),
    sa.Index("ix_notice_subjects_partner", "school_id", "partner_id"),
)
