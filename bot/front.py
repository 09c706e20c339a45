"""Where Slack's requests come in: over a connection that the program opens, or by calls that it takes."""

import logging
from typing import Protocol

from slack_bolt import App

from bot.http_front import HttpFront
from bot.ical import as_ical
from bot.settings import Settings
from bot.slack.desk import Desk
from bot.slack.refusals import STORE_FAILURES
from bot.socket_front import SocketFront
from handlers.calendar_address import calendar_at
from store import schools
from store.session import Store

log = logging.getLogger("library")


class Front(Protocol):
    """Stops without waiting: what was under way is found out by the ledger at the next start."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


def front_for(app: App, desk: Desk, settings: Settings) -> Front:
    """With an app-level token the program calls Slack; with a signing secret alone Slack calls the program."""
    if desk.feeds is None:
        return SocketFront(app, settings.slack_app_token)
    feeds = desk.feeds

    def feed(token: str) -> bytes | None:
        feed_id = feeds.feed_in(token)
        found = calendar_at(desk.store, desk.school_id, feed_id, desk.clock()) if feed_id else None
        return as_ical(found) if found else None

    return HttpFront(app, settings.host, settings.port, feed, lambda: _can_be_read(desk.store))


def _can_be_read(store: Store) -> bool:
    try:
        with store.reading() as db:
            return bool(schools.every(db))
    except STORE_FAILURES as error:
        log.warning("The store cannot be read: %s", type(error).__name__)
        return False
