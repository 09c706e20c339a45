"""With whom a contact was: people of the workspace, partners of the library, or somebody known by a name only."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.collaboration import ActivityKind, Gain, Level
from domain.errors import UserError
from domain.own_words import within
from domain.partner import NAME_LIMIT, Partner
from domain.partner_names import is_called, parts_of, those_called
from domain.person import Person
from domain.school import School
from store import partners, people
from store.session import Session


@dataclass(frozen=True)
class ContactDraft:
    """As somebody typed it or filled it in. `people` are (address, name) of the workspace."""

    name: str | None = None
    people: tuple[tuple[str, str], ...] = ()
    what: str | None = None
    minutes: int | None = None
    activity: ActivityKind | None = None
    level: Level | None = None
    gains: tuple[Gain, ...] = ()
    objective_id: UUID | None = None
    next_step: str | None = None
    """Done by `due_on`."""
    due_on: date | None = None
    tells: bool = False


@dataclass(frozen=True)
class Whom:
    """`partners` are those whose clock it sets, the one it is tied to first; `could_be` all who go by the name."""

    name: str
    people: tuple[Person, ...]
    partners: tuple[Partner, ...]
    could_be: tuple[str, ...]

    @property
    def partner_id(self) -> UUID | None:
        return self.partners[0].id if self.partners else None

    @property
    def person_id(self) -> UUID | None:
        return self.people[0].id if self.people else None

    @property
    def may_become_partner(self) -> bool:
        """Somebody new, by one name."""
        is_one = len(self.people) < 2 and not parts_of(self.name)  # noqa: PLR2004  (one of them)
        return is_one and not self.partners and not self.could_be


def whom(db: Session, school: School, librarian: Person, draft: ContactDraft) -> Whom:
    """UserError for nobody, for oneself, and for a name that is too long."""
    if any(address == librarian.address for address, _ in draft.people):
        raise UserError("That is you. Who was it with?", "who")
    met = tuple(people.meet(db, school.id, address=address, name=name) for address, name in draft.people)
    name = " ".join((draft.name or "").split()) or " and ".join(each.name for each in met)
    if not name:
        raise UserError("Who was it with? Choose somebody in Slack, or write a name.", "who")
    within(name, NAME_LIMIT, about="name" if draft.name else "who", it="the name")
    every = partners.every(db, school.id)
    met = met or _known_as(db, school, librarian, name, every)
    meant, could_be = _partners(every, name, met)
    return Whom(name, met, meant, could_be)


def told_of_it(found: Whom, librarian: Person) -> tuple[UUID, ...]:
    """Those in Slack who can be told; UserError when there is nobody."""
    those = [each.id for each in found.people] or [each.person_id for each in found.partners if each.person_id]
    ids = tuple(dict.fromkeys(each for each in those if each != librarian.id))
    if not ids:
        raise UserError("Only somebody in Slack can be told. Choose them as “Who”, or leave this unticked.", "tells")
    return ids


def _known_as(
    db: Session, school: School, librarian: Person, name: str, every: tuple[Partner, ...]
) -> tuple[Person, ...]:
    """The one colleague with exactly this name; nobody where it could be another, such as a partner who was known."""
    those = tuple(each for each in people.called(db, school.id, name) if each.id != librarian.id)
    theirs = {each.person_id for each in every if each.person_id and is_called(each, name)}
    people_meant = theirs | {each.id for each in those}
    return those if len(people_meant) == 1 else ()


def _partners(
    every: tuple[Partner, ...], name: str, met: tuple[Person, ...]
) -> tuple[tuple[Partner, ...], tuple[str, ...]]:
    """Whose clock is meant, and all who go by the name when it could be several."""
    theirs = [each for person in met for each in _of_person(every, person)]
    named = those_called(name, every)
    if met:
        # Whoever was chosen in Slack, or named in full, is meant, not an organisation of whose name theirs is a part.
        named = tuple(each for each in named if is_called(each, name))
    could_be: tuple[str, ...] = ()
    if len(named) == 1:
        theirs = [*named, *theirs]
    elif named:
        could_be = tuple(each.name for each in named)
    else:
        theirs += [each for part in parts_of(name) if len(found := those_called(part, every)) == 1 for each in found]
    return tuple({each.id: each for each in theirs}.values()), could_be


def _of_person(every: tuple[Partner, ...], person: Person) -> list[Partner]:
    """Themselves before a group that they answer for."""
    theirs = [each for each in every if each.person_id == person.id]
    return sorted(theirs, key=lambda each: each.name.casefold() != person.name.casefold())
