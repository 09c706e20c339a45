"""The columns of a file of partners, and cells that no spreadsheet takes for a formula."""

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum


class Column(StrEnum):
    """In the order of an export."""

    NAME = "name"
    CATEGORY = "category"
    PERSON = "slack person"
    CONTACT = "contact"
    OFFERS = "offers"
    REACH = "reach"
    APPROACH = "approach"
    OBJECTIVE = "objective"
    IDEAL = "ideal days"
    MOST = "at most days"


REQUIRED = (Column.NAME, Column.CATEGORY)

_BEGINS_A_FORMULA = frozenset("=+-@\t\r＝＋－＠")  # the wide forms count in some spreadsheets, too
_GUARD = "'"


def guarded(text: str) -> str:
    """What a spreadsheet shows as it is; `unguarded` takes the guard off again."""
    return _GUARD + text if text[:1] in _BEGINS_A_FORMULA or unguarded(text) != text else text


def unguarded(text: str) -> str:
    is_guarded = text[:1] == _GUARD and (text[1:2] in _BEGINS_A_FORMULA or text[1:2] == _GUARD)
    return text[1:] if is_guarded and text[1:2] else text


def column_called(heading: str) -> Column | None:
    """By its name, however it is spaced and capitalised."""
    words = " ".join(heading.replace("_", " ").replace("-", " ").lower().split())
    return next((each for each in Column if each.value == words), None)


def nearest(words: str, known: Iterable[str]) -> str | None:
    """The known one that somebody probably meant."""
    by_small = {each.casefold(): each for each in known}
    found = get_close_matches(words.casefold(), by_small, n=1, cutoff=0.6)
    return by_small[found[0]] if found else None
