"""Inside the bot's process: it dies, as by `kill -9`, before or after a commit, a call to Slack, or an ack.

The bot's own code is left as it is; what it commits and calls through is wrapped. A point is named after the code that
reaches it: `before commit in deliver._settle`, `after call chat.postMessage`, `before ack of view_submission`.
"""

import inspect
import os
import signal
import sys
from collections.abc import Callable, Collection
from functools import cache
from threading import Lock, local
from types import CodeType
from typing import Any

import sqlalchemy as sa
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.webhook import WebhookClient
from sqlalchemy.engine.default import DefaultDialect

NEW = "new"
DIED = "+"
"""Before the point's name in the file of points: here it died."""

_WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP")
_WROTE = "wrote something"
_HANDLING = local()


class Killer:
    """Writes down each point when it is first reached, and dies when `at` is reached for the nth time.

    With `at` NEW it dies at the first point that is not to be spared.
    """

    def __init__(self, at: str, nth: int, spared: Collection[str], points_file: str) -> None:
        self._at, self._left, self._spared = at, nth, frozenset(spared)
        self._file = os.open(points_file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._known: set[str] = set()
        self._lock = Lock()

    def reach(self, point: str) -> None:
        with self._lock:
            if point not in self._known:
                self._known.add(point)
                self._write(point)
            if point == self._at or (self._at == NEW and point not in self._spared):
                self._left -= 1
                if self._left == 0:
                    self._write(DIED + point)
                    os.kill(os.getpid(), signal.SIGKILL)

    def around(self, what: str, act: Callable[[], Any]) -> Any:
        self.reach(f"before {what}")
        try:
            return act()
        finally:
            self.reach(f"after {what}")

    def _write(self, line: str) -> None:
        os.write(self._file, f"{os.getpid()}\t{line}\n".encode())


def install(at: str, nth: int, spared: Collection[str], points_file: str) -> None:
    killer = Killer(at, nth, spared, points_file)
    _around_commits(killer)
    _around_calls(killer)
    _around_acks(killer)


def _around_commits(killer: Killer) -> None:
    """Only of transactions that wrote: before and after the others nothing differs."""
    commit = DefaultDialect.do_commit

    def killing(dialect: Any, connection: Any) -> None:
        if not connection.info.pop(_WROTE, False):
            commit(dialect, connection)
            return
        killer.around(f"commit in {_whose()}", lambda: commit(dialect, connection))

    def notice(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip()[:6].rstrip().upper() in _WRITES:
            connection.connection.info[_WROTE] = True

    def forget(connection: Any) -> None:
        connection.connection.info.pop(_WROTE, None)

    DefaultDialect.do_commit = killing
    sa.event.listen(sa.Engine, "before_cursor_execute", notice)
    sa.event.listen(sa.Engine, "rollback", forget)


def _around_calls(killer: Killer) -> None:
    call, answer = WebClient.api_call, WebhookClient.send_dict

    def calling(client: WebClient, api_method: str, **given: Any) -> Any:
        return killer.around(f"call {api_method}", lambda: call(client, api_method, **given))

    def answering(client: WebhookClient, *given: Any, **more: Any) -> Any:
        return killer.around("call response_url", lambda: answer(client, *given, **more))

    WebClient.api_call = calling
    WebhookClient.send_dict = answering


def _around_acks(killer: Killer) -> None:
    handle, ack = SocketModeHandler.handle, SocketModeClient.send_socket_mode_response

    def handling(handler: SocketModeHandler, client: Any, request: Any) -> None:
        _HANDLING.kind = request.payload.get("type") if request.type == "interactive" else request.type
        handle(handler, client, request)

    def acking(client: SocketModeClient, response: Any) -> None:
        killer.around(f"ack of {_HANDLING.kind}", lambda: ack(client, response))

    SocketModeHandler.handle = handling
    SocketModeClient.send_socket_mode_response = acking


def _whose() -> str:
    """The bot's function whose transaction this is, with a number where it has several."""
    frame = sys._getframe()
    while frame := frame.f_back:
        module = frame.f_globals.get("__name__", "")
        if module.startswith(("handlers.", "bot.")) or module == "store.migrate":
            return f"{module.rpartition('.')[2]}.{frame.f_code.co_name}{_which(frame.f_code, frame.f_lineno)}"
    return "somewhere"


@cache
def _which(code: CodeType, line: int) -> str:
    lines, first = inspect.getsourcelines(code)
    opens = (".writing(", ".claiming(")
    begins = [number for number, words in enumerate(lines, first) if any(each in words for each in opens)]
    return f" {sum(begin <= line for begin in begins)}" if len(begins) > 1 else ""
