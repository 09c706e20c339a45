"""What a librarian types about a contact, taken apart: with whom, how long, what about, and what comes next by when.

    10 min with @Ada Byron about the inquiry unit, next step book carts by Tuesday

The parts stand in any order. Whatever is not understood stays in *what*, so no word of it is lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.minutes_in_words import Spell, spells_in
from domain.next_step_words import Days, NextStep, find_next_step
from domain.who_words import find_who

__all__ = ["ContactWords", "Days", "NextStep", "read_contact"]


@dataclass(frozen=True)
class ContactWords:
    """`who` is as it was written, without the @; `mentioned` are those of it who were mentioned with one."""

    who: str | None
    mentioned: tuple[str, ...]
    minutes: int | None
    what: str | None
    next_step: NextStep | None


_GAP = "\0"
"""Stands for each character that has been understood, so that places in the text stay the same."""

_TOPIC = r"(?:about|re:?|regarding|concerning|on|to discuss|to talk about|discussing|discussed|talking about|topic:)"
_LEADING_TOPIC = re.compile(rf"(?:and\s+)?{_TOPIC}\s+(?=\S)", re.IGNORECASE)
_ABOUT = re.compile(rf"(?<!\w){_TOPIC}\s", re.IGNORECASE)
_BEFORE_SPELL = re.compile(
    r"(?:(?<!\w)(?:(?:i|we)\s+)?(?:spent|took|lasted|for|about|around|approx\.?|ca\.?|roughly|some|just|only|nearly)\s+|~\s*)+$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?<!\w)(?:a|an|the|our|their|his|her|my|this|each|every)\s+$", re.IGNORECASE)
_PARTS = re.compile(rf"[,.;:(\n{_GAP}–—]")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")
_DOUBLE_MARKS = re.compile(r"\s*([,.;:–—-])(?:\s*[,.;:–—-](?=\s|$))+(?=\s|$)")
_GLUE = ",;:–—- \t\n"


def read_contact(text: str, mentioned: Sequence[str], days: Days) -> ContactWords:
    """`mentioned` are the names behind an @ where somebody of the workspace is meant.

    UserError for a next step on a day that is past.
    """
    text = re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", "\n", text.strip()))
    sure = _before_step(text, mentioned, days)
    step = find_next_step(text, days, has_who=sure[0], has_minutes=sure[1])
    rest = _without(text, step.start, step.end) if step else text
    who = find_who(rest, mentioned)
    rest = _without(rest, who.start, who.end) if who else rest
    spell = _spell(rest)
    rest = _without(rest, _begin(rest, spell), spell.end) if spell else rest
    return ContactWords(
        who.name if who else None,
        who.mentioned if who else (),
        spell.minutes if spell else None,
        _what(rest),
        step.said if step and step.said.doing else None,
    )


def _before_step(text: str, mentioned: Sequence[str], days: Days) -> tuple[bool, bool]:
    """Whether the words before the next step say already who it was, and how long it took."""
    step = find_next_step(text, days, has_who=True, has_minutes=True)
    before = text[: step.start] if step else text
    return find_who(before, mentioned) is not None, _spell(before) is not None


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + _GAP * (end - start) + text[end:]


def _spell(text: str) -> Spell | None:
    """How long it took: said on its own before said within a topic, and never "a 20-minute film"."""
    own = [each for each in spells_in(text) if not (_is_in_topic(text, each) and _ARTICLE.search(text[: each.start]))]
    return min(own, key=lambda each: (_is_in_topic(text, each), each.start), default=None)


def _is_in_topic(text: str, spell: Spell) -> bool:
    begin = _begin(text, spell)
    clause = _PARTS.split(text[:begin])[-1]
    return _ABOUT.search(clause) is not None


def _begin(text: str, spell: Spell) -> int:
    """The start of it with "spent", "for" and "about"."""
    leading = _BEFORE_SPELL.search(text[: spell.start])
    return leading.start() if leading else spell.start


def _what(rest: str) -> str | None:
    """What has not been understood as anything else, without the cue and the marks that held it together."""
    words = _EMPTY_BRACKETS.sub(" ", re.sub(f"{_GAP}+", " ", rest))
    words = _DOUBLE_MARKS.sub(r"\1", " ".join(words.split(" "))) if words.strip() else ""
    words = re.sub(r"[ \t]+", " ", re.sub(r"\s+([,.;!?])", r"\1", words)).strip().lstrip(".,;!?").strip(_GLUE)
    words = _LEADING_TOPIC.sub("", words, count=1) if _LEADING_TOPIC.match(words) else words
    words = re.sub(r"[\s,;]+(?:and|then|but)$", "", words, flags=re.IGNORECASE).strip(_GLUE)
    words = words.removesuffix(".") if not words.endswith("..") else words
    words = "" if words.lower() in {"and", "a", "an", "the", "i", "we", "it", "."} else words
    return words if re.search(r"\w", words) else None
