"""A picture on its way into a message: uploaded first, belonging to nobody, then shown by the message's own block.

So the message stays one message, with its metadata, and is found again after a crash like any other. Slack looks at an
upload for a moment before a block may show it, and refuses the block until then.
"""

import logging
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.pictures.drawing import Picture
from bot.pictures.table import picture_of
from bot.slack.blocks.parts import Rendered
from handlers.messages import Message, Place

log = logging.getLogger("library")

LOOKS = 6
BETWEEN_LOOKS = 0.5
"""Times that a message is posted again while Slack looks at its picture, and the seconds between them."""

_LONGEST_ALT = 1000
"""Characters of an upload's description: Slack's limit."""

_SECONDS = 10


@dataclass(frozen=True)
class Illustrated:
    """`why_not` says why a message that should have a picture has none."""

    rendered: Rendered
    why_not: str | None = None
    has_picture: bool = False


class Uploads:
    """Draws what a message shows and brings it to Slack. Safe for several threads."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def illustrate(self, rendered: Rendered, message: Message, place: Place) -> Illustrated:
        """Whatever goes wrong with a picture is told, and the message is given back as it was."""
        try:
            picture = picture_of(message, place)
            if picture is None:
                return Illustrated(rendered)
            return Illustrated(rendered.with_picture(self._upload(picture), picture.alt), has_picture=True)
        except SlackApiError as error:
            reason = str(error.response.get("error") or "unknown error")
        except (URLError, OSError, HTTPException) as error:
            reason = f"no answer: {type(error).__name__}"
        except Exception as error:  # a mistake in a picture keeps no words back
            log.exception("A picture could not be drawn")
            reason = f"it could not be drawn: {type(error).__name__}"
        log.warning("A message goes out without its picture: %s", reason)
        return Illustrated(rendered, f"without its picture: {reason}")

    def _upload(self, picture: Picture) -> str:
        place = self._client.files_getUploadURLExternal(
            filename=picture.name, length=len(picture.png), alt_txt=picture.alt[:_LONGEST_ALT]
        )
        put(str(place["upload_url"]), picture.png)
        file_id = str(place["file_id"])
        self._client.files_completeUploadExternal(files=[{"id": file_id, "title": picture.title}])
        return file_id


def put(address: str, content: bytes) -> None:
    """URLError, OSError or HTTPException for whatever keeps the bytes from being there."""
    if not address.startswith(("https://", "http://")):
        raise URLError("an upload goes to a web address")
    request = Request(address, data=content, headers={"Content-Type": "application/octet-stream"}, method="POST")  # noqa: S310  # checked above
    with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310  # likewise
        answer.read()
