"""Messages that are already in somebody's conversation: which of them no longer show the truth."""

import json
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from domain.notices import UNSETTLED, Notice, NoticeKind, NoticeState, nudge_key
from store import outbox, weekly_proposals
from store.session import Session
from store.tables import notice_subjects, notices

LIVING = (
    NoticeKind.RECEIPT,
    NoticeKind.QUESTION,
    NoticeKind.ANSWERED,
    NoticeKind.DID_THEY_HELP,
    NoticeKind.CARD,
    NoticeKind.CARDS,
    NoticeKind.MORNING,
    NoticeKind.AFTERNOON,
    NoticeKind.LEFT,
    NoticeKind.THANKED,
)
"""Messages with buttons: they are rewritten when what they show has changed."""

_SHOWN_OR_TO_BE = (*UNSETTLED, NoticeState.SENT)
"""Waiting ones too: one that is just being leased was composed from what was there before the change."""


def mark_stale(
    db: Session,
    school_id: UUID,
    *,
    request_id: UUID | None = None,
    commitment_id: UUID | None = None,
    partner_id: UUID | None = None,
) -> None:
    """Every living message about this request, commitment or partner is to be rewritten to the truth.

    A commitment that came of a week's proposal stands in that week's morning messages as what became of it.
    """
    columns = (
        (notice_subjects.c.request_id, request_id),
        (notice_subjects.c.commitment_id, commitment_id),
        (notice_subjects.c.partner_id, partner_id),
    )
    about = sa.or_(*(column == wanted for column, wanted in columns if wanted is not None))
    subjects = sa.select(notice_subjects.c.notice_id).where(notice_subjects.c.school_id == school_id, about)
    db.execute(
        notices.update()
        .where(notices.c.school_id == school_id, notices.c.id.in_(subjects))
        .where(notices.c.kind.in_(LIVING), notices.c.state.in_(_SHOWN_OR_TO_BE))
        .values(stale=notices.c.stale + 1)
    )
    if commitment_id:
        for proposal in weekly_proposals.that_became(db, school_id, commitment_id):
            mark_proposal_stale(db, school_id, proposal.person_id, proposal.week)


def mark_proposal_stale(db: Session, school_id: UUID, person_id: UUID, week: date) -> None:
    """The morning messages that may show this librarian's proposal of that week are to be rewritten to the truth."""
    keys = [nudge_key(person_id, week + timedelta(days=day), NoticeKind.MORNING) for day in range(7)]
    db.execute(
        notices.update()
        .where(notices.c.school_id == school_id, notices.c.once_key.in_(keys))
        .where(notices.c.kind.in_(LIVING), notices.c.state.in_(_SHOWN_OR_TO_BE))
        .values(stale=notices.c.stale + 1)
    )


def mark_theirs_stale(db: Session, school_id: UUID, person_ids: Iterable[UUID]) -> None:
    """Every living message to these people is to be rewritten: they may do something else with it now."""
    db.execute(
        notices.update()
        .where(notices.c.school_id == school_id, notices.c.person_id.in_(tuple(person_ids)))
        .where(notices.c.kind.in_(LIVING), notices.c.state.in_(_SHOWN_OR_TO_BE))
        .values(stale=notices.c.stale + 1)
    )


def mark_digests_stale(db: Session, school_id: UUID, since: datetime) -> None:
    """Digests owed from then on show something that has changed. They are rewritten for no other reason."""
    db.execute(
        notices.update()
        .where(notices.c.school_id == school_id, notices.c.kind == NoticeKind.DIGEST, notices.c.owed_at >= since)
        .where(notices.c.state.in_(_SHOWN_OR_TO_BE))
        .values(stale=notices.c.stale + 1)
    )


def mark_quoting_stale(db: Session, school_id: UUID, thanks_ids: Collection[str], since: datetime) -> None:
    """Digests owed from then on that quote one of these thanks, or would: each has its picture drawn anew."""
    digests = sa.select(notices.c.id, notices.c.facts).where(
        notices.c.school_id == school_id, notices.c.kind == NoticeKind.DIGEST, notices.c.owed_at >= since
    )
    quoting = [
        row.id
        for row in db.execute(digests)
        if not set(json.loads(row.facts.get("thanks", "[]"))).isdisjoint(thanks_ids)
    ]
    db.execute(
        notices.update()
        .where(notices.c.id.in_(quoting), notices.c.state.in_(_SHOWN_OR_TO_BE))
        .values(stale=notices.c.stale + 1)
    )


def next_stale(db: Session, school_id: UUID, real_now: datetime) -> tuple[Notice, int] | None:
    """One posted message to rewrite, claimed for this transaction, with the number of changes since it was written."""
    is_stale = notices.c.stale > sa.literal_column("0")  # as the index has it: a bound 0 could be any number
    query = (
        sa.select(notices)
        .where(is_stale, notices.c.state == NoticeState.SENT, notices.c.rewrite_at <= real_now)
        .where(notices.c.school_id == outbox.working(school_id))
        .order_by(notices.c.rewrite_at)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True)
    )
    row = db.execute(query).first()
    return (outbox.notice_from(db, row), row.stale) if row else None


def hold_rewrite(db: Session, notice_id: UUID, until: datetime) -> None:
    outbox.change(db, notice_id, rewrite_at=until)


def mark_rewritten(db: Session, notice_id: UUID, seen: int, real_now: datetime) -> None:
    """Fresh again, unless something changed while it was being rewritten."""
    left = sa.case((notices.c.stale <= seen, 0), else_=notices.c.stale - seen)
    outbox.change(db, notice_id, stale=left, rewrite_at=real_now)
