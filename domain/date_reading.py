"""What the rules of the date grammar share: the page they read, and what they hand back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache

from domain.named_days import openings
from domain.reckoning import Reckoning
from domain.school_days import SchoolCalendar
from domain.words import Word


class DateOrder(StrEnum):
    DAY_FIRST = "DMY"
    MONTH_FIRST = "MDY"
    YEAR_FIRST = "YMD"


class Kind(StrEnum):
    """How a phrase names its day, which decides how much of a cue it needs."""

    CERTAIN = "tomorrow, next Friday, in two weeks"
    TODAY = "today"
    WEEKDAY = "Friday"
    SHORT_WEEKDAY = "Fri"
    FULL = "12 March"
    NUMERIC = "3/12"
    ORDINAL = "the 14th"
    BARE_ORDINAL = "14th, the fifth, the fourth of July"
    NAMED = "Thanksgiving, half term"


@dataclass(frozen=True)
class Reading:
    """`on` is None for a date that is past or impossible; `end` is the index of the word after the phrase.

    `is_limit` says that the phrase names an end ("end of the week"), so that "before" takes nothing off it. `last` is
    the last day of what takes several.
    """

    on: date | None
    end: int
    kind: Kind
    is_limit: bool = False
    last: date | None = None


@dataclass(frozen=True)
class Page:
    """The words of a text, and what is needed to make dates of them."""

    words: list[Word]
    today: date
    calendar: SchoolCalendar
    order: DateOrder

    @cached_property
    def reckon(self) -> Reckoning:
        return Reckoning(self.today, self.calendar)

    @cached_property
    def name_openings(self) -> frozenset[str]:
        return openings(self.today, self.calendar)

    def first(self, at: int) -> str:
        """The word at which a phrase begins, whatever parts it from the one before; "" past the end."""
        return self.words[at].low if 0 <= at < len(self.words) and not self.words[at].hidden else ""

    def low(self, at: int, soft: str = "") -> str:
        """The word here if no more than a space, or a character of `soft`, parts it from the one before, else ""."""
        return self.first(at) if at and self.first(at) and not self.words[at].gap.strip(" \t\xa0" + soft) else ""

    def begin(self, at: int, *phrases: str) -> int:
        """The place after the longest of these phrases that begins here, or `at` if none does."""
        return self._after(at, self.first(at), phrases)

    def skip(self, at: int, *phrases: str, soft: str = "") -> int:
        """The same for a phrase that goes on from the word before."""
        return self._after(at, self.low(at, soft), phrases)

    def joined(self, start: int, end: int, soft: str = "") -> str:
        """The words from `start` up to `end`, or "" if something parts them."""
        lows = [self.first(start), *(self.low(at, soft) for at in range(start + 1, end))]
        return " ".join(lows) if all(lows) else ""

    def _after(self, at: int, opening: str, phrases: tuple[str, ...]) -> int:
        longest = at
        for rest in _rests_by_first_word(phrases).get(opening, ()):
            if all(self.low(place) == low for place, low in enumerate(rest, start=at + 1)):
                longest = max(longest, at + 1 + len(rest))
        return longest


@lru_cache(maxsize=128)
def _rests_by_first_word(phrases: tuple[str, ...]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        found.setdefault(first, []).append(rest)
    return found
