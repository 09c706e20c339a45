"""One call from the app, through whatever fault was ordered for it, into the log that tests read."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.sandbox.block_kit import SlackRefusal
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.records import Json
from bot.sandbox.workspace import Workspace

REMEMBERED_CALLS: Final = 5000
SLACK_IS_DOWN: Final = "<!DOCTYPE html><html><body><h1>Something went wrong on Slack's side</h1></body></html>"
Work = Callable[[], Json]


class Calls:
    """Runs calls; `log` has an entry for each, with its result once there is one."""

    def __init__(self, workspace: Workspace, faults: Faults, hang_up: Callable[[Request], None]) -> None:
        self.log: deque[Json] = deque(maxlen=REMEMBERED_CALLS)
        self.faults = faults
        self._workspace = workspace
        self._hang_up = hang_up
        self._stopping = asyncio.Event()
        self._late: set[asyncio.Task[None]] = set()

    async def run(self, request: Request, method: str, values: Json, work: Work) -> Response:
        """`values` are the arguments without the token, which no log ever holds."""
        fault = self.faults.take(method, values)
        entry: Json = {
            "method": method,
            "args": values,
            "result": None,
            "at": self._workspace.now().isoformat(),
            "fault": fault.kind if fault else None,
        }
        self.log.append(entry)
        if fault is None:
            return self._answer(entry, work)
        return await self._struck(request, fault, entry, work)

    async def _struck(self, request: Request, fault: Fault, entry: Json, work: Work) -> Response:
        if fault.done:
            self._answer({}, work)
        match fault.kind:
            case "slow":
                await self._pause(fault.seconds)
                return self._answer(entry, work)
            case "rate_limited":
                entry["result"] = {"ok": False, "error": "ratelimited"}
                return JSONResponse(entry["result"], 429, {"Retry-After": str(fault.retry_after)})
            case "failing" if fault.error:
                entry["result"] = {"ok": False, "error": fault.error}
                return JSONResponse(entry["result"], fault.status)
            case "failing":
                entry["result"] = {"ok": False, "error": f"HTTP {fault.status}"}
                return HTMLResponse(SLACK_IS_DOWN, fault.status)
            case "silent":
                self._answer(entry, work)
            case "late":
                self._do_later(fault.seconds, entry, work)
        if fault.kind == "late" or fault.hang:
            while not self._stopping.is_set() and not await request.is_disconnected():
                await self._pause(0.02)
        self._hang_up(request)
        return Response()

    def _answer(self, entry: Json, work: Work) -> Response:
        try:
            entry["result"] = work()
        except SlackRefusal as refusal:
            entry["result"] = refusal.body()
        return JSONResponse(entry["result"])

    def _do_later(self, seconds: float, entry: Json, work: Work) -> None:
        async def later() -> None:
            await asyncio.sleep(seconds)
            self._answer(entry, work)

        task = asyncio.get_running_loop().create_task(later())
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    def stop(self) -> None:
        self._stopping.set()
        for task in [*self._late]:
            task.cancel()
