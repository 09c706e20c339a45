"""Whom the weekly proposal may name: partners inside the school, whoever has asked before, and administrators."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from domain.partner import Approach, Category, Partner, Side
from domain.partner_map import approach_of
from domain.person import Person
from domain.school import School
from domain.take_action import Candidate
from store import acquaintances, partners, people
from store.session import Session


@dataclass(frozen=True)
class Reachable:
    teachers: tuple[Candidate, ...]
    administrators: tuple[Candidate, ...]


@dataclass(frozen=True)
class _Known:
    """What is known of everybody; ids are of people and of partners."""

    overdue: frozenset[UUID]
    last_contacts: dict[UUID, date]
    askers: tuple[Person, ...]

    def last_contact(self, partner: Partner) -> date | None:
        """With them as a partner, or with their person before they were one."""
        both = (partner.last_contact_on, self.last_contacts.get(partner.person_id) if partner.person_id else None)
        return max((day for day in both if day), default=None)

    def approach(self, partner: Partner) -> Approach | None:
        """A teacher who has asked before is one with an existing relationship."""
        has_asked = partner.person_id in {each.id for each in self.askers}
        is_known = partner.category is Category.TEACHER and (has_asked or self.last_contact(partner) is not None)
        return approach_of(partner) or (Approach.RELATIONSHIP if is_known else None)


def reachable(db: Session, school: School, now: datetime) -> Reachable:
    """Nobody twice, nobody who has left or wants quiet this week, and nobody whom the librarian has put off for now."""
    today = school.today(now)
    known = _Known(
        acquaintances.with_overdue_promises(db, school, today),
        acquaintances.last_contacts(db, school),
        acquaintances.askers(db, school),
    )
    quiet = people.quiet_between(db, school.id, today, _week_ends(school, today))
    inside = [each for each in partners.every(db, school.id) if each.side is Side.INSIDE and _is_somebody(each)]
    those = [_partner(each, known) for each in inside if not _is_out_of_reach(each, today, quiet)]
    taken = {*quiet, *(each.person_id for each in inside)}
    administrators = [each for each in those if each.approach is Approach.ADMINISTRATOR]
    return Reachable(
        teachers=(
            *(each for each in those if each.approach is not Approach.ADMINISTRATOR),
            *_people(known.askers, taken, Approach.RELATIONSHIP, known),
        ),
        administrators=(
            *administrators,
            *_people(people.administrators(db, school.id), taken, Approach.ADMINISTRATOR, known),
        ),
    )


def _is_somebody(partner: Partner) -> bool:
    return partner.category is Category.TEACHER or approach_of(partner) is not None


def _week_ends(school: School, today: date) -> date:
    """Whoever is proposed is reached out to in the days until then."""
    return max(today, school.calendar.school_day_on_or_before(school.calendar.week_of(today) + timedelta(days=6)))


def _is_out_of_reach(partner: Partner, today: date, quiet: frozenset[UUID]) -> bool:
    is_quiet = partner.quiet_until is not None and today < partner.quiet_until
    return is_quiet or partner.has_left or partner.person_id in quiet


def _partner(partner: Partner, known: _Known) -> Candidate:
    return Candidate(
        partner.id,
        partner.name,
        partner.person_id,
        partner.id,
        known.approach(partner),
        known.last_contact(partner),
        not known.overdue.isdisjoint({partner.id, partner.person_id}),
    )


def _people(
    those: tuple[Person, ...], taken: set[UUID | None], approach: Approach, known: _Known
) -> Iterator[Candidate]:
    for person in those:
        if person.id not in taken:
            last = known.last_contacts.get(person.id)
            yield Candidate(person.id, person.name, person.id, None, approach, last, person.id in known.overdue)
