"""The figures of a week for the people who decide about the library: aggregates only."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from domain.counted import Counted, Grown, add_up

UNSAID = "not said"

MOST_EARLIER = 12
"""Weeks before this one that are told beside it: a term."""


@dataclass(frozen=True)
class Earlier:
    """What an earlier digest told. `term_began` is the first day of its term."""

    last: date
    kept: int
    kept_on_time: int
    open: int
    overdue: int
    term_began: date | None = None
    levels: tuple[Counted, ...] = ()

    @property
    def kept_late(self) -> int:
        return self.kept - self.kept_on_time

    def level(self, name: str) -> int:
        """What was told of a level then; 0 while it was too small to be told."""
        return next((each.count or 0 for each in self.levels if each.what == name), 0)


@dataclass(frozen=True)
class ObjectiveFigures:
    """One objective of the improvement plan, with how much of each kind of evidence is behind it."""

    id: str
    title: str
    behind: tuple[Grown, ...] = ()


@dataclass(frozen=True)
class OwnRecord:
    """How well the bot itself kept its word.

    `missed` are messages that nobody got; `replaced` those that a newer one stood in for after it had been `away`.
    """

    late: int = 0
    worst: timedelta = timedelta(0)
    missed: int = 0
    replaced: int = 0
    away: tuple[tuple[datetime, datetime], ...] = ()
    """From when until when (UTC), the first one first."""


@dataclass(frozen=True)
class Figures:
    """What an older version of the bot did not count is as empty as what there was none of."""

    first: date
    last: date
    kept: int
    kept_on_time: int
    open: int
    overdue: int
    waiting: int
    """Requests that nobody has promised, asked back or answered yet."""
    by_kind: tuple[Counted, ...]
    moved: int = 0
    """Of the promises kept, those whose date had been moved."""
    by_department: tuple[Counted, ...] = ()
    """Requests, by the department in which their askers taught when they asked."""
    by_share: tuple[Counted, ...] = ()
    """What was lifted from teachers: promises kept, by the librarian's share."""
    term_began: date | None = None
    levels: tuple[Grown, ...] = ()
    """Working together since the term began, by level."""
    reached: tuple[str, ...] = ()
    not_reached: tuple[str, ...] = ()
    """Groups of partners with whom there was contact this term, and the others."""
    plan: tuple[ObjectiveFigures, ...] = ()
    learned: int = 0
    learned_at: tuple[str, ...] = ()
    """Trainings and conferences; titles of those that name nobody."""
    to_library: tuple[Grown, ...] = ()
    to_partners: tuple[Grown, ...] = ()
    """Benefits since the term began, by whom they served."""
    own: OwnRecord | None = None
    earlier: tuple[Earlier, ...] = ()
    """What was told before, the oldest first."""

    @property
    def kept_late(self) -> int:
        return self.kept - self.kept_on_time

    @property
    def week_before(self) -> Earlier | None:
        return self.earlier[-1] if self.earlier else None

    @property
    def this_term(self) -> tuple[Earlier, ...]:
        """The earlier digests of the same term."""
        return tuple(each for each in self.earlier if each.term_began == self.term_began is not None)


def with_earlier(figures: Figures, told: Iterable[Figures]) -> Figures:
    """`told` are the digests before this one, the oldest first."""
    earlier = tuple(as_earlier(each) for each in told)
    return replace(figures, earlier=earlier[-MOST_EARLIER:])


def as_earlier(figures: Figures) -> Earlier:
    """What stays of a digest to be told beside later ones."""
    return Earlier(
        figures.last,
        figures.kept,
        figures.kept_on_time,
        figures.open,
        figures.overdue,
        figures.term_began,
        tuple(Counted(level.what, level.count) for level in figures.levels),
    )


def of_several(figures: Figures, weeks: Sequence[Figures]) -> Figures:
    """The figures of some weeks together, which others may have been told one by one: `weeks`, the oldest first.

    Whoever compares the two finds nothing that the weeks did not tell.
    """
    newest = weeks[-1]
    return replace(
        figures,
        by_kind=add_up(each.by_kind for each in weeks),
        by_department=add_up(each.by_department for each in weeks),
        by_share=add_up(each.by_share for each in weeks),
        levels=newest.levels,
        to_library=newest.to_library,
        to_partners=newest.to_partners,
        plan=newest.plan,
    )


def write_figures(figures: Figures) -> str:
    """As they were taken, for the ledger: a digest that is sent late still tells of its own week."""
    return json.dumps(asdict(figures), default=_in_words)


def read_figures(words: str) -> Figures:
    facts: dict[str, Any] = json.loads(words)
    read: dict[str, Any] = {name: _READERS[name](value) if name in _READERS else value for name, value in facts.items()}
    return Figures(**read)


def _in_words(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(f"{value!r} is no figure")


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _counts(found: list[dict[str, Any]]) -> tuple[Counted, ...]:
    """Older ledgers call the group its kind."""
    return tuple(Counted(each["what"] if "what" in each else each["kind"], each["count"]) for each in found)


def _grown(found: list[dict[str, Any]]) -> tuple[Grown, ...]:
    return tuple(Grown(each["what"], each["count"], datetime.fromisoformat(each["until"])) for each in found)


def _plan(found: list[dict[str, Any]]) -> tuple[ObjectiveFigures, ...]:
    return tuple(ObjectiveFigures(each["id"], each["title"], _grown(each["behind"])) for each in found)


def _own(found: dict[str, Any] | None) -> OwnRecord | None:
    """An older version told no absence, and how many messages it had sent."""
    if not found:
        return None
    away = tuple((datetime.fromisoformat(first), datetime.fromisoformat(last)) for first, last in found.get("away", ()))
    told = {name: count for name, count in found.items() if name != "sent"}
    return OwnRecord(**told | {"worst": timedelta(seconds=found["worst"]), "away": away})


def _earlier(found: list[dict[str, Any]]) -> tuple[Earlier, ...]:
    return tuple(
        Earlier(
            **each
            | {
                "last": _day(each["last"]),
                "term_began": _day(each["term_began"]),
                "levels": _counts(each["levels"]),
            }
        )
        for each in found
    )


_READERS: dict[str, Callable[[Any], object]] = {
    "first": _day,
    "last": _day,
    "by_kind": _counts,
    "by_department": _counts,
    "by_share": _counts,
    "term_began": _day,
    "levels": _grown,
    "reached": tuple,
    "not_reached": tuple,
    "plan": _plan,
    "learned_at": tuple,
    "to_library": _grown,
    "to_partners": _grown,
    "own": _own,
    "earlier": _earlier,
}
