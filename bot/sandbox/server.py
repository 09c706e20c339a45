"""The sandbox: a Slack-shaped workspace on 127.0.0.1, started and stopped from any thread."""

import asyncio
import socket
import threading
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import BaseRoute, WebSocketRoute
from starlette.websockets import WebSocket
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.sandbox import api_files, events, page, responses, web_api
from bot.sandbox import people as people_routes
from bot.sandbox.actions import People
from bot.sandbox.api_method import Api
from bot.sandbox.calls import Calls
from bot.sandbox.faults import Faults
from bot.sandbox.manifest import Manifest
from bot.sandbox.moving_clock import Moment, MovingClock, next_friday, next_morning
from bot.sandbox.records import Json, User
from bot.sandbox.signed_http import RequestUrl
from bot.sandbox.socket_mode import SocketMode
from bot.sandbox.triggers import Triggers
from bot.sandbox.workspace import Workspace
from bot.web_server import WebServer

HOST: Final = "127.0.0.1"
START_WITHIN: Final = 10.0
STOP_WITHIN: Final = 5.0
Address = tuple[str, int]
Result = TypeVar("Result")


class PortInUseError(Exception):
    """Another program already listens on the sandbox's port."""


class SandboxDidNotStartError(Exception):
    """The sandbox's server did not come up; its own error, if any, is the cause."""


class Sandbox:
    """`folder` keeps the workspace and its clock; `manifest` is the app's, as a path or already read.

    `port` 0 takes any free one. `ack_within` and `retry_after` are seconds of real time, as Slack's unless a test
    shortens them. `fresh` empties the folder first.
    """

    def __init__(
        self,
        folder: Path,
        *,
        manifest: Path | Json,
        port: int = 0,
        zone: str = "America/New_York",
        locale: str = "en-US",
        fresh: bool = False,
        next_morning: Moment = next_morning,
        next_friday: Moment = next_friday,
        ack_within: float = 3.0,
        retry_after: tuple[float, ...] = (0, 60, 300),
    ) -> None:
        self.bot_token = web_api.BOT_TOKEN
        self.app_token = web_api.APP_TOKEN
        self.clock_file = folder / "clock"
        self.moving_clock = MovingClock(self.clock_file, zone, next_morning, next_friday)
        self.faults = Faults()
        self.manifest = Manifest.read(manifest)
        self.workspace = Workspace(folder, self.moving_clock.now, fresh=fresh, zone=zone, locale=locale)
        self.workspace.listen(self._wake)
        self.workspace.on_user_change = self._tell_of_user
        self.port = port
        self.people: People
        self.calls: Calls
        self._ack_within, self._retry_after = ack_within, retry_after
        self._loop: asyncio.AbstractEventLoop | None = None
        self._change: asyncio.Event
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._server: WebServer | None = None
        self._transports: dict[Address, asyncio.Transport] = {}

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def log(self) -> list[Json]:
        """The app's calls so far."""
        return [*self.calls.log]

    @property
    def is_stopping(self) -> bool:
        return self._stopping

    # --- starting and stopping

    def start(self) -> Self:
        """Returns when the server listens."""
        listener = self._listener()
        self._thread = threading.Thread(target=self._run, args=(listener,), name="sandbox", daemon=True)
        self._thread.start()
        if not self._ready.wait(START_WITHIN) or self._failure:
            raise SandboxDidNotStartError from self._failure
        return self

    def stop(self) -> None:
        """Ends open sockets and streams, then the server; what is kept stays kept."""
        if self._thread and self._loop and self._loop.is_running():
            self.on_loop(self._end())
            self._thread.join(STOP_WITHIN)
        self._thread = None
        self.workspace.close()

    def on_loop(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do something on the server's event loop, where sockets and calls live; waits for it."""
        if self._loop is None:
            raise SandboxDidNotStartError
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(STOP_WITHIN)

    def calls_app_at(self, address: str, secret: str) -> None:
        """From now on the app is called over HTTP, at this request address, with this signing secret."""
        self.people.api.socket.request_url = RequestUrl(address, secret)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """As POST /disconnect."""
        self.on_loop(self.people.api.socket.disconnect(reason))

    def redeliver(self, envelope_id: str | None = None, kind: str | None = None) -> None:
        """As POST /redeliver: the envelope named, or the last one (of a type)."""
        self.on_loop(self.people.api.socket.redeliver(envelope_id, kind))

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _listener(self) -> socket.socket:
        # With its protocol named, asyncio sends small answers at once instead of after 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, self.port))
        except OSError as fault:
            listener.close()
            self.workspace.close()
            raise PortInUseError(f"Port {self.port} on {HOST} is already in use: choose another one.") from fault
        self.port = listener.getsockname()[1]
        return listener

    def _run(self, listener: socket.socket) -> None:
        try:
            asyncio.run(self._serve(listener))
        except BaseException as failure:  # noqa: BLE001 - start() raises it again, in the thread that asked
            self._failure = failure
        finally:
            listener.close()
            self._ready.set()

    async def _serve(self, listener: socket.socket) -> None:
        self._loop, self._change = asyncio.get_running_loop(), asyncio.Event()
        mode = SocketMode(self.workspace, self._ack_within, self._retry_after)
        self.people = People(Api(self.workspace, self.manifest, mode, Triggers(), self.url))
        self.calls = Calls(self.workspace, self.faults, self._hang_up)
        config = TrackedConfig(Starlette(routes=self._routes(mode)), self._transports)
        mode.resume()
        self._server = WebServer(config, self._ready)
        await self._server.serve(sockets=[listener])
        await self._hang_up_on_everybody()

    async def _end(self) -> None:
        self._stopping = True
        self._change.set()
        self.calls.stop()
        await self.people.api.socket.close()
        if self._server:
            self._server.end()

    def _routes(self, mode: SocketMode) -> list[BaseRoute]:
        async def connect(socket: WebSocket) -> None:
            await mode.serve(socket)

        return [
            web_api.route(lambda: self.people.api, lambda: self.calls),
            responses.route(lambda: self.people.api, lambda: self.calls),
            *api_files.routes(lambda: self.people.api),
            WebSocketRoute("/socket", connect),
            *people_routes.routes(self),
            *page.routes(self),
        ]

    # --- change, and connections that are cut

    def _wake(self) -> None:
        if self._loop and not self._loop.is_closed():
            with suppress(RuntimeError):  # it closed just now
                self._loop.call_soon_threadsafe(self._announce_change)

    def _tell_of_user(self, user: User) -> None:
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(events.user_changed, self.people.api, user)

    def _announce_change(self) -> None:
        self._change.set()
        if not self._stopping:
            self._change = asyncio.Event()

    async def changed_since(self, version: int, within: float) -> int:
        deadline = asyncio.get_running_loop().time() + within
        while self.workspace.version <= version and not self._stopping:
            left = deadline - asyncio.get_running_loop().time()
            try:
                await asyncio.wait_for(self._change.wait(), max(left, 0))
            except TimeoutError:
                break
        return self.workspace.version

    async def _hang_up_on_everybody(self) -> None:
        """A call that is under way, or was let in just now, would outlive the loop with its connection open."""
        for _ in range(3):  # let in, greeted, let out: a turn of the loop each
            for transport in [*self._transports.values()]:
                transport.abort()
            await asyncio.sleep(0)

    def _hang_up(self, request: Request) -> None:
        if request.client and (transport := self._transports.get((request.client.host, request.client.port))):
            transport.abort()


class TrackedConfig(uvicorn.Config):
    """Uvicorn's settings, with a note of who is connected, so that a connection can be cut in mid-call."""

    def __init__(self, app: Starlette, transports: dict[Address, asyncio.Transport]) -> None:
        super().__init__(app, http=TrackedProtocol, ws="websockets-sansio", log_config=None, lifespan="off")
        self.access_log = False
        self.transports = transports


class TrackedProtocol(H11Protocol):
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        super().connection_made(transport)
        if isinstance(self.config, TrackedConfig):
            self.config.transports[transport.get_extra_info("peername")[:2]] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if isinstance(self.config, TrackedConfig):
            self.config.transports.pop(self.transport.get_extra_info("peername")[:2], None)
        super().connection_lost(exc)
