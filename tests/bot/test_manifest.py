"""The manifest asks Slack for what the code uses: every command, shortcut, event and scope."""

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from slack_sdk import WebClient
from typer.testing import CliRunner

from bot.__main__ import app
from bot.slack import buttons, commands, messages, modals

ROOT = Path(__file__).parents[2]
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
SCOPES = {*MANIFEST["oauth_config"]["scopes"]["bot"]}
HISTORIES = {"im:history", "channels:history", "groups:history"}
"""The bot answers in direct messages and in the threads of public and private channels, and looks up in all three."""

NEEDS = {
    "apps_connections_open": set(),
    "auth_test": set(),
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": HISTORIES,
    "conversations_open": {"im:write"},
    "conversations_replies": HISTORIES,
    "files_completeUploadExternal": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_push": set(),
    "views_publish": set(),
    "views_update": set(),
}
"""Each Web API method that the bot calls, with the scopes that Slack's documentation asks of a bot token for it."""

SUBSCRIPTIONS = {
    "message": {"message.im": "im:history"},
    "app_mention": {"app_mention": "app_mentions:read"},
    "app_home_opened": {"app_home_opened": None},
    "user_change": {"user_change": "users:read"},
}
"""Each event that the bot listens to, with the subscriptions that bring it and the scope that each of them needs."""


class Heard:
    """An app that only notes what is registered with it."""

    def __init__(self) -> None:
        self.patterns: dict[str, list] = {}
        for listeners in (commands, messages, buttons, modals):
            listeners.register(self, SimpleNamespace())

    def __getattr__(self, kind: str) -> Callable:
        def register(pattern: object) -> Callable:
            self.patterns.setdefault(kind, []).append(pattern)
            return lambda listener: listener

        return register


@pytest.fixture
def heard() -> dict[str, list]:
    return Heard().patterns


def called_methods() -> Iterator[str]:
    """The client's methods that the code under bot/ names, as attributes or as Slack writes them."""
    for path in [*(ROOT / "bot").glob("*.py"), *(ROOT / "bot" / "slack").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = node.attr if isinstance(node, ast.Attribute) else ""
            if isinstance(node, ast.Constant) and re.fullmatch(r"[a-z]+(\.[a-zA-Z]+)+", str(node.value)):
                named = str(node.value).replace(".", "_")
            if "_" in named.strip("_") and hasattr(WebClient, named):
                yield named


def test_every_method_that_is_called_is_known_here_and_nothing_else_is():
    assert {*called_methods()} == {*NEEDS}


@pytest.mark.parametrize("method", NEEDS)
def test_the_scopes_of_every_method_are_asked_for(method):
    assert NEEDS[method] <= SCOPES


def test_every_event_that_is_listened_to_is_subscribed_to_with_its_scope(heard):
    assert {*heard["event"]} == {*SUBSCRIPTIONS}
    wanted = {name: scope for each in SUBSCRIPTIONS.values() for name, scope in each.items()}
    assert {*MANIFEST["settings"]["event_subscriptions"]["bot_events"]} == {*wanted}
    assert {scope for scope in wanted.values() if scope} <= SCOPES


def test_channel_talk_that_does_not_mention_the_bot_is_not_asked_for():
    events = {*MANIFEST["settings"]["event_subscriptions"]["bot_events"]}
    assert not events & {"message.channels", "message.groups", "message.mpim"}


def test_every_command_is_listened_to_and_every_listener_has_a_command(heard):
    named = [each["command"] for each in MANIFEST["features"]["slash_commands"]]
    assert named
    assert "commands" in SCOPES
    for pattern in heard["command"]:
        assert any(pattern.search(name) for name in named), pattern
    for name in named:
        assert any(pattern.search(name) for pattern in heard["command"]), name


def test_names_in_commands_arrive_as_ids():
    assert all(each["should_escape"] is True for each in MANIFEST["features"]["slash_commands"])


def test_every_shortcut_is_listened_to_and_every_listener_has_a_shortcut(heard):
    shortcuts = MANIFEST["features"]["shortcuts"]
    assert ("Ask the library", "message") in [(each["name"], each["type"]) for each in shortcuts]
    ids = [each["callback_id"] for each in shortcuts]
    for pattern in heard["shortcut"]:
        assert any(pattern.search(callback_id) for callback_id in ids), pattern
    for callback_id in ids:
        assert any(pattern.search(callback_id) for pattern in heard["shortcut"]), callback_id


def test_people_can_write_to_the_bot_and_have_a_home():
    home = MANIFEST["features"]["app_home"]
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False
    assert home["home_tab_enabled"] is True


def test_the_manifest_for_http_names_one_address_everywhere_and_is_otherwise_the_same():
    printed = CliRunner().invoke(app, ["manifest", "--url", "https://library.example.org/"])
    found = json.loads(printed.stdout)
    commands_ = found["features"]["slash_commands"]
    places = [*commands_, found["settings"]["event_subscriptions"], found["settings"]["interactivity"]]
    addresses = [place.pop("url", None) or place.pop("request_url", None) for place in places]
    assert addresses == ["https://library.example.org/slack/events"] * (len(commands_) + 2)
    assert not found["settings"]["socket_mode_enabled"]
    found["settings"]["socket_mode_enabled"] = True
    assert found == MANIFEST


@pytest.mark.parametrize(
    "address", ["http://library.example.org", "library.example.org", "https://", "https://a/?b", "https://["]
)
def test_slack_calls_no_other_address_than_one_by_https(address: str):
    refused = CliRunner().invoke(app, ["manifest", "--url", address])
    assert refused.exit_code == 1
    assert "such as https://library.example.org" in refused.stderr
    assert not refused.stdout


def test_buttons_and_forms_come_over_socket_mode():
    assert MANIFEST["settings"]["interactivity"]["is_enabled"] is True
    assert MANIFEST["settings"]["socket_mode_enabled"] is True


@pytest.mark.parametrize(
    ("words", "most"),
    [
        (MANIFEST["display_information"]["name"], 35),
        (MANIFEST["display_information"]["description"], 140),
        (MANIFEST["display_information"]["long_description"], 4000),
        *((each["description"], 2000) for each in MANIFEST["features"]["slash_commands"]),
        *((each["usage_hint"], 1000) for each in MANIFEST["features"]["slash_commands"]),
        *((each["name"], 24) for each in MANIFEST["features"]["shortcuts"]),
        *((each["description"], 150) for each in MANIFEST["features"]["shortcuts"]),
    ],
)
def test_its_words_are_as_short_as_slack_wants_them(words, most):
    assert 0 < len(words) <= most


def test_the_program_prints_it_to_be_pasted():
    printed = CliRunner().invoke(app, ["manifest"])
    assert printed.exit_code == 0
    assert json.loads(printed.output) == MANIFEST
