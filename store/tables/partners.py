"""Partners of the library, contact with them, the improvement plan, activities, referrals and weekly proposals."""

import sqlalchemy as sa

from domain.activity import Recurrence
from domain.collaboration import ActivityKind, Benefit, Level, Served
from domain.partner import Approach, Category
from domain.request import HelpKind
from store.tables.base import an_id, metadata, of, perhaps_of
from store.types import Id, UtcDateTime, word

objectives = sa.Table(
    "objectives",
    metadata,
    an_id(),
    of("schools"),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("aim", sa.Text, nullable=False),
    sa.Column("measure", sa.Text, nullable=False),
    sa.Column("target", sa.String(200), nullable=False),
    perhaps_of("objectives", name="rolled_from_id"),
    sa.Column("retired_on", sa.Date),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Index("ix_objectives_year", "school_id", "year"),
    sa.UniqueConstraint("rolled_from_id"),
)
"""A year rolls over once: each objective has at most one that goes on from it."""

readings = sa.Table(
    "readings",
    metadata,
    an_id(),
    of("schools"),
    of("objectives"),
    sa.Column("value", sa.String(200), nullable=False),
    sa.Column("note", sa.Text),
    sa.Column("read_on", sa.Date, nullable=False),
    of("people", name="read_by"),
    sa.Index("ix_readings_objective", "school_id", "objective_id"),
)
"""What an objective's measure showed, and when."""

partners = sa.Table(
    "partners",
    metadata,
    an_id(),
    of("schools"),
    sa.Column("name", sa.String(200), nullable=False),
    word(Category, "category", nullable=False, length=60),
    perhaps_of("people"),
    sa.Column("contact", sa.String(200)),
    sa.Column("offers", sa.Text),
    sa.Column("reach", sa.Text),
    word(Approach, "approach", length=60),
    perhaps_of("objectives"),
    sa.Column("ideal_days", sa.Integer, nullable=False),
    sa.Column("most_days", sa.Integer, nullable=False),
    sa.Column("added_on", sa.Date, nullable=False),
    sa.Column("last_contact_on", sa.Date),
    sa.Column("quiet_until", sa.Date),
    sa.Column("listed_on", sa.Date),
    sa.Column("retired_on", sa.Date),
    sa.Index("ix_partners_person", "school_id", "person_id"),
)
"""`last_contact_on` is the last real contact of any kind, kept by whatever made it."""

activities = sa.Table(
    "activities",
    metadata,
    an_id(),
    of("schools"),
    of("people", name="owner_id"),
    word(ActivityKind, "kind", nullable=False),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("first_on", sa.Date, nullable=False),
    sa.Column("at", sa.Time),
    word(Recurrence, "recurrence", nullable=False),
    sa.Column("until", sa.Date),
    word(Level, "level"),
    perhaps_of("partners"),
    perhaps_of("objectives"),
    sa.Column("source_uid", sa.String(300)),
    sa.Column("planned_until", sa.Date),
    sa.Column("ended_on", sa.Date),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Index("ix_activities_live", "school_id", "ended_on"),
    sa.UniqueConstraint("school_id", "source_uid"),
)
"""`source_uid` is the event of a calendar file that the activity was kept from."""

contacts = sa.Table(
    "contacts",
    metadata,
    an_id(),
    of("schools"),
    sa.Column("with_whom", sa.String(200), nullable=False),
    perhaps_of("partners"),
    perhaps_of("people"),
    of("people", name="logged_by"),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("minutes", sa.Integer),
    word(ActivityKind, "activity"),
    word(Level, "level"),
    perhaps_of("objectives"),
    perhaps_of("commitments"),
    sa.Column("logged_at", UtcDateTime, nullable=False),
    sa.CheckConstraint("minutes BETWEEN 1 AND 600", name="minutes_of_a_day"),
    sa.Index("ix_contacts_partner", "school_id", "partner_id"),
    sa.Index("ix_contacts_on", "school_id", "on"),
    sa.Index("ix_contacts_commitment", "commitment_id"),
)
"""Contact that somebody logged; `commitment_id` is the next step that was agreed."""

gains = sa.Table(
    "gains",
    metadata,
    of("schools"),
    sa.Column("contact_id", Id, sa.ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    word(Benefit, "benefit", primary_key=True, length=60),
    word(Served, "served", primary_key=True),
)
"""What a contact brought, and to whom."""

referrals = sa.Table(
    "referrals",
    metadata,
    an_id(),
    of("schools"),
    of("requests"),
    of("partners"),
    of("people", name="referred_by"),
    sa.Column("note", sa.Text),
    sa.Column("referred_at", UtcDateTime, nullable=False),
    sa.Column("follow_up_on", sa.Date, nullable=False),
    sa.Column("followed_up_at", UtcDateTime),
    sa.Column("helped", sa.String(40)),
    sa.Column("helped_at", UtcDateTime),
    sa.Column("settled_at", UtcDateTime),
    sa.Index("ix_referrals_request", "school_id", "request_id"),
    sa.Index("ix_referrals_partner", "school_id", "partner_id"),
)
"""A request that went to a partner; `follow_up_on` is the school day on which somebody is asked whether they helped.

`helped` is the word of who asked; `settled_at` is when a librarian noted that the partner did."""

ideas = sa.Table(
    "ideas",
    metadata,
    an_id(),
    of("schools"),
    sa.Column("key", sa.String(80)),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    word(HelpKind, "help_kind", nullable=False),
    sa.Column("retired_on", sa.Date),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("school_id", "key"),
)
"""Lesson ideas that the librarian wrote, or changed; `key` names the one of the starter set that a row stands for."""

weekly_proposals = sa.Table(
    "weekly_proposals",
    metadata,
    an_id(),
    of("schools"),
    of("people"),
    sa.Column("week", sa.Date, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    of("people", name="teacher_id", nullable=True),
    perhaps_of("partners"),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("state", sa.String(40), nullable=False),
    perhaps_of("commitments"),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("reached_at", UtcDateTime),
    sa.UniqueConstraint("school_id", "person_id", "week", "number"),
)
"""What was proposed to a librarian (`person_id`) in a week, one row for each; `reached_at` once one was shown."""
