"""A school, its days, and its people."""

import sqlalchemy as sa

from domain.dates_in_words import DateOrder
from domain.spelling import Spelling
from store.tables.base import an_id, metadata, of, perhaps_of
from store.types import Id, UtcDateTime, word

schools = sa.Table(
    "schools",
    metadata,
    an_id(),
    sa.Column("platform", sa.String(20), nullable=False),
    sa.Column("address", sa.String(80), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("zone", sa.String(60), nullable=False),
    sa.Column("opens", sa.Time, nullable=False),
    sa.Column("closes", sa.Time, nullable=False),
    sa.Column("weekdays", sa.String(7), nullable=False),
    sa.Column("holidays", sa.String(20), nullable=False),
    word(DateOrder, "date_order", nullable=False),
    word(Spelling, "spelling", nullable=False, default=Spelling.BRITISH),
    sa.Column("digest_weekday", sa.Integer, nullable=False),
    sa.Column("digest_at", sa.Time, nullable=False),
    sa.Column("next_digest_at", UtcDateTime),
    sa.Column("digest_from", UtcDateTime),
    sa.Column("digest_held_until", UtcDateTime),
    sa.Column("paused_why", sa.String(200)),
    sa.Column("paused_at", UtcDateTime),
    sa.Column("most_unprompted", sa.Integer, nullable=False, default=2),
    sa.Column("proposes", sa.Boolean, nullable=False, default=True),
    sa.Column("ladder", sa.String(100), nullable=False),
    sa.Column("keeps_months", sa.Integer, nullable=False),
    sa.Column("forgotten_before", UtcDateTime),
    sa.Column("seen_at", UtcDateTime),
    sa.Column("away_from", UtcDateTime),
    sa.Column("away_until", UtcDateTime),
    sa.Column("away_noticed_at", UtcDateTime),
    sa.UniqueConstraint("platform", "address"),
)
"""`away_noticed_at` is real time, for the waiting that follows; every other moment is the school's clock's."""

closures = sa.Table(
    "closures",
    metadata,
    an_id(),
    of("schools"),
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
    sa.Column("school_id", Id, sa.ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("why", sa.String(200), nullable=False),
)
"""School days whatever closures and holidays say."""

earlier_calendars = sa.Table(
    "earlier_calendars",
    metadata,
    an_id(),
    of("schools"),
    sa.Column("until", UtcDateTime, nullable=False),
    sa.Column("calendar", sa.JSON, nullable=False),
    sa.Index("ix_earlier_calendars_until", "school_id", "until"),
)
"""A calendar as it was before it changed. What was owed is told again from the one that counted at the time."""

people = sa.Table(
    "people",
    metadata,
    an_id(),
    of("schools"),
    sa.Column("platform", sa.String(20), nullable=False),
    sa.Column("address", sa.String(80), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("locale", sa.String(40)),
    sa.Column("zone", sa.String(60)),
    sa.Column("is_librarian", sa.Boolean, nullable=False, default=False),
    sa.Column("is_administrator", sa.Boolean, nullable=False, default=False),
    sa.Column("conversation", sa.String(80)),
    sa.Column("next_nudge_at", UtcDateTime),
    sa.Column("nudge_held_until", UtcDateTime),
    sa.Column("left_at", UtcDateTime),
    sa.Column("stepped_down_at", UtcDateTime),
    sa.Column("department", sa.String(80)),
    sa.Column("quiet_from", sa.Date),
    sa.Column("quiet_until", sa.Date),
    sa.Column("quotes_thanks", sa.Boolean, nullable=False, default=False),
    sa.UniqueConstraint("school_id", "platform", "address"),
    sa.Index(
        "ix_people_to_nudge",
        "next_nudge_at",
        sqlite_where=sa.text("next_nudge_at IS NOT NULL"),
        postgresql_where=sa.text("next_nudge_at IS NOT NULL"),
    ),
)
"""`stepped_down_at` is since when somebody no longer runs the library: what they promised is open to the others."""

homes = sa.Table(
    "homes",
    metadata,
    sa.Column("school_id", Id, sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False),
    sa.Column("person_id", Id, sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("turned", sa.JSON, nullable=False, default=dict),
    perhaps_of("people", name="only_person_id"),
    sa.Column("only_class", sa.String(200)),
    perhaps_of("objectives", name="only_objective_id"),
    sa.Column("stale", sa.Integer, nullable=False),
    sa.Column("rewrite_at", UtcDateTime, nullable=False),
    sa.Column("rests_until", UtcDateTime, nullable=False),
    sa.Column("shown_on", sa.Date),
)
"""The Home tabs that have been opened, to be published anew when what they show has changed.

`turned` says which page of each list is shown, the `only_` columns what its lists are filtered by, and `shown_on` for
which day of the school's it was published last. What changes until `rests_until` (real time) is published in one.
"""
