"""Schools for stories: with the bot in this process, and with the bot as a process that can be killed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.records import User
from tests.scenarios.school import School, SchoolApart, SchoolOverHttp, SchoolWithin

KIM = User("U0KIM", "kim", "Kim Doe", title="Librarian")


@pytest.fixture
def a_school(tmp_path: Path, migrated_file: Path) -> Iterator[Callable[..., SchoolWithin]]:
    """`a_school(HOLIDAYS="GB-ENG", …)`: one that a story wants otherwise; the bot has started."""
    founded: list[School] = []

    def found(**wishes: Any) -> SchoolWithin:
        founded.append(SchoolWithin(tmp_path / f"school-{len(founded)}", store=migrated_file, **wishes))
        return founded[-1].opens()

    yield found
    for each in founded:
        each.ends()


@pytest.fixture
def school(a_school: Callable[..., SchoolWithin]) -> SchoolWithin:
    """Ada, Ben and Cleo teach, Lee runs the library, Sam is the head; Monday, nine in the morning."""
    return a_school()


@pytest.fixture
def school_of_two(tmp_path: Path, migrated_file: Path) -> Iterator[SchoolWithin]:
    """Lee and Kim run the library."""
    school = SchoolWithin(tmp_path / "school", store=migrated_file, LIBRARIANS="U0LEE,U0KIM")
    school.somebody_joins(KIM)
    try:
        yield school.opens()
    finally:
        school.ends()


@pytest.fixture
def school_apart(tmp_path: Path, migrated_file: Path) -> Iterator[SchoolApart]:
    """The same school, with the bot as a process of its own that can be killed and started again."""
    school = SchoolApart(tmp_path / "school", store=migrated_file)
    try:
        yield school.opens()
    finally:
        school.ends()


@pytest.fixture
def school_over_http(tmp_path: Path, migrated_file: Path) -> Iterator[SchoolOverHttp]:
    """The same school, whose bot is called by Slack instead of connecting to it."""
    school = SchoolOverHttp(tmp_path / "school", store=migrated_file)
    try:
        yield school.opens()
    finally:
        school.ends()
