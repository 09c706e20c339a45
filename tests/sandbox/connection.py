"""A Bolt app on a Socket Mode connection that opens and closes at once.

The SDK's own client, which test_real_clients.py uses, closes only when its read times out, after up to 3 s.
"""

import json
import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bot.sandbox.server import Sandbox
from tests.sandbox.building import Raw


@contextmanager
def open_socket(sandbox: Sandbox) -> Iterator[ClientConnection]:
    """A raw connection, after its hello."""
    opened = Raw(sandbox).call("apps.connections.open", by="app")
    with connect(opened["url"]) as socket:
        assert json.loads(socket.recv(timeout=5))["type"] == "hello"
        yield socket


class Connection:
    """Hears envelopes in a thread of its own, answers them in others."""

    logger = logging.getLogger(__name__)

    def __init__(self, sandbox: Sandbox, app: App) -> None:
        self.app = app
        self.heard: list[dict[str, Any]] = []
        self._end = ExitStack()
        self._socket = self._end.enter_context(open_socket(sandbox))
        self._workers = ThreadPoolExecutor(4)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        try:
            for words in self._socket:
                frame = json.loads(words)
                self.heard.append(frame)
                if request := SocketModeRequest.from_dict(frame):
                    self._workers.submit(self._answer, request)
        except ConnectionClosed:
            return

    def _answer(self, request: SocketModeRequest) -> None:
        response = run_bolt_app(self.app, request)
        try:
            send_response(self, request, response, time.time())  # type: ignore[arg-type] # all it uses is here
        except ConnectionClosed:
            return

    def send_socket_mode_response(self, response: SocketModeResponse) -> None:
        self._socket.send(json.dumps(response.to_dict()))

    def close(self) -> None:
        self._end.close()
        self._thread.join(5)
        self._workers.shutdown()
