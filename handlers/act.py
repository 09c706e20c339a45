"""Somebody did something: who, when, and the key under which it counts once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.errors import UserError
from domain.person import UNKNOWN, Habits, Person
from handlers.nudge import nudge_before, plan_nudges
from store import homes, inbounds, people, schools
from store.session import Session

FOR_LIBRARIANS = "That is for the school’s librarians. Nothing was changed."


@dataclass(frozen=True)
class Act:
    """`address` and `name` are the platform's; `source_key` is unique to what was done, where it has such a key.

    `said_at` is when they did it, where that was noticeably before `now`: the platform brings later what was written
    while nobody was there to take it. `habits` are how the platform says that they read.
    """

    school_id: UUID
    address: str
    name: str
    now: datetime
    source_key: str | None = None
    said_at: datetime | None = None
    habits: Habits = UNKNOWN

    @property
    def moment(self) -> datetime:
        """From when on an answer is owed."""
        return self.said_at or self.now


def is_first(db: Session, act: Act) -> bool:
    """False for a payload that has been dealt with already; the claim is kept only if the transaction is.

    Something is about to change, so what is due by how things stand is written down first.
    """
    nudge_before(db, act.school_id, act.now)
    return act.source_key is None or inbounds.claim(db, act.school_id, act.source_key, act.moment)


def person_of(db: Session, act: Act) -> Person:
    known = people.by_address(db, act.school_id, act.address)
    if known and known.left_at:
        _welcome_back(db, act, known)
    return people.meet(db, act.school_id, address=act.address, name=act.name, habits=act.habits)


def _welcome_back(db: Session, act: Act, person: Person) -> None:
    """Whoever acts is there: their account was closed by mistake, or for a while."""
    nudge_before(db, act.school_id, act.now)
    people.come_back(db, person.id, act.now)
    plan_nudges(db, schools.get(db, act.school_id), act.now)
    homes.mark_stale(db, act.school_id, None)


def librarian_of(db: Session, act: Act, otherwise: str = FOR_LIBRARIANS) -> Person:
    """The librarian who acts; UserError for everybody else, whatever button they got hold of."""
    person = person_of(db, act)
    if not person.is_librarian:
        raise UserError(otherwise)
    return person
