"""Ada presses **My settings** on Home: her department, quiet weeks, and whether the library may quote her thanks."""

from dataclasses import dataclass
from datetime import date

from domain.department import offered, read_department
from domain.errors import UserError
from domain.own_settings import OwnSettings, own_settings_of
from domain.person import Person
from domain.quiet_time import QuietTime, check_quiet
from domain.school import School
from handlers.act import Act, is_first, person_of
from handlers.thanked import permission_changed
from store import homes, outbox, people, schools
from store.session import Session, Store


@dataclass(frozen=True)
class MySettings:
    """As they stand; `offered` are the departments to choose from."""

    now: OwnSettings
    offered: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """As the form was filled in. A department that is written counts before one that is chosen."""

    chosen: str | None
    written: str | None
    quiet_from: date | None
    quiet_until: date | None
    ends_quiet: bool
    quotes_thanks: bool


def look_at_my_settings(store: Store, act: Act) -> MySettings:
    with store.writing(wakes=False) as db:
        school, person = schools.get(db, act.school_id), person_of(db, act)
        return MySettings(own_settings_of(person, school.today(act.now)), offered(people.departments(db, school.id)))


def change_my_settings(store: Store, act: Act, wanted: Wanted) -> None:
    """All of them or none. UserError, about the field, for what cannot be."""
    with store.writing() as db:
        school, person = schools.get(db, act.school_id), person_of(db, act)
        department = _department(db, school, wanted)
        quiet = _quiet(person, wanted, school.today(act.now))
        if not is_first(db, act):
            return
        people.set_own(db, person.id, department=department, quiet=quiet, quotes_thanks=wanted.quotes_thanks)
        if quiet != person.quiet:
            outbox.release_unprompted(db, school.id, act.now, person_id=person.id)
        if wanted.quotes_thanks != person.quotes_thanks:
            permission_changed(db, school, person.id)
        homes.mark_people_stale(db, [person.id])


def _department(db: Session, school: School, wanted: Wanted) -> str | None:
    known = people.departments(db, school.id)
    if wanted.written and wanted.written.strip():
        return read_department(wanted.written, known)
    if wanted.chosen and wanted.chosen not in offered(known):
        raise UserError("I do not know that department any more. Please choose again.", "department")
    return wanted.chosen


def _quiet(person: Person, wanted: Wanted, today: date) -> QuietTime | None:
    before = own_settings_of(person, today).quiet
    if wanted.ends_quiet and before:
        return None
    return check_quiet(wanted.quiet_from, wanted.quiet_until, today, before)
