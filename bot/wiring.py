"""The one place where things are put together: settings → store → Slack → scheduler."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache, partial
from http.client import HTTPException
from pathlib import Path
from ssl import SSLContext, create_default_context
from typing import Any
from uuid import UUID

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock, moved_clock, real_clock
from bot.feed_addresses import FeedAddresses
from bot.forgetting import Forgetting
from bot.front import Front, front_for
from bot.roll import Roll
from bot.scheduler import Step, Ticker, every, with_gap
from bot.settings import Settings, addresses, date_order
from bot.slack import buttons, commands, messages, modals
from bot.slack.desk import Desk
from bot.slack.directory import Directory
from bot.slack.refusals import note_failure
from bot.slack.sender import SlackSender
from domain.errors import UserError
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
from store.migrate import is_current, is_empty, migrate
from store.session import Store, open_engine

log = logging.getLogger("library")

_CALLERS = 4
"""Threads that deliver: one message each, never two to the same person, so a call that hangs stalls nobody else."""

_REWRITERS = 2
"""Likewise for cards that are no longer true."""

_ANSWER_SECONDS = 2
"""The patience of a call while somebody waits for an answer within Slack's three seconds."""

_GREETING_TRIES = 5
_GREETING_SECONDS = 3
_GREETING_PATIENCE = 8.0
"""Seconds for one call of the greeting, and for all of them."""

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
    slack = partial(
        WebClient, token=settings.slack_bot_token, base_url=_base(settings), retry_handlers=[], ssl=_whom_we_trust()
    )
    greeting = _greet(slack(timeout=_GREETING_SECONDS))
    if not settings.is_called_by_slack:
        _check_app_token(slack(timeout=_GREETING_SECONDS), settings)
    waiting_client = slack(timeout=_ANSWER_SECONDS)
    directory = Directory(waiting_client, greeting["team_id"])
    school = _open(store, settings, greeting, directory, clock)
    feeds = FeedAddresses(settings.slack_signing_secret, settings.public_url) if settings.is_called_by_slack else None
    desk = Desk(store, school.id, clock, directory, waiting_client, greeting["user_id"], log.info, feeds)
    roll = Roll(store, school.id, directory.is_gone, directory.habits)
    sender = SlackSender(slack(timeout=int(settings.call_seconds)))
    ticker = Ticker(_steps(store, school.id, sender, clock, settings, roll), seconds=settings.tick_seconds)
    store.on_change = ticker.wake
    log.info("%s is open: %s, dates as %s", school.name, school.calendar.zone, school.date_order.value)
    return Bot(front_for(_app(waiting_client, desk, greeting, settings), desk, settings), ticker, store)


def open_store(url: str) -> Store:
    """Made if there is none, and brought up to date."""
    with _opening():
        engine = open_engine(url)
        migrate(engine)
    return Store(engine)


class NoStoreError(UserError):
    """No bot has kept anything there yet."""


def open_kept_store(url: str) -> Store:
    """For commands that work with what a bot has kept: they make no store, and leave its tables as they are."""
    with _opening():
        engine = open_engine(url, creates=False)
        try:
            _check_kept(engine)
        except Exception:
            engine.dispose()
            raise
    return Store(engine)


def _check_kept(engine: Engine) -> None:
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if (file and not Path(file).exists()) or is_empty(engine):
        raise NoStoreError("There is no school in this database yet: start the bot once, so that it knows its school.")
    if not is_current(engine):
        raise UserError("The tables are of another version of the program. Run “python -m bot migrate” first.")


@contextmanager
def _opening() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
        log.debug("The store did not open", exc_info=error)
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise UserError(
            f"The database of DATABASE_URL cannot be opened ({reason}). Check that it can be written."
        ) from error


def _app(client: WebClient, desk: Desk, greeting: dict[str, str], settings: Settings) -> App:
    """Who we are is known since the greeting; left to itself Bolt would ask Slack again while somebody waits."""
    us = AuthorizeResult(
        enterprise_id=None,
        team_id=greeting["team_id"],
        bot_user_id=greeting["user_id"],
        bot_id=greeting["bot_id"],
        bot_token=client.token,
    )
    app = App(
        client=client,
        authorize=lambda: us,
        process_before_response=True,
        signing_secret=settings.slack_signing_secret,
        logger=logging.getLogger("slack_bolt"),
    )
    app.error(note_failure)
    for listeners in (commands, messages, buttons, modals):
        listeners.register(app, desk)
    return app


def _steps(
    store: Store, school_id: UUID, sender: Sender, clock: Clock, settings: Settings, roll: Roll
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
    return {
        "nudge": lambda: _nudge(store, school_id, roll, clock()),
        "plan activities": lambda: plan_activity_one(store, school_id, clock()),
        "digest": lambda: digest_one(store, school_id, clock()),
        "forget": lambda: forgetting(clock()),
        "follow up": lambda: follow_up_one(store, school_id, clock()),
        "end quiet": lambda: end_quiet_one(store, school_id, clock()),
        **{f"deliver {number}": partial(deliver_one, *sending) for number in range(1, _CALLERS + 1)},
        **{f"rewrite {number}": partial(rewrite_one, *sending) for number in range(1, _REWRITERS + 1)},
        "publish": partial(publish_one, *sending),
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


def _greet(client: WebClient) -> dict[str, str]:
    """Who we are in Slack: the team, its name, and the bot's own user."""
    answer = _patiently("SLACK_BOT_TOKEN", client.auth_test)
    return {name: str(answer.get(name) or "") for name in ("team_id", "team", "user_id", "bot_id")}


def _check_app_token(client: WebClient, settings: Settings) -> None:
    _patiently("SLACK_APP_TOKEN", lambda: client.apps_connections_open(app_token=settings.slack_app_token))


def _patiently(token: str, call: Callable[[], Any]) -> Any:  # noqa: ANN401
    """Slack may be busy for a moment; a wrong token stays wrong, and an answer that is no JSON is not Slack's."""
    reason, gives_up_at = "", time.monotonic() + _GREETING_PATIENCE
    for attempt in range(_GREETING_TRIES):
        if attempt and time.monotonic() > gives_up_at:
            break
        try:
            return call()
        except SlackApiError as error:
            code, status = str(error.response.get("error")), getattr(error.response, "status_code", 200)
            if " " in code:
                reason = "what answers there is not Slack"
                continue
            if code != "ratelimited" and status not in range(429, 600):
                raise UserError(
                    f"Slack does not accept {token} ({code}). Copy it again from the app’s settings."
                ) from error
            reason = code
            time.sleep(min(5.0, float((error.response.headers or {}).get("Retry-After", 0.5))))
        except (OSError, HTTPException) as error:
            reason = str(getattr(error, "reason", None) or error)
            time.sleep(0.3 * attempt)
    raise UserError(f"Slack cannot be reached ({reason}). Check SLACK_API_URL and the network, then start again.")


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
