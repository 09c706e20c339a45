"""A notice becomes a posted message. Knows which of Slack's errors are for ever, which pass, and which leave doubt."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from uuid import UUID

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.blocks.home import home_view
from bot.slack.blocks.parts import Rendered
from bot.slack.blocks.render import render
from bot.slack.payloads import metadata, notice_in
from bot.slack.refusals import TOKEN_AT_FAULT
from bot.slack.shared_files import SharedFiles, shares
from bot.slack.uploads import BETWEEN_LOOKS, LOOKS, Illustrated, Uploads
from domain.notices import Notice
from domain.person import Person
from handlers.messages import AS_FILES, Home, Place
from handlers.sending import Busy, Letter, NotThere, Outcome, Paused, Refused, Sent, Unreadable, Unsure

log = logging.getLogger("library")

_PASSES = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded", "team_access_not_granted"})
_LEAVES_DOUBT = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
"""Slack: “it's possible some aspect of the operation succeeded before the error was raised”."""

_ACCOUNT_CLOSED = frozenset({"user_disabled"})
_NO_SUCH_PLACE = frozenset({"channel_not_found", "thread_not_found"})
"""Nothing can have landed there. Whatever else forbids reading says nothing about what was written."""

_BEFORE_THE_ATTEMPT = timedelta(minutes=5)
_MOST_PAGES = 50
_HTTP_TOO_MANY = 429
_HTTP_SERVER_ERROR = 500
_LONG_RETRY_AFTER = 30.0
"""Seconds to wait where Slack says that it is busy but not for how long."""


_NOT_SHOWN = Refused("invalid_blocks")
"""Nothing was posted: Slack has not looked at an upload yet, or will not show it."""


@dataclass(frozen=True)
class Posted:
    """`message` is the key of what is there now."""

    message: str
    without: str | None = None


class SlackSender:
    """`client` must not retry by itself: the SDK's own retry posts twice when a connection drops after the request.

    Safe for several threads.
    """

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._uploads = Uploads(client)
        self._files = SharedFiles(self._call)
        self._closed_until: dict[str, float] = {}
        self._took_too_long: set[UUID] = set()

    def send(self, letter: Letter) -> Outcome:
        opened = self._conversation(letter.person, letter.thread)
        if not isinstance(opened, str):
            # Opening a conversation posts nothing, so there is no doubt to look up.
            return Busy(opened.reason) if isinstance(opened, Unsure) else opened
        conversation = opened
        posted = self._post(letter, conversation)
        if posted == Refused("channel_not_found") and letter.person.conversation and not letter.thread:
            # What is remembered of a conversation can grow old; who was written to once can be written to again.
            reopened = self._open(letter.person)
            if isinstance(reopened, str) and reopened != conversation:
                conversation, posted = reopened, self._post(letter, reopened)
        if isinstance(posted, Posted):
            log.info("%s was told: %s", letter.person.name, type(letter.message).__name__.lower())
            return Sent(posted.message, conversation, posted.without)
        return posted

    def _post(self, letter: Letter, conversation: str) -> Posted | Outcome:
        """With its picture if it has one; what Slack or the network do to a picture never keeps the words back."""
        ends_at = time.monotonic() + letter.picture_seconds
        rendered = render(letter.message, letter.place)
        if isinstance(letter.message, AS_FILES):
            shared = self._files.share(letter, conversation, rendered.text, ends_at)
            return Posted(shared) if isinstance(shared, str) else shared
        illustrated = self._illustrated(letter, rendered)
        posted = self._post_illustrated(letter, conversation, illustrated, ends_at)
        if posted == _NOT_SHOWN and illustrated.has_picture:
            illustrated = Illustrated(rendered, "without its picture: Slack does not show it")
            posted = self._in_time(letter, conversation, rendered, ends_at)
        if not isinstance(posted, SlackResponse):
            return posted
        return Posted(f"{posted['channel']}:{posted['ts']}", illustrated.why_not)

    def _illustrated(self, letter: Letter, rendered: Rendered) -> Illustrated:
        if letter.notice_id in self._took_too_long:
            return Illustrated(rendered, "without its picture: it took too long")
        return self._uploads.illustrate(rendered, letter.message, letter.place)

    def _in_time(
        self, letter: Letter, conversation: str, rendered: Rendered, ends_at: float
    ) -> SlackResponse | Outcome:
        """A message that begins later than it said could be posted while it is being looked for, and so twice."""
        if letter.picture_seconds and time.monotonic() > ends_at:
            self._took_too_long.add(letter.notice_id)
            return Busy("the picture took too long")
        return self._post_words(letter, conversation, rendered)

    def _post_illustrated(
        self, letter: Letter, conversation: str, shown: Illustrated, ends_at: float
    ) -> SlackResponse | Outcome:
        """A refusal for a picture's sake posted nothing, so it may be tried as often as patience lasts."""
        if not shown.has_picture:
            return self._in_time(letter, conversation, shown.rendered, ends_at)
        posted: SlackResponse | Outcome = _NOT_SHOWN
        for _ in range(LOOKS):
            time.sleep(BETWEEN_LOOKS)
            posted = self._in_time(letter, conversation, shown.rendered, ends_at)
            if posted != _NOT_SHOWN:
                break
        return posted

    def _post_words(self, letter: Letter, conversation: str, rendered: Rendered) -> SlackResponse | Outcome:
        message = {**rendered.payload(), "metadata": metadata(str(letter.notice_id))}
        if letter.thread:
            message["thread_ts"] = letter.thread.partition(":")[2]
        return self._call("chat.postMessage", channel=conversation, unfurl_links=False, unfurl_media=False, **message)

    def look_up(self, notice: Notice, person: Person) -> Sent | NotThere | Busy | Unreadable | Paused:
        """Reads the conversation from five minutes before the attempt until the notice is found, or the end."""
        conversation = self._conversation(person, notice.thread)
        if not isinstance(conversation, str):
            # Whoever can no longer be written to cannot be read either; the next attempt says which it is.
            return NotThere() if isinstance(conversation, Refused) else _unread(conversation)
        where: dict[str, Any] = {"channel": conversation}
        method = "conversations.history"
        if notice.thread:
            method, where["ts"] = "conversations.replies", notice.thread.partition(":")[2]
        cursor = None
        for _ in range(_MOST_PAGES):
            page = self._call(
                method, **where, cursor=cursor, oldest=_since(notice), include_all_metadata=True, limit=200
            )
            if not isinstance(page, SlackResponse):
                is_gone = isinstance(page, Refused) and page.reason in _NO_SUCH_PLACE
                return NotThere() if is_gone else _unread(page)
            for message in page.get("messages") or []:
                if notice_in(message) == str(notice.id) or shares(message, notice.id):
                    return Sent(f"{conversation}:{message['ts']}", conversation)
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return NotThere()
        return Busy("the conversation is too long to be read at once")

    def rewrite(self, letter: Letter) -> Outcome:
        channel, _, ts = (letter.posted or "").partition(":")
        rendered = render(letter.message, letter.place)
        illustrated = self._uploads.illustrate(rendered, letter.message, letter.place)
        done = self._update_illustrated(letter, channel, ts, illustrated)
        if done == _NOT_SHOWN and illustrated.has_picture:
            done = self._update(letter, channel, ts, rendered)
        return Sent(letter.posted or "", channel) if isinstance(done, SlackResponse) else done

    def _update_illustrated(self, letter: Letter, channel: str, ts: str, shown: Illustrated) -> SlackResponse | Outcome:
        """With the picture drawn anew: an update without it would take it away."""
        if not shown.has_picture:
            return self._update(letter, channel, ts, shown.rendered)
        done: SlackResponse | Outcome = _NOT_SHOWN
        for _ in range(LOOKS):
            time.sleep(BETWEEN_LOOKS)
            done = self._update(letter, channel, ts, shown.rendered)
            if done != _NOT_SHOWN:
                break
        return done

    def _update(self, letter: Letter, channel: str, ts: str, rendered: Rendered) -> SlackResponse | Outcome:
        message = {**rendered.payload(), "metadata": metadata(str(letter.notice_id))}
        return self._call("chat.update", channel=channel, ts=ts, **message)

    def publish(self, person: Person, home: Home, place: Place) -> Outcome:
        done = self._call("views.publish", user_id=person.address, view=home_view(home, place))
        return Sent("", "") if isinstance(done, SlackResponse) else done

    def is_welcome(self) -> bool:
        """Whether Slack takes the token again."""
        return isinstance(self._call("auth.test"), SlackResponse)

    def _conversation(self, person: Person, thread: str | None) -> str | Outcome:
        if thread:
            return thread.partition(":")[0]
        if person.conversation:
            return person.conversation
        return self._open(person)

    def _open(self, person: Person) -> str | Outcome:
        opened = self._call("conversations.open", users=person.address)
        return str(opened["channel"]["id"]) if isinstance(opened, SlackResponse) else opened

    def _call(self, method: str, **arguments: Any) -> SlackResponse | Outcome:  # noqa: ANN401
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
        return _from_silence(error)


def _from_answer(error: SlackApiError) -> Busy | Refused | Paused | Unsure:
    response = error.response
    status = int(getattr(response, "status_code", 0) or 0)
    code = str(response.get("error") or "unknown_error")
    if status == _HTTP_TOO_MANY or code in _PASSES:
        return Busy("Slack is busy", _retry_after(response))
    if status >= _HTTP_SERVER_ERROR or code in _LEAVES_DOUBT or " " in code:
        # A code with spaces is the SDK's way of saying that the answer was no JSON.
        return Unsure(f"Slack answered {status}" if " " in code else code)
    if code in TOKEN_AT_FAULT:
        return Paused(code)
    return Refused(code, has_left=code in _ACCOUNT_CLOSED)


def _retry_after(response: SlackResponse) -> float:
    headers = {name.lower(): value for name, value in (response.headers or {}).items()}
    try:
        return float(headers.get("retry-after", _LONG_RETRY_AFTER))
    except ValueError:
        return _LONG_RETRY_AFTER


def _from_silence(error: Exception) -> Busy | Unsure:
    """A connection that was never made posted nothing; one that broke may have."""
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, BaseException) else error
    never_made = isinstance(cause, ConnectionRefusedError) or type(cause).__name__ == "gaierror"
    words = f"no answer: {type(cause).__name__}"
    return Busy(words) if never_made else Unsure(words)


def _unread(outcome: Outcome) -> Busy | Unreadable | Paused:
    """A reading that is not allowed says nothing about the message, and does not keep others from being sent."""
    if isinstance(outcome, Refused) or (isinstance(outcome, Paused) and outcome.reason == "missing_scope"):
        return Unreadable(outcome.reason)
    if isinstance(outcome, Busy | Paused):
        return outcome
    return Busy("no answer" if isinstance(outcome, Sent) else outcome.reason)


def _since(notice: Notice) -> str:
    """In Slack's time; the school's clock may have been moved, so the earlier of the two counts."""
    moments: list[datetime] = [moment for moment in (notice.tried_at, notice.called_at) if moment]
    return f"{(min(moments) - _BEFORE_THE_ATTEMPT).timestamp():.6f}"
