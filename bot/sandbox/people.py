"""`/people/…`, `/clock` and what tests order over HTTP: the page and the scenario tests act through these."""

import inspect
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, Final, Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.sandbox import actions, forms, screen
from bot.sandbox.actions import CannotDo, People
from bot.sandbox.calls import Calls
from bot.sandbox.faults import Fault
from bot.sandbox.moving_clock import MovingClock
from bot.sandbox.records import Json
from bot.sandbox.socket_mode import REASONS, NobodyConnected

DEEDS: Final[dict[str, Callable[..., Any]]] = {
    "post": actions.post,
    "edit": actions.edit,
    "delete": actions.delete,
    "command": actions.command,
    "shortcut": actions.shortcut,
    "home": actions.home,
    "read": actions.read,
    "press": forms.press,
    "submit": forms.submit,
    "close": forms.close,
}
RENAMED: Final = {"submit": {"values": "typed"}}
KEEP_ALIVE: Final = 15.0
LONGEST_WAIT: Final = 60.0

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Running(Protocol):
    """What of a started sandbox these routes need."""

    people: People
    calls: Calls
    moving_clock: MovingClock

    async def changed_since(self, version: int, within: float) -> int:
        """The version now, at once if it is later than `version`, else when it is or the time is over."""

    @property
    def is_stopping(self) -> bool: ...


def routes(sandbox: Running) -> list[BaseRoute]:
    return [
        Route("/people/state", _spoken(_state, sandbox)),
        Route("/people/changes", _spoken(_changes, sandbox)),
        Route("/people/{deed}", _spoken(_deed, sandbox), methods=["POST"]),
        Route("/clock", _spoken(_clock, sandbox), methods=["GET", "POST"]),
        Route("/faults", _spoken(_faults, sandbox), methods=["GET", "POST", "DELETE"]),
        Route("/log", _spoken(_log, sandbox)),
        Route("/redeliver", _spoken(_redeliver, sandbox), methods=["POST"]),
        Route("/disconnect", _spoken(_disconnect, sandbox), methods=["POST"]),
    ]


def _spoken(handle: Callable[[Running, Request], Coroutine[Any, Any, Response]], sandbox: Running) -> Handler:
    """A refusal is a sentence; the status stays 200 where a person was told no."""

    async def answer(request: Request) -> Response:
        try:
            return await handle(sandbox, request)
        except CannotDo as refusal:
            return JSONResponse({"ok": False, "error": str(refusal)})
        except (ValueError, LookupError) as mistake:
            return JSONResponse({"ok": False, "error": f"This could not be understood: {mistake}"}, 400)

    return answer


async def _state(sandbox: Running, request: Request) -> Response:
    """With `after` and `wait` (seconds) the answer comes once the version is later, or the time is over."""
    viewer = sandbox.people.person(request.query_params.get("as", "U0ADA"))
    wait = min(float(request.query_params.get("wait", 0)), LONGEST_WAIT)
    if wait:
        await sandbox.changed_since(int(request.query_params.get("after", -1)), wait)
    return JSONResponse(screen.state(sandbox.people, viewer, sandbox.moving_clock))


async def _changes(sandbox: Running, request: Request) -> Response:
    sandbox.people.person(request.query_params.get("as", "U0ADA"))
    after = int(request.query_params.get("after", -1))

    async def stream() -> AsyncIterator[str]:
        version = after
        while not sandbox.is_stopping:
            now = await sandbox.changed_since(version, KEEP_ALIVE)
            yield f'id: {now}\ndata: {{"version": {now}}}\n\n' if now > version else ": still here\n\n"
            version = max(now, version)

    return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-cache"})


async def _deed(sandbox: Running, request: Request) -> Response:
    name = request.path_params["deed"]
    if name not in DEEDS:
        return JSONResponse({"ok": False, "error": f"People cannot {name} here."}, 404)
    body = await _json(request)
    actor = sandbox.people.person(str(body.pop("as", "")))
    words = {RENAMED.get(name, {}).get(key, key): value for key, value in body.items()}
    deed = DEEDS[name]
    try:
        inspect.signature(deed).bind(sandbox.people, actor, **words)
    except TypeError as mistake:
        raise ValueError(mistake) from None
    done = deed(sandbox.people, actor, **words)
    answer = await done if inspect.isawaitable(done) else done
    return JSONResponse({"ok": True, **answer})


async def _clock(sandbox: Running, request: Request) -> Response:
    if request.method == "POST":
        body = await _json(request)
        sandbox.moving_clock.forward(str(body.get("forward")), float(body.get("seconds") or 0))
        sandbox.people.api.workspace.changed()
    return JSONResponse({"ok": True, **sandbox.moving_clock.shown()})


async def _faults(sandbox: Running, request: Request) -> Response:
    faults = sandbox.calls.faults
    if request.method == "POST":
        faults.order(Fault.model_validate(await _json(request)))
    elif request.method == "DELETE":
        faults.clear()
    return JSONResponse({"ok": True, "faults": [fault.model_dump() for fault in faults.ordered()]})


async def _log(sandbox: Running, _: Request) -> Response:
    """All calls of the app, and all envelopes it was sent."""
    socket = sandbox.people.api.socket
    envelopes = [
        {
            "envelope_id": envelope.id,
            "type": envelope.type,
            "sent": envelope.sent,
            "acked": envelope.acked,
            "payload": envelope.payload,
        }
        for envelope in socket.sent
    ]
    return JSONResponse(
        {"ok": True, "calls": [*sandbox.calls.log], "envelopes": envelopes, "connections": socket.connections}
    )


async def _redeliver(sandbox: Running, request: Request) -> Response:
    """{"envelope_id": …} or {"type": "slash_commands"} or {} for the last one."""
    body = await _json(request)
    try:
        envelope = await sandbox.people.api.socket.redeliver(body.get("envelope_id"), body.get("type"))
    except NobodyConnected:
        raise CannotDo("No app is connected.") from None
    return JSONResponse({"ok": True, "envelope_id": envelope.id})


async def _disconnect(sandbox: Running, request: Request) -> Response:
    reason = (await _json(request)).get("reason", "refresh_requested")
    if reason not in REASONS | {"drop"}:
        raise ValueError(f"a reason is one of {', '.join(sorted(REASONS))} or drop")
    await sandbox.people.api.socket.disconnect(reason)
    return JSONResponse({"ok": True})


async def _json(request: Request) -> Json:
    words = await request.body()
    body = json.loads(words) if words else {}
    if not isinstance(body, dict):
        raise ValueError("a JSON object is needed")  # noqa: TRY004 - the caller's mistake, not the program's
    return body
