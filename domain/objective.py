"""The library improvement plan: objectives, each tied to an aim of the school, with a measure and a target."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

_YEAR_BEGINS = 7
"""July: by then summer holidays have begun, or are about to, wherever the year begins in autumn."""


@dataclass(frozen=True)
class Objective:
    """`year` is the calendar year in which its school year begins; `rolled_from` the objective of the year before."""

    id: UUID
    year: int
    title: str
    aim: str
    measure: str
    target: str
    rolled_from: UUID | None
    retired_on: date | None


def school_year_of(day: date) -> int:
    return day.year if day.month >= _YEAR_BEGINS else day.year - 1


def year_in_words(year: int) -> str:
    """2026 is “2026–27”."""
    return f"{year}–{(year + 1) % 100:02}"
