"""Counts that point at nobody: no group of fewer than three people, and no two figures that differ by fewer."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

FEWEST_PEOPLE = 3
"""A group of fewer people is not shown: its figure would point at somebody."""

REST = "the rest"
"""What every small group together is called; which groups they are is not told."""


@dataclass(frozen=True)
class Counted:
    """`count` is None for the rest, which may be anything."""

    what: str
    count: int | None


def count_safely(
    each: Iterable[tuple[str, Hashable | None]],
    order: Sequence[str],
    *,
    untold: Collection[str] = (),
    beside: Collection[Hashable | None] = (),
    readers: Collection[Hashable] = (),
) -> tuple[Counted, ...]:
    """From (group, person) pairs; person None where nobody stands behind it.

    The sum of all groups is told elsewhere, or can be worked out. So what is left of it has to hide three people too:
    the smallest of the other groups go with the small ones until it does.
    `untold`: groups that go with the small ones however large they are.
    `beside`: who stands behind what that sum holds and no group does; one or two people of whom would be what is left.
    `readers` are counted with what they did, and make no group large enough: they know which of it is theirs, and take
    it off.
    """
    counts: dict[str, int] = defaultdict(int)
    people: dict[str, set[Hashable]] = defaultdict(set)
    for group, person in each:
        counts[group] += 1
        people[group] |= {person} - {None}
    shown = [group for group in order if counts[group] and group not in untold and not _few(people[group], readers)]
    hidden = [group for group in order if counts[group] and group not in shown]
    points = bool(hidden) or _few({*beside} - {None}, readers)
    while points and shown and len(set().union(*(people[each] for each in hidden)).difference(readers)) < FEWEST_PEOPLE:
        smallest = min(shown, key=lambda group: (counts[group], order.index(group)))
        shown.remove(smallest)
        hidden.append(smallest)
    return (*(Counted(group, counts[group]) for group in shown), *([Counted(REST, None)] if hidden else []))


def _few(people: set[Hashable], readers: Collection[Hashable]) -> bool:
    """Whether somebody stands behind it, and beside those who read it fewer than three."""
    return bool(people) and len(people.difference(readers)) < FEWEST_PEOPLE


def add_up(told: Iterable[Iterable[Counted]]) -> tuple[Counted, ...]:
    """Several weeks as one: what each of them told, and no more, so that taking one off leaves what another told."""
    sums: dict[str, int] = {}
    every = [each for counted in told for each in counted]
    for each in every:
        if each.count is not None:
            sums[each.what] = sums.get(each.what, 0) + each.count
    few = any(each.count is None for each in every)
    return (*(Counted(what, count) for what, count in sums.items()), *([Counted(REST, None)] if few else []))


@dataclass(frozen=True)
class Grown:
    """A figure that grows from week to week, as it was told: all that there was up to `until`."""

    what: str
    count: int
    until: datetime


@dataclass(frozen=True)
class Happened:
    """One thing to count: in which group, with whom, and when it came to be known."""

    what: str
    person: Hashable
    at: datetime


def grow(
    every: Iterable[Happened],
    order: Sequence[str],
    before: Iterable[Grown],
    until: datetime,
    *,
    readers: Collection[Hashable] = (),
) -> tuple[Grown, ...]:
    """Figures move only when three people more stand behind them: last week's taken from this week's points at nobody.

    `before` is what was told last, nothing where a new count begins. What waits is told with what comes later.
    What `readers` did moves nothing by itself: they know what is theirs.
    """
    told = {each.what: each for each in before}
    known: dict[str, list[Happened]] = defaultdict(list)
    for each in every:
        if each.at <= until:
            known[each.what].append(each)
    grown = (_grow(what, known[what], told.get(what), until, readers) for what in order)
    return tuple(each for each in grown if each)


def _grow(
    what: str, known: list[Happened], told: Grown | None, until: datetime, readers: Collection[Hashable]
) -> Grown | None:
    new = [each.person for each in known if told is None or each.at > told.until]
    others = {*new}.difference(readers)
    more = len(known) - (told.count if told else 0) - sum(each in readers for each in new)
    return Grown(what, len(known), until) if min(len(others), more) >= FEWEST_PEOPLE else told
