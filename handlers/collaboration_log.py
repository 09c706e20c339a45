"""The collaboration log of a term: every contact that was logged with what came of it, and kept days of activities."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.collaboration import Contact, Served
from domain.commitment import Commitment
from domain.school import School
from domain.term_of import Term, term_of
from store import activities, commitments, contacts, objectives, partners, schools
from store.session import Session, Store


@dataclass(frozen=True)
class LogLine:
    """In the words of the field. An empty text is what nobody said; `minutes` likewise None."""

    on: date
    with_whom: str
    category: str
    activity: str
    level: str
    minutes: int | None
    what: str
    for_the_library: str = ""
    for_the_partner: str = ""
    objective: str = ""
    next_step: str = ""
    next_step_by: date | None = None
    next_step_is: str = ""


@dataclass(frozen=True)
class CollaborationLog:
    school: str
    term: Term
    lines: tuple[LogLine, ...]
    """The oldest first."""


def log_of_term(store: Store, school_id: UUID, day: date) -> CollaborationLog:
    """The term that holds `day`, as the school's calendar shows it."""
    with store.reading() as db:
        return collaboration_log(db, schools.get(db, school_id), day)


def collaboration_log(db: Session, school: School, day: date) -> CollaborationLog:
    term = term_of(day, school.calendar)
    logged = reversed(contacts.between(db, school.id, term.first, term.last))
    kept = commitments.worked_together(db, school.id, term.first, term.last)
    lines = [*(_line(db, school, each) for each in logged), *(_kept(db, school, each) for each in kept)]
    return CollaborationLog(school.name, term, tuple(sorted(lines, key=lambda each: each.on)))


def _line(db: Session, school: School, contact: Contact) -> LogLine:
    partner = partners.find(db, school.id, contact.partner_id) if contact.partner_id else None
    objective = objectives.find(db, school.id, contact.objective_id) if contact.objective_id else None
    step = commitments.find(db, school.id, contact.commitment_id) if contact.commitment_id else None
    return LogLine(
        on=contact.on,
        with_whom=contact.with_whom,
        category=school.spelling.of(partner.category) if partner else "",
        activity=contact.activity.value if contact.activity else "",
        level=contact.level.value if contact.level else "",
        minutes=contact.minutes,
        what=contact.what,
        for_the_library=_gains(contact, Served.LIBRARY),
        for_the_partner=_gains(contact, Served.PARTNER),
        objective=objective.title if objective else "",
        next_step=step.doing if step else "",
        next_step_by=step.due_on if step else None,
        next_step_is=_standing(step),
    )


def _kept(db: Session, school: School, kept: Commitment) -> LogLine:
    """A day of an activity that was kept, on the day on which it was due."""
    partner = partners.find(db, school.id, kept.partner_id) if kept.partner_id else None
    objective = objectives.find(db, school.id, kept.objective_id) if kept.objective_id else None
    activity = activities.find(db, school.id, kept.activity_id) if kept.activity_id else None
    return LogLine(
        on=kept.due_on,
        with_whom=partner.name if partner else "",
        category=school.spelling.of(partner.category) if partner else "",
        activity=activity.kind.value if activity else "",
        level=kept.level.value if kept.level else "",
        minutes=None,
        what=kept.doing,
        objective=objective.title if objective else "",
    )


def _gains(contact: Contact, served: Served) -> str:
    return "; ".join(sorted(gain.benefit.value for gain in contact.gains if gain.served is served))


def _standing(step: Commitment | None) -> str:
    return step.state.value if step else ""
