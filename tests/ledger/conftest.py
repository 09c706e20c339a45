"""The world of the handlers' tests, and the schools in which stories are told."""

import pytest
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
