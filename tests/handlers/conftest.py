"""A school with its people, on SQLite where the engine makes no difference."""

import pytest
from world import World

from store.session import Store


@pytest.fixture
def world(sqlite_store: Store) -> World:
    return World(sqlite_store)


@pytest.fixture
def any_world(store: Store) -> World:
    """The same on each engine in turn."""
    return World(store)
