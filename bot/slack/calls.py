"""One call of a Slack method, and what it came to. Knows which errors are for ever, which pass, which leave doubt."""

import logging
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.refusals import TOKEN_AT_FAULT
from handlers.sending import Busy, Outcome, Paused, Refused, Unsure

log = logging.getLogger("library")

_PASSES = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded", "team_access_not_granted"})
_LEAVES_DOUBT = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
"""Slack: “it's possible some aspect of the operation succeeded before the error was raised”."""

_ACCOUNT_CLOSED = frozenset({"user_disabled"})

_HTTP_TOO_MANY = 429
_HTTP_SERVER_ERROR = 500
_LONG_RETRY_AFTER = 30.0
"""Seconds to wait where Slack says that it is busy but not for how long."""

_NO_ANSWER = "no answer: "


class Calls:
    """`client` must not retry by itself: the SDK's own retry posts twice when a connection drops after the request.

    Safe for several threads.
    """

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._closed_until: dict[str, float] = {}

    def __call__(self, method: str, **arguments: Any) -> SlackResponse | Outcome:  # noqa: ANN401
        """One call, with Slack's wish for quiet honoured for each method."""
        left = self._closed_until.get(method, 0) - time.monotonic()
        if left > 0:
            return Busy("Slack asked to wait", left)
        given = {name: value for name, value in arguments.items() if value is not None}
        call = getattr(self._client, method.replace(".", "_"))
        outcome = outcome_of(lambda: call(**given))
        if isinstance(outcome, Busy) and outcome.seconds:
            self._closed_until[method] = time.monotonic() + outcome.seconds
        if not isinstance(outcome, SlackResponse):
            log.warning("%s: %s (%s)", method, outcome.reason, type(outcome).__name__.lower())
        return outcome


def outcome_of(call: Callable[[], SlackResponse]) -> SlackResponse | Busy | Refused | Paused | Unsure:
    """What a call came to; nothing that Slack or the network can do raises."""
    try:
        return call()
    except SlackApiError as error:
        return _from_answer(error)
    except (URLError, OSError, HTTPException) as error:
        return from_silence(error)


def _from_answer(error: SlackApiError) -> Busy | Refused | Paused | Unsure:
    response = error.response
    status = int(getattr(response, "status_code", 0) or 0)
    code = str(response.get("error") or "unknown_error")
    if (rest := wished_rest(error)) is not None:
        return Busy("Slack is busy", rest)
    if status >= _HTTP_SERVER_ERROR or code in _LEAVES_DOUBT or " " in code:
        # A code with spaces is the SDK's way of saying that the answer was no JSON.
        return Unsure(f"Slack answered {status}" if " " in code else code)
    if code in TOKEN_AT_FAULT:
        return Paused(code)
    return Refused(code, has_left=code in _ACCOUNT_CLOSED)


def wished_rest(error: SlackApiError) -> float | None:
    """Seconds for which Slack wants this method left alone; None where it was not asked too often."""
    response = error.response
    is_too_often = getattr(response, "status_code", 0) == _HTTP_TOO_MANY or response.get("error") in _PASSES
    return _retry_after(response) if is_too_often else None


def _retry_after(response: SlackResponse) -> float:
    headers = {name.lower(): value for name, value in (getattr(response, "headers", None) or {}).items()}
    try:
        return float(headers.get("retry-after", _LONG_RETRY_AFTER))
    except ValueError:
        return _LONG_RETRY_AFTER


def from_silence(error: Exception) -> Busy | Unsure:
    """A connection that was never made posted nothing; one that broke may have."""
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, BaseException) else error
    never_made = isinstance(cause, ConnectionRefusedError) or type(cause).__name__ == "gaierror"
    words = f"{_NO_ANSWER}{type(cause).__name__}"
    return Busy(words) if never_made else Unsure(words)


def is_silence(outcome: Unsure) -> bool:
    """Whether Slack said nothing at all, which says nothing about what it was given either."""
    return outcome.reason.startswith(_NO_ANSWER)
