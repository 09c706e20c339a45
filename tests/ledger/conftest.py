"""The world of the handlers' tests, and the schools in which stories are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shared_school import SharedSchool
from world import World

from store.session import Store
from tests.scenarios.conftest import a_school, school, school_apart, school_of_two

__all__ = ["a_school", "school", "school_apart", "school_of_two"]


@pytest.fixture
def world(sqlite_store: Store) -> World:
    return World(sqlite_store)


@pytest.fixture
def any_world(store: Store) -> World:
    """The same on each engine in turn."""
    return World(store)


@pytest.fixture
def shared_school(tmp_path: Path, postgres_store: Store) -> Iterator[SharedSchool]:
    """One bot on PostgreSQL; `opens()` adds another."""
    shared = SharedSchool(tmp_path / "school", postgres_store)
    yield shared.opens()
    shared.ends()
