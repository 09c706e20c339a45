"""A notice becomes a posted message, is looked for when that is not certain, and is rewritten when it grows untrue."""

import logging
import time
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.slack.blocks.home import home_view
from bot.slack.blocks.parts import Rendered
from bot.slack.blocks.render import render
from bot.slack.calls import Calls, is_silence
from bot.slack.illustrated import Illustrator, Tried, missing_from
from bot.slack.payloads import metadata, notice_in
from bot.slack.shared_files import SharedFiles, shares
from domain.notices import FILES, Notice
from domain.person import Person
from handlers.messages import AS_FILES, Home, Place
from handlers.sending import Busy, Letter, NotThere, Outcome, Paused, Refused, Sent, Unreadable, Unsure

log = logging.getLogger("library")

_NO_SUCH_PLACE = frozenset({"channel_not_found", "thread_not_found"})
"""Nothing can have landed there. Whatever else forbids reading says nothing about what was written."""

_BEFORE_THE_ATTEMPT = timedelta(minutes=5)
_MOST_PAGES = 50


class SlackSender:
    """`client` must not retry by itself (see `Calls`). Safe for several threads."""

    def __init__(self, client: WebClient) -> None:
        self._call = Calls(client)
        self._pictures = Illustrator(self._call)
        self._files = SharedFiles(self._call)
        self._left_off: dict[UUID, str] = {}
        """Where the reading of a conversation was broken off, by the notice that is looked for."""

    def send(self, letter: Letter) -> Outcome:
        opened = self._conversation(letter.person, letter.thread)
        if not isinstance(opened, str):
            # Opening a conversation posts nothing, so there is no doubt to look up.
            return Busy(opened.reason) if isinstance(opened, Unsure) else opened
        posted = self._post(letter, opened)
        is_gone = isinstance(posted, Refused) and posted.reason == "channel_not_found"
        if isinstance(posted, Refused) and is_gone and letter.person.conversation and not letter.thread:
            # What is remembered of a conversation can grow old; who was written to once can be written to again.
            reopened = self._open(letter.person)
            if isinstance(reopened, str) and reopened != opened:
                posted = self._post(replace(letter, picture=posted.picture), reopened)
        if isinstance(posted, Sent):
            log.info("%s was told: %s", letter.person.name, type(letter.message).__name__.lower())
        return posted

    def _post(self, letter: Letter, conversation: str) -> Outcome:
        """With its picture if it has one; what Slack or the network do to a picture never keeps the words back."""
        rendered = render(letter.message, letter.place)
        if isinstance(letter.message, AS_FILES):
            ends_at = time.monotonic() + letter.picture_seconds
            return self._files.share(letter, conversation, rendered.text, ends_at)
        tried = self._pictures.show(letter, rendered, lambda shown: self._post_words(letter, conversation, shown))
        outcome = tried.outcome
        if not isinstance(outcome, SlackResponse):
            return outcome
        return Sent(f"{outcome['channel']}:{outcome['ts']}", conversation, missing_from(tried.picture), tried.picture)

    def _post_words(self, letter: Letter, conversation: str, rendered: Rendered) -> SlackResponse | Outcome:
        message = {**rendered.payload(), "metadata": metadata(str(letter.notice_id))}
        if letter.thread:
            message["thread_ts"] = letter.thread.partition(":")[2]
        return self._call("chat.postMessage", channel=conversation, unfurl_links=False, unfurl_media=False, **message)

    def look_up(self, notice: Notice, person: Person) -> Sent | NotThere | Busy | Unreadable | Paused:
        """Reads the conversation from five minutes before the attempt until the notice is found, or the end.

        What Slack breaks off goes on where it ended: with few calls a minute a long conversation would never be read.
        """
        conversation = self._conversation(person, notice.thread)
        if not isinstance(conversation, str):
            # Whoever can no longer be written to cannot be read either; the next attempt says which it is.
            return NotThere() if isinstance(conversation, Refused) else _unread(conversation)
        where: dict[str, Any] = {"channel": conversation}
        method = "conversations.history"
        if notice.thread:
            method, where["ts"] = "conversations.replies", notice.thread.partition(":")[2]
        cursor = self._left_off.pop(notice.id, None)
        for _ in range(_MOST_PAGES):
            page = self._call(
                method, **where, cursor=cursor, oldest=_since(notice), include_all_metadata=True, limit=200
            )
            if not isinstance(page, SlackResponse):
                is_gone = isinstance(page, Refused) and page.reason in _NO_SUCH_PLACE
                return NotThere() if is_gone else self._broken_off(notice, cursor, _unread(page))
            for message in page.get("messages") or []:
                if notice_in(message) == str(notice.id) or shares(message, notice.id):
                    return Sent(f"{conversation}:{message['ts']}", conversation, missing_from(notice.picture))
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return NotThere()
        return self._broken_off(notice, cursor, Busy("the conversation is too long to be read at once"))

    def _broken_off(
        self, notice: Notice, cursor: str | None, why: Busy | Unreadable | Paused
    ) -> Busy | Unreadable | Paused:
        """Files may land while the first pages are read, so for them reading begins anew; likewise after a refusal."""
        if cursor and isinstance(why, Busy) and notice.kind not in FILES:
            self._left_off[notice.id] = cursor
        return why

    def rewrite(self, letter: Letter) -> Outcome:
        """With its picture, too: an update without it would take it away."""
        channel, _, ts = (letter.posted or "").partition(":")
        rendered = render(letter.message, letter.place)
        tried = self._pictures.show(letter, rendered, lambda shown: self._update(letter, channel, ts, shown))
        outcome = tried.outcome
        if isinstance(outcome, SlackResponse):
            return Sent(letter.posted or "", channel, missing_from(tried.picture), tried.picture)
        return _doubted(outcome, tried)

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


def _doubted(outcome: Outcome, tried: Tried) -> Outcome:
    """Nothing is looked up after a rewriting, so the doubt is counted at once: where Slack itself stumbled over it."""
    if isinstance(outcome, Unsure) and tried.picture and not is_silence(outcome):
        return replace(outcome, picture=tried.picture.doubted())
    return outcome


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
