"""A term told from its weekly digests: sums of what they told, and where the last of them stood.

Nothing here is counted anew, so nothing of it could be taken from a digest to point at somebody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.counted import Counted, add_up
from domain.digest import Earlier, Figures, as_earlier


@dataclass(frozen=True)
class Told:
    """One digest: the time it spans (UTC), and its figures."""

    since: datetime
    until: datetime
    figures: Figures


@dataclass(frozen=True)
class TermInFigures:
    """`weeks` are the digests, the oldest first; `last` is the newest of them, whose growing figures are the term's."""

    last: Figures
    weeks: tuple[Earlier, ...]
    kept: int
    kept_on_time: int
    moved: int
    by_kind: tuple[Counted, ...]
    by_department: tuple[Counted, ...]
    by_share: tuple[Counted, ...]
    learned: int
    learned_at: tuple[str, ...]

    @property
    def kept_late(self) -> int:
        return self.kept - self.kept_on_time

    def movement(self, level: str) -> int | None:
        """What was added to a level since the first digest of the term; None where there has been only one."""
        if len(self.weeks) < 2:  # noqa: PLR2004  (two ends)
            return None
        return self.weeks[-1].level(level) - self.weeks[0].level(level)


def without_overlap(told: Iterable[Told]) -> list[Told]:
    """The oldest first. A week told twice, by its own digest and by one that stood in for several, counts once."""
    found: list[Told] = []
    for each in sorted(told, key=lambda one: (one.until, one.since), reverse=True):
        if not found or each.until <= found[-1].since:
            found.append(each)
    return found[::-1]


def sum_up(told: Sequence[Told]) -> TermInFigures:
    """`told` as `without_overlap` gives them, at least one."""
    every = [each.figures for each in told]
    return TermInFigures(
        last=every[-1],
        weeks=tuple(as_earlier(each) for each in every),
        kept=sum(each.kept for each in every),
        kept_on_time=sum(each.kept_on_time for each in every),
        moved=sum(each.moved for each in every),
        by_kind=_sums(figures.by_kind for figures in every),
        by_department=_sums(figures.by_department for figures in every),
        by_share=_sums(figures.by_share for figures in every),
        learned=sum(each.learned for each in every),
        learned_at=tuple(dict.fromkeys(title for each in every for title in each.learned_at)),
    )


def _sums(told: Iterable[tuple[Counted, ...]]) -> tuple[Counted, ...]:
    """Of the figures that were told, the largest first; the rest stays the rest."""
    return tuple(sorted(add_up(told), key=lambda each: (each.count is None, -(each.count or 0))))
