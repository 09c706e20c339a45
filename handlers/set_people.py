"""Lee saves People in Settings: who runs the library, and who reads its weekly digest.

What somebody promised who no longer runs the library is offered to the others at once, as if they had left: they get no
mornings from then on, and a promise that nobody is reminded of would be broken in silence.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.errors import UserError
from domain.notices import NoticeKind
from domain.person import Person
from domain.school import School
from domain.school_days import WEEKDAY_NAMES
from handlers.act import Act, is_first, librarian_of
from handlers.digest import digest_before
from handlers.leave import step_down_in
from handlers.nudge import plan_nudges
from handlers.stories import place_of
from handlers.tell import tell
from store import homes, outbox, people, schools, shown
from store.session import Session, Store

MOST_LIBRARIANS, MOST_ADMINISTRATORS = 20, 30

_IS_LIBRARIAN = (
    "Welcome to the library! {who} has made you one of its librarians here: what people ask comes to you from now on, "
    "with a list each school morning, and what is waiting already is on my Home tab."
)
_READS_DIGEST = (
    "{who} has asked me to send you the library’s weekly digest: one message, with a picture, on {day}s at {at}."
)
_NO_LIBRARIAN = (
    "{who} has changed who runs the library here: its list no longer comes to you, and what you had promised is "
    "offered to your colleagues. Thank you for all of it."
)
_NO_DIGEST = "{who} has changed who reads the library’s weekly digest: it no longer comes to you."


@dataclass(frozen=True)
class Newcomer:
    """Somebody of the staff, as the platform knows them."""

    address: str
    name: str


@dataclass(frozen=True)
class Roles:
    """Who comes into a role and who goes, by their addresses: what others changed meanwhile stays as they left it."""

    comes: tuple[Newcomer, ...] = ()
    goes: frozenset[str] = frozenset()


def look_at_people(store: Store, act: Act) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """The librarians and the administrators."""
    with store.writing(wakes=False) as db:
        librarian_of(db, act)
        return people.librarians(db, act.school_id), people.administrators(db, act.school_id)


def set_people(store: Store, act: Act, librarians: Roles, administrators: Roles) -> None:
    """All of it or nothing. UserError, about the field, where nobody would run the library."""
    with store.writing() as db:
        school = schools.get_to_change(db, act.school_id)
        librarian_of(db, act)
        if not is_first(db, act):
            return
        digest_before(db, school.id, act.now)
        # Whoever comes is there before somebody goes, to be offered what is left behind.
        for newcomer in librarians.comes:
            _becomes_librarian(db, school, act, newcomer)
        for newcomer in administrators.comes:
            _becomes_administrator(db, school, act, newcomer)
        for person in _there(people.librarians(db, school.id), librarians.goes):
            _steps_down(db, school, act, person)
        for person in _there(people.administrators(db, school.id), administrators.goes):
            _reads_no_digest(db, school, act, person)
        _check_numbers(db, school)
        homes.mark_stale(db, school.id, None)


def _check_numbers(db: Session, school: School) -> None:
    runs, reads = people.librarians(db, school.id), people.administrators(db, school.id)
    if not runs:
        raise UserError("At least one librarian has to stay: somebody has to hear what is asked.", "librarians")
    if len(runs) > MOST_LIBRARIANS:
        raise UserError(f"Please name at most {MOST_LIBRARIANS} librarians.", "librarians")
    if len(reads) > MOST_ADMINISTRATORS:
        raise UserError(f"Please name at most {MOST_ADMINISTRATORS} administrators.", "administrators")


def _becomes_librarian(db: Session, school: School, act: Act, newcomer: Newcomer) -> None:
    person = _met(db, school, act, newcomer)
    if not person.is_librarian:
        people.make_librarian(db, person.id, act.now)
        plan_nudges(db, school, act.now)
        _tell(db, school, act, person, "librarian", _IS_LIBRARIAN.format(who=act.name))


def _becomes_administrator(db: Session, school: School, act: Act, newcomer: Newcomer) -> None:
    person = _met(db, school, act, newcomer)
    if not person.is_administrator:
        people.make_administrator(db, person.id, act.now)
        at = place_of(school, act.now, person.habits).school_hour(school.digest_at)
        words = _READS_DIGEST.format(who=act.name, day=WEEKDAY_NAMES[school.digest_weekday], at=at)
        _tell(db, school, act, person, "administrator", words)


def _steps_down(db: Session, school: School, act: Act, person: Person) -> None:
    step_down_in(db, school, person, act.now)
    _tell(db, school, act, person, "no librarian", _NO_LIBRARIAN.format(who=act.name))


def _reads_no_digest(db: Session, school: School, act: Act, person: Person) -> None:
    people.unmake_administrator(db, person.id, act.now)
    outbox.cancel_waiting(db, person.id, "no longer reads the digest", (NoticeKind.DIGEST,))
    _tell(db, school, act, person, "no administrator", _NO_DIGEST.format(who=act.name))


def _met(db: Session, school: School, act: Act, newcomer: Newcomer) -> Person:
    """Whoever is named is there, whatever the library last knew of their account."""
    person = people.meet(db, school.id, address=newcomer.address, name=newcomer.name)
    if person.left_at:
        people.come_back(db, person.id, act.now)
        plan_nudges(db, school, act.now)
    return people.get(db, school.id, person.id)


def _tell(db: Session, school: School, act: Act, person: Person, role: str, words: str) -> None:
    """One line, unless they have just done it themselves; what they see already is rewritten for who they are now."""
    shown.mark_theirs_stale(db, school.id, [person.id])
    homes.mark_people_stale(db, [person.id])
    if person.address != act.address:
        tell(db, school, person.id, words, f"role:{role}:{person.id}:{act.now.isoformat()}", act.now)


def _there(known: Iterable[Person], addresses: frozenset[str]) -> list[Person]:
    return [person for person in known if person.address in addresses]
