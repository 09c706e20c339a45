"""Socket Mode: the program connects to Slack, so nothing has to be reachable from outside."""

import socket
from contextlib import suppress

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode.builtin import SocketModeClient


class SocketFront:
    def __init__(self, app: App, app_token: str) -> None:
        self._handler = SocketModeHandler(app, app_token, ping_interval=5)

    def start(self) -> None:
        self._handler.connect()  # type: ignore[no-untyped-call]

    def stop(self) -> None:
        _let_go(self._handler.client)


def _let_go(client: SocketModeClient) -> None:
    """Ends the connection and its threads without waiting for any: the SDK's own close() waits for the next ping."""
    client.auto_reconnect_enabled = False
    client.closed = True
    client.socket_mode_request_listeners.clear()
    client.current_session_state.terminated = True
    for runner in (client.current_session_runner, client.current_app_monitor, client.message_processor):
        runner.event.set()
    if client.current_session and (connection := client.current_session.sock):
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
    client.disconnect()
