"""`/api/<method>`: reads a call as Slack does (form, JSON or query), checks the token, and runs the method."""

import json
from collections.abc import Callable
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox import api_chat, api_conversations, api_files, api_people, api_views
from bot.sandbox.api_method import APP_TOKEN_SCOPES, Api, Method
from bot.sandbox.block_kit import SlackRefusal
from bot.sandbox.calls import Calls
from bot.sandbox.records import Json

BOT_TOKEN: Final = "xoxb-sandbox-library-partner"  # noqa: S105 - opens nothing but this sandbox
APP_TOKEN: Final = "xapp-1-A0LIBRARY-sandbox"  # noqa: S105 - likewise
KINDS: Final = {BOT_TOKEN: "bot", APP_TOKEN: "app"}
METHODS: Final[dict[str, Method]] = {
    method.name: method
    for family in (api_chat, api_conversations, api_files, api_people, api_views)
    for method in family.METHODS
}


def route(api: Callable[[], Api], calls: Callable[[], Calls]) -> Route:
    async def answer(request: Request) -> Response:
        name = request.path_params["method"]
        try:
            values, token = await _read(request)
        except SlackRefusal as refusal:
            body = refusal.body()
            return await calls().run(request, name, {}, lambda: body)
        except ClientDisconnect:
            return Response()  # the caller died in the middle of the call, and will not read this
        response = await calls().run(request, name, values, lambda: _call(api(), name, values, token))
        response.headers["X-OAuth-Scopes"] = ",".join(sorted(api().manifest.scopes))
        return response

    return Route("/api/{method}", answer, methods=["GET", "POST"])


def _call(api: Api, name: str, values: Json, token: str) -> Json:
    method = METHODS.get(name)
    if method is None:
        raise SlackRefusal("unknown_method", req_method=name)
    if not token:
        raise SlackRefusal("not_authed")
    kind = KINDS.get(token)
    if kind is None:
        raise SlackRefusal("invalid_auth")
    if kind != method.token and name != "auth.test":
        raise SlackRefusal("not_allowed_token_type")
    if kind == "app" and not APP_TOKEN_SCOPES.issuperset(method.scopes):
        raise SlackRefusal("missing_scope", needed=method.scopes[0], provided=",".join(APP_TOKEN_SCOPES))
    return method.call(api, values)


async def _read(request: Request) -> tuple[Json, str]:
    """The arguments and the token, which the header may carry instead."""
    values: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST":
        values |= await _body(request, kind)
    header = request.headers.get("authorization", "")
    in_header = header.removeprefix("Bearer ") if header.startswith("Bearer ") else ""
    return values, str(values.pop("token", None) or in_header)


async def _body(request: Request, kind: str) -> Json:
    if kind == "application/json":
        words = await request.body()
        try:
            body = json.loads(words) if words else {}
        except ValueError:
            raise SlackRefusal("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackRefusal("json_not_object")
        return body
    if kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return dict(await request.form())
    if await request.body():
        raise SlackRefusal("invalid_post_type")
    return {}
