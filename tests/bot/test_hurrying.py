"""Whatever is called while somebody waits shares what Slack leaves, and the answer goes out once."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest

from bot.slack.hurry import HurriedClient, hurrying, left
from bot.slack.payloads import Click
from bot.slack.responses import tell


class Address(HTTPServer):
    """Of an answer: says what it is told to say, after a while, or hangs up; and counts."""

    status, seconds = 200, 0.0
    asked = 0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.url = f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, *_: object) -> None:
        """Whoever asks may go before it is answered."""


class Asked(BaseHTTPRequestHandler):
    server: Address

    def do_POST(self) -> None:
        self.server.asked += 1
        time.sleep(self.server.seconds)
        if self.server.status:
            self.send_response(self.server.status)
            self.end_headers()
            self.wfile.write(b'{"ok": true}')

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture
def address() -> Iterator[Address]:
    server = Address()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def clicked(address: Address) -> Click:
    return Click("promise", "", "U0LEE", "1.2", f"{address.url}secret", is_ephemeral=False)


def told(address: Address) -> None:
    tell(SimpleNamespace(client=SimpleNamespace(ssl=None)), clicked(address), "That is done.")


def test_two_slow_calls_end_together_when_the_patience_of_both_does(address):
    client = HurriedClient("xoxb-1", base_url=address.url, timeout=2, retry_handlers=[])
    address.seconds = 0.3
    began = time.monotonic()
    with hurrying(0.5):
        client.users_info(user="U0ADA")
        with pytest.raises(TimeoutError):
            client.views_open(trigger_id="1.2", view={})
        with pytest.raises(TimeoutError):
            client.views_open(trigger_id="1.2", view={})
    assert time.monotonic() - began < 1
    assert address.asked <= 2


def test_where_nobody_waits_a_call_has_its_own_patience():
    client = HurriedClient("xoxb-1", timeout=2)
    assert (client.timeout, left(7)) == (2, 7)
    with hurrying(1):
        assert client.timeout <= 1
    assert client.timeout == 2


def test_an_answer_that_is_refused_is_noted_without_its_address(address, caplog):
    address.status = 404
    told(address)
    assert "refused: 404" in caplog.text
    assert "secret" not in caplog.text


def test_an_answer_that_was_taken_without_a_word_is_not_sent_again(address, caplog):
    address.status = 0
    told(address)
    assert address.asked == 1
    assert "did not reach" in caplog.text
