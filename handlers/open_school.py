"""The bot starts: the school it works for is remembered the first time, with its librarians and administrators."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

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
        held = _held(store, known) if known else (False, False)
        gone = _gone(db, known) if known else (frozenset[str](), frozenset[str]())
    wanted = {
        address: (name_of(address), habits_of(address))
        for addresses, is_held, not_those in zip((seed.librarians, seed.administrators), held, gone, strict=True)
        if not is_held
        for address in addresses
        if address not in not_those
    }
    with store.writing(wakes=False) as db:
        school_id = (
            known.id
            if known
            else schools.add(
                db,
                address=seed.address,
                name=seed.name,
                calendar=seed.calendar,
                date_order=seed.date_order,
                most_unprompted=seed.most_unprompted,
            )
        )
        if known:
            end_pause(db, known, now, real_now)
            notice_absence(db, known, now, real_now)
        schools.set_seen(db, school_id, now)
        if wanted:
            nudge_before(db, school_id, now)
        for address, (name, habits) in wanted.items():
            person = people.meet(db, school_id, address=address, name=name, habits=habits)
            if not held[0] and address in seed.librarians and address not in gone[0]:
                people.make_librarian(db, person.id, now)
            if not held[1] and address in seed.administrators and address not in gone[1]:
                people.make_administrator(db, person.id, now)
        plan_nudges(db, schools.get(db, school_id), now)
    plan_digests(store, school_id, now)
    with store.reading() as db:
        return schools.get(db, school_id)


def _gone(db: Session, school: School) -> tuple[frozenset[str], frozenset[str]]:
    """Who is given no role by the environment: they have left, or a librarian has taken them out of it."""
    left = people.addresses_of_leavers(db, school.id)
    kinds = EventKind.GAVE_UP_CHARGE, EventKind.READS_NO_DIGEST
    librarians, administrators = (left | people.addresses_relieved(db, school.id, kind) for kind in kinds)
    return librarians, administrators


def _held(store: Store, school: School) -> tuple[bool, bool]:
    with store.reading() as db:
        return bool(people.librarians(db, school.id)), bool(people.administrators(db, school.id))
