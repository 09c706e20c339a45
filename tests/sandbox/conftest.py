"""A workspace of its own for each test, a bot that does what the test says, and raw calls."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.sandbox.server import Sandbox
from tests.people import Person
from tests.sandbox.building import MANIFEST, Raw
from tests.sandbox.connection import Connection


@pytest.fixture
def manifest() -> dict[str, Any]:
    return deepcopy(MANIFEST)


@pytest.fixture
def settings() -> dict[str, Any]:
    """What a test module changes about its sandboxes."""
    return {}


@pytest.fixture
def sandbox(tmp_path: Path, manifest: dict[str, Any], settings: dict[str, Any]) -> Iterator[Sandbox]:
    with Sandbox(tmp_path / "sandbox", manifest=manifest, **settings) as running:
        yield running


@pytest.fixture
def raw(sandbox: Sandbox) -> Raw:
    return Raw(sandbox)


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    """The real SDK's client, which never tries again by itself."""
    return WebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])


@pytest.fixture
def bolt(sandbox: Sandbox, client: WebClient) -> Iterator[Callable[[Callable[[App], None]], Connection]]:
    """A real Bolt app over Socket Mode: `bolt(register)`, where register(app) adds its listeners."""
    opened: list[Connection] = []

    def begin(register: Callable[[App], None]) -> Connection:
        app = App(client=client, process_before_response=True, token_verification_enabled=False)
        register(app)
        opened.append(Connection(sandbox, app))
        return opened[-1]

    yield begin
    for connection in opened:
        connection.close()


@pytest.fixture
def ada(sandbox: Sandbox) -> Person:
    return Person(sandbox, "Ada")


@pytest.fixture
def lee(sandbox: Sandbox) -> Person:
    return Person(sandbox, "Lee")
