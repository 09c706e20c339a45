"""A message that consists of files: uploaded first, which nobody sees, then shared by one call with a line.

Such a message can carry no metadata. So that a crash neither loses nor doubles it, its files are named after the
notice: by these names it is found again in the conversation.
"""

import logging
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from uuid import UUID

from slack_sdk.web import SlackResponse

from bot.documents import Document, documents_of, is_one_of
from bot.slack.text import escape
from bot.slack.uploads import put
from handlers.sending import Busy, Letter, Outcome, Paused, Refused, Unsure

log = logging.getLogger("library")

_TOO_LATE = Busy("making the files took too long")
_HTTP_SERVER_ERROR = 500


class SharedFiles:
    """`call` is one call of a Slack method, as the sender makes them. Safe for several threads."""

    def __init__(self, call: Callable[..., SlackResponse | Outcome]) -> None:
        self._call = call

    def share(self, letter: Letter, conversation: str, line: str, ends_at: float) -> str | Outcome:
        """The key of the message; `ends_at` (monotonic) is the last moment at which it may be shared."""
        try:
            documents = documents_of(letter.message, letter.notice_id)
        except Exception as error:  # a mistake in a file is shown to the librarians, and stops nothing else
            log.exception("A file could not be made")
            return Refused(f"the files could not be made: {type(error).__name__}")
        uploaded = []
        for document in documents:
            file_id = self._upload(document)
            if not isinstance(file_id, str):
                return _certainly_not_there(file_id)
            uploaded.append({"id": file_id, "title": document.title})
        if time.monotonic() > ends_at:
            return _TOO_LATE
        done = self._call(
            "files.completeUploadExternal", files=uploaded, channel_id=conversation, initial_comment=escape(line)
        )
        return _key(done, conversation) if isinstance(done, SlackResponse) else _without_pausing(done)

    def _upload(self, document: Document) -> str | Outcome:
        place = self._call("files.getUploadURLExternal", filename=document.name, length=len(document.content))
        if not isinstance(place, SlackResponse):
            return place
        try:
            put(str(place["upload_url"]), document.content)
        except HTTPError as error:
            if error.code < _HTTP_SERVER_ERROR:
                return Refused(f"Slack did not take the file ({error.code})")
            return Busy(f"Slack did not take the file ({error.code})")
        except (URLError, OSError, HTTPException) as error:
            return Busy(f"the upload got no answer: {type(error).__name__}")
        return str(place["file_id"])


def shares(message: dict[str, Any], notice_id: UUID) -> bool:
    """Whether these are the files of this notice."""
    return any(is_one_of(str(file.get("name") or ""), notice_id) for file in message.get("files") or [])


def _key(done: SlackResponse, conversation: str) -> str:
    """Slack may share the files a moment later and not say where; then the first of them stands for the message."""
    first: dict[str, Any] = (done.get("files") or [{}])[0]
    shared = first.get("shares") or {}
    places = [place for each in shared.values() for place in each.get(conversation, [])]
    return f"{conversation}:{places[0]['ts'] if places else first.get('id', '')}"


def _certainly_not_there(outcome: Outcome) -> Outcome:
    """Nobody sees an upload before it is shared, so there is nothing to look for."""
    return Busy(outcome.reason) if isinstance(outcome, Unsure) else _without_pausing(outcome)


def _without_pausing(outcome: Outcome) -> Outcome:
    """A workspace that does not let the bot bring files still takes everything else from it."""
    is_about_files = isinstance(outcome, Paused) and outcome.reason == "missing_scope"
    return Refused("missing_scope") if is_about_files else outcome
