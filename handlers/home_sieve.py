"""What is left of a librarian's lists by what their Home is filtered by, before any of it is read in full."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.commitment import Commitment
from domain.home_filter import HomeFilter
from domain.partner import Partner
from domain.person import Person
from domain.request import Request
from domain.school import School
from store import contacts, homes, objectives, requests
from store.session import Session


@dataclass(frozen=True)
class Sieve:
    """`line` holds the objective that was chosen and those it goes on from."""

    db: Session
    school_id: UUID
    only: HomeFilter
    line: frozenset[UUID] = frozenset()

    @staticmethod
    def of(db: Session, school: School, person: Person) -> "Sieve":
        """Whoever does not run the library has no filter."""
        only = homes.filter_of(db, person.id) if person.is_librarian else HomeFilter()
        objective = objectives.find(db, school.id, only.objective_id) if only.objective_id else None
        line = objectives.lineage(db, school.id, objective) if objective else ()
        return Sieve(db, school.id, only, frozenset(each.id for each in line))

    def requests(self, every: Iterable[Request]) -> tuple[Request, ...]:
        return tuple(each for each in every if self.only.takes_request(each))

    def promises(self, every: Sequence[Commitment]) -> tuple[Commitment, ...]:
        if not self.only.is_on:
            return tuple(every)
        asked = requests.by_ids(self.db, self.school_id, [each.request_id for each in every if each.request_id])
        whose = contacts.people_behind(self.db, self.school_id, [each.id for each in every if not each.request_id])
        return tuple(each for each in every if self._takes(each, asked, whose))

    def partners(self, every: Iterable[Partner]) -> tuple[Partner, ...]:
        return tuple(each for each in every if self.only.takes_partner(each, self.line))

    def _takes(self, commitment: Commitment, asked: dict[UUID, Request], whose: dict[UUID, UUID]) -> bool:
        request = asked.get(commitment.request_id) if commitment.request_id else None
        if request:
            return self.only.takes_promise(request, commitment.objective_id)
        return self.only.takes_step(whose.get(commitment.id), commitment.objective_id)
