"""The bot starts: the school it works for is remembered the first time, with its librarians and administrators."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.dates_in_words import DateOrder
from domain.etiquette import MOST_UNPROMPTED
from domain.history import EventKind
from domain.person import UNKNOWN, Habits
from domain.school import School
from domain.school_days import SchoolCalendar
from handlers.come_back import end_pause, notice_absence
from handlers.digest import plan_digests
from handlers.nudge import nudge_before, plan_nudges
from store import people, schools
from store.session import Session, Store
from store.types import AT_ONCE


@dataclass(frozen=True)
class Seed:
    """What the environment says of a school, for the first time only; afterwards the store is the truth.

    `librarians` and `administrators` are the platform's addresses.
    """

    address: str
    name: str
    calendar: SchoolCalendar
    date_order: DateOrder
    librarians: tuple[str, ...]
    administrators: tuple[str, ...]
    most_unprompted: int = MOST_UNPROMPTED


def open_school(
    store: Store,
    seed: Seed,
    now: datetime,
    name_of: Callable[[str], str],
    real_now: datetime = AT_ONCE,
    habits_of: Callable[[str], Habits] = lambda _: UNKNOWN,
) -> School:
    """The school at this address. A role that nobody holds yet is given again; names and habits are the platform's."""
    with store.reading() as db:
        known = schools.by_address(db, seed.address)
        librarians, administrators = _to_appoint(db, known, seed)
    # Asked of the platform while no transaction is open.
    them = {address: (name_of(address), habits_of(address)) for address in (*librarians, *administrators)}
    with store.writing(wakes=False) as db:
        school_id = _return_to(db, known, now, real_now) if known else _found(db, seed)
        schools.set_seen(db, school_id, now)
        if them:
            nudge_before(db, school_id, now)
        for address, (name, habits) in them.items():
            person = people.meet(db, school_id, address=address, name=name, habits=habits)
            if address in librarians:
                people.make_librarian(db, person.id, now)
            if address in administrators:
                people.make_administrator(db, person.id, now)
        plan_nudges(db, schools.get(db, school_id), now)
    plan_digests(store, school_id, now)
    with store.reading() as db:
        return schools.get(db, school_id)


def _found(db: Session, seed: Seed) -> UUID:
    return schools.add(
        db,
        address=seed.address,
        name=seed.name,
        calendar=seed.calendar,
        date_order=seed.date_order,
        most_unprompted=seed.most_unprompted,
    )


def _return_to(db: Session, school: School, now: datetime, real_now: datetime) -> UUID:
    end_pause(db, school, now, real_now)
    notice_absence(db, school, now, real_now)
    return school.id


_Addresses = tuple[str, ...]


def _to_appoint(db: Session, known: School | None, seed: Seed) -> tuple[_Addresses, _Addresses]:
    """(librarians, administrators) who are given the role: all of the environment's, where nobody holds it yet."""
    if known is None:
        return seed.librarians, seed.administrators
    held = people.librarians(db, known.id), people.administrators(db, known.id)
    librarians, administrators = (
        () if holders else tuple(each for each in named if each not in gone)
        for named, holders, gone in zip((seed.librarians, seed.administrators), held, _gone(db, known), strict=True)
    )
    return librarians, administrators


def _gone(db: Session, school: School) -> tuple[frozenset[str], frozenset[str]]:
    """Who is given no role by the environment: they have left, or a librarian has taken them out of it."""
    left = people.addresses_of_leavers(db, school.id)
    kinds = EventKind.GAVE_UP_CHARGE, EventKind.READS_NO_DIGEST
    librarians, administrators = (left | people.addresses_relieved(db, school.id, kind) for kind in kinds)
    return librarians, administrators
