"""What people are told when something did not work: kindly, and what to do next."""

import logging
from http.client import HTTPException

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from domain.errors import UserError
from store.failures import log_failure
from store.session import StoreBusyError

log = logging.getLogger(__name__)

SLACK_FAILURES = (SlackApiError, OSError, HTTPException)
"""What a call to Slack may raise: an error code, or no usable answer at all."""

STORE_FAILURES = (DBAPIError, NoConnectionError, StoreBusyError)
"""The store is locked, full, or out of reach."""

NO_FORM = "Slack did not open the form in time. Please try once more; nothing was stored or lost."

TOKEN_AT_FAULT = frozenset(
    {
        "account_inactive",
        "token_revoked",
        "token_expired",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "missing_scope",
        "not_allowed_token_type",
    }
)
"""Slack no longer takes anything from the bot: its account or its rights have to be renewed."""

_NEWS = frozenset({"event_callback", "app_rate_limited"})
"""What comes without anybody waiting for an answer."""

_NOT_LET_IN = (
    "Slack no longer lets me in, so I cannot open that. Nothing was stored or lost. "
    "Please tell whoever set me up that my access to Slack has to be renewed."
)

_STORE_GONE = (
    "The library’s list cannot be reached just now, so nothing was stored. "
    "Please keep your words and try again in a few minutes."
)
_BUG = "Something went wrong on my side, and it has been noted. Nothing was stored; please try again."


def _is_turned_away(error: Exception) -> bool:
    return isinstance(error, SlackApiError) and error.response.get("error") in TOKEN_AT_FAULT


def answer_failure(error: Exception, request: BoltRequest) -> BoltResponse | None:
    """News that nobody here listens to is taken all the same: Slack ends a subscription whose events are refused."""
    if not isinstance(error, BoltUnhandledRequestError):
        note_failure(error)
        return None
    kind = str(request.body.get("type"))
    log.warning("Nobody here listens to this: %.60s", kind)
    return BoltResponse(status=200) if kind in _NEWS else None


def note_failure(error: Exception) -> None:
    """One line for what passes: Slack sends it again. A bug is logged with its traceback."""
    if isinstance(error, UserError | SlackApiError | OSError | HTTPException | StoreBusyError | DBAPIError):
        log.warning("Not taken yet, Slack will send it again: %s", str(error).splitlines()[0])
    else:
        log_failure("A bug", error)


def in_words(error: Exception) -> str:
    """The sentence for the person who acted. Anything but a UserError is logged with its traceback."""
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, SlackApiError | OSError | HTTPException):
        log.warning("Slack did not do what was asked: %s", error)
        return _NOT_LET_IN if _is_turned_away(error) else NO_FORM
    log_failure("A bug, or a store out of reach", error)
    return _STORE_GONE if isinstance(error, STORE_FAILURES) else _BUG
