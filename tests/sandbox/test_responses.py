"""response_url: what an app may answer, how often and how long."""

import pytest

from bot.sandbox import responses
from bot.sandbox.server import Sandbox
from tests.people import Clock, Person
from tests.sandbox.building import SECTION, Raw, actions, button


@pytest.fixture
def url(sandbox: Sandbox) -> str:
    """As from a command of Ada's in the staffroom."""
    return responses.issue(sandbox.people.api, "U0ADA", "C0STAFF")


@pytest.fixture
def in_message(sandbox: Sandbox, raw: Raw) -> tuple[str, str]:
    """As from a button in the app's own message: the url and the message's ts."""
    ts = raw.call("chat.postMessage", channel="C0STAFF", text="card", blocks=[actions(button())])["ts"]
    original = sandbox.workspace.message("C0STAFF", ts)
    return responses.issue(sandbox.people.api, "U0ADA", "C0STAFF", original), ts


def test_an_answer_is_ephemeral_unless_it_says_otherwise(raw: Raw, url: str, ada: Person, lee: Person):
    assert raw.send(url, {"text": "psst"}) == (200, {"ok": True})
    assert raw.send(url, {"text": "hear", "response_type": "in_channel"})[0] == 200
    assert ada.sees("psst").is_ephemeral
    assert not lee.sees("hear").is_ephemeral
    lee.never_sees("psst", settle=0.1)


def test_it_works_where_the_app_is_no_member(raw: Raw, sandbox: Sandbox, ada: Person):
    url = responses.issue(sandbox.people.api, "U0ADA", "C0OFFICE")
    assert raw.send(url, {"text": "hello", "response_type": "in_channel"})[0] == 200
    ada.sees("hello", channel="#front-office")


def test_five_answers_and_no_more(raw: Raw, url: str):
    for _ in range(5):
        assert raw.send(url, {"text": "x"})[0] == 200
    assert raw.send(url, {"text": "x"}) == (404, {"ok": False, "error": "used_url"})


def test_thirty_minutes_and_no_longer(raw: Raw, url: str, sandbox: Sandbox):
    Clock(sandbox).forward("seconds", 29 * 60)
    assert raw.send(url, {"text": "x"})[0] == 200
    Clock(sandbox).forward("seconds", 61)
    assert raw.send(url, {"text": "x"}) == (404, {"ok": False, "error": "expired_url"})


def test_an_unknown_url(raw: Raw):
    assert raw.send("/response/R0", {"text": "x"})[0] == 404


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "no_text"),
        ({"blocks": [{"type": "nothing"}]}, "invalid_blocks"),
        ({"text": "x", "colour": "red"}, "invalid_arguments"),
        ({"text": "x", "response_type": "loud"}, "invalid_arguments"),
    ],
)
def test_an_answer_that_slack_refuses_is_not_counted(raw: Raw, url: str, body, code):
    assert raw.send(url, body)[1]["error"] == code
    for _ in range(5):
        assert raw.send(url, {"text": "x"})[0] == 200


def test_the_original_is_replaced_in_place(raw: Raw, in_message, ada: Person):
    url, ts = in_message
    assert raw.send(url, {"text": "done", "replace_original": True, "blocks": [SECTION]})[0] == 200
    (left,) = ada.messages("#staffroom")
    assert (left.ts, left.text) == (ts, "words")


def test_the_original_is_deleted(raw: Raw, in_message, ada: Person):
    assert raw.send(in_message[0], {"delete_original": True})[0] == 200
    assert ada.messages("#staffroom") == []


def test_an_ephemeral_original_is_replaced_and_deleted(raw: Raw, sandbox: Sandbox, url: str, ada: Person):
    raw.send(url, {"text": "receipt", "blocks": [actions(button())]})
    (receipt,) = ada.messages("#staffroom")
    answer_url = responses.issue(
        sandbox.people.api, "U0ADA", "C0STAFF", sandbox.workspace.message("C0STAFF", receipt.ts)
    )
    raw.send(answer_url, {"text": "withdrawn", "replace_original": True})
    (left,) = ada.messages("#staffroom")
    assert (left.text, left.ts, left.is_ephemeral) == ("withdrawn", receipt.ts, True)
    raw.send(answer_url, {"delete_original": True})
    assert ada.messages("#staffroom") == []


def test_somebody_elses_message_cannot_be_replaced(raw: Raw, sandbox: Sandbox, ada: Person):
    said = ada.writes("mine", channel="#staffroom")
    original = sandbox.workspace.message("C0STAFF", said.ts)
    url = responses.issue(sandbox.people.api, "U0ADA", "C0STAFF", original)
    assert raw.send(url, {"text": "yours", "replace_original": True})[1]["error"] == "cant_update_message"
