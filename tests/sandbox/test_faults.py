"""What tests may order: each fault as a caller meets it, and what the workspace did meanwhile."""

import http.client
import socket
import time
import urllib.error

import pytest

from bot.sandbox.server import Sandbox
from tests.people import Person
from tests.sandbox.building import Raw

GONE = (http.client.RemoteDisconnected, ConnectionError, urllib.error.URLError)


def post(raw: Raw, text: str = "x"):
    return raw.send(
        "/api/chat.postMessage",
        {"channel": "D0ADA", "text": text},
        headers={"Authorization": f"Bearer {raw.sandbox.bot_token}"},
    )


def test_slow_answers_after_a_while(raw: Raw, sandbox: Sandbox):
    sandbox.faults.slow("chat.*", seconds=0.3)
    begun = time.monotonic()
    assert post(raw)[1]["ok"]
    assert time.monotonic() - begun >= 0.3


def test_rate_limited_says_when_to_come_again_and_does_nothing(sandbox: Sandbox, client, ada: Person):
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - beside its only use

    sandbox.faults.rate_limited("chat.postMessage", retry_after=7, count=1)
    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel="D0ADA", text="x")
    assert refusal.value.response.status_code == 429
    assert refusal.value.response.headers["Retry-After"] == "7"
    assert refusal.value.response["error"] == "ratelimited"
    assert ada.dm() == []
    assert client.chat_postMessage(channel="D0ADA", text="x")["ok"]


def test_failing_with_a_page_or_with_a_code(raw: Raw, sandbox: Sandbox, ada: Person):
    sandbox.faults.failing("chat.postMessage", status=503, count=1)
    sandbox.faults.failing("chat.postMessage", status=200, error="token_revoked", count=1)
    status, page = post(raw)
    assert (status, "<h1>" in page) == (503, True)
    assert post(raw) == (200, {"ok": False, "error": "token_revoked"})
    assert ada.dm() == []


@pytest.mark.parametrize(("status", "error"), [(504, None), (200, None), (500, "internal_error")])
def test_failing_may_come_after_it_was_done(raw: Raw, sandbox: Sandbox, ada: Person, status: int, error: str | None):
    sandbox.faults.failing("chat.postMessage", status=status, error=error, done=True, count=1)
    assert post(raw)[0] == status
    assert [message.text for message in ada.dm()] == ["x"]


def test_a_caller_that_dies_in_the_middle_of_its_words_is_none(raw: Raw, sandbox: Sandbox, ada: Person, caplog):
    with socket.create_connection(("127.0.0.1", sandbox.port)) as caller:
        head = "POST /api/chat.postMessage HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n"
        caller.sendall(f"{head}Content-Type: application/json\r\n\r\n{{".encode())
    assert post(raw)[1]["ok"]
    assert [message.text for message in ada.dm()] == ["x"]
    assert "Traceback" not in caplog.text


def test_silent_accepts_and_drops_the_connection(raw: Raw, sandbox: Sandbox, ada: Person):
    sandbox.faults.silent("chat.postMessage", count=1)
    with pytest.raises(GONE):
        post(raw)
    assert [message.text for message in ada.dm()] == ["x"]


def test_silent_may_hang_until_the_caller_gives_up(sandbox: Sandbox, ada: Person):
    sandbox.faults.silent("chat.postMessage", hang=True)
    connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=0.2)
    headers = {"Authorization": f"Bearer {sandbox.bot_token}", "Content-Type": "application/json"}
    connection.request("POST", "/api/chat.postMessage", '{"channel": "D0ADA", "text": "x"}', headers)
    with pytest.raises(TimeoutError):
        connection.getresponse()
    connection.close()
    ada.sees("x")


def test_late_accepts_only_after_the_caller_gave_up(sandbox: Sandbox, ada: Person):
    sandbox.faults.late("chat.postMessage", seconds=0.4)
    connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=0.1)
    headers = {"Authorization": f"Bearer {sandbox.bot_token}", "Content-Type": "application/json"}
    connection.request("POST", "/api/chat.postMessage", '{"channel": "D0ADA", "text": "x"}', headers)
    with pytest.raises(TimeoutError):
        connection.getresponse()
    connection.close()
    assert ada.dm() == []
    ada.sees("x")


def test_dropped_does_nothing(raw: Raw, sandbox: Sandbox, ada: Person):
    sandbox.faults.dropped("chat.*", count=1)
    with pytest.raises(GONE):
        post(raw)
    assert ada.dm() == []
    assert post(raw)[1]["ok"]


def test_a_fault_strikes_only_what_it_names(raw: Raw, sandbox: Sandbox):
    sandbox.faults.failing("chat.postMessage", error="fatal_error", channel="D0ADA", text='dust "bowl"')
    assert post(raw, "bees")[1]["ok"]
    assert raw.call("chat.postMessage", channel="D0LEE", text='dust "bowl"')["ok"]
    assert post(raw, 'the dust "bowl" é')[1]["error"] == "fatal_error"


def test_response_urls_can_be_struck_too(raw: Raw, sandbox: Sandbox):
    from bot.sandbox import responses  # noqa: PLC0415 - beside its only use

    sandbox.faults.failing("response_url", status=500, count=1)
    url = responses.issue(sandbox.people.api, "U0ADA", "D0ADA")
    assert raw.send(url, {"text": "x"})[0] == 500
    assert raw.send(url, {"text": "x"})[0] == 200


def test_faults_are_ordered_listed_and_lifted_over_http(raw: Raw):
    order = {"kind": "rate_limited", "method": "chat.*", "retry_after": 3, "count": 2}
    assert raw.send("/faults", order)[1]["faults"][0]["retry_after"] == 3
    assert post(raw)[0] == 429
    assert raw.send("/faults", verb="GET")[1]["faults"][0]["count"] == 1
    assert raw.send("/faults", verb="DELETE")[1]["faults"] == []
    assert post(raw)[0] == 200
    assert raw.send("/faults", {"kind": "boredom"})[0] == 400


def test_the_log_tells_what_was_done_even_where_the_caller_never_heard(raw: Raw, sandbox: Sandbox):
    sandbox.faults.silent("chat.postMessage", count=1)
    with pytest.raises(GONE):
        post(raw)
    (call,) = sandbox.log
    assert (call["method"], call["fault"], call["result"]["ok"]) == ("chat.postMessage", "silent", True)
