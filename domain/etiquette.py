"""How often somebody is written to who did not ask: the guide's “remember what the classroom is like”."""

from domain.errors import UserError

MOST_UNPROMPTED = 2
"""Messages in a school week to one teacher, unless the school wants it otherwise."""

MOST_EVER = 20
"""Four a day: who wants more than that wants no ceiling, and that is not to be had."""


def check_ceiling(most: int) -> None:
    """UserError for what is no ceiling. None at all would keep back for ever what was to be told."""
    if not 1 <= most <= MOST_EVER:
        raise UserError(f"The most unasked messages to one teacher in a week can be 1 to {MOST_EVER}.", "most")
