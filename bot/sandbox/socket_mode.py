"""Socket Mode: envelopes to the app over WebSockets, acks back, and another try for events that were not acked.

Slack sends an event again at once, after a minute and after five; commands and clicks it sends once, and tells the
person when no ack came in time. Tests may order any envelope to be sent again.
"""

import asyncio
import contextlib
import json
import secrets
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.records import APP_ID, Json
from bot.sandbox.signed_http import NotTaken, RequestUrl
from bot.sandbox.workspace import Workspace

MOST_CONNECTIONS: Final = 10
REMEMBERED_ENVELOPES: Final = 1000
REASONS: Final = {"warning", "refresh_requested", "link_disabled"}


class NobodyConnected(Exception):  # noqa: N818 - said to the person as it stands
    """No connection is open."""


class NoAnswer(Exception):  # noqa: N818 - said to the person as it stands
    """The app did not ack in time."""


@dataclass
class Envelope:
    """Something on its way to the app."""

    type: str
    payload: Json
    accepts_response: bool
    id: str = field(default_factory=lambda: str(uuid4()))
    sent: int = 0
    acked: bool = False


class SocketMode:
    """Lives on the server's event loop; nothing here is called from elsewhere."""

    def __init__(self, workspace: Workspace, ack_within: float, retry_after: tuple[float, ...]) -> None:
        self.ack_within = ack_within
        self.retry_after = retry_after
        self.sent: deque[Envelope] = deque(maxlen=REMEMBERED_ENVELOPES)
        self.is_deaf = False
        """Tests may order that acks get lost, as when the app dies between storing and answering."""
        self.request_url: RequestUrl | None = None
        """Where the app is called instead, in HTTP mode."""
        self._workspace = workspace
        self._tickets: set[str] = set()
        self._connections: list[WebSocket] = []
        self._turn = count()
        self._connected = asyncio.Event()
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._carriers: dict[str, WebSocket] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    # --- connections

    def ticket(self) -> str:
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    @property
    def connections(self) -> int:
        return len(self._connections)

    async def serve(self, socket: WebSocket) -> None:
        """One connection, from hello to goodbye."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close()
            return
        self._tickets.discard(ticket)
        await socket.accept()
        if self.connections >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return
        self._connections.append(socket)
        try:
            await socket.send_json(self._hello())
            self._connected.set()
            self._workspace.changed()
            while True:
                self._hear(await socket.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            pass  # they hung up, or we did
        finally:
            self._forget(socket)

    def _hello(self) -> Json:
        debug = {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18_060}
        connection = {"app_id": APP_ID}
        return {
            "type": "hello",
            "num_connections": self.connections,
            "debug_info": debug,
            "connection_info": connection,
        }

    def _forget(self, socket: WebSocket) -> None:
        if socket in self._connections:
            self._connections.remove(socket)
        if not self._connections:
            self._connected.clear()
        for envelope_id in [key for key, carrier in self._carriers.items() if carrier is socket]:
            if waiting := self._waiting.get(envelope_id):
                _settle(waiting, NoAnswer())
        self._workspace.changed()

    def _hear(self, words: str) -> None:
        if self.is_deaf:
            return
        try:
            said = json.loads(words)
        except ValueError:
            return
        envelope_id = said.get("envelope_id") if isinstance(said, dict) else None
        for envelope in self.sent:
            envelope.acked = envelope.acked or envelope.id == envelope_id
        if waiting := self._waiting.get(str(envelope_id)):
            _settle(waiting, said.get("payload") or {})

    # --- envelopes

    async def ask(self, kind: str, payload: Json, *, accepts_response: bool) -> Json:
        """Send a command or a click, once; the ack's payload, or NobodyConnected, or NoAnswer."""
        envelope = Envelope(kind, payload, accepts_response)
        return await self._send_and_wait(envelope)

    def mention(self, kind: str, payload: Json) -> None:
        """Send something whose ack nobody waits for."""
        self._start(self._mention(Envelope(kind, payload, accepts_response=False)))

    async def _mention(self, envelope: Envelope) -> None:
        with contextlib.suppress(NobodyConnected, NoAnswer):
            await self._send_and_wait(envelope)

    def tell(self, payload: Json) -> None:
        """Send an event, and go on sending it until it is acked or Slack would give up; it survives a restart."""
        envelope = Envelope("events_api", payload, accepts_response=False)
        self._workspace.write("envelope", envelope.id, payload)
        self._start(self._persist(envelope))

    def resume(self) -> None:
        """Go on with the events of an earlier run."""
        for envelope_id, payload in self._workspace.kept("envelope").items():
            self._start(self._persist(Envelope("events_api", payload, accepts_response=False, id=envelope_id)))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _persist(self, envelope: Envelope) -> None:
        for wait in (0.0, *self.retry_after):
            await asyncio.sleep(wait)
            if await self._delivered(envelope):
                break
        self._workspace.write("envelope", envelope.id, None)

    async def _delivered(self, envelope: Envelope) -> bool:
        """Waits for a connection as long as it takes: a try counts only when it was made."""
        while True:
            if self.request_url is None:
                await self._connected.wait()
            try:
                await self._send_and_wait(envelope)
            except NobodyConnected:
                if self.request_url:
                    return False
                continue
            except NoAnswer:
                return envelope.acked
            return True

    async def _post(self, envelope: Envelope, to: RequestUrl) -> Json:
        tries, envelope.sent = envelope.sent, envelope.sent + 1
        if envelope not in self.sent:
            self.sent.append(envelope)
        try:
            answer = await to.post(envelope.type, envelope.payload, self.ack_within, tries=tries)
        except NotTaken:
            raise NoAnswer from None
        except ConnectionError:
            raise NobodyConnected from None
        envelope.acked = True
        return answer

    async def _send_and_wait(self, envelope: Envelope) -> Json:
        if self.request_url:
            return await self._post(envelope, self.request_url)
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope.id] = answer
        try:
            self._carriers[envelope.id] = await self._send(envelope)
            return await asyncio.wait_for(answer, self.ack_within)
        except TimeoutError:
            raise NoAnswer from None
        finally:
            self._waiting.pop(envelope.id, None)
            self._carriers.pop(envelope.id, None)

    async def _send(self, envelope: Envelope) -> WebSocket:
        """To any one of the connections, in turn; NobodyConnected if there is none that takes it."""
        frame: Json = {
            "envelope_id": envelope.id,
            "payload": envelope.payload,
            "type": envelope.type,
            "accepts_response_payload": envelope.accepts_response,
        }
        if envelope.type == "events_api":
            frame |= {"retry_attempt": envelope.sent, "retry_reason": "timeout" if envelope.sent else ""}
        envelope.sent += 1
        if envelope not in self.sent:
            self.sent.append(envelope)
        while self._connections:
            socket = self._connections[next(self._turn) % self.connections]
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await socket.send_json(frame)
                return socket
            self._forget(socket)
        raise NobodyConnected

    # --- what tests order

    async def redeliver(self, envelope_id: str | None = None, kind: str | None = None) -> Envelope:
        """Send an envelope once more: the one named, or the last one (of a type). LookupError if there is none."""
        for envelope in reversed(self.sent):
            if (envelope_id in {None, envelope.id}) and (kind in {None, envelope.type}):
                if self.request_url:
                    await self._post(envelope, self.request_url)
                else:
                    await self._send(envelope)
                return envelope
        raise LookupError("No such envelope was sent.")

    async def disconnect(self, reason: str) -> None:
        """A `warning` leaves the connections open; `drop` closes them without a word; others say why and close."""
        for socket in [*self._connections]:
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                if reason != "drop":
                    debug = {"host": "sandbox"}
                    await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": debug})
                if reason != "warning":
                    await socket.close()
            if reason != "warning":
                self._forget(socket)

    async def close(self) -> None:
        for task in [*self._tasks]:
            task.cancel()
        for waiting in [*self._waiting.values()]:
            _settle(waiting, NoAnswer())
        await self.disconnect("drop")


def _settle(waiting: "asyncio.Future[Json]", outcome: Json | Exception) -> None:
    if waiting.done():
        return
    if isinstance(outcome, Exception):
        waiting.set_exception(outcome)
    else:
        waiting.set_result(outcome)
