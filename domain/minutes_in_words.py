"""How long something took, in the usual words: "10 min", "10m", "half an hour", "1.5 h", "an hour and a half"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from domain.calendar_words import NUMBERS

_TENS = {
    "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "thirty-five": 35, "forty": 40, "forty-five": 45,
    "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_WORDS = {word: number for word, number in (NUMBERS | _TENS).items() if word not in {"a", "an", "couple"}}
_NUMBER_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_COUNT = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+(?:[.,][0-9]{{1,2}})?(?![0-9])|{_NUMBER_WORD})"
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_MINUTES = r"(?:minutes?|mins?|m|['’′])(?!\w)"
_HOURS = r"(?:hours?|hrs?|h)(?!\w)"
_PATTERNS: tuple[tuple[str, Callable[[re.Match[str]], Fraction]], ...] = (
    (r"(?P<three>three\s+quarters\s+of\s+an\s+hour|3/4\s+of\s+an\s+hour|3/4\s*-?hour)(?!\w)", lambda _: Fraction(45)),
    (r"(?:a\s+)?quarter\s+of\s+an\s+hour(?!\w)", lambda _: Fraction(15)),
    (r"(?:(?:an?|one|1)\s+hour\s+and\s+a\s+half|(?:one|1)\s+and\s+a\s+half\s+hours?)(?!\w)", lambda _: Fraction(90)),
    (
        rf"(?P<whole>{_COUNT})\s+(?:hours?\s+and\s+a\s+half|and\s+a\s+half\s+hours?)(?!\w)",
        lambda found: 60 * _number(found["whole"]) + 30,
    ),
    (r"(?:half\s+an\s+hour|half\s+hour|a\s+half[-\s]hour|half-hour|½\s*(?:an\s+)?h(?:our|r)?|1/2\s*h(?:our|r)?)(?!\w)",
     lambda _: Fraction(30)),
    (rf"(?P<whole>[0-9]+)\s*½\s*{_HOURS}", lambda found: 60 * _number(found["whole"]) + 30),
    (r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-5][0-9])\s*(?:hours?|hrs?|h)(?!\w)",
     lambda found: 60 * _number(found["hours"]) + _number(found["minutes"])),
    (
        rf"(?P<hours>{_COUNT}|an?)[-\s]*(?:hours?|hrs?|h)\s*(?:and\s+)?(?P<minutes>{_COUNT})[-\s]*(?:{_MINUTES}|(?=\s|$|[,.;]))",
        lambda found: 60 * _number(found["hours"]) + _number(found["minutes"]),
    ),
    (rf"(?P<hours>{_COUNT})[-\s]*{_HOURS}", lambda found: 60 * _number(found["hours"])),
    (r"an\s+hour(?:['’]s)?(?!\w)", lambda _: Fraction(60)),
    (
        rf"(?:[0-9]+\s*(?:-|–)\s*|{_COUNT}\s+(?:to|or)\s+)?(?P<minutes>{_COUNT})[-\s]*{_MINUTES}",
        lambda found: _number(found["minutes"]),
    ),
)  # fmt: skip
_BELOW = r"(?<![\w.,:/−-])(?P<below>[-−–](?=[0-9½]))?"
"""A sign that stands at its number: "-5 min", but neither "- 5 min" nor "lunch–5 min" nor "5-10 min"."""

_EACH = tuple((re.compile(f"{_BELOW}(?:{pattern})", re.IGNORECASE), reckon) for pattern, reckon in _PATTERNS)


@dataclass(frozen=True)
class Spell:
    """Whole minutes, said in the text from `start` to `end`; as they were said, so they may be none or below."""

    minutes: int
    start: int
    end: int


def spells_in(text: str) -> tuple[Spell, ...]:
    """Every length of time in the text, in order; where two overlap, the one said at greater length."""
    found = [
        Spell(_minutes(reckon(match), match), *match.span())
        for pattern, reckon in _EACH
        for match in pattern.finditer(text)
    ]
    kept: list[Spell] = []
    for spell in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        if not any(spell.start < other.end and other.start < spell.end for other in kept):
            kept.append(spell)
    return tuple(sorted(kept, key=lambda each: each.start))


def _minutes(length: Fraction, match: re.Match[str]) -> int:
    return -round(length) if match["below"] else round(length)


def _number(words: str) -> Fraction:
    low = words.lower()
    if low in {"a", "an"}:
        return Fraction(1)
    if low in _WORDS:
        return Fraction(_WORDS[low])
    whole = low.replace(",", "") if _THOUSANDS.fullmatch(low) else low.replace(",", ".")
    return Fraction(whole)
