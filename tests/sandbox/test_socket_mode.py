"""Socket Mode by a raw WebSocket: hello, acks, retries, redelivery, disconnects."""

import json
from contextlib import ExitStack
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bot.sandbox.server import Sandbox
from tests.people import Clock, Person, Refused
from tests.sandbox.building import Raw
from tests.sandbox.connection import open_socket


@pytest.fixture
def settings() -> dict[str, Any]:
    return {"ack_within": 0.1, "retry_after": (0, 0.05, 0.05)}


@pytest.fixture
def socket(sandbox: Sandbox):
    with open_socket(sandbox) as opened:
        yield opened


def hear(socket: ClientConnection) -> dict[str, Any]:
    return json.loads(socket.recv(timeout=5))


def ack(socket: ClientConnection, frame: dict[str, Any], payload: dict[str, Any] | None = None) -> None:
    words = {"envelope_id": frame["envelope_id"]} | ({"payload": payload} if payload else {})
    socket.send(json.dumps(words))


def test_a_ticket_works_once(raw: Raw):
    url = raw.call("apps.connections.open", by="app")["url"]
    with connect(url) as first:
        assert hear(first)["type"] == "hello"
        with pytest.raises(Exception, match="403"), connect(url):
            pass


@pytest.mark.usefixtures("socket")
def test_hello_counts_the_connections(raw: Raw):
    with connect(raw.call("apps.connections.open", by="app")["url"]) as second:
        assert hear(second)["num_connections"] == 2


def test_an_eleventh_connection_is_sent_away(sandbox: Sandbox, raw: Raw):
    with ExitStack() as stack:
        for _ in range(10):
            stack.enter_context(open_socket(sandbox))
        with connect(raw.call("apps.connections.open", by="app")["url"]) as eleventh:
            assert hear(eleventh) == {"type": "disconnect", "reason": "too_many_websockets"}


def test_an_event_comes_once_when_it_is_acked(socket: ClientConnection, ada: Person):
    ada.writes("one")
    frame = hear(socket)
    assert (frame["type"], frame["retry_attempt"], frame["accepts_response_payload"]) == ("events_api", 0, False)
    ack(socket, frame)
    ada.writes("two")
    assert hear(socket)["payload"]["event"]["text"] == "two"


def test_an_event_that_is_not_acked_comes_again_three_times_and_is_the_same(socket: ClientConnection, ada: Person):
    ada.writes("one")
    frames = [hear(socket) for _ in range(4)]
    assert [frame["retry_attempt"] for frame in frames] == [0, 1, 2, 3]
    assert [frame["retry_reason"] for frame in frames] == ["", "timeout", "timeout", "timeout"]
    assert len({frame["payload"]["event_id"] for frame in frames}) == 1
    with pytest.raises(TimeoutError):
        socket.recv(timeout=0.4)


def test_an_ack_after_a_retry_ends_the_retries(socket: ClientConnection, ada: Person):
    ada.writes("one")
    hear(socket)
    ack(socket, hear(socket))
    with pytest.raises(TimeoutError):
        socket.recv(timeout=0.3)


def test_a_retry_may_take_another_connection(sandbox: Sandbox, ada: Person):
    with open_socket(sandbox) as first, open_socket(sandbox) as second:
        ada.writes("one")
        heard = [hear(first)["retry_attempt"], hear(second)["retry_attempt"]]
        assert sorted(heard) == [0, 1]


def test_what_a_dying_connection_did_not_ack_goes_to_the_next_one_at_once(sandbox: Sandbox, ada: Person):
    with open_socket(sandbox) as dying:
        ada.writes("one")
        hear(dying)
    with open_socket(sandbox) as next_one:
        assert hear(next_one)["payload"]["event"]["text"] == "one"


def test_events_wait_while_nobody_is_connected(sandbox: Sandbox, ada: Person):
    ada.writes("one")
    ada.writes("two")
    with open_socket(sandbox) as late:
        texts = set()
        for _ in range(2):
            frame = hear(late)
            ack(late, frame)
            texts.add(frame["payload"]["event"]["text"])
    assert texts == {"one", "two"}


def test_a_command_fails_at_once_while_nobody_is_connected(ada: Person):
    with pytest.raises(Refused, match="dispatch_failed"):
        ada.types("/library-help bees")
    assert "dispatch_failed" in ada.notices()[0]


def test_a_command_that_is_not_acked_is_not_sent_again_but_told_to_the_person(socket: ClientConnection, ada: Person):
    with pytest.raises(Refused, match="operation_timeout"):
        ada.types("/library-help bees")
    assert hear(socket)["type"] == "slash_commands"
    with pytest.raises(TimeoutError):
        socket.recv(timeout=0.3)


def test_any_envelope_can_be_sent_again_by_order(socket: ClientConnection, ada: Person, raw: Raw):
    with pytest.raises(Refused):
        ada.types("/library-help bees")
    first = hear(socket)
    assert raw.send("/redeliver", {"envelope_id": first["envelope_id"]})[1]["ok"]
    assert hear(socket)["payload"] == first["payload"]
    assert raw.send("/redeliver", {"type": "slash_commands"})[1]["envelope_id"] == first["envelope_id"]
    assert hear(socket)["envelope_id"] == first["envelope_id"]
    assert raw.send("/redeliver", {"envelope_id": "nothing"})[0] == 400


def test_the_ack_of_a_command_is_shown_to_the_person(bolt, ada: Person, lee: Person):
    bolt(lambda app: app.command("/library-help")(lambda ack: ack("Noted.")))
    ada.types("/library-help bees", channel="#staffroom")
    assert ada.sees("Noted.", channel="#staffroom").is_ephemeral
    lee.never_sees("Noted.", settle=0.1)


def test_an_ack_that_cannot_be_shown_is_told_to_the_person(bolt, ada: Person):
    bolt(lambda app: app.command("/library-help")(lambda ack: ack(blocks=[{"type": "nothing"}])))
    with pytest.raises(Refused, match="invalid_blocks"):
        ada.types("/library-help bees")


def test_a_warning_leaves_the_connection_open_and_a_refresh_ends_it(socket: ClientConnection, raw: Raw, ada: Person):
    raw.send("/disconnect", {"reason": "warning"})
    assert hear(socket)["reason"] == "warning"
    ada.writes("still here")
    ack(socket, hear(socket))
    raw.send("/disconnect", {"reason": "refresh_requested"})
    assert hear(socket)["reason"] == "refresh_requested"
    with pytest.raises(ConnectionClosed):
        socket.recv(timeout=5)


def test_a_connection_may_be_dropped_without_a_word(socket: ClientConnection, raw: Raw):
    raw.send("/disconnect", {"reason": "drop"})
    with pytest.raises(ConnectionClosed):
        socket.recv(timeout=5)
    assert raw.send("/disconnect", {"reason": "boredom"})[0] == 400


def test_an_unacked_event_survives_a_restart_of_the_workspace(tmp_path, manifest):
    folder = tmp_path / "kept"
    with Sandbox(folder, manifest=manifest) as before:
        Person(before, "Ada").writes("remember me")
    with Sandbox(folder, manifest=manifest) as after, open_socket(after) as socket:
        assert hear(socket)["payload"]["event"]["text"] == "remember me"


def test_the_log_shows_envelopes_and_calls_without_tokens(
    sandbox: Sandbox, raw: Raw, socket: ClientConnection, ada: Person
):
    ada.writes("one")
    ack(socket, hear(socket))
    raw.call("chat.postMessage", channel="D0ADA", text="x")
    _, log = raw.send("/log", verb="GET")
    assert log["connections"] == 1
    assert log["envelopes"][0]["payload"]["event"]["text"] == "one"
    assert [call["method"] for call in log["calls"]] == ["apps.connections.open", "chat.postMessage"]
    assert log["calls"][1]["result"]["ok"]
    assert sandbox.bot_token not in json.dumps(log)


def test_the_clock_is_no_reason_to_send_again(socket: ClientConnection, ada: Person, sandbox: Sandbox):
    ada.writes("one")
    ack(socket, hear(socket))
    Clock(sandbox).forward("hour")
    with pytest.raises(TimeoutError):
        socket.recv(timeout=0.3)
