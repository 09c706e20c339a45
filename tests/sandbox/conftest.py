"""A workspace of its own for each test, a bot that does what the test says, and raw calls."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.sandbox.server import Sandbox
from tests.people import Person
from tests.sandbox.building import MANIFEST, Raw


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
def bolt(sandbox: Sandbox, client: WebClient) -> Iterator[Callable[[Callable[[App], None]], App]]:
    """A real Bolt app over real Socket Mode: `bolt(register)`, where register(app) adds its listeners."""
    handlers = []

    def connect(register: Callable[[App], None]) -> App:
        app = App(client=client, process_before_response=True, token_verification_enabled=True)
        register(app)
        handler = SocketModeHandler(app, sandbox.app_token, web_client=client)
        handler.connect()
        handlers.append(handler)
        return app

    yield connect
    # The SDK's client closes only when its read times out, after up to 3 s; one that hears of the end closes at once.
    for handler in handlers:
        handler.client.auto_reconnect_enabled = False
    Raw(sandbox).send("/disconnect", {"reason": "drop"})
    for handler in handlers:
        handler.close()


@pytest.fixture
def ada(sandbox: Sandbox) -> Person:
    return Person(sandbox, "Ada")


@pytest.fixture
def lee(sandbox: Sandbox) -> Person:
    return Person(sandbox, "Lee")
