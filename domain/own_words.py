"""What somebody wrote in their own words: white space around it is dropped, and too much of it is refused."""

from domain.errors import UserError


def length(text: str) -> int:
    """Characters as the strictest reader counts them: UTF-16 units, in which an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def within(words: str, most: int, *, about: str, it: str = "it") -> str:
    """The words; UserError about that field, which calls them `it`, when there are more than `most` characters."""
    if length(words) > most:
        raise UserError(f"Please keep {it} under {most:,} characters.", about)
    return words


def required(text: str | None, most: int, *, ask_for: str, about: str, it: str = "it") -> str:
    """The words; UserError about that field when there are none, or more than `most` characters."""
    words = (text or "").strip()
    if not words:
        raise UserError(ask_for, about)
    return within(words, most, about=about, it=it)


def optional(text: str | None, most: int, *, about: str, it: str = "it") -> str | None:
    """The words, or None for none; UserError about that field when there are more than `most` characters."""
    words = (text or "").strip()
    return within(words, most, about=about, it=it) if words else None


def one_line(text: str | None, most: int, *, ask_for: str, about: str, it: str = "it") -> str:
    """Such as a title or a name: the words as `required` has them, with single spaces."""
    return required(" ".join((text or "").split()), most, ask_for=ask_for, about=about, it=it)
