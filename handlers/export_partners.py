"""`python -m bot partners export`: every partner in the columns that an import takes."""

import csv
import io
from uuid import UUID

from domain.partner import Partner
from domain.partner_columns import Column, guarded
from domain.spelling import Spelling
from store import objectives, partners, people, schools
from store.session import Session, Store


def export_partners(store: Store, school_id: UUID) -> str:
    """As CSV, with the names of the columns first; importing it again changes nothing."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(list(Column))
    with store.reading() as db:
        spelling = schools.get(db, school_id).spelling
        for partner in partners.every(db, school_id):
            cells = _cells(db, school_id, partner, spelling)
            writer.writerow([guarded(cells[column]) for column in Column])
    return written.getvalue()


def _cells(db: Session, school_id: UUID, partner: Partner, spelling: Spelling) -> dict[Column, str]:
    person = people.get(db, school_id, partner.person_id) if partner.person_id else None
    objective = objectives.find(db, school_id, partner.objective_id) if partner.objective_id else None
    return {
        Column.NAME: partner.name,
        Column.CATEGORY: spelling.of(partner.category),
        Column.PERSON: person.address if person else "",
        Column.CONTACT: partner.contact or "",
        Column.OFFERS: partner.offers or "",
        Column.REACH: partner.reach or "",
        Column.APPROACH: partner.approach.value if partner.approach else "",
        Column.OBJECTIVE: objective.title if objective else "",
        Column.IDEAL: str(partner.gaps.ideal),
        Column.MOST: str(partner.gaps.most),
    }
