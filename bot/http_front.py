"""HTTP mode: Slack calls the program, which also serves the librarians' calendars and says whether it is well.

Slack's requests go to `/slack/events`, whatever they are about; Bolt refuses those that Slack did not sign, or signed
more than five minutes ago. They are answered in a pool of threads, so none waits for another.
"""

import asyncio
import socket
import threading
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final

import uvicorn
from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.slack.refusals import STORE_FAILURES
from bot.web_server import WebServer
from domain.errors import UserError

SLACK_PATH: Final = "/slack/events"
_LARGEST: Final = 4_000_000
"""Bytes of a request: Slack's are far smaller."""
_START_WITHIN: Final = 10.0
_STOP_WITHIN: Final = 1.0

Feed = Callable[[str], bytes | None]
"""From the secret part of an address to its calendar; None where there is none."""


class HttpFront:
    """`is_well` says whether the store can be read."""

    def __init__(self, app: App, host: str, port: int, feed: Feed, is_well: Callable[[], bool]) -> None:
        self._address = host, port
        self._server = WebServer(_config(_routes(app, feed, is_well)))
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        """The one it listens on, once it does; a free one was found for 0."""
        return self._address[1]

    def start(self) -> None:
        """Returns when it listens; UserError for an address that cannot be had."""
        listener = self._listener()
        self._thread = threading.Thread(target=self._run, args=(listener,), name="http", daemon=True)
        self._thread.start()
        if not self._server.listens.wait(_START_WITHIN):
            raise UserError("The web server did not start. Look at the log, then start again.")

    def stop(self) -> None:
        self._server.end()
        if self._thread:
            self._thread.join(_STOP_WITHIN)

    def _listener(self) -> socket.socket:
        host, port = self._address
        try:
            listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        except OSError as error:
            raise UserError(
                f"Nothing can listen at {host}:{port} ({error.strerror or error}). Choose another HOST or PORT."
            ) from error
        self._address = host, listener.getsockname()[1]
        return listener

    def _run(self, listener: socket.socket) -> None:
        try:
            asyncio.run(self._server.serve(sockets=[listener]))
        finally:
            listener.close()


class _QuietProtocol(H11Protocol):
    """Logs no request, whoever listens to uvicorn's logger: addresses of calendars are secrets."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  # as uvicorn's own
        super().__init__(*given, **named)
        self.access_log = False


def _config(routes: list[Route]) -> uvicorn.Config:
    app = Starlette(routes=routes)
    return uvicorn.Config(app, http=_QuietProtocol, log_config=None, lifespan="off", ws="none", server_header=False)


def _routes(app: App, feed: Feed, is_well: Callable[[], bool]) -> list[Route]:
    async def slack(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large, or cut off", status_code=413)
        try:
            asked = to_bolt_request(request, body)
        except UnicodeDecodeError:
            return PlainTextResponse("not UTF-8", status_code=400)
        return to_starlette_response(await run_in_threadpool(app.dispatch, asked))

    def calendar(request: Request) -> Response:
        try:
            found = feed(request.path_params["token"])
        except STORE_FAILURES:
            return PlainTextResponse("Please ask again in a moment.", status_code=503, headers=_NOT_KEPT)
        if found is None:
            return PlainTextResponse("There is no calendar at this address.", status_code=404, headers=_NOT_KEPT)
        return _calendar(found, request.headers.get("if-none-match", ""))

    def health(_: Request) -> Response:
        well = is_well()
        return PlainTextResponse("ok" if well else "the store cannot be read", status_code=200 if well else 503)

    return [
        Route(SLACK_PATH, slack, methods=["POST"]),
        Route("/calendar/{token}.ics", calendar),
        Route("/health", health),
    ]


_NOT_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def _calendar(content: bytes, known: str) -> Response:
    """`known` is what the asker has already; nothing is sent where that is still true."""
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=300", "X-Robots-Tag": "noindex"}
    if tag in [each.strip().removeprefix("W/") for each in known.split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


async def _body(request: Request) -> bytes | None:
    """None for what is larger than Slack ever sends, and for what breaks off."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > _LARGEST:
        return None
    received = bytearray()
    try:
        async for part in request.stream():
            received += part
            if len(received) > _LARGEST:
                return None
    except ClientDisconnect:
        return None
    return bytes(received)
