"""The rungs of the ladder: on which school days, counted from its due date, an open promise is written about.

It never falls silent: after its last step it goes on in even steps until the promise is kept, renegotiated or released.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count

from domain.errors import UserError

EARLIEST, LATEST = -5, 20
"""School days from the due date, for a step that is named."""
MOST_STEPS = 10
LONGEST_REST = 10
"""School days between the steps after the last one that is named."""

_NUMBER = re.compile(r"[+\-−–]?[0-9]{1,4}")
_BETWEEN = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class Ladder:
    """`steps` are school days from the due date, ascending, with the day itself (0); `every` goes on from the last."""

    steps: tuple[int, ...] = (-1, 0, 1, 3, 5)
    every: int = 5

    @property
    def early(self) -> tuple[int, ...]:
        """Up to the day itself."""
        return tuple(step for step in self.steps if step <= 0)

    def late(self) -> Iterator[int]:
        """School days late, without end."""
        named = tuple(step for step in self.steps if step > 0)
        return chain(named, count(self.steps[-1] + self.every, self.every))

    def named(self) -> str:
        """As a librarian writes it."""
        return ", ".join(map(str, self.steps))

    def written(self) -> str:
        """As it is remembered; `read_written` reads it again."""
        return f"{' '.join(map(str, self.steps))} then {self.every}"


USUAL = Ladder()


def read_written(words: str) -> Ladder:
    steps, _, every = words.partition(" then ")
    return Ladder(tuple(map(int, steps.split())), int(every))


def check_ladder(words: str | None, every: int | None) -> Ladder:
    """From what somebody typed, such as “-1, 0, 1, 3, 5”, in any order. UserError, about the field, for no ladder."""
    steps = tuple(sorted(set(_numbers(words or ""))))
    if 0 not in steps:
        raise UserError("Keep 0 among them: the morning of the day itself is the last chance to be on time.", "steps")
    if not (steps[0] >= EARLIEST and steps[-1] <= LATEST):
        raise UserError(f"Reminders may come from {-EARLIEST} school days before to {LATEST} after the day.", "steps")
    if len(steps) > MOST_STEPS:
        raise UserError(f"Please name at most {MOST_STEPS} days; the rest comes by itself.", "steps")
    if every is None or not 1 <= every <= LONGEST_REST:
        raise UserError(
            f"Please choose 1 to {LONGEST_REST} school days: what was promised is never dropped in silence.", "every"
        )
    return Ladder(steps, every)


def _numbers(words: str) -> Iterator[int]:
    for word in filter(None, _BETWEEN.split(words)):
        if not _NUMBER.fullmatch(word):
            shown = word if len(word) <= len("a short word") else word[: len("a short word")] + "…"
            raise UserError(f"“{shown}” is no whole number. Write school days as in: -1, 0, 1, 3, 5", "steps")
        yield int(word.replace("−", "-").replace("–", "-"))
