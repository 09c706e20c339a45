"""Which partner is meant by a name as somebody wrote it: "ms park" for Lee Park, "the city museum" for City Museum."""

import re
from collections.abc import Sequence

from domain.partner import Partner
from domain.words import vocabulary

_LEFT_OUT = vocabulary("the a an mr mrs ms miss mx dr prof sir madam")
_SHORTEST = 3
"""Letters of a part: less than that is in many names."""

_JOINTS = re.compile(r"\s*,?\s+and\s+|\s*[&+]\s*|\s*,\s*", re.IGNORECASE)


def those_called(written: str, partners: Sequence[Partner]) -> tuple[Partner, ...]:
    """The one with exactly this name, otherwise all of whose name it is a part."""
    same = tuple(each for each in partners if each.name.casefold() == " ".join(written.split()).casefold())
    part = _words(written)
    if same or sum(map(len, part)) < _SHORTEST:
        return same
    whole = tuple(each for each in partners if _words(each.name) == part)
    return whole or tuple(each for each in partners if _holds(_words(each.name), part))


def is_called(partner: Partner, written: str) -> bool:
    """Whether the whole name was written, a title or an article aside."""
    same = partner.name.casefold() == " ".join(written.split()).casefold()
    return same or (bool(_words(written)) and _words(partner.name) == _words(written))


def parts_of(written: str) -> tuple[str, ...]:
    """The names in "Ada, Ben and Cleo"; one alone is no part."""
    parts = tuple(part for part in _JOINTS.split(written) if part)
    return parts if len(parts) > 1 else ()


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if word not in _LEFT_OUT]


def _holds(name: list[str], part: list[str]) -> bool:
    return any(name[at : at + len(part)] == part for at in range(len(name) - len(part) + 1))
