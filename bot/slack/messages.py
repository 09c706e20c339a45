"""Direct messages to the bot, mentions of it in channels, and the opening of its Home tab."""

import logging
import re
from collections import OrderedDict
from threading import Lock
from typing import Any

from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from bot.slack.blocks.home import home_of_nobody
from bot.slack.desk import Desk, TurnedAwayError
from bot.slack.directory import habits_in, name_in
from bot.slack.payloads import Said, read_said
from bot.slack.refusals import SLACK_FAILURES, in_words
from bot.slack.text import escape, unescape
from domain.request import Source
from handlers.act import Act
from handlers.hear import Heard, hear
from handlers.home import open_home
from handlers.learn import learn
from handlers.leave import leave
from handlers.reword import reword

log = logging.getLogger(__name__)

_LAST_RETRY = 3
"""Slack sends an event again at once, after a minute and after five; then nothing more comes."""


def register(app: App, desk: Desk) -> None:
    turned_away = Recently()

    @app.event("message")
    def on_message(event: dict[str, Any], request: BoltRequest, client: WebClient) -> None:
        if event.get("channel_type") == "im":
            _hear(desk, client, turned_away, event, Source.DIRECT_MESSAGE, _retry(request))

    @app.event("app_mention")
    def on_mention(event: dict[str, Any], request: BoltRequest, client: WebClient) -> None:
        _hear(desk, client, turned_away, event, Source.MENTION, _retry(request))

    @app.event("app_home_opened")
    def on_home(event: dict[str, Any]) -> None:
        if event.get("tab", "home") == "home":
            try:
                open_home(desk.store, desk.act(event["user"]))
            except TurnedAwayError:
                log.info("A Home tab was opened by somebody whom the desk is not for")
                _show_whom_it_serves(desk, event["user"])

    @app.event("user_change")
    def on_change(event: dict[str, Any]) -> None:
        user = event.get("user") or {}
        desk.directory.hear_of(user)
        if user.get("deleted"):
            leave(desk.store, desk.school_id, user["id"], desk.clock())
        else:
            name = name_in(user) if (user.get("profile") or {}).get("real_name") else None
            learn(desk.store, desk.school_id, user.get("id", ""), habits_in(user), name)


def _show_whom_it_serves(desk: Desk, user: str) -> None:
    """An empty Home would look broken. Nothing is kept, so it is published once and not followed up."""
    try:
        desk.client.views_publish(user_id=user, view=home_of_nobody())
    except SLACK_FAILURES as error:
        log.warning("A Home for somebody whom the desk is not for was not published: %s", error)


class Recently:
    """Remembers the last keys it was asked about: those who are turned away leave no trace in the store."""

    def __init__(self, most: int = 500) -> None:
        self._most = most
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def is_new(self, key: str) -> bool:
        with self._lock:
            known = key in self._seen
            self._seen[key] = None
            if len(self._seen) > self._most:
                self._seen.popitem(last=False)
            return not known


def _hear(
    desk: Desk, client: WebClient, turned_away: Recently, event: dict[str, Any], source: Source, retry: int
) -> None:
    said = read_said(event)
    if said is None or said.user == desk.bot_user:
        return
    try:
        act = _act(desk, said)
        _take(desk, act, said, source)
    except TurnedAwayError as refusal:
        # A bot is told once: two assistants that answer each other would never stop.
        if turned_away.is_new(said.bot or said.key):
            _say(client, said, str(refusal))
    except Exception as error:
        if retry < _LAST_RETRY:
            raise  # Without an ack Slack sends it again, and the words are not lost.
        _say(client, said, in_words(error))


def _act(desk: Desk, said: Said) -> Act:
    if said.user is None:
        raise TurnedAwayError("I work for people: please let somebody of the school’s staff ask. Nothing was stored.")
    return desk.act(said.user, said.edited or said.key, said.written)


def _take(desk: Desk, act: Act, said: Said, source: Source) -> None:
    words = unescape(_without_mention(said.text, desk.bot_user), desk.directory.name).strip()
    heard = Heard(words, source, said.thread, is_in_thread=said.thread_ts is not None, has_file=said.has_file)
    if said.edited:
        reword(desk.store, act, heard, said.key)
        desk.log(f"{act.name} edited a message")
    else:
        hear(desk.store, act, heard)
        desk.log(f"{act.name} wrote to the library ({source.value})")


def _without_mention(text: str, bot_user: str) -> str:
    """The bot's own name is how it was called, not what is needed; elsewhere in the words it stays."""
    mention = rf"<@{re.escape(bot_user)}(?:\|[^>]*)?>"
    return re.sub(rf"^\s*{mention}[\s,:]*|\s*{mention}\s*$", "", text)


def _say(client: WebClient, said: Said, words: str) -> None:
    """Outside the ledger, for people about whom nothing is stored and for when there is no store."""
    try:
        thread = said.thread_ts or (said.ts if not said.channel.startswith("D") else None)
        client.chat_postMessage(channel=said.channel, thread_ts=thread, text=escape(words))
    except SLACK_FAILURES as error:
        log.warning("A kind sentence did not get through: %s", error)


def _retry(request: BoltRequest) -> int:
    return int((request.headers.get("x-slack-retry-num") or ["0"])[0])
