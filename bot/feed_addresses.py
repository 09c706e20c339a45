"""Addresses of calendars: long, unguessable, and nowhere stored.

An address is the id of its row and a signature of that id with a key made from Slack's signing secret. So whoever gets
to read the store, or a backup of it, cannot subscribe to anybody's calendar; and the form can show the address again.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

_PURPOSE = b"library-partner calendar addresses"
_ID, _MARK = 16, 32
"""Bytes."""


class FeedAddresses:
    """`public_url` is where the program can be reached from outside, "" where nobody has said."""

    def __init__(self, secret: str, public_url: str) -> None:
        self._key = hmac.digest(secret.encode(), _PURPOSE, "sha256")
        self._public_url = public_url.rstrip("/")

    @property
    def can_be_shown(self) -> bool:
        return bool(self._public_url)

    def address(self, feed_id: UUID) -> str:
        return f"{self._public_url}/calendar/{self.token(feed_id)}.ics"

    def token(self, feed_id: UUID) -> str:
        return urlsafe_b64encode(feed_id.bytes + self._mark(feed_id)).decode("ascii")

    def feed_in(self, token: str) -> UUID | None:
        """None for whatever was not signed here; how long that takes says nothing about how much of it is right."""
        try:
            said = urlsafe_b64decode(token.encode("ascii"))
        except ValueError:
            return None
        if len(said) != _ID + _MARK:
            return None
        feed_id = UUID(bytes=said[:_ID])
        return feed_id if hmac.compare_digest(token.encode("ascii"), self.token(feed_id).encode("ascii")) else None

    def _mark(self, feed_id: UUID) -> bytes:
        return hmac.digest(self._key, feed_id.bytes, sha256)
