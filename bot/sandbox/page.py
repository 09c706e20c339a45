"""The sandbox's web page: one template and the plain JavaScript and CSS beside it, all served from here.

The browser talks to the `/people/…` and `/clock` routes; nothing is loaded from anywhere else, which the
Content-Security-Policy holds even if a school's text should slip into the page as HTML.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope

    from bot.sandbox.server import Sandbox

HERE = Path(__file__).parent
POLICY = (
    "default-src 'self'; img-src 'self' data: https: http:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FRESH = {"Cache-Control": "no-cache"}
"""The browser asks again each time: a newcomer who pulls a new version must never see half of the old page."""


def routes(sandbox: "Sandbox") -> list[BaseRoute]:
    """`/` and `/static/…`, to be mounted beside the people's and Slack's own routes."""
    del sandbox  # the page learns everything through /people/state
    templates = Jinja2Templates(directory=HERE / "templates")
    modules = sorted(file.name for file in (HERE / "static").glob("*.js"))

    def workspace(request: "Request") -> Response:
        headers = FRESH | {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}
        return templates.TemplateResponse(request, "workspace.html", {"modules": modules}, headers=headers)

    def icon(_: "Request") -> Response:
        return Response(status_code=308, headers={"Location": "/static/mark.svg"})

    return [
        Route("/", workspace),
        Route("/favicon.ico", icon),
        Mount("/static", FreshFiles(directory=HERE / "static"), name="static"),
    ]


class FreshFiles(StaticFiles):
    """Static files that are revalidated each time, and whose absence is said in a sentence."""

    async def get_response(self, path: str, scope: "Scope") -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as refusal:
            sentence = f"The workspace page has no file {path!r}.\n"
            return PlainTextResponse(sentence, status_code=refusal.status_code, headers=FRESH)
        response.headers.update(FRESH)
        return response
