"""HTTP mode: each envelope is a POST to the app's request address, signed as Slack signs it."""

import asyncio
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from bot.sandbox.records import Json

FORM: Final = "application/x-www-form-urlencoded"


class NotTaken(Exception):  # noqa: N818 - said to the person as it stands
    """The app answered otherwise than with 200, or not in time."""


@dataclass(frozen=True)
class RequestUrl:
    """Where the app is called, and the secret that only it and Slack know."""

    address: str
    secret: str

    async def post(self, kind: str, payload: Json, within: float, *, tries: int = 0) -> Json:
        """The answer's body; ConnectionError where nobody listens. `tries` are those that failed before."""
        return await asyncio.to_thread(self._post, kind, payload, within, tries)

    def _post(self, kind: str, payload: Json, within: float, tries: int) -> Json:
        body, content_type = encoded(kind, payload)
        headers = {"Content-Type": content_type, **self.signed(body)}
        if tries:
            headers |= {"X-Slack-Retry-Num": str(tries), "X-Slack-Retry-Reason": "http_timeout"}
        request = urllib.request.Request(self.address, data=body.encode(), headers=headers)  # noqa: S310 - a test's own
        try:
            with urllib.request.urlopen(request, timeout=within) as answer:  # noqa: S310 - likewise
                words = answer.read().decode()
        except urllib.error.HTTPError as refusal:
            refusal.close()
            raise NotTaken from refusal
        except TimeoutError as silence:
            raise NotTaken from silence
        except urllib.error.URLError as fault:
            raise ConnectionError from fault
        return json.loads(words) if words.startswith("{") else {"text": words} if words else {}

    def signed(self, body: str, at: float | None = None) -> dict[str, str]:
        """`at` is the moment of the signature, in seconds; now unless a test forges an old one."""
        moment = str(int(time.time() if at is None else at))
        signature = SignatureVerifier(self.secret).generate_signature(timestamp=moment, body=body)
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": str(signature)}


def encoded(kind: str, payload: Json) -> tuple[str, str]:
    """Body and content type, which differ by what Slack tells of."""
    if kind == "slash_commands":
        return urlencode(payload), FORM
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}), FORM
    return json.dumps(payload), "application/json"
