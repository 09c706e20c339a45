"""The part of the first revision that is about what a librarian adds to the weekly digest."""

import sqlalchemy as sa

from store.migrations.first_partner_tables import perhaps_to, to, words

_MOMENT = sa.DateTime(timezone=True)


def add_digest_tables(tables: sa.MetaData) -> None:
    sa.Table(
        "digest_notes",
        tables,
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("school_id", sa.Uuid, to("schools"), nullable=False),
        sa.Column("person_id", sa.Uuid, to("people"), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Index("ix_digest_notes_made_at", "school_id", "made_at"),
    )
    sa.Table(
        "needs",
        tables,
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("school_id", sa.Uuid, to("schools"), nullable=False),
        sa.Column("person_id", sa.Uuid, to("people"), nullable=False),
        sa.Column("kind", words("kind_is_a_word_of_needkind", "time", "money", "cover", "training"), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("closed_at", _MOMENT),
        sa.Column("helper_id", sa.Uuid, perhaps_to("people")),
        sa.Column("commitment_id", sa.Uuid, perhaps_to("commitments")),
        sa.Index("ix_needs_open", "school_id", "closed_at"),
    )
