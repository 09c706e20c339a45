"""A file on its way to Slack: a place to bring it to, and its bytes. Nobody sees it before it is completed."""

from collections.abc import Callable
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from slack_sdk.web import SlackResponse

from bot.slack.calls import from_silence
from handlers.sending import Busy, Outcome, Paused, Refused, Unsure

_SECONDS = 10
_HTTP_TOO_MANY = 429
_HTTP_SERVER_ERROR = 500

Call = Callable[..., SlackResponse | Outcome]
"""One call of a Slack method, as `Calls` makes them."""


def upload(call: Call, name: str, content: bytes, *, alt: str | None = None) -> str | Busy | Refused | Paused:
    """The file's id. What goes wrong has posted nothing, so it leaves no doubt."""
    place = call("files.getUploadURLExternal", filename=name, length=len(content), alt_txt=alt)
    if not isinstance(place, SlackResponse):
        return nobody_saw(place)
    try:
        _put(str(place["upload_url"]), content)
    except HTTPError as error:
        return _not_taken(error)
    except (URLError, OSError, HTTPException) as error:
        return Busy(from_silence(error).reason)
    return str(place["file_id"])


def nobody_saw(outcome: Outcome) -> Busy | Refused | Paused:
    """What may or may not have happened to a file that nobody sees; a workspace that does not let the bot bring files
    still takes everything else from it.
    """
    if isinstance(outcome, Paused) and outcome.reason == "missing_scope":
        return Refused("missing_scope")
    if isinstance(outcome, Busy | Refused | Paused):
        return outcome
    return Busy(outcome.reason if isinstance(outcome, Unsure) else "no answer")


def _not_taken(error: HTTPError) -> Busy | Refused:
    error.close()
    words = f"Slack did not take the file ({error.code})"
    if error.code < _HTTP_SERVER_ERROR and error.code != _HTTP_TOO_MANY:
        return Refused(words)
    wait = str(error.headers.get("Retry-After") or "")
    return Busy(words, float(wait) if wait.isdecimal() else None)


def _put(address: str, content: bytes) -> None:
    """URLError, OSError or HTTPException for whatever keeps the bytes from being there."""
    if not address.startswith(("https://", "http://")):
        raise URLError("an upload goes to a web address")
    request = Request(address, data=content, headers={"Content-Type": "application/octet-stream"}, method="POST")  # noqa: S310  # checked above
    with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310  # likewise
        answer.read()
