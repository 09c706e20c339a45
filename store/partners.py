"""Partners of the library, and when there was last a word with each."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from domain.partner import Gaps, Partner
from store.session import Session
from store.tables import partners, people


def add(db: Session, school_id: UUID, partner: Partner) -> None:
    db.execute(partners.insert().values(id=partner.id, school_id=school_id, **_columns(partner)))


def change(db: Session, school_id: UUID, partner: Partner) -> None:
    """Everything that its form shows; the clock goes on."""
    kept = ("added_on", "last_contact_on", "quiet_until", "listed_on", "retired_on")
    new = {name: value for name, value in _columns(partner).items() if name not in kept}
    db.execute(partners.update().where(_is(school_id, partner.id)).values(**new))


def get(db: Session, school_id: UUID, partner_id: UUID) -> Partner:
    return _partner(db.execute(_those(_is(school_id, partner_id))).one())


def find(db: Session, school_id: UUID, partner_id: UUID) -> Partner | None:
    row = db.execute(_those(_is(school_id, partner_id))).first()
    return _partner(row) if row else None


def every(db: Session, school_id: UUID) -> tuple[Partner, ...]:
    """All who have not been retired, by name."""
    return _all(db, partners.c.school_id == school_id, partners.c.retired_on.is_(None))


def retired(db: Session, school_id: UUID) -> tuple[Partner, ...]:
    """Those whose story is over, by name."""
    return _all(db, partners.c.school_id == school_id, partners.c.retired_on.is_not(None))


def of_person(db: Session, school_id: UUID, person_id: UUID) -> tuple[Partner, ...]:
    """The partners whom this person of the workspace stands for: themselves, or a group they answer for."""
    mine = partners.c.person_id == person_id
    return _all(db, partners.c.school_id == school_id, mine, partners.c.retired_on.is_(None))


def touch(db: Session, school_id: UUID, partner_id: UUID, day: date) -> None:
    """Real contact that day; one that is logged late does not turn the clock back."""
    is_newer = partners.c.last_contact_on.is_(None) | (partners.c.last_contact_on < day)
    db.execute(partners.update().where(_is(school_id, partner_id), is_newer).values(last_contact_on=day))


def set_contact(db: Session, school_id: UUID, partner_id: UUID, day: date | None) -> None:
    """The last real contact after all, when one that was logged has been taken back."""
    db.execute(partners.update().where(_is(school_id, partner_id)).values(last_contact_on=day))


def set_quiet(db: Session, school_id: UUID, partner_id: UUID, until: date) -> None:
    db.execute(partners.update().where(_is(school_id, partner_id)).values(quiet_until=until))


def mark_listed(db: Session, school_id: UUID, partner_ids: tuple[UUID, ...], day: date) -> None:
    these = partners.c.id.in_(partner_ids)
    db.execute(partners.update().where(partners.c.school_id == school_id, these).values(listed_on=day))


def retire(db: Session, school_id: UUID, partner_id: UUID, day: date) -> bool:
    """Compare and set: True when they were still a partner. Their story is kept."""
    there = partners.update().where(_is(school_id, partner_id), partners.c.retired_on.is_(None))
    return db.execute(there.values(retired_on=day)).rowcount == 1


def _is(school_id: UUID, partner_id: UUID) -> sa.ColumnElement[bool]:
    return (partners.c.school_id == school_id) & (partners.c.id == partner_id)


def _those(*which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """With the moment at which whoever stands for them left."""
    known = partners.outerjoin(people, people.c.id == partners.c.person_id)
    return sa.select(partners, people.c.left_at).select_from(known).where(*which)


def _all(db: Session, *which: sa.ColumnElement[bool]) -> tuple[Partner, ...]:
    query = _those(*which).order_by(sa.func.lower(partners.c.name), partners.c.id)
    return tuple(_partner(row) for row in db.execute(query))


def _columns(partner: Partner) -> dict[str, Any]:
    return {
        "name": partner.name,
        "category": partner.category,
        "person_id": partner.person_id,
        "contact": partner.contact,
        "offers": partner.offers,
        "reach": partner.reach,
        "approach": partner.approach,
        "objective_id": partner.objective_id,
        "ideal_days": partner.gaps.ideal,
        "most_days": partner.gaps.most,
        "added_on": partner.added_on,
        "last_contact_on": partner.last_contact_on,
        "quiet_until": partner.quiet_until,
        "listed_on": partner.listed_on,
        "retired_on": partner.retired_on,
    }


def _partner(row: sa.Row[Any]) -> Partner:
    return Partner(
        id=row.id,
        name=row.name,
        category=row.category,
        person_id=row.person_id,
        contact=row.contact,
        offers=row.offers,
        reach=row.reach,
        approach=row.approach,
        objective_id=row.objective_id,
        gaps=Gaps(row.ideal_days, row.most_days),
        added_on=row.added_on,
        last_contact_on=row.last_contact_on,
        quiet_until=row.quiet_until,
        listed_on=row.listed_on,
        retired_on=row.retired_on,
        has_left=row.left_at is not None,
    )
