"""The partner map of both documents: every category with its partners, what is empty, and whom to approach first."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.follow_ups import Followed, Standing
from domain.partner import EXTERNAL, INTERNAL, Approach, Category, Partner, Side


@dataclass(frozen=True)
class MappedCategory:
    """`partners` by name."""

    category: Category
    partners: tuple[Followed, ...]

    @property
    def is_empty(self) -> bool:
        return not self.partners


@dataclass(frozen=True)
class MappedSide:
    """`categories` in the documents' order, the empty ones too."""

    side: Side
    categories: tuple[MappedCategory, ...]


@dataclass(frozen=True)
class PartnerMap:
    """`approach` has the guide's four steps in their order, each with those to turn to, the longest waiting first."""

    sides: tuple[MappedSide, ...]
    approach: tuple[tuple[Approach, tuple[Followed, ...]], ...]

    @property
    def categories(self) -> tuple[MappedCategory, ...]:
        return tuple(category for side in self.sides for category in side.categories)

    @property
    def gaps(self) -> tuple[Category, ...]:
        """Categories in which the library has nobody yet."""
        return tuple(each.category for each in self.categories if each.is_empty)

    @property
    def partners(self) -> tuple[Followed, ...]:
        return tuple(partner for category in self.categories for partner in category.partners)

    def count(self, standing: Standing) -> int:
        return sum(each.standing is standing for each in self.partners)


def partner_map(partners: Iterable[Followed]) -> PartnerMap:
    """Of partners who have not been retired."""
    every = sorted(partners, key=_by_name)
    sides = (_side(Side.INSIDE, INTERNAL, every), _side(Side.OUTSIDE, EXTERNAL, every))
    there = sorted((each for each in every if not each.partner.has_left), key=lambda each: each.partner.clock_since)
    steps = tuple(
        (approach, tuple(each for each in there if approach_of(each.partner) is approach)) for approach in Approach
    )
    return PartnerMap(sides, steps)


def approach_of(partner: Partner) -> Approach | None:
    """As it was tagged; otherwise what the category says by itself, and for a teacher that there was contact before."""
    if partner.approach:
        return partner.approach
    if partner.category is Category.TEACHER:
        return Approach.RELATIONSHIP if partner.last_contact_on else None
    return _STEP_OF.get(partner.category)


_STEP_OF = {Category.CURRICULUM_LEADERS: Approach.LEADER, Category.SENIOR_LEADERS: Approach.ADMINISTRATOR}


def _side(side: Side, categories: tuple[Category, ...], every: list[Followed]) -> MappedSide:
    return MappedSide(
        side,
        tuple(
            MappedCategory(category, tuple(each for each in every if each.partner.category is category))
            for category in categories
        ),
    )


def _by_name(followed: Followed) -> tuple[str, str]:
    return followed.partner.name.casefold(), str(followed.partner.id)
