"""Quiet weeks: reports, exams, a school trip. What a teacher did not ask for waits until they are over."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import UserError

LONGEST_QUIET = 120
"""Days: about a term."""

FURTHEST_AHEAD = 366
"""Days until quiet weeks begin: this school year's and the next one's first."""


@dataclass(frozen=True)
class QuietTime:
    """From a day to a day, both among them."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def check_quiet(first: date | None, last: date | None, today: date, before: QuietTime | None) -> QuietTime | None:
    """None for two empty days; UserError, about the field, for what is no time to be quiet in.

    `before` is what holds already: it may have begun.
    """
    if first is None and last is None:
        return None
    if first is None:
        raise UserError("From which day? Please choose it, or leave both days empty.", "quiet-from")
    if last is None:
        raise UserError("Until which day? Please choose it, or leave both days empty.", "quiet-until")
    if last < today:
        raise UserError("That day has passed. Please choose today or a later day.", "quiet-until")
    if last < first:
        raise UserError("The last quiet day comes before the first one. Please choose a later day.", "quiet-until")
    if first < today and (before is None or first != before.first):
        raise UserError("That day has passed. Please choose today or a later day.", "quiet-from")
    if first > today + timedelta(days=FURTHEST_AHEAD):
        raise UserError("That is more than a year away. Please choose an earlier day.", "quiet-from")
    if (last - first).days >= LONGEST_QUIET:
        raise UserError(f"Quiet weeks last {LONGEST_QUIET} days at most, about a term.", "quiet-until")
    return QuietTime(first, last)
