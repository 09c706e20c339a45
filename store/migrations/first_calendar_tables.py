"""The part of the first revision that is about calendars to subscribe to."""

import sqlalchemy as sa

from store.migrations.first_partner_tables import to


def add_calendar_tables(tables: sa.MetaData) -> None:
    sa.Table(
        "calendar_feeds",
        tables,
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("school_id", sa.Uuid, to("schools"), nullable=False),
        sa.Column("person_id", sa.Uuid, to("people"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("school_id", "person_id"),
    )
