"""Terms in a school's own calendar: "Term ends" and "Term starts" say, between them, when the school is closed.

Marks of one family are paired in the order of their days: terms and school as a whole, with the breaks between them;
semesters; quarters. An end is paired with the next beginning only, and not over more than a summer.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from domain.dates_in_words import in_words
from domain.school_days import Closure

LONGEST_BETWEEN_TERMS = 100
"""Days. More than the longest summer holidays; an end and a beginning farther apart have others between them."""

LONGEST_BREAK = 30
"""Days between "break begins" and "break ends"."""

SHORTEST_TERM = 20
"""Days. An event of that length with a term's name is the term itself, or the half of one; holidays have others."""

BETWEEN_TERMS = "Between terms"
_DAY = timedelta(days=1)


class Edge(StrEnum):
    TERM_BEGINS = "term begins"
    TERM_ENDS = "term ends"
    BREAK_BEGINS = "break begins"
    BREAK_ENDS = "break ends"


@dataclass(frozen=True)
class Mark:
    """A beginning is on the first school day of a term or the first day of a break; an end likewise on its last."""

    day: date
    edge: Edge
    family: str
    summary: str


@dataclass(frozen=True)
class Terms:
    """The closures between marks, and in plain sentences what could not be made out."""

    closures: tuple[Closure, ...]
    doubts: tuple[str, ...]


def marks_in(summary: str, first: date, last: date) -> tuple[Mark, ...]:
    """What an event says of terms; one that is a term itself says both ends."""
    words = " ".join(summary.replace("’", "'").lower().split())
    unit = _TERM.search(words)
    if unit and (last - first).days >= SHORTEST_TERM and not _REST.search(words):
        family = _family(unit["unit"])
        return Mark(first, Edge.TERM_BEGINS, family, summary), Mark(last, Edge.TERM_ENDS, family, summary)
    if first != last or _NO_MARK.search(words):
        return ()
    for edge, pattern in _EDGES.items():
        if found := pattern.search(words):
            if edge is Edge.TERM_ENDS and _SOME_ONLY.search(words):
                return ()
            named = next((each for each in found.groups() if each), "school")
            return (Mark(first, edge, _family(named), summary),)
    return ()


def between_terms(marks: Iterable[Mark]) -> Terms:
    closures, doubts = list[Closure](), list[str]()
    families = dict[str, list[Mark]]()
    for mark in sorted(marks, key=lambda each: (each.day, each.edge in (Edge.TERM_BEGINS, Edge.BREAK_BEGINS))):
        families.setdefault(mark.family, []).append(mark)
    for family in families.values():
        for mark, following in pairwise(family):
            closure = _closure(mark, following)
            limit = LONGEST_BETWEEN_TERMS if mark.edge is Edge.TERM_ENDS else LONGEST_BREAK
            if closure and (closure.last - closure.first).days < limit:
                closures.append(closure)
            elif closure:
                doubts.append(_too_far(mark, following))
            elif mark.edge is Edge.BREAK_BEGINS:
                doubts.append(_unpaired(mark))
        doubts += _last_doubts(family)
    return Terms(tuple(dict.fromkeys(closures)), tuple(doubts))


def _closure(mark: Mark, following: Mark) -> Closure | None:
    begins = {Edge.TERM_ENDS: mark.day + _DAY, Edge.BREAK_BEGINS: mark.day}.get(mark.edge)
    ends = {Edge.TERM_BEGINS: following.day - _DAY, Edge.BREAK_ENDS: following.day}.get(following.edge)
    if begins is None or ends is None or ends < begins:
        return None
    return Closure(begins, ends, BETWEEN_TERMS if mark.edge is Edge.TERM_ENDS else _name_of_break(mark.summary))


def _last_doubts(family: Sequence[Mark]) -> list[str]:
    last = family[-1]
    if last.edge is Edge.BREAK_BEGINS:
        return [_unpaired(last)]
    if last.edge is Edge.TERM_ENDS and last.family == _SCHOOL:
        sentence = (
            "“{}” is on {}, and no beginning follows in this file: the days after it stay open until they are closed."
        )
        return [sentence.format(last.summary, in_words(last.day))]
    return []


def _unpaired(mark: Mark) -> str:
    return f"“{mark.summary}” ({in_words(mark.day)}) says when it begins but nothing says when it ends: left open."


def _too_far(mark: Mark, following: Mark) -> str:
    return (
        f"“{mark.summary}” ({in_words(mark.day)}) and “{following.summary}” ({in_words(following.day)}) "
        "are too far apart to be the ends of one closure: left open."
    )


def _name_of_break(summary: str) -> str:
    """From "Winter break begins", "Winter break"."""
    return re.sub(r"(?i)\s*[-–:]?\s*(?:begins?|starts?|start|beginning|first day)(?: of)?\s*", " ", summary).strip()


def _family(unit: str) -> str:
    if unit.startswith("semester"):
        return "semester"
    return "quarter" if unit.startswith(("quarter", "trimester", "marking", "grading")) else _SCHOOL


_SCHOOL = "school"
_UNIT = r"terms?|semester|trimester|quarter|marking period|grading period"
_WHICH = r"(?:(?!half)[\w'.]+ ){0,2}?"
_NUMBERED = r"(?: (?:[1-6]|one|two|three|four|i{1,3}))?"
_PEOPLE = r"(?:all )?(?:students|pupils|children|classes|lessons|school)"
_OF = rf"of (?:the )?(?:{_WHICH}({_UNIT})|(?:school|classes|lessons|the year|(?:academic|school) year|instruction))"
_BREAK = r"(?:break|half[- ]?term|holidays?|vacation|recess)"

_REST = re.compile(r"\b(?:holidays?|break|vacation|closed|closure|recess|no school)\b")
_TERM = re.compile(rf"(?:^|\b)(?P<unit>{_UNIT})\b(?! (?:test|exam|paper|project|dates?|card|report)s?)")
_SOME_ONLY = re.compile(
    r"\b(?:years?|yr|grades?|form|seniors?|juniors?|kindergarten|pre-?k|reception|nursery|sixth form) ?"
    r"(?:\d|$|leave|finish|last)"
    r"|\bfor (?:years?|yr|grades?|seniors?|kindergarten|pre-?k|reception|nursery|sixth form|teachers|staff)\b"
)
_NO_MARK = re.compile(
    r"\b(?:night|evening|fair|party|assembly|concert|sale|event|picnic|bash|drive|meeting|exams?|tests?|reports?"
    r"|grades due|staff|teachers?|faculty|week before|before (?:the )?(?:start|end|first|last)|no school"
    r"|early (?:start|finish))\b"
    r"(?! (?:and|&) (?:students|pupils))"
)
_EDGES: dict[Edge, re.Pattern[str]] = {
    Edge.BREAK_BEGINS: re.compile(
        rf"\b{_BREAK}\b(?: holidays?| break)? (?:begins?|starts?)\b|\b(?:start|beginning) of (?:\w+ ){{0,2}}{_BREAK}\b"
    ),
    Edge.BREAK_ENDS: re.compile(
        rf"\b{_BREAK}\b(?: holidays?| break)? (?:ends?|finish(?:es)?)\b|\b(?:end|last day) of (?:\w+ ){{0,2}}{_BREAK}\b"
    ),
    Edge.TERM_BEGINS: re.compile(
        rf"\b({_UNIT}){_NUMBERED}:? (?:begins?|starts?|opens?|resumes?|commences?|start)\b"
        rf"|\bfirst day (?:back )?{_OF}|\b(?:start|beginning) {_OF}"
        rf"|\b{_PEOPLE} (?:begins?|starts?|resumes?|returns?|re-?opens?|back)\b(?! (?:at|late))"
        r"|\bfirst day (?:back|for (?:all )?(?:students|pupils))\b|\b(?:students|pupils)'? (?:first|1st) day\b"
        r"|\bback to school$"
    ),
    Edge.TERM_ENDS: re.compile(
        rf"\b({_UNIT}){_NUMBERED}:? (?:ends?|finish(?:es)?|closes?|end)\b|\blast day {_OF}|\bend {_OF}"
        rf"|\b{_PEOPLE} (?:ends?|finish(?:es)?|breaks? up|closes? for)\b(?! (?:at|early))"
        r"|\blast day for (?:all )?(?:students|pupils)\b|\b(?:students|pupils)'? last day\b|^break up\b"
    ),
}
