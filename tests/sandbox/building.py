"""What the sandbox's tests build with: a manifest, Block Kit in short words, and raw calls."""

import json
import urllib.error
import urllib.request
from contextlib import suppress
from typing import Any

from bot.sandbox.server import Sandbox

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Library Partner"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Library Partner", "always_online": True},
        "shortcuts": [
            {"name": "Ask the library", "type": "message", "callback_id": "ask_the_library", "description": "Ask"},
            {"name": "Start a request", "type": "global", "callback_id": "start_a_request", "description": "Start"},
        ],
        "slash_commands": [
            {
                "command": "/library-help",
                "description": "Ask the library",
                "usage_hint": "what you need",
                "should_escape": True,
            },
            {"command": "/plain", "description": "Without escaping", "should_escape": False},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "commands",
                "chat:write",
                "im:history",
                "im:write",
                "im:read",
                "app_mentions:read",
                "channels:history",
                "channels:read",
                "groups:history",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "app_mention", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "words"}}


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(label: str = "Promise", action_id: str = "promise", **fields: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(label), "action_id": action_id, **fields}


def actions(*elements: dict[str, Any], block_id: str = "choices") -> dict[str, Any]:
    return {"type": "actions", "block_id": block_id, "elements": [*elements]}


def field(label: str, element: dict[str, Any], block_id: str, **fields: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **fields}


def text_field(label: str = "What do you need?", block_id: str = "need", **fields: Any) -> dict[str, Any]:
    return field(label, {"type": "plain_text_input", "action_id": "value", **fields}, block_id)


def modal(*blocks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    shown = {"type": "modal", "callback_id": "ask", "title": plain("Ask"), "submit": plain("Send")}
    return {**shown, "blocks": [*blocks], **fields}


class Raw:
    """Calls as any program could make them."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def call(self, method: str, *, by: str | None = "bot", **arguments: Any) -> dict[str, Any]:
        """A Web API call with JSON; `by` is bot, app, a token or None. The body, whatever the status."""
        known = {"bot": self.sandbox.bot_token, "app": self.sandbox.app_token}
        headers = {"Authorization": f"Bearer {known.get(by, by)}"} if by else {}
        return self.send(f"/api/{method}", arguments, headers=headers)[1]

    def error(self, method: str, **arguments: Any) -> str:
        answer = self.call(method, **arguments)
        assert not answer["ok"], answer
        return answer["error"]

    def send(
        self,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        verb: str = "POST",
        kind: str = "application/json; charset=utf-8",
    ) -> tuple[int, Any]:
        """The status and the JSON (or the words) that came back."""
        data = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        address = path if path.startswith("http") else self.sandbox.url + path
        request = urllib.request.Request(  # noqa: S310 - our own address
            address,
            data=data if verb == "POST" else None,
            headers={"Content-Type": kind, **(headers or {})},
            method=verb,
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310 - our own address
                status, words = response.status, response.read().decode()
        except urllib.error.HTTPError as refusal:
            with refusal:
                status, words = refusal.code, refusal.read().decode()
        with suppress(ValueError):
            return status, json.loads(words)
        return status, words

    def do(self, deed: str, as_: str = "U0ADA", **words: Any) -> dict[str, Any]:
        return self.send(f"/people/{deed}", {"as": as_, **words})[1]

    def state(self, as_: str = "U0ADA") -> dict[str, Any]:
        return self.send(f"/people/state?as={as_}", verb="GET")[1]
