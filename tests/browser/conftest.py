"""Browsers for the page tests, on the system's own Chromium.

    def test_something(open_page, url):
        page = open_page(url, "U0LEE")                      # Lee, in the conversation with the app
        page = open_page(url, "U0LEE", where="home")        # the Home tab; or a conversation's id
        page = open_page(url, "U0ADA", width=375, color_scheme="dark")

Whatever a page writes to its console as an error fails the test that opened it.
"""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace
from tests.browser.trial_app import MANIFEST, trial_app

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 8_000
"""How long an expectation may take to come true; a busy machine with several browsers is slow."""

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


# One browser a file: Playwright keeps an event loop running in this thread, which other folders' tests must not meet.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (chromium, chromium-browser or google-chrome)")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Complaints:
    """What went wrong inside a page. `expected` words may stand in an error without failing the test."""

    heard: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("console", self._console)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.heard.append(f"{message.text} ({message.location.get('url', '')})")

    def unexpected(self) -> list[str]:
        return [words for words in self.heard if not any(known in words for known in self.expected)]


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def open_page(browser: Browser, complaints: Complaints) -> Iterator[OpenPage]:
    """`open_page(url, person, where="app", width=1280, height=800, color_scheme="light")`: a page that is drawn."""
    contexts = []

    def opened(
        url: str,
        person: str = "U0ADA",
        *,
        where: str = "app",
        width: int = 1280,
        height: int = 800,
        color_scheme: str = "light",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=color_scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        complaints.listen(page)
        page.goto(f"{url.rstrip('/')}/#{person}/{where}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints.unexpected() == []


@contextmanager
def app_in(sandbox: Sandbox) -> Iterator[None]:
    """The trial app, connected to the workspace as long as this lasts."""
    client = WebClient(sandbox.bot_token, base_url=sandbox.api_url)
    app = trial_app(client=client, token_verification_enabled=False)
    handler = SocketModeHandler(app, sandbox.app_token, web_client=WebClient(base_url=sandbox.api_url))
    handler.connect()
    yield
    handler.client.auto_reconnect_enabled = False
    dropped = sandbox.people.api.socket.disconnect(
        "drop"
    )  # a listening client takes three seconds to hang up by itself
    asyncio.run_coroutine_threadsafe(dropped, sandbox._loop).result()
    with suppress(AttributeError):  # the client's own race between hearing of the end and making one
        handler.close()
    handler.close()


@pytest.fixture(scope="module")
def shared_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("workspace")
    with Sandbox(folder, manifest=MANIFEST, ack_within=1.0) as sandbox, app_in(sandbox):
        yield sandbox


@pytest.fixture
def sandbox(shared_sandbox: Sandbox) -> Iterator[Sandbox]:
    """With the trial app in it; one a file (an app takes a second to leave), emptied after each test."""
    yield shared_sandbox
    clear_out(shared_sandbox.workspace)


def clear_out(workspace: Workspace) -> None:
    for message in [*workspace.messages.values()]:
        workspace.delete_message(message)
    for user in [*workspace.stacks]:
        workspace.set_stack(user, [])


@pytest.fixture
def url(sandbox: Sandbox) -> str:
    return sandbox.url
