"""Somebody did something: who, when, and the key under which it counts once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.errors import UserError
from domain.person import Person
from store import inbounds, people
from store.session import Session


@dataclass(frozen=True)
class Act:
    """`address` and `name` are the platform's; `source_key` is unique to what was done, where it has such a key."""

    school_id: UUID
    address: str
    name: str
    now: datetime
    source_key: str | None = None


def is_first(db: Session, act: Act) -> bool:
    """False for a payload that has been dealt with already; the claim is kept only if the transaction is."""
    return act.source_key is None or inbounds.claim(db, act.school_id, act.source_key, act.now)


def person_of(db: Session, act: Act) -> Person:
    return people.meet(db, act.school_id, address=act.address, name=act.name)


def librarian_of(db: Session, act: Act) -> Person:
    """The librarian who acts; UserError for everybody else, whatever button they got hold of."""
    person = person_of(db, act)
    if not person.is_librarian:
        raise UserError("That is for the school’s librarians. Nothing was changed.")
    return person
