"""The guide's “take action”: once a week one teacher to reach out to, one thing to share, one lesson idea.

Everything here is told by its arguments, so a week's proposal is the same however often it is made. `number` counts
the proposals of one week: 0 is the first, and “Another” asks for the next.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from domain.partner import Approach
from domain.request import HelpKind

Each = TypeVar("Each")

ASKED_OFTEN = 3
"""Requests about one problem in a term that make a PD rotation of it."""

_ORDER = (*Approach, None)
"""The guide's order; whoever has no place in it comes last."""


class ProposalKind(StrEnum):
    REACH_OUT = "reach out"
    ADMINISTRATOR = "conversation with an administrator"
    ROTATION = "PD rotation"


class Origin(StrEnum):
    """Where a lesson idea comes from."""

    HELPED_HERE = "helped here"
    SCHOOL = "the school's own"
    STARTER = "starter set"


class ProposalState(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    PASSED_OVER = "passed over"
    """Another one was asked for."""
    NOT_THIS_WEEK = "not this week"


@dataclass(frozen=True)
class Candidate:
    """Somebody to reach out to. `key` is the same every week; `last_contact_on` None for never."""

    key: UUID
    name: str
    person_id: UUID | None
    partner_id: UUID | None
    approach: Approach | None
    last_contact_on: date | None
    has_overdue_promise: bool = False
    """Something promised to them is overdue: that comes first, and a new offer would ring hollow."""

    @property
    def ids(self) -> frozenset[UUID]:
        """All they are known by: somebody who has asked before may have become a partner since."""
        return frozenset(each for each in (self.key, self.person_id, self.partner_id) if each)


@dataclass(frozen=True)
class Shareable:
    """A resource that helped; `helped` counts the people it helped, `by` who they are, for not offering it to them."""

    title: str
    whereabouts: str | None
    helped: int
    by: frozenset[UUID]
    last_on: date


@dataclass(frozen=True)
class Idea:
    key: str
    kind: HelpKind
    title: str
    words: str
    origin: Origin


@dataclass(frozen=True)
class Problem:
    """What people asked about again and again: a topic where their words share one, else the kind of help.

    `stem` is what the topic's words have in common, by which it is known whatever word is the shortest today.
    """

    kind: HelpKind
    topic: str | None
    times: int
    stem: str | None = None

    @property
    def words(self) -> str:
        return f"“{self.topic}”" if self.topic else _PLURALS.get(self.kind, str(self.kind))


_PLURALS = {
    HelpKind.COMPLEX_CONCEPT: "complex concepts",
    HelpKind.LESS_CONFIDENT: "less confident topics",
    HelpKind.ACTIVITY: "activities needing support",
}


@dataclass(frozen=True)
class Known:
    """What the school knows when the proposal is made."""

    teachers: tuple[Candidate, ...]
    administrators: tuple[Candidate, ...]
    shareables: tuple[Shareable, ...]
    ideas: tuple[Idea, ...]
    asked: Counter[HelpKind]
    """How often each kind of help was asked for this term."""


@dataclass(frozen=True)
class Proposal:
    kind: ProposalKind
    who: Candidate | None
    why_who: str
    tool: Shareable | None
    why_tool: str
    idea: Idea | None
    why_idea: str
    problem: Problem | None = None


def reach_out(
    known: Known,
    week: date,
    number: int,
    *,
    not_again: Collection[UUID] = (),
    shown: Mapping[UUID, int] = MappingProxyType({}),
) -> Proposal:
    """`not_again` are last week's teachers of whom nothing came; `shown` says how often each was proposed this week.

    So “Another” goes round among all of them, whatever has changed their order meanwhile.
    """
    who = min(
        in_order(known.teachers, not_again), key=lambda each: max(shown.get(one, 0) for one in each.ids), default=None
    )
    tool = _pick(_shareable_with(known.shareables, who), number)
    idea = _idea(known, week, number)
    return Proposal(
        ProposalKind.REACH_OUT,
        who,
        why_this_person(who, week) if who else "",
        tool,
        _why_tool(tool) if tool else "",
        idea,
        _why_idea(idea, known.asked) if idea else "",
    )


def meet_administrator(known: Known, week: date) -> Proposal | None:
    """None where there is none to talk to."""
    who = _pick(in_order(known.administrators), 0)
    if who is None:
        return None
    why = f"{_since(who, week)}, and once a term those who decide should hear from the library"
    return Proposal(ProposalKind.ADMINISTRATOR, who, why, None, "", None, "")


def rotate(problem: Problem) -> Proposal:
    kind = f"{problem.kind}, " if problem.topic else ""
    why = f"{kind}asked about {problem.times} times this term"
    return Proposal(ProposalKind.ROTATION, None, why, None, "", None, "", problem)


def in_order(candidates: Sequence[Candidate], not_again: Collection[UUID] = ()) -> list[Candidate]:
    """The guide's order, within it who has been without contact the longest; never one with an overdue promise."""
    free = [each for each in candidates if not each.has_overdue_promise and each.ids.isdisjoint(not_again)]
    return sorted(free, key=lambda each: (_ORDER.index(each.approach), each.last_contact_on or date.min, str(each.key)))


def why_this_person(who: Candidate, week: date) -> str:
    standing = str(who.approach) if who.approach else "new to the library"
    return f"{standing}, {_since(who, week)}"


def problem_asked_often(
    asked: Sequence[tuple[HelpKind, Mapping[str, str]]],
    but_for: Collection[tuple[HelpKind, str | None]] = (),
) -> Problem | None:
    """The problem asked about most, of (kind of help, words by their stems) of a term's requests; None below three.

    A topic is called by the shortest of the words that people used for it. `but_for` are kinds and stems that had their
    rotation: the requests about them are not counted once more under another of their words.
    """
    problems = [
        (kind, words)
        for kind, words in asked
        if _is_problem(kind) and not any(kind is settled and stem in words for settled, stem in but_for)
    ]
    topics = _often((kind, stem) for kind, words in problems for stem in words)
    if topics:
        times, (kind, stem) = topics
        written = {words[stem] for each, words in problems if each is kind and stem in words}
        return Problem(kind, min(written, key=lambda word: (len(word), word)), times, stem)
    kinds = _often((kind, "") for kind, _ in problems if (kind, None) not in but_for)
    return Problem(kinds[1][0], None, kinds[0]) if kinds else None


def _often(each: Iterable[tuple[HelpKind, str]]) -> tuple[int, tuple[HelpKind, str]] | None:
    counted = [(times, which) for which, times in Counter(each).items() if times >= ASKED_OFTEN]
    return min(counted, key=lambda found: (-found[0], found[1]), default=None)


def _is_problem(kind: HelpKind) -> bool:
    """Plain resources are no problem that a rotation would solve."""
    return kind in (HelpKind.COMPLEX_CONCEPT, HelpKind.LESS_CONFIDENT, HelpKind.ACTIVITY)


def _since(who: Candidate, week: date) -> str:
    if who.last_contact_on is None:
        return "no contact noted yet"
    weeks = (week - who.last_contact_on).days // 7
    return f"last contact {weeks} weeks ago" if weeks > 1 else "last contact not long ago"


def _shareable_with(shareables: Sequence[Shareable], who: Candidate | None) -> list[Shareable]:
    """What helped most people, the newest first; nothing that helped the same person already."""
    fresh = [each for each in shareables if who is None or who.person_id not in each.by]
    return sorted(fresh, key=lambda each: (-each.helped, -each.last_on.toordinal(), each.title))


def _why_tool(tool: Shareable) -> str:
    return f"it helped {tool.helped} people" if tool.helped > 1 else "it helped somebody lately"


def _idea(known: Known, week: date, number: int) -> Idea | None:
    """Of the kind most asked for; week by week another one, what helped here first."""
    kind = _most_asked(known.asked)
    fitting = [each for each in known.ideas if each.kind is kind] or list(known.ideas)
    if not fitting:
        return None
    ordered = sorted(fitting, key=lambda each: (list(Origin).index(each.origin), each.key))
    return ordered[(week.toordinal() // 7 + number) % len(ordered)]


def _most_asked(asked: Counter[HelpKind]) -> HelpKind:
    return min(HelpKind, key=lambda kind: (-asked[kind], list(HelpKind).index(kind)))


def _why_idea(idea: Idea, asked: Counter[HelpKind]) -> str:
    helped = "it helped a class here" if idea.origin is Origin.HELPED_HERE else ""
    wanted = f"“{idea.kind}” was asked for most this term" if asked[idea.kind] else "a good one to begin with"
    return helped or wanted


def _pick(ordered: Sequence[Each], number: int) -> Each | None:
    """Round and round, so that “Another” always has an answer while there is any."""
    return ordered[number % len(ordered)] if ordered else None


def in_words(proposal: Proposal) -> str:
    """What the librarian would promise by accepting it."""
    name = proposal.who.name if proposal.who else ""
    if proposal.kind is ProposalKind.ADMINISTRATOR:
        return f"Talk with {name} about the library"
    if proposal.problem:
        return f"Plan a PD rotation on {proposal.problem.words}"
    parts = [
        f"reach out to {name}" if name else "",
        f"share “{proposal.tool.title}”" if proposal.tool else "",
        f"offer “{proposal.idea.title}”" if proposal.idea else "",
    ]
    *first, last = [part for part in parts if part] or [""]
    words = f"{', '.join(first)} and {last}" if first else last
    return words[:1].upper() + words[1:]
