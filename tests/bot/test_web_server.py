"""A web server ends at once, and hangs up on whoever knocked in that moment."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.applications import Starlette

from bot.web_server import WebServer


@contextmanager
def serving() -> Iterator[tuple[WebServer, tuple[str, int]]]:
    listener = socket.create_server(("127.0.0.1", 0))
    address = listener.getsockname()
    server = WebServer(uvicorn.Config(Starlette(), log_config=None, lifespan="off"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
    thread.start()
    try:
        assert server.listens.wait(5)
        yield server, address
    finally:
        server.end()
        thread.join(5)
        assert not thread.is_alive()


def test_whoever_knocks_as_it_ends_is_not_kept_waiting():
    """They come in the very turn in which it is told to end, and are told at once that nobody answers."""
    callers: list[socket.socket] = []
    with serving() as (server, address):

        async def knock_and_end() -> None:
            callers.extend(socket.create_connection(address) for _ in range(3))
            server.end()

        asyncio.run_coroutine_threadsafe(knock_and_end(), server._loop).result(5)
    for caller in callers:
        caller.settimeout(5)
        with suppress(ConnectionResetError):
            assert caller.recv(1) == b""
        caller.close()


def test_told_twice_it_ends_once():
    with serving() as (server, _):
        server.end()
