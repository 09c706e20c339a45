"""The first tables: schools, people, what was asked and promised, and the ledger of messages owed.

Stands on its own, as every revision does: what the program's own tables become later does not change it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_tables = sa.MetaData(
    naming_convention={
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _tables.create_all(op.get_bind(), checkfirst=False)


def _words(name: str, *allowed: str) -> sa.Enum:
    return sa.Enum(*allowed, native_enum=False, create_constraint=True, length=40, name=name)


def _to(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.id", ondelete="CASCADE")


sa.Table(
    "schools",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("platform", sa.String(20), nullable=False),
    sa.Column("address", sa.String(80), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("zone", sa.String(60), nullable=False),
    sa.Column("opens", sa.Time, nullable=False),
    sa.Column("closes", sa.Time, nullable=False),
    sa.Column("weekdays", sa.String(7), nullable=False),
    sa.Column("holidays", sa.String(20), nullable=False),
    sa.Column("date_order", _words("date_order_is_a_word_of_dateorder", "DMY", "MDY", "YMD"), nullable=False),
    sa.Column("digest_weekday", sa.Integer, nullable=False),
    sa.Column("digest_at", sa.Time, nullable=False),
    sa.Column("next_digest_at", _MOMENT),
    sa.Column("digest_from", _MOMENT),
    sa.Column("digest_held_until", _MOMENT),
    sa.Column("paused_why", sa.String(200)),
    sa.Column("most_unprompted", sa.Integer, nullable=False),
    sa.Column("seen_at", _MOMENT),
    sa.Column("away_from", _MOMENT),
    sa.Column("away_until", _MOMENT),
    sa.UniqueConstraint("platform", "address"),
)
sa.Table(
    "closures",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("first", sa.Date, nullable=False),
    sa.Column("last", sa.Date, nullable=False),
    sa.Column("why", sa.String(200), nullable=False),
    sa.Column("source", sa.String(200)),
    sa.Column("uid", sa.String(300)),
    sa.Index("ix_closures_uid", "school_id", "uid"),
)
sa.Table(
    "open_days",
    _tables,
    sa.Column("school_id", sa.Uuid, _to("schools"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("why", sa.String(200), nullable=False),
)
sa.Table(
    "earlier_calendars",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("until", _MOMENT, nullable=False),
    sa.Column("calendar", sa.JSON, nullable=False),
    sa.Index("ix_earlier_calendars_until", "school_id", "until"),
)
sa.Table(
    "people",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("platform", sa.String(20), nullable=False),
    sa.Column("address", sa.String(80), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("is_librarian", sa.Boolean, nullable=False),
    sa.Column("is_administrator", sa.Boolean, nullable=False),
    sa.Column("librarian_since", _MOMENT),
    sa.Column("administrator_since", _MOMENT),
    sa.Column("conversation", sa.String(80)),
    sa.Column("next_nudge_at", _MOMENT),
    sa.Column("nudge_held_until", _MOMENT),
    sa.Column("left_at", _MOMENT),
    sa.UniqueConstraint("school_id", "platform", "address"),
    sa.Index(
        "ix_people_to_nudge",
        "next_nudge_at",
        sqlite_where=sa.text("next_nudge_at IS NOT NULL"),
        postgresql_where=sa.text("next_nudge_at IS NOT NULL"),
    ),
)
sa.Table(
    "homes",
    _tables,
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("person_id", sa.Uuid, _to("people"), primary_key=True),
    sa.Column("stale", sa.Integer, nullable=False),
    sa.Column("rewrite_at", _MOMENT, nullable=False),
)
sa.Table(
    "notices",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("person_id", sa.Uuid, _to("people"), nullable=False),
    sa.Column(
        "kind",
        _words(
            "kind_is_a_word_of_noticekind",
            "receipt",
            "small talk",
            "question",
            "promised",
            "renegotiated",
            "released",
            "answered",
            "declined",
            "noted",
            "taken over",
            "news",
            "card",
            "cards",
            "reply",
            "changed",
            "withdrawn",
            "morning",
            "afternoon",
            "away",
            "left",
            "digest",
        ),
        nullable=False,
    ),
    sa.Column("once_key", sa.String(200), nullable=False),
    sa.Column(
        "state",
        _words("state_is_a_word_of_noticestate", "waiting", "sending", "unsure", "sent", "failed", "cancelled"),
        nullable=False,
    ),
    sa.Column("reason", sa.String(300)),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("thread", sa.String(120)),
    sa.Column("owed_at", _MOMENT, nullable=False),
    sa.Column("not_before", _MOMENT, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("next_try_at", _MOMENT, nullable=False),
    sa.Column("tried_at", _MOMENT),
    sa.Column("called_at", _MOMENT),
    sa.Column("sent_at", _MOMENT),
    sa.Column("message", sa.String(120)),
    sa.Column("stale", sa.Integer, nullable=False),
    sa.Column("rewrite_at", _MOMENT, nullable=False),
    sa.UniqueConstraint("school_id", "once_key"),
    sa.Index("ix_notices_message", "school_id", "message"),
    sa.Index("ix_notices_person", "school_id", "person_id", "state"),
    sa.Index(
        "ix_notices_stale", "rewrite_at", sqlite_where=sa.text("stale > 0"), postgresql_where=sa.text("stale > 0")
    ),
    sa.Index(
        "ix_notices_unsettled",
        "school_id",
        "not_before",
        sqlite_where=sa.text("state IN ('waiting', 'sending', 'unsure')"),
        postgresql_where=sa.text("state IN ('waiting', 'sending', 'unsure')"),
    ),
)
sa.Table(
    "requests",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("asker_id", sa.Uuid, _to("people"), nullable=False),
    sa.Column("need", sa.Text, nullable=False),
    sa.Column(
        "kind",
        _words(
            "kind_is_a_word_of_helpkind",
            "complex concept",
            "less confident topic",
            "activity needing support",
            "resources",
            "something else",
        ),
    ),
    sa.Column("class_name", sa.String(200)),
    sa.Column("needed_by", sa.Date),
    sa.Column(
        "state",
        _words("state_is_a_word_of_requeststate", "open", "promised", "answered", "declined", "withdrawn"),
        nullable=False,
    ),
    sa.Column(
        "source",
        _words("source_is_a_word_of_source", "command", "form", "direct message", "mention", "shortcut"),
        nullable=False,
    ),
    sa.Column("doubtful", sa.Boolean, nullable=False),
    sa.Column("thread", sa.String(120)),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("asked_at", _MOMENT, nullable=False),
    sa.Column("asked_back_at", _MOMENT),
    sa.Column("reason", sa.Text),
    sa.Index("ix_requests_asker", "school_id", "asker_id"),
    sa.Index("ix_requests_live", "school_id", "state"),
    sa.Index("ix_requests_thread", "school_id", "thread"),
)
sa.Table(
    "answers",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("request_id", sa.Uuid, _to("requests"), nullable=False),
    sa.Column("author_id", sa.Uuid, _to("people"), nullable=False),
    sa.Column("note", sa.Text),
    sa.Column("given_at", _MOMENT, nullable=False),
    sa.Column("helped", _words("helped_is_a_word_of_helped", "yes", "partly", "not yet")),
    sa.Column("helped_at", _MOMENT),
    sa.Index("ix_answers_request", "school_id", "request_id"),
)
sa.Table(
    "commitments",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("request_id", sa.Uuid, _to("requests")),
    sa.Column("owner_id", sa.Uuid, _to("people"), nullable=False),
    sa.Column("doing", sa.Text, nullable=False),
    sa.Column(
        "share",
        _words(
            "share_is_a_word_of_share",
            "research",
            "curation",
            "technology",
            "co-teaching",
            "materials or space",
            "introduction",
        ),
    ),
    sa.Column("state", _words("state_is_a_word_of_commitmentstate", "open", "kept", "released"), nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("made_at", _MOMENT, nullable=False),
    sa.Column("closed_at", _MOMENT),
    sa.Column("closing_word", sa.Text),
    sa.Column("snoozed_until", sa.Date),
    sa.Column("last_nudged_on", sa.Date),
    sa.Index("ix_commitments_open", "school_id", "state", "owner_id"),
    sa.Index("ix_commitments_request", "school_id", "request_id"),
)
sa.Table(
    "inbounds",
    _tables,
    sa.Column("school_id", sa.Uuid, _to("schools"), primary_key=True),
    sa.Column("source_key", sa.String(200), primary_key=True),
    sa.Column("request_id", sa.Uuid, _to("requests")),
    sa.Column("person_id", sa.Uuid, _to("people")),
    sa.Column("outcome", sa.String(40), nullable=False),
    sa.Column("received_at", _MOMENT, nullable=False),
)
sa.Table(
    "remarks",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("request_id", sa.Uuid, _to("requests"), nullable=False),
    sa.Column("author_id", sa.Uuid, _to("people"), nullable=False),
    sa.Column("kind", _words("kind_is_a_word_of_remarkkind", "question", "reply", "addition"), nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("source_key", sa.String(200)),
    sa.Column("made_at", _MOMENT, nullable=False),
    sa.Index("ix_remarks_request", "school_id", "request_id"),
    sa.Index("ix_remarks_source", "school_id", "source_key"),
)
sa.Table(
    "due_dates",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("commitment_id", sa.Uuid, _to("commitments"), nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("set_at", _MOMENT, nullable=False),
    sa.Column("why", sa.Text),
    sa.Index("ix_due_dates_commitment", "school_id", "commitment_id"),
)
sa.Table(
    "notice_subjects",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("notice_id", sa.Uuid, _to("notices"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("request_id", sa.Uuid, _to("requests")),
    sa.Column("commitment_id", sa.Uuid, _to("commitments")),
    sa.Index("ix_notice_subjects_commitment", "school_id", "commitment_id"),
    sa.Index("ix_notice_subjects_notice", "notice_id"),
    sa.Index("ix_notice_subjects_request", "school_id", "request_id"),
)
sa.Table(
    "resources",
    _tables,
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column("answer_id", sa.Uuid, _to("answers"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("whereabouts", sa.Text),
    sa.Column("why", sa.Text),
    sa.CheckConstraint("position BETWEEN 1 AND 5", name="at_most_five"),
)
sa.Table(
    "events",
    _tables,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("school_id", sa.Uuid, _to("schools"), nullable=False),
    sa.Column(
        "kind",
        _words(
            "kind_is_a_word_of_eventkind",
            "opened",
            "edited",
            "questioned",
            "replied",
            "joined",
            "promised",
            "moved",
            "snoozed",
            "taken over",
            "kept",
            "released",
            "answered",
            "declined",
            "withdrawn",
            "left",
            "told",
            "came back",
        ),
        nullable=False,
    ),
    sa.Column("at", _MOMENT, nullable=False),
    sa.Column("request_id", sa.Uuid, _to("requests")),
    sa.Column("commitment_id", sa.Uuid, _to("commitments")),
    sa.Column("person_id", sa.Uuid, _to("people")),
    sa.Column("detail", sa.String(200), nullable=False),
    sa.Column("day", sa.Date),
    sa.Index("ix_events_at", "school_id", "at"),
)
