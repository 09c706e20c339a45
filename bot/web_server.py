"""A web server in a thread of its own: it says when it listens, ends when it is told to, and leaves nobody waiting."""

import asyncio
import socket
import threading
from typing import Final

import uvicorn

_TURNS_TO_LET_IN: Final = 3
"""Of the event loop, from a connection that was accepted to one that its protocol knows."""


class WebServer(uvicorn.Server):
    """`listens` is set once it does."""

    def __init__(self, config: uvicorn.Config, listens: threading.Event | None = None) -> None:
        super().__init__(config)
        self.listens = listens or threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told = asyncio.Event()

    def end(self) -> None:
        """From any thread. What is being answered is not waited for."""
        self.should_exit = self.force_exit = True
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._told.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.listens.set()

    async def main_loop(self) -> None:
        """Uvicorn's own looks ten times a second whether it should end."""
        await self._told.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Hangs up at once, where uvicorn's own waits; but first lets in whoever knocked before the door is shut.

        asyncio (Python 3.11) forgets a connection that was accepted in the very turn in which its server closes, with
        its socket open: the caller would wait for an answer until the memory is cleared up.
        """
        loop = asyncio.get_running_loop()
        for listener in sockets or ():
            loop.remove_reader(listener)
        for _ in range(_TURNS_TO_LET_IN):
            await asyncio.sleep(0)
        for server in self.servers:
            server.close()
        for connection in [*self.server_state.connections]:
            connection.shutdown()
