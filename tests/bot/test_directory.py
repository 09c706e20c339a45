"""Whom Slack says somebody is, remembered for a while, and never guessed."""

from collections.abc import Callable
from http.client import RemoteDisconnected
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack import directory as directory_module
from bot.slack.directory import KIND_REFUSAL, Directory, Standing
from domain.errors import UserError
from tests.bot import from_slack as slack

TEN_MINUTES = 600


class Slack:
    """Answers `users.info` as it is told to, and counts."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: Callable[[], dict[str, Any]] = slack.person

    def users_info(self, *, user: str, include_locale: bool) -> dict[str, Any]:  # noqa: ARG002
        self.asked.append(user)
        return {"ok": True, "user": self.answer()}

    def refuses(self, code: str) -> None:
        self.fails(SlackApiError("no", {"ok": False, "error": code}))

    def fails(self, error: Exception) -> None:
        def answer() -> dict[str, Any]:
            raise error

        self.answer = answer


@pytest.fixture
def client() -> Slack:
    return Slack()


@pytest.fixture
def directory(client) -> Directory:
    return Directory(client, slack.TEAM)


@pytest.fixture
def clock(monkeypatch) -> SimpleNamespace:
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(directory_module, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


def test_somebody_is_known_by_address_name_and_standing(directory):
    visitor = directory.visitor("U0ADA")
    assert (visitor.address, visitor.name, visitor.standing) == ("U0ADA", "Ada Byron", Standing.STAFF)


def test_slack_is_asked_once_for_the_same_person(directory, client):
    directory.visitor("U0ADA")
    directory.visitor("U0ADA")
    directory.name("U0ADA")
    directory.visitor("U0BEN")
    assert client.asked == ["U0ADA", "U0BEN"]


def test_after_ten_minutes_slack_is_asked_again(directory, client, clock):
    directory.visitor("U0ADA")
    clock.now += TEN_MINUTES - 1
    directory.visitor("U0ADA")
    assert len(client.asked) == 1
    client.answer = lambda: slack.deactivated(id="U0ADA")
    clock.now += 2
    assert directory.visitor("U0ADA").standing is Standing.GONE
    assert len(client.asked) == 2


FAILURES = [
    SlackApiError("no", {"ok": False, "error": "ratelimited"}),
    SlackApiError("no", {"ok": False, "error": "internal_error"}),
    SlackApiError("no", {"ok": False, "error": "missing_scope"}),
    TimeoutError(),
    ConnectionRefusedError(),
    RemoteDisconnected(),
]
EACH_FAILURE = pytest.mark.parametrize("failure", FAILURES, ids=repr)


@EACH_FAILURE
def test_when_slack_does_not_say_what_was_remembered_counts(directory, client, clock, failure):
    known = directory.visitor("U0ADA")
    clock.now += TEN_MINUTES + 1
    client.fails(failure)
    assert directory.visitor("U0ADA") == known
    assert directory.name("U0ADA") == "Ada Byron"


@EACH_FAILURE
def test_when_slack_does_not_say_and_nothing_is_remembered_nobody_is_let_in_or_turned_away(directory, client, failure):
    client.fails(failure)
    with pytest.raises(UserError, match="try again in a minute"):
        directory.visitor("U0ADA")
    assert directory.name("U0ADA") is None


def test_a_failure_is_not_remembered(directory, client):
    client.fails(TimeoutError())
    assert directory.name("U0ADA") is None
    client.answer = slack.person
    assert directory.visitor("U0ADA").standing is Standing.STAFF


@pytest.mark.parametrize("code", ["user_not_found", "user_not_visible", "users_not_found"])
def test_whom_slack_may_not_show_is_an_outsider(directory, client, code):
    client.refuses(code)
    assert directory.visitor("U0OLIVE").standing is Standing.OUTSIDER


@pytest.mark.parametrize(
    ("user", "standing"),
    [
        (slack.person(is_restricted=True), Standing.GUEST),
        (slack.person(is_bot=True), Standing.BOT),
        (slack.outsider(), Standing.OUTSIDER),
        (slack.deactivated(), Standing.GONE),
        (slack.of_the_organisation(slack.TEAM), Standing.STAFF),
    ],
    ids=["guest", "bot", "outsider", "gone", "organisation"],
)
def test_standing_is_read_from_what_slack_says(directory, client, user, standing):
    client.answer = lambda: user
    assert directory.visitor(user["id"]).standing is standing


def test_everybody_who_is_turned_away_gets_a_sentence_that_says_that_nothing_was_stored():
    assert {*KIND_REFUSAL} == {*Standing} - {Standing.STAFF}
    assert all("othing was stored" in words for words in KIND_REFUSAL.values())
