"""What the tests of the store share."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.dates_in_words import DateOrder
from domain.notices import NewNotice, NoticeKind
from domain.person import Person
from domain.school_days import SchoolCalendar
from store import outbox, people, schools
from store.session import Session

NOW = datetime(2026, 2, 2, 16, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def add_school(db: Session, address: str = "T0SCHOOL") -> UUID:
    calendar = SchoolCalendar("America/Chicago")
    return schools.add(db, address=address, name="Riverside", calendar=calendar, date_order=DateOrder.MONTH_FIRST)


def add_person(db: Session, school_id: UUID, name: str) -> Person:
    return people.meet(db, school_id, address=f"U0{name.upper()}", name=name)


def owe(db: Session, person: Person, key: str, **to: object) -> UUID:
    notice = {"kind": NoticeKind.RECEIPT, "owed_at": NOW} | to
    owed = outbox.owe(db, person.school_id, NewNotice(person_id=person.id, once_key=key, **notice))
    assert owed
    return owed
