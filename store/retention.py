"""What goes when it has been kept for as long as the school wants, table by table. What is open is never removed.

A table is in one of three lists: it has a rule of its own, it goes with the row that it belongs to, or it stays.
Rules stand in their order: what is shown goes before what it shows, and people after everything they did.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.activity import Recurrence
from domain.commitment import CommitmentState
from domain.history import EventKind
from domain.notices import UNSETTLED
from domain.request import LIVE
from store.contacts import TAKEN_BACK
from store.session import Session
from store.tables import (
    activities,
    answers,
    commitments,
    contacts,
    digest_notes,
    earlier_calendars,
    events,
    homes,
    inbounds,
    metadata,
    needs,
    notice_subjects,
    notices,
    objectives,
    partners,
    people,
    referrals,
    requests,
    weekly_proposals,
)

AT_ONCE = 20
"""Rows removed in one transaction, each with what goes with it."""


@dataclass(frozen=True)
class Edge:
    """What was closed before this moment (UTC), on a day before this one, or in a school year before this one goes."""

    school_id: UUID
    before: datetime
    day: date
    year: int


_Which = Callable[[Edge], sa.ColumnElement[bool]]


def next_to_go(db: Session, edge: Edge) -> sa.Table | None:
    """The first table in which something has been kept for long enough."""
    return next((table for table in RULES if db.execute(_to_go(table, edge).limit(1)).first()), None)


def remove_some(db: Session, table: sa.Table, edge: Edge) -> int:
    """How many rows were removed, of at most `AT_ONCE`; what somebody is just changing is left for the next time."""
    keys = tuple(table.primary_key)
    found = db.execute(_to_go(table, edge).limit(AT_ONCE).with_for_update(skip_locked=True, of=table)).all()
    rows = [tuple(row) for row in found]
    these = keys[0].in_([row[0] for row in rows]) if len(keys) == 1 else sa.tuple_(*keys).in_(rows)
    db.execute(table.delete().where(table.c.school_id == edge.school_id, these))
    return len(rows)


def _to_go(table: sa.Table, edge: Edge) -> sa.Select[Any]:
    keys = tuple(table.primary_key)
    return sa.select(*keys).where(table.c.school_id == edge.school_id, RULES[table](edge)).order_by(*keys)


def _notices(edge: Edge) -> sa.ColumnElement[bool]:
    """What is about something open stays, so that it can be rewritten when that is closed."""
    about_open = sa.select(notice_subjects.c.notice_id).where(
        notice_subjects.c.school_id == edge.school_id,
        notice_subjects.c.request_id.in_(_open_requests(edge))
        | notice_subjects.c.commitment_id.in_(_open_promises(edge)),
    )
    is_old = notices.c.owed_at < edge.before
    return is_old & notices.c.state.not_in(UNSETTLED) & notices.c.id.not_in(about_open)


def _requests(edge: Edge) -> sa.ColumnElement[bool]:
    """Closed ones to which nothing has happened since, and of which no message that is kept speaks."""
    helped_since = sa.select(answers.c.request_id).where(
        answers.c.school_id == edge.school_id, answers.c.helped_at >= edge.before
    )
    unfollowed = sa.select(referrals.c.request_id).where(
        referrals.c.school_id == edge.school_id, referrals.c.followed_up_at.is_(None)
    )
    is_over = requests.c.state.not_in(LIVE) & (requests.c.asked_at < edge.before)
    return is_over & _none_of(
        requests.c.id,
        _named(events.c.request_id, edge, events.c.at >= edge.before),
        _named(notice_subjects.c.request_id, edge),
        _named(commitments.c.request_id, edge, commitments.c.state == CommitmentState.OPEN),
        helped_since,
        unfollowed,
    )


def _commitments(edge: Edge) -> sa.ColumnElement[bool]:
    """Those that were made for a request go with it."""
    is_over = (commitments.c.state != CommitmentState.OPEN) & (commitments.c.closed_at < edge.before)
    return (
        is_over
        & commitments.c.request_id.is_(None)
        & _none_of(
            commitments.c.id,
            _named(events.c.commitment_id, edge, events.c.at >= edge.before),
            _named(notice_subjects.c.commitment_id, edge),
            _named(needs.c.commitment_id, edge),
        )
    )


def _needs(edge: Edge) -> sa.ColumnElement[bool]:
    """What is no longer needed, or was talked about with whoever offered to help."""
    talked_about = sa.select(commitments.c.id).where(
        commitments.c.school_id == edge.school_id,
        commitments.c.state != CommitmentState.OPEN,
        commitments.c.closed_at < edge.before,
    )
    return (needs.c.closed_at < edge.before) | (needs.c.closed_at.is_(None) & needs.c.commitment_id.in_(talked_about))


def _contacts(edge: Edge) -> sa.ColumnElement[bool]:
    """Not while the next step that was agreed is open; a partner's last contact stays with the partner."""
    is_old = (contacts.c.on < edge.day) & (contacts.c.logged_at < edge.before)
    return is_old & (contacts.c.commitment_id.is_(None) | contacts.c.commitment_id.not_in(_open_promises(edge)))


def _activities(edge: Edge) -> sa.ColumnElement[bool]:
    is_past = sa.or_(
        activities.c.ended_on < edge.day,
        activities.c.until < edge.day,
        (activities.c.recurrence == Recurrence.ONCE) & (activities.c.first_on < edge.day),
    )
    still_open = commitments.c.state == CommitmentState.OPEN
    return is_past & _none_of(activities.c.id, _named(commitments.c.activity_id, edge, still_open))


def _partners(edge: Edge) -> sa.ColumnElement[bool]:
    """Only those who were retired, once nothing is left that was done with them."""
    named_in = (contacts, referrals, commitments, activities, notice_subjects)
    return (partners.c.retired_on < edge.day) & _none_of(
        partners.c.id, *(_named(table.c.partner_id, edge) for table in named_in)
    )


_PASSING = (EventKind.TOLD, EventKind.DREW, EventKind.CAME_BACK, EventKind.PROPOSED)
"""Nothing that comes later is told from these."""
_CLOCKS = (EventKind.CONTACTED, EventKind.LISTED)
"""A partner's clock goes by the latest day of these, until it is set anew."""


def _events(edge: Edge) -> sa.ColumnElement[bool]:
    """Events of a request or a promise go with it, those of a person or a partner with them.

    Of contacts and mentions the clocks need only the last. Who ran the library, and what the school has set, stays.
    """
    counts = sa.case((events.c.detail != TAKEN_BACK, events.c.day))
    later = sa.func.max(counts).over(
        partition_by=(events.c.partner_id, events.c.kind), order_by=(events.c.at, events.c.id), rows=(1, None)
    )
    clocks = (
        sa.select(events.c.id, events.c.day, later.label("later"))
        .where(events.c.school_id == edge.school_id, events.c.at < edge.before, events.c.kind.in_(_CLOCKS))
        .where(events.c.partner_id.is_not(None), events.c.commitment_id.is_(None))
        .subquery()
    )
    superseded = sa.select(clocks.c.id).where(clocks.c.later >= clocks.c.day)
    is_passing = events.c.kind.in_(_PASSING) & events.c.request_id.is_(None) & events.c.commitment_id.is_(None)
    return (events.c.at < edge.before) & (is_passing | events.c.id.in_(superseded))


def _people(edge: Edge) -> sa.ColumnElement[bool]:
    """Who has left, once nothing that is kept names them."""
    named_in = [
        _named(key.parent, edge)
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table is people and table not in (homes, events)
    ]
    is_told_of = events.c.request_id.is_not(None) | events.c.commitment_id.is_not(None) | (events.c.at >= edge.before)
    return (people.c.left_at < edge.before) & _none_of(
        people.c.id, *named_in, _named(events.c.person_id, edge, is_told_of)
    )


def _open_requests(edge: Edge) -> sa.Select[Any]:
    return sa.select(requests.c.id).where(requests.c.school_id == edge.school_id, requests.c.state.in_(LIVE))


def _open_promises(edge: Edge) -> sa.Select[Any]:
    is_open = commitments.c.state == CommitmentState.OPEN
    return sa.select(commitments.c.id).where(commitments.c.school_id == edge.school_id, is_open)


def _named(column: sa.Column[UUID], edge: Edge, *which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Which rows of another table this column points to; read once, not for each row that may go."""
    of_school = column.table.c.school_id == edge.school_id
    return sa.select(column).where(of_school, column.is_not(None), *which)


def _none_of(key: sa.Column[UUID], *those: sa.Select[Any]) -> sa.ColumnElement[bool]:
    return sa.and_(*(key.not_in(each) for each in those))


RULES: dict[sa.Table, _Which] = {
    notices: _notices,
    requests: _requests,
    needs: _needs,
    commitments: _commitments,
    contacts: _contacts,
    activities: _activities,
    weekly_proposals: lambda edge: weekly_proposals.c.week < edge.day,
    objectives: lambda edge: objectives.c.year < edge.year,
    digest_notes: lambda edge: digest_notes.c.made_at < edge.before,
    inbounds: lambda edge: (inbounds.c.received_at < edge.before) & inbounds.c.request_id.is_(None),
    events: _events,
    earlier_calendars: lambda edge: earlier_calendars.c.until < edge.before,
    partners: _partners,
    people: _people,
}

GOES_WITH = {
    "answers": "requests",
    "remarks": "requests",
    "resources": "answers",
    "thanks": "answers",
    "referrals": "requests",
    "due_dates": "commitments",
    "notice_subjects": "notices",
    "gains": "contacts",
    "readings": "objectives",
    "homes": "people",
    "calendar_feeds": "people",
}
"""The rows of these tables are part of another's, which takes them with it."""

STAYS = {
    "schools": "the settings",
    "closures": "the school's own calendar, about nobody; gaps between contacts are counted by it",
    "open_days": "likewise",
    "ideas": "the library's own lessons, about nobody",
}
