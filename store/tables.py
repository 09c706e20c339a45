"""What is remembered, as tables. Every one carries `school_id`, and every query is scoped by it."""

from uuid import UUID

import sqlalchemy as sa

from domain.answer import Helped
from domain.commitment import CommitmentState, Share
from domain.dates_in_words import DateOrder
from domain.history import EventKind
from domain.notices import NoticeKind, NoticeState
from domain.request import HelpKind, RemarkKind, RequestState, Source
from store.types import UtcDateTime, word

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> sa.Column[UUID]:
    return sa.Column("id", sa.Uuid, primary_key=True)


def _of(table: str, *, name: str | None = None, nullable: bool = False) -> sa.Column[UUID]:
    target = {"people": "person", "requests": "request", "commitments": "commitment"}.get(table, table[:-1])
    column = name or f"{target}_id"
    return sa.Column(column, sa.Uuid, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=nullable)


schools = sa.Table(
    "schools",
    metadata,
    _id(),
    sa.Column("platform", sa.String(20), nullable=False),
    sa.Column("address", sa.String(80), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("zone", sa.String(60), nullable=False),
    sa.Column("opens", sa.Time, nullable=False),
    sa.Column("closes", sa.Time, nullable=False),
    sa.Column("weekdays", sa.String(7), nullable=False),
    sa.Column("holidays", sa.String(20), nullable=False),
    word(DateOrder, "date_order", nullable=False),
    sa.Column("digest_weekday", sa.Integer, nullable=False),
    sa.Column("digest_at", sa.Time, nullable=False),
    sa.Column("next_digest_at", UtcDateTime),
    sa.Column("digest_from", UtcDateTime),
    sa.Column("digest_held_until", UtcDateTime),
    sa.Column("paused_why", sa.String(200)),
    sa.Column("most_unprompted", sa.Integer, nullable=False, default=2),
    sa.Column("seen_at", UtcDateTime),
    sa.Column("away_from", UtcDateTime),
    sa.Column("away_until", UtcDateTime),
    sa.UniqueConstraint("platform", "address"),
)

closures = sa.Table(
    "closures",
    metadata,
    _id(),
    _of("schools"),
    sa.Column("first", sa.Date, nullable=False),
    sa.Column("last", sa.Date, nullable=False),
    sa.Column("why", sa.String(200), nullable=False),
    sa.Column("source", sa.String(200)),
    sa.Column("uid", sa.String(300)),
    sa.Index("ix_closures_uid", "school_id", "uid"),
)
"""`source` is the calendar that a closure was imported from and `uid` its event there; both empty for a typed one."""

open_days = sa.Table(
    "open_days",
    metadata,
    sa.Column("school_id", sa.Uuid, sa.ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("why", sa.String(200), nullable=False),
)
"""School days whatever closures and holidays say."""

earlier_calendars = sa.Table(
    "earlier_calendars",
    metadata,
    _id(),
    _of("schools"),
    sa.Column("until", UtcDateTime, nullable=False),
    sa.Column("calendar", sa.JSON, nullable=False),
    sa.Index("ix_earlier_calendars_until", "school_id", "until"),
)
"""A calendar as it was before it changed. What was owed is told again from the one that counted at the time."""

people = sa.Table(
    "people",
    metadata,
    _id(),
    _of("schools"),
    sa.Column("platform", sa.String(20), nullable=False),
    sa.Column("address", sa.String(80), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("is_librarian", sa.Boolean, nullable=False, default=False),
    sa.Column("is_administrator", sa.Boolean, nullable=False, default=False),
    sa.Column("librarian_since", UtcDateTime),
    sa.Column("administrator_since", UtcDateTime),
    sa.Column("conversation", sa.String(80)),
    sa.Column("next_nudge_at", UtcDateTime),
    sa.Column("nudge_held_until", UtcDateTime),
    sa.Column("left_at", UtcDateTime),
    sa.UniqueConstraint("school_id", "platform", "address"),
    sa.Index(
        "ix_people_to_nudge",
        "next_nudge_at",
        sqlite_where=sa.text("next_nudge_at IS NOT NULL"),
        postgresql_where=sa.text("next_nudge_at IS NOT NULL"),
    ),
)

requests = sa.Table(
    "requests",
    metadata,
    _id(),
    _of("schools"),
    _of("people", name="asker_id"),
    sa.Column("need", sa.Text, nullable=False),
    word(HelpKind, "kind"),
    sa.Column("class_name", sa.String(200)),
    sa.Column("needed_by", sa.Date),
    word(RequestState, "state", nullable=False),
    word(Source, "source", nullable=False),
    sa.Column("doubtful", sa.Boolean, nullable=False),
    sa.Column("thread", sa.String(120)),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("asked_back_at", UtcDateTime),
    sa.Column("reason", sa.Text),
    sa.Index("ix_requests_live", "school_id", "state"),
    sa.Index("ix_requests_asker", "school_id", "asker_id"),
    sa.Index("ix_requests_thread", "school_id", "thread"),
)
"""`asked_back_at` is the moment of a question that still waits for its reply."""

inbounds = sa.Table(
    "inbounds",
    metadata,
    sa.Column("school_id", sa.Uuid, sa.ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("source_key", sa.String(200), primary_key=True),
    _of("requests", nullable=True),
    _of("people", nullable=True),
    sa.Column("outcome", sa.String(40), nullable=False),
    sa.Column("received_at", UtcDateTime, nullable=False),
)
"""What has come in already: a redelivery finds its row here and gets the same answer."""

remarks = sa.Table(
    "remarks",
    metadata,
    _id(),
    _of("schools"),
    _of("requests"),
    _of("people", name="author_id"),
    word(RemarkKind, "kind", nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("source_key", sa.String(200)),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Index("ix_remarks_request", "school_id", "request_id"),
    sa.Index("ix_remarks_source", "school_id", "source_key"),
)

commitments = sa.Table(
    "commitments",
    metadata,
    _id(),
    _of("schools"),
    _of("requests", nullable=True),
    _of("people", name="owner_id"),
    sa.Column("doing", sa.Text, nullable=False),
    word(Share, "share"),
    word(CommitmentState, "state", nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("closed_at", UtcDateTime),
    sa.Column("closing_word", sa.Text),
    sa.Column("snoozed_until", sa.Date),
    sa.Column("last_nudged_on", sa.Date),
    sa.Index("ix_commitments_open", "school_id", "state", "owner_id"),
    sa.Index("ix_commitments_request", "school_id", "request_id"),
)

due_dates = sa.Table(
    "due_dates",
    metadata,
    _id(),
    _of("schools"),
    _of("commitments"),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("set_at", UtcDateTime, nullable=False),
    sa.Column("why", sa.Text),
    sa.Index("ix_due_dates_commitment", "school_id", "commitment_id"),
)
"""Every date a commitment has had; renegotiating appends one."""

answers = sa.Table(
    "answers",
    metadata,
    _id(),
    _of("schools"),
    _of("requests"),
    _of("people", name="author_id"),
    sa.Column("note", sa.Text),
    sa.Column("given_at", UtcDateTime, nullable=False),
    word(Helped, "helped"),
    sa.Column("helped_at", UtcDateTime),
    sa.Index("ix_answers_request", "school_id", "request_id"),
)

resources = sa.Table(
    "resources",
    metadata,
    sa.Column("school_id", sa.Uuid, sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False),
    sa.Column("answer_id", sa.Uuid, sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("whereabouts", sa.Text),
    sa.Column("why", sa.Text),
    sa.CheckConstraint("position BETWEEN 1 AND 5", name="at_most_five"),
)

notices = sa.Table(
    "notices",
    metadata,
    _id(),
    _of("schools"),
    _of("people"),
    word(NoticeKind, "kind", nullable=False),
    sa.Column("once_key", sa.String(200), nullable=False),
    word(NoticeState, "state", nullable=False),
    sa.Column("reason", sa.String(300)),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("thread", sa.String(120)),
    sa.Column("owed_at", UtcDateTime, nullable=False),
    sa.Column("not_before", UtcDateTime, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("next_try_at", UtcDateTime, nullable=False),
    sa.Column("tried_at", UtcDateTime),
    sa.Column("called_at", UtcDateTime),
    sa.Column("sent_at", UtcDateTime),
    sa.Column("message", sa.String(120)),
    sa.Column("stale", sa.Integer, nullable=False),
    sa.Column("rewrite_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("school_id", "once_key"),
    sa.Index(
        "ix_notices_unsettled",
        "school_id",
        "not_before",
        sqlite_where=sa.text("state IN ('waiting', 'sending', 'unsure')"),
        postgresql_where=sa.text("state IN ('waiting', 'sending', 'unsure')"),
    ),
    sa.Index(
        "ix_notices_stale", "rewrite_at", sqlite_where=sa.text("stale > 0"), postgresql_where=sa.text("stale > 0")
    ),
    sa.Index("ix_notices_message", "school_id", "message"),
    sa.Index("ix_notices_person", "school_id", "person_id", "state"),
)
"""The ledger. `owed_at`, `not_before`, `tried_at` and `sent_at` follow the school's clock; `next_try_at`, `called_at`
and `rewrite_at` real time, because leases and back-off must not jump when the sandbox's clock is moved. `stale` counts
the changes since the message was last rewritten."""

notice_subjects = sa.Table(
    "notice_subjects",
    metadata,
    _id(),
    _of("schools"),
    _of("notices"),
    sa.Column("position", sa.Integer, nullable=False),
    _of("requests", nullable=True),
    _of("commitments", nullable=True),
    sa.Index("ix_notice_subjects_notice", "notice_id"),
    sa.Index("ix_notice_subjects_request", "school_id", "request_id"),
    sa.Index("ix_notice_subjects_commitment", "school_id", "commitment_id"),
)

events = sa.Table(
    "events",
    metadata,
    _id(),
    _of("schools"),
    word(EventKind, "kind", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    _of("requests", nullable=True),
    _of("commitments", nullable=True),
    _of("people", nullable=True),
    sa.Column("detail", sa.String(200), nullable=False),
    sa.Column("day", sa.Date),
    sa.Index("ix_events_at", "school_id", "at"),
)
"""What happened to requests and promises. What is owed is told again from here, to be held against the ledger."""

homes = sa.Table(
    "homes",
    metadata,
    sa.Column("school_id", sa.Uuid, sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False),
    sa.Column("person_id", sa.Uuid, sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("stale", sa.Integer, nullable=False),
    sa.Column("rewrite_at", UtcDateTime, nullable=False),
)
"""The Home tabs that have been opened, to be published anew when what they show has changed."""
