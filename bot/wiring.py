"""The one place where things are put together: settings → store → Slack → scheduler."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from ssl import SSLContext, create_default_context
from typing import Any
from uuid import UUID

from slack_sdk import WebClient

from bot.clock import Clock, moved_clock, real_clock
from bot.feed_addresses import FeedAddresses
from bot.forgetting import Forgetting
from bot.front import Front, front_for
from bot.greeting import GREETING_SECONDS, check_app_token, greet
from bot.roll import Roll
from bot.scheduler import Step, Ticker, every, with_gap
from bot.settings import Settings, addresses, date_order
from bot.slack.app import listening_app
from bot.slack.desk import Desk
from bot.slack.directory import Directory, met_in
from bot.slack.hurry import HurriedClient
from bot.slack.sender import SlackSender
from bot.stores import open_store
from domain.school import School
from handlers.come_back import come_back_one, stay_seen
from handlers.deliver import deliver_one
from handlers.digest import digest_one
from handlers.end_quiet import end_quiet_one
from handlers.follow_up import follow_up_one
from handlers.look_up import look_up_one
from handlers.nudge import nudge_one
from handlers.open_school import Seed, open_school
from handlers.plan_activity import plan_activity_one
from handlers.resume import resume_one
from handlers.rewrite import publish_one, rewrite_one
from handlers.sending import Clocks, Patience, Sender
from store.session import Store

log = logging.getLogger("library")

_CALLERS = 4
"""Threads that deliver: one message each, never two to the same person, so a call that hangs stalls nobody else."""

_REWRITERS = 2
"""Likewise for cards that are no longer true."""

_PUBLISHERS = 3
_HOME_SECONDS = 5
"""Likewise for Home tabs; publishing one twice does no harm, so a call for it is given up sooner than a message's."""

_ANSWER_SECONDS = 2
"""The patience of a call while somebody waits; all of them together share what Slack leaves."""

_ASKING_SECONDS = 4
"""The patience of a call for which nobody waits to its end: who somebody is."""

_RESUME_SECONDS = 60


class Bot:
    """The whole bot, put together and not yet started."""

    def __init__(self, front: Front, ticker: Ticker, store: Store) -> None:
        self.front = front
        self._ticker = ticker
        self._store = store

    def start(self) -> None:
        self.front.start()
        self._ticker.start()

    def stop(self) -> None:
        """Stops taking work and lets go; what was under way is found out by the ledger at the next start."""
        self._ticker.stop()
        self.front.stop()
        self._store.engine.dispose()


def wire(settings: Settings) -> Bot:
    """UserError, in one sentence, for whatever keeps the bot from starting."""
    clock = moved_clock(settings.clock_file) if settings.clock_file else real_clock
    store = open_store(settings.database_url)
    slack = partial(_client, settings)
    greeting = greet(slack(timeout=GREETING_SECONDS))
    if not settings.is_called_by_slack:
        check_app_token(slack(timeout=GREETING_SECONDS), settings.slack_app_token)
    asking_client = slack(timeout=_ASKING_SECONDS)
    school = _open(store, settings, greeting, Directory(asking_client, greeting["team_id"]), clock)
    directory = Directory(asking_client, greeting["team_id"], met_in(store, school.id))
    waiting_client = slack(HurriedClient, timeout=_ANSWER_SECONDS)
    feeds = FeedAddresses(settings.slack_signing_secret, settings.public_url) if settings.is_called_by_slack else None
    desk = Desk(store, school.id, clock, directory, waiting_client, greeting["user_id"], log.info, feeds)
    roll = Roll(store, school.id, directory.is_gone, directory.habits)
    sender = SlackSender(slack(timeout=int(settings.call_seconds)))
    publisher = SlackSender(slack(timeout=min(_HOME_SECONDS, int(settings.call_seconds))))
    ticker = Ticker(_steps(store, school.id, sender, publisher, clock, settings, roll), seconds=settings.tick_seconds)
    store.on_change = ticker.wake
    log.info("%s is open: %s, dates as %s", school.name, school.calendar.zone, school.date_order.value)
    app = listening_app(waiting_client, desk, greeting, settings.slack_signing_secret)
    return Bot(front_for(app, desk, settings), ticker, store)


def _client(settings: Settings, kind: type[WebClient] = WebClient, *, timeout: int) -> WebClient:
    """One that never tries again by itself."""
    trusted = _whom_we_trust()
    return kind(settings.slack_bot_token, base_url=_base(settings), timeout=timeout, retry_handlers=[], ssl=trusted)


def _steps(  # all that the steps are made of
    store: Store, school_id: UUID, sender: Sender, publisher: Sender, clock: Clock, settings: Settings, roll: Roll
) -> Mapping[str, Step]:
    """All of one school: another one in the same store has a bot of its own, with a token of its own."""
    clocks = Clocks(school=clock, real=real_clock)
    patience = Patience(
        settings.call_seconds,
        settings.landing_seconds,
        settings.settling_seconds,
        settings.picture_seconds,
        between_homes=settings.home_seconds,
    )
    settling = timedelta(seconds=patience.settling)
    forgetting = Forgetting(store, school_id)
    sending: tuple[Any, ...] = (store, school_id, sender, clocks, patience)
    publishing: tuple[Any, ...] = (store, school_id, publisher, clocks, patience)
    return {
        "nudge": lambda: _nudge(store, school_id, roll, clock()),
        "plan activities": lambda: plan_activity_one(store, school_id, clock()),
        "digest": lambda: digest_one(store, school_id, clock()),
        "forget": lambda: forgetting(clock()),
        "follow up": lambda: follow_up_one(store, school_id, clock()),
        "end quiet": lambda: end_quiet_one(store, school_id, clock()),
        **{f"deliver {number}": partial(deliver_one, *sending) for number in range(1, _CALLERS + 1)},
        **{f"rewrite {number}": partial(rewrite_one, *sending) for number in range(1, _REWRITERS + 1)},
        **{f"publish {number}": partial(publish_one, *publishing) for number in range(1, _PUBLISHERS + 1)},
        "look up": partial(look_up_one, *sending),
        "come back": lambda: come_back_one(store, school_id, clock(), real_clock() - settling),
        "stay seen": with_gap(real_clock, lambda gap: stay_seen(store, school_id, clock(), real_clock(), gap)),
        "resume": every(
            _RESUME_SECONDS, lambda: resume_one(store, school_id, sender.is_welcome, clock(), real_clock())
        ),
    }


def _nudge(store: Store, school_id: UUID, roll: Roll, now: datetime) -> bool:
    """Whoever has left is known before the mornings are written."""
    roll.call_if_due(now)
    return nudge_one(store, school_id, now)


@cache
def _whom_we_trust() -> SSLContext:
    """Read once: for every call that brings none, the SDK would read all the machine’s certificates anew."""
    return create_default_context()


def _base(settings: Settings) -> str:
    return settings.slack_api_url.rstrip("/") + "/"


def _open(store: Store, settings: Settings, greeting: dict[str, str], directory: Directory, clock: Clock) -> School:
    calendar = settings.calendar()
    seed = Seed(
        address=greeting["team_id"],
        name=settings.school_name or greeting["team"] or "The school",
        calendar=calendar,
        date_order=date_order(settings.holidays, settings.timezone),
        librarians=addresses(settings.librarians),
        administrators=addresses(settings.administrators),
        most_unprompted=settings.most_unprompted,
    )
    if not seed.librarians:
        log.warning("LIBRARIANS is empty: requests are kept, but nobody is told of them until it names somebody.")

    def name_of(address: str) -> str:
        return directory.name(address) or address

    return open_school(store, seed, clock(), name_of, real_clock(), directory.habits)
