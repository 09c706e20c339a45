"""What a librarian's Home is filtered by: a person, a class, an objective of the plan, or several of them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from domain.partner import Partner
from domain.request import Request

MOST_CLASSES = 100
"""In the menu of classes: Slack's limit."""


@dataclass(frozen=True)
class HomeFilter:
    """What is None lets everything through; what something does not have cannot fit."""

    person_id: UUID | None = None
    class_name: str | None = None
    objective_id: UUID | None = None

    @property
    def is_on(self) -> bool:
        return self != HomeFilter()

    def takes_request(self, request: Request) -> bool:
        return self.takes_promise(request, None)

    def takes_step(self, with_id: UUID | None, objective_id: UUID | None) -> bool:
        """A promise without a request: a next step agreed with somebody, or an activity. It has no class."""
        return self._takes_person(with_id) and self._takes_class(None) and self._takes_objective({objective_id})

    def takes_promise(self, request: Request, objective_id: UUID | None) -> bool:
        """`objective_id` is the promise's own, which may serve another one than the request."""
        return (
            self._takes_person(request.asker_id)
            and self._takes_class(request.class_name)
            and self._takes_objective({request.objective_id, objective_id})
        )

    def takes_partner(self, partner: Partner, line: Collection[UUID]) -> bool:
        """`line` holds the objective and those it goes on from. A partner has no class to be filtered by."""
        return self._takes_person(partner.person_id) and (self.objective_id is None or partner.objective_id in line)

    def _takes_person(self, person_id: UUID | None) -> bool:
        return self.person_id in (None, person_id)

    def _takes_class(self, name: str | None) -> bool:
        return self.class_name is None or (name is not None and same_class(name, self.class_name))

    def _takes_objective(self, served: Collection[UUID | None]) -> bool:
        return self.objective_id is None or self.objective_id in served


def same_class(one: str, other: str) -> bool:
    """8B and 8 b are the same class, whoever wrote it."""
    return _plain(one) == _plain(other)


def distinct_classes(names: Collection[str]) -> tuple[str, ...]:
    """Each class once, as it was written last, in the order given; no more than the menu holds."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(_plain(name), name)
    return tuple(found.values())[:MOST_CLASSES]


def _plain(name: str) -> str:
    return "".join(name.casefold().split())
