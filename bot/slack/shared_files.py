"""A message that consists of files: uploaded first, which nobody sees, then shared by one call with a line.

Such a message can carry no metadata. So that a crash neither loses nor doubles it, its files are named after the
notice: by these names it is found again in the conversation.
"""

import logging
import time
from typing import Any
from uuid import UUID

from slack_sdk.web import SlackResponse

from bot.documents import documents_of, is_one_of
from bot.slack.text import escape
from bot.slack.uploads import Call, nobody_saw, upload
from handlers.sending import Busy, Letter, Outcome, Refused, Sent, Unsure

log = logging.getLogger("library")

_TOO_LATE = Busy("making the files took too long")

_FIRST_LOOK = 1.0
"""Seconds until the files may be in the conversation."""


class SharedFiles:
    """Safe for several threads."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def share(self, letter: Letter, conversation: str, line: str, ends_at: float) -> Outcome:
        """`ends_at` (monotonic) is the last moment at which it may be shared."""
        try:
            documents = documents_of(letter.message, letter.notice_id)
        except Exception as error:  # a mistake in a file is shown to the librarians, and stops nothing else
            log.exception("A file could not be made")
            return Refused(f"the files could not be made: {type(error).__name__}")
        uploaded = []
        for document in documents:
            file_id = upload(self._call, document.name, document.content)
            if not isinstance(file_id, str):
                return file_id
            uploaded.append({"id": file_id, "title": document.title})
        if time.monotonic() > ends_at:
            return _TOO_LATE
        done = self._call(
            "files.completeUploadExternal", files=uploaded, channel_id=conversation, initial_comment=escape(line)
        )
        if isinstance(done, SlackResponse):
            return _found(done, conversation)
        return done if isinstance(done, Unsure) else nobody_saw(done)


def shares(message: dict[str, Any], notice_id: UUID) -> bool:
    """Whether these are the files of this notice."""
    return any(is_one_of(str(file.get("name") or ""), notice_id) for file in message.get("files") or [])


def _found(done: SlackResponse, conversation: str) -> Sent | Unsure:
    """Slack as a rule shares the files a moment later, and does not say where; now and then it never does."""
    for file in done.get("files") or []:
        for places in (file.get("shares") or {}).values():
            for place in places.get(conversation) or []:
                return Sent(f"{conversation}:{place['ts']}", conversation)
    return Unsure("Slack took the files, and has not said where they are", _FIRST_LOOK)
