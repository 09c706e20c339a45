"""Which department somebody teaches in: one of a starter list, of those that colleagues named, or a new one."""

import re
import unicodedata
from collections.abc import Iterable

from domain.errors import UserError
from domain.own_words import within

DEPARTMENT_LIMIT = 40
"""Characters of a department's name: one line of a digest."""

MOST_OFFERED = 90
"""In one menu, which holds a hundred."""

DEPARTMENTS = (
    "Art and design",
    "Business and economics",
    "Careers and guidance",
    "Computing",
    "Design and technology",
    "Drama",
    "English",
    "English as an additional language",
    "Geography",
    "History",
    "Languages",
    "Learning support",
    "Mathematics",
    "Music",
    "Physical education",
    "Religious education",
    "Science",
    "Social studies",
)
"""What most secondary schools have; each school adds its own."""


def offered(named: Iterable[str]) -> tuple[str, ...]:
    """The starter list with what colleagues named, each once, by the alphabet."""
    known = {_key(each): each for each in (*sorted(named), *DEPARTMENTS)}
    return tuple(sorted(known.values(), key=str.casefold))[:MOST_OFFERED]


def read_department(typed: str, named: Iterable[str]) -> str:
    """A department as it is written at this school: “maths ” is Maths where a colleague has named that.

    UserError, about the field, for what is no name or a long one.
    """
    name = " ".join(unicodedata.normalize("NFKC", typed).split()).strip(" .,;:")
    if not re.search(r"[^\W\d_]", name):
        raise UserError("Please write the department’s name, or choose one above.", "another-department")
    within(name, DEPARTMENT_LIMIT, about="another-department", it="the department")
    known = {_key(each): each for each in (*named, *DEPARTMENTS)}
    return known.get(_key(name), name[0].upper() + name[1:])


def _key(name: str) -> str:
    return name.casefold()
