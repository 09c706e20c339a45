"""The first words with Slack: who we are there, and whether it knows our tokens."""

import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from domain.errors import UserError

GREETING_SECONDS = 3
_TRIES = 5
_PATIENCE = 8.0
"""Seconds for one call of the greeting, and for all of them."""


def greet(client: WebClient) -> dict[str, str]:
    """Who we are in Slack: the team, its name, and the bot's own user."""
    answer = _patiently("SLACK_BOT_TOKEN", client.auth_test)
    return {name: str(answer.get(name) or "") for name in ("team_id", "team", "user_id", "bot_id")}


def check_app_token(client: WebClient, app_token: str) -> None:
    _patiently("SLACK_APP_TOKEN", lambda: client.apps_connections_open(app_token=app_token))


def _patiently(token: str, call: Callable[[], Any]) -> Any:  # noqa: ANN401
    """Slack may be busy for a moment; a wrong token stays wrong, and an answer that is no JSON is not Slack's."""
    reason, gives_up_at = "", time.monotonic() + _PATIENCE
    for attempt in range(_TRIES):
        if attempt and time.monotonic() > gives_up_at:
            break
        try:
            return call()
        except SlackApiError as error:
            code, status = str(error.response.get("error")), getattr(error.response, "status_code", 200)
            if " " in code:
                reason = "what answers there is not Slack"
                continue
            if code != "ratelimited" and status not in range(429, 600):
                raise UserError(
                    f"Slack does not accept {token} ({code}). Copy it again from the app’s settings."
                ) from error
            reason = code
            time.sleep(min(5.0, float((error.response.headers or {}).get("Retry-After", 0.5))))
        except (OSError, HTTPException) as error:
            reason = str(getattr(error, "reason", None) or error)
            time.sleep(0.3 * attempt)
    raise UserError(f"Slack cannot be reached ({reason}). Check SLACK_API_URL and the network, then start again.")
