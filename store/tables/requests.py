"""What was asked, the words that joined it, and what was answered."""

import sqlalchemy as sa

from domain.answer import Helped
from domain.request import HelpKind, RemarkKind, RequestState, Source
from store.tables.base import an_id, metadata, of, perhaps_of
from store.types import Id, UtcDateTime, word

requests = sa.Table(
    "requests",
    metadata,
    an_id(),
    of("schools"),
    of("people", name="asker_id"),
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
    perhaps_of("objectives"),
    sa.Column("department", sa.String(80)),
    sa.Index("ix_requests_live", "school_id", "state"),
    sa.Index("ix_requests_asker", "school_id", "asker_id"),
    sa.Index("ix_requests_thread", "school_id", "thread"),
)
"""`asked_back_at` is the moment of a question that still waits for its reply.

`department` is the one in which the asker taught when they asked.
"""

inbounds = sa.Table(
    "inbounds",
    metadata,
    sa.Column("school_id", Id, sa.ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("source_key", sa.String(200), primary_key=True),
    of("requests", nullable=True),
    of("people", nullable=True),
    sa.Column("outcome", sa.String(40), nullable=False),
    sa.Column("received_at", UtcDateTime, nullable=False),
)
"""What has come in already: a redelivery finds its row here and gets the same answer."""

remarks = sa.Table(
    "remarks",
    metadata,
    an_id(),
    of("schools"),
    of("requests"),
    of("people", name="author_id"),
    word(RemarkKind, "kind", nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("source_key", sa.String(200)),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Index("ix_remarks_request", "school_id", "request_id"),
    sa.Index("ix_remarks_source", "school_id", "source_key"),
)

answers = sa.Table(
    "answers",
    metadata,
    an_id(),
    of("schools"),
    of("requests"),
    of("people", name="author_id"),
    sa.Column("note", sa.Text),
    sa.Column("given_at", UtcDateTime, nullable=False),
    word(Helped, "helped"),
    sa.Column("helped_at", UtcDateTime),
    sa.Index("ix_answers_request", "school_id", "request_id"),
)

resources = sa.Table(
    "resources",
    metadata,
    sa.Column("school_id", Id, sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False),
    sa.Column("answer_id", Id, sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("whereabouts", sa.Text),
    sa.Column("why", sa.Text),
    sa.CheckConstraint("position BETWEEN 1 AND 5", name="at_most_five"),
)

thanks = sa.Table(
    "thanks",
    metadata,
    an_id(),
    of("schools"),
    of("requests"),
    of("answers"),
    of("people"),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("may_quote", sa.Boolean, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("answer_id"),
    sa.Index("ix_thanks_made_at", "school_id", "made_at"),
)
"""What somebody wrote to the library after an answer that helped: once for each answer."""
