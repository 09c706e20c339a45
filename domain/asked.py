"""Requests by kind and by department: two breakdowns of the same requests, of which neither gives the other away."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.counted import Counted, count_safely
from domain.digest import UNSAID
from domain.request import HelpKind

_NO_DEPARTMENT = ""


@dataclass(frozen=True)
class Asked:
    """One request. `department` is the asker's at that moment: whoever changes theirs takes no figure along."""

    asker: UUID
    kind: HelpKind | None
    department: str | None


@dataclass(frozen=True)
class Breakdown:
    by_kind: tuple[Counted, ...]
    by_department: tuple[Counted, ...]


def count_asked(asked: Sequence[Asked], readers: Collection[UUID] = ()) -> Breakdown:
    """Small groups without a figure, and as many more as it takes for three people to be hidden.

    Their total counts as told: it is the sum of a breakdown that hides nothing, and in a week in which nothing is
    handled it is the number of requests that wait.
    Whoever has not named a department stands with the small ones: how many they are helps nobody, and would often
    be what is missing to the total.
    `readers` make no group large enough: they know what they asked for themselves.
    """
    return Breakdown(_kinds(asked, readers), _departments(asked, readers))


def _kinds(asked: Sequence[Asked], readers: Collection[UUID]) -> tuple[Counted, ...]:
    """What somebody feels less confident about stays between them and the library: it counts as something else."""
    order = [kind.value for kind in HelpKind if kind is not HelpKind.LESS_CONFIDENT] + [UNSAID]
    return count_safely(((_shown(each.kind), each.asker) for each in asked), order, readers=readers)


def _shown(kind: HelpKind | None) -> str:
    if kind is None:
        return UNSAID
    return HelpKind.SOMETHING_ELSE.value if kind is HelpKind.LESS_CONFIDENT else kind.value


def _departments(asked: Sequence[Asked], readers: Collection[UUID]) -> tuple[Counted, ...]:
    pairs = [(each.department or _NO_DEPARTMENT, each.asker) for each in asked]
    order = sorted({department for department, _ in pairs}, key=str.casefold)
    return count_safely(pairs, order, untold=(_NO_DEPARTMENT,), readers=readers)
