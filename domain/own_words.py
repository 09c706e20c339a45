"""One line of somebody's own words, such as a title or a name."""

from domain.errors import UserError
from domain.request import length


def one_line(text: str | None, most: int, *, ask_for: str, about: str, it: str = "it") -> str:
    """The words with single spaces; UserError about that field when there are none, or more than `most` characters."""
    words = " ".join((text or "").split())
    if not words:
        raise UserError(ask_for, about)
    if length(words) > most:
        raise UserError(f"Please keep {it} under {most} characters.", about)
    return words
