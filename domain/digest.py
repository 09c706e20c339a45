"""The figures of a week for the people who decide about the library: aggregates only."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from domain.request import HelpKind

FEWEST_PEOPLE = 3
"""A group of fewer people is not shown: its figure would point at somebody."""

UNSAID = "not said"


@dataclass(frozen=True)
class KindFigure:
    """`count` is None where fewer than three people are behind it."""

    kind: str
    count: int | None


@dataclass(frozen=True)
class Figures:
    first: date
    last: date
    kept: int
    kept_on_time: int
    open: int
    overdue: int
    waiting: int
    """Requests that nobody has promised, asked back or answered yet."""
    by_kind: tuple[KindFigure, ...]


def count_kinds(asked: Iterable[tuple[UUID, HelpKind | None]]) -> tuple[KindFigure, ...]:
    """Requests by kind from (asker, kind) pairs, each kind listed, small groups without a figure.

    What somebody feels less confident about stays between them and the library: it counts as something else.
    """
    counts: Counter[str] = Counter()
    people: dict[str, set[UUID]] = {}
    for asker, kind in asked:
        shown = _shown_kind(kind)
        counts[shown] += 1
        people.setdefault(shown, set()).add(asker)
    order = [kind.value for kind in HelpKind if kind is not HelpKind.LESS_CONFIDENT] + [UNSAID]
    return tuple(
        KindFigure(kind, counts[kind] if len(people[kind]) >= FEWEST_PEOPLE else None) for kind in order if counts[kind]
    )


def write_figures(figures: Figures) -> str:
    """As they were taken, for the ledger: a digest that is sent late still tells of its own week."""
    return json.dumps(asdict(figures), default=date.isoformat)


def read_figures(words: str) -> Figures:
    facts = json.loads(words)
    facts["first"], facts["last"] = date.fromisoformat(facts["first"]), date.fromisoformat(facts["last"])
    facts["by_kind"] = tuple(KindFigure(**each) for each in facts["by_kind"])
    return Figures(**facts)


def _shown_kind(kind: HelpKind | None) -> str:
    if kind is None:
        return UNSAID
    return HelpKind.SOMETHING_ELSE.value if kind is HelpKind.LESS_CONFIDENT else kind.value
