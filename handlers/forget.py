"""Time goes on: what was closed longer ago than the school keeps it is removed, a few rows at a time."""

from datetime import datetime
from uuid import UUID

from domain.objective import school_year_of
from domain.retention import kept_from
from domain.school import School
from store import homes, retention, schools
from store.retention import Edge
from store.session import Store


def forget_one(store: Store, school_id: UUID, now: datetime) -> bool:
    """Removes some rows of one table, with what belongs to them; False when nothing is left to remove."""
    with store.reading() as db:
        edge = edge_of(schools.get(db, school_id), now)
        table = retention.next_to_go(db, edge)
    if table is None:
        return False
    with store.writing(wakes=False) as db:
        school = schools.get(db, school_id)
        edge = edge_of(school, now)
        removed = retention.remove_some(db, table, edge)
        if removed and (school.forgotten_before is None or school.forgotten_before < edge.before):
            # From here on the ledger can account for later weeks only, also if more is to be kept one day.
            schools.set_forgotten(db, school_id, edge.before)
        homes.mark_all_stale(db, school_id)
    return removed > 0


def edge_of(school: School, now: datetime) -> Edge:
    before = kept_from(school.calendar, school.keeps_months, now)
    day = school.today(before)
    return Edge(school.id, before, day, school_year_of(day))
