"""Whom Slack says somebody is, remembered for a while, and never guessed."""

import time
from collections.abc import Callable, Iterator
from http.client import RemoteDisconnected
from threading import Event
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack import directory as directory_module
from bot.slack.directory import KIND_REFUSAL, Directory, NotToldError, Standing, Visitor
from bot.slack.hurry import hurrying
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


class Refusal(dict[str, Any]):
    """What the SDK gives with a 429."""

    status_code = 429
    headers: ClassVar = {"Retry-After": "5"}


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


def test_slack_is_left_alone_for_as_long_as_it_asks(directory, client, clock):
    client.fails(SlackApiError("no", Refusal(ok=False, error="ratelimited")))
    for _ in range(3):
        assert directory.name("U0ADA") is None
    assert len(client.asked) == 1
    client.answer = slack.person
    clock.now += 5
    assert directory.name("U0ADA") == "Ada Byron"


BEN = Visitor("U0BEN", "Ben Cole", Standing.STAFF)


@pytest.fixture
def acquainted(client) -> Directory:
    """The library has met Ben; the program has just started."""
    return Directory(client, slack.TEAM, {"U0BEN": BEN}.get)


@pytest.fixture
def slow(client) -> Iterator[Event]:
    """Slack answers when it is set."""
    answers = Event()

    def answer() -> dict[str, Any]:
        answers.wait(10)
        return slack.person()

    client.answer = answer
    yield answers
    answers.set()


@EACH_FAILURE
def test_when_slack_does_not_say_whom_the_library_has_met_is_let_in(acquainted, client, failure):
    client.fails(failure)
    assert acquainted.visitor("U0BEN") == BEN


def test_an_acquaintance_waits_half_a_second_for_slack_and_what_it_says_later_counts(acquainted, client, slow):
    began = time.monotonic()
    assert acquainted.visitor("U0BEN") == BEN
    assert time.monotonic() - began < 1
    slow.set()
    assert acquainted.visitor("U0BEN").name == "Ada Byron"
    assert client.asked == ["U0BEN"]


def test_whoever_became_a_guest_is_no_acquaintance(acquainted, client):
    acquainted.hear_of(slack.person(id="U0BEN", is_restricted=True))
    client.fails(TimeoutError())
    with pytest.raises(NotToldError):
        acquainted.visitor("U0BEN")
    acquainted.hear_of(slack.person(id="U0BEN"))
    assert acquainted.visitor("U0BEN") == BEN


def test_a_newcomer_waits_for_slack_no_longer_than_slack_waits_for_us(acquainted, slow):  # noqa: ARG001
    with hurrying(0.2), pytest.raises(NotToldError):
        acquainted.visitor("U0ADA")


def test_the_name_of_an_acquaintance_is_known_without_asking(acquainted, client):
    assert acquainted.name("U0BEN") == "Ben Cole"
    assert client.asked == []


def test_names_are_asked_for_all_at_once_and_leave_time_for_what_follows(acquainted, client, slow):  # noqa: ARG001
    with hurrying(1):
        acquainted.expect(["U0ADA", "U0BEN", "U0SAM"])
        assert [acquainted.name(each) for each in ("U0ADA", "U0BEN", "U0SAM")] == [None, "Ben Cole", None]
    assert sorted(client.asked) == ["U0ADA", "U0SAM"]


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
