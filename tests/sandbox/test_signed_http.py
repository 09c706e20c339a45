"""HTTP mode of the sandbox: what Slack sends is signed and sent again, and people are told when nobody answers."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.sandbox.server import Sandbox
from tests.people import Person, Refused
from tests.scenarios.school import MANIFEST

SECRET = "known to two"


class App:
    """Answers with these statuses in turn, then with 200."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = [*statuses]
        self.asked: list[tuple[dict[str, str], str]] = []
        app = self

        class Listener(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                app.asked.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(app.statuses.pop(0) if app.statuses else 200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Listener)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/slack/events"

    def closes(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def sandbox(tmp_path) -> Iterator[Sandbox]:
    with Sandbox(tmp_path, manifest=MANIFEST, retry_after=(0, 0)) as running:
        yield running


def ask(sandbox: Sandbox, app: App) -> None:
    sandbox.calls_app_at(app.address, SECRET)
    Person(sandbox, "Ada").types("/library-help bees & <wasps>")


def test_a_command_is_a_signed_form(sandbox):
    app = App()
    ask(sandbox, app)
    app.closes()
    ((headers, body),) = app.asked
    fields = {name: value for name, (value,) in parse_qs(body).items()}
    assert (fields["command"], fields["text"]) == ("/library-help", "bees &amp; &lt;wasps&gt;")
    assert SignatureVerifier(SECRET).is_valid_request(body, headers)
    assert not SignatureVerifier("another").is_valid_request(body, headers)


@pytest.mark.parametrize(("statuses", "words"), [([401], "didn't respond"), ([500], "didn't respond")])
def test_somebody_whose_command_is_refused_is_told(sandbox, statuses, words):
    app = App(*statuses)
    with pytest.raises(Refused, match=words):
        ask(sandbox, app)
    app.closes()


def test_somebody_is_told_when_nobody_listens(sandbox):
    app = App()
    app.closes()
    with pytest.raises(Refused, match="cannot be reached"):
        ask(sandbox, app)


def test_an_event_is_sent_again_until_it_is_taken_and_says_so(sandbox):
    app = App(500, 500)
    sandbox.calls_app_at(app.address, SECRET)
    Person(sandbox, "Ada").writes("I need books on bees")
    waiting = threading.Event()
    for _ in range(200):
        if len(app.asked) == 3 or waiting.wait(0.05):
            break
    app.closes()
    tries = [headers.get("x-slack-retry-num") for headers, _ in app.asked]
    assert tries == [None, "1", "2"]
    assert len({body for _, body in app.asked}) == 1
