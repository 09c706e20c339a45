"""A school in which stories happen: a workspace, its people, a clock that is moved, and the bot in one of two ways.

It is Monday, 1 March 2027, nine in the morning in New York, when a story begins.

school.ada.types("/library-help dust bowl sources by next Friday")
school.lee.sees("dust bowl").presses("Promise")
school.comes(TUESDAY, "08:00")
"""

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from datetime import time as wall_time
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from bot.http_front import HttpFront
from bot.sandbox import payloads
from bot.sandbox.faults import Faults
from bot.sandbox.records import APP_ID, APP_USER, TEAM_ID, User
from bot.sandbox.server import Sandbox
from bot.settings import read_settings
from bot.wiring import Bot, wire
from tests import programs, reading
from tests.people import Clock, Message, Modal, Person, call

HERE = Path(__file__).parent.parent.parent
MANIFEST = HERE / "manifest.json"
PATIENCE = 20.0

SIGNING_SECRET = "a-signing-secret-of-tests"
PUBLIC_URL = "https://library.example.org"

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2027, 3, day) for day in range(1, 6))
NEXT_MONDAY, NEXT_TUESDAY, NEXT_FRIDAY = date(2027, 3, 8), date(2027, 3, 9), date(2027, 3, 12)

DUST_BOWL = "dust bowl primary sources for grade 8 by next Friday"
"""What the README's teacher types."""

RECEIPT = "library has your request"
CARD = "asks the library"
PROMISED = "promised you"
ANSWERED = "Did this help?"
MORNING = "Good morning"
AFTERNOON = "Still open for today"
"""By what our messages are known, whoever writes them anew."""

NEED, KIND, CLASS, NEEDED_BY = "What do you need?", "What kind of help?", "Class or year group", "Needed by"
DOING, SHARE, BY_WHEN, NEW_DATE, ANOTHER = (
    "What will you do?",
    "Your share of the work",
    "By when?",
    "New date",
    "Another day",
)

UNQUIET = (
    "schools WHERE away_until IS NOT NULL",
    "people WHERE next_nudge_at <= :now",
    "schools WHERE next_digest_at <= :now",
    (
        "notices WHERE state IN ('sending', 'unsure') OR (state = 'sent' AND stale > 0) OR (state = 'waiting'"
        " AND not_before <= :now)"
    ),
    "homes WHERE stale > 0",
)
"""What the bot has still to do, each cause before its effects, and at one look what moves from state to state."""

BEFORE_THE_POST, NOT_TAKEN, TAKEN, STILL_FLYING = (
    "before the conversation is opened",
    "before Slack takes the message",
    "after Slack took it without a word",
    "while it is still on its way",
)
"""Moments at which the bot dies while it tells somebody something."""

AMERICAN = {"TIMEZONE": "America/New_York", "HOLIDAYS": "US"}
BRITISH = {"TIMEZONE": "Europe/London", "HOLIDAYS": "GB-ENG"}


class School:
    """The workspace with its people, and what the bot's store says. How the bot runs is the heirs' matter."""

    def __init__(
        self,
        folder: Path,
        *,
        start: tuple[date, str] = (MONDAY, "09:00"),
        ack_within: float = 15,
        store: Path | None = None,
        **environment: str,
    ) -> None:
        """`ack_within` is longer than Slack's three seconds, for machines that have much to do.

        `store` is a migrated and empty file to begin with; without one the bot makes its own, which takes it a while.
        """
        self.folder = folder
        self.environment = {**AMERICAN, "LIBRARIANS": "U0LEE", "ADMINISTRATORS": "U0SAM", **environment}
        self.environment |= {
            "CALL_SECONDS": "1",
            "LANDING_SECONDS": "0.5",
            "SETTLING_SECONDS": "1",
            "PICTURE_SECONDS": "8",
            "HOME_SECONDS": "0",
            "TICK_SECONDS": "0.25",
        } | environment
        self.zone = ZoneInfo(self.environment["TIMEZONE"])
        self.troubles_expected = False
        self._set_clock(*start)
        if store:
            shutil.copy(store, self.database)
        self.sandbox = Sandbox(
            folder / "sandbox", manifest=MANIFEST, zone=str(self.zone), locale=self._locale, ack_within=ack_within
        )
        self.sandbox.start()
        self.clock = Clock(self.sandbox)
        self._people: dict[str, Person] = {}

    @property
    def _locale(self) -> str:
        """What everybody has chosen in Slack, until somebody chooses otherwise."""
        return "en-US" if self.environment["HOLIDAYS"].startswith("US") else "en-GB"

    def _set_clock(self, day: date, at: str) -> None:
        ahead = self._moment(day, at).timestamp() - time.time()
        (self.folder / "sandbox").mkdir(parents=True, exist_ok=True)
        (self.folder / "sandbox" / "clock").write_text(repr(ahead), encoding="utf-8")

    # --- the bot

    def opens(self) -> Self:
        """The bot starts."""
        raise NotImplementedError

    def closes(self) -> None:
        """The bot ends."""
        raise NotImplementedError

    @property
    def settings(self) -> dict[str, str]:
        """The environment that points a bot at this school."""
        return {
            **self.environment,
            "SLACK_API_URL": self.sandbox.api_url,
            "SLACK_BOT_TOKEN": self.sandbox.bot_token,
            "SLACK_APP_TOKEN": self.sandbox.app_token,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SANDBOX_CLOCK": str(self.sandbox.clock_file),
        }

    # --- the people

    def person(self, name: str) -> Person:
        if name not in self._people:
            self._people[name] = Person(self.sandbox, name)
        return self._people[name]

    ada = property(lambda self: self.person("Ada"))
    ben = property(lambda self: self.person("Ben"))
    cleo = property(lambda self: self.person("Cleo"))
    lee = property(lambda self: self.person("Lee"))
    kim = property(lambda self: self.person("Kim"))
    sam = property(lambda self: self.person("Sam"))

    def somebody_joins(self, user: User) -> Person:
        self.sandbox.workspace.add_user(user)
        return self.person(user.id)

    # --- what they often do

    def promises(self, librarian: Person, words: str, doing: str, by: date | None = None) -> None:
        """On the newest card with these words; the first proposal, unless a day is given."""
        librarian.sees(words).presses("Promise", beside=words)
        form = librarian.modal(title="Promise").fill({DOING: doing})
        assert form.fill({ANOTHER: by} if by else {}).submits(), form.errors

    def asks(self, teacher: Person, words: str) -> None:
        """By command; the librarian has the card when this returns, if the library is open."""
        teacher.types(f"/library-help {words}")
        self.rests()

    def wants_no_proposals(self) -> None:
        """The week begins without a proposal, where a story is about something else in a morning."""
        self.lee.types("/library-partner ideas")
        self.lee.modal(title="Lesson ideas").presses("Stop the weekly proposal")
        self.waits_for(lambda: not self.rows("schools")[0]["proposes"], "the proposals to be stopped")
        self.lee.modal().closes()

    # --- time

    def _moment(self, day: date, at: str) -> datetime:
        return datetime.combine(day, wall_time.fromisoformat(at), tzinfo=self.zone)

    def comes(self, day: date, at: str) -> None:
        """The clock moves forward to this moment of the school's day."""
        self.clock.forward(seconds=self._moment(day, at).timestamp() - self.sandbox.moving_clock.now().timestamp())

    # --- what can go wrong

    @property
    def faults(self) -> Faults:
        return self.sandbox.faults

    def struck(self, method: str = "", count: int = 1) -> None:
        """Waits until a fault has met a call of this method, which then hangs, or has failed."""
        self.waits_for(
            lambda: sum(bool(each["fault"]) for each in self.calls(method)) >= count, f"trouble with {method}"
        )

    def will_be_interrupted(self, moment: str, words: str) -> None:
        """The call that carries these words, or that opens the conversation for them, meets this trouble."""
        match moment:
            case "before the conversation is opened":
                self.faults.dropped("conversations.open", hang=True, count=1)
            case "before Slack takes the message":
                self.faults.dropped("chat.postMessage", hang=True, text=words, count=1)
            case "after Slack took it without a word":
                self.faults.silent("chat.postMessage", hang=True, text=words, count=1)
            case "while it is still on its way":
                self.faults.late("chat.postMessage", seconds=0.3, text=words, count=1)
            case unknown:
                raise ValueError(unknown)

    @contextmanager
    def acks_get_lost(self) -> Iterator[None]:
        """What the bot has stored, it can no longer say: as if it died between the two."""
        socket = self.sandbox.people.api.socket
        socket.is_deaf = True
        yield
        socket.is_deaf = False

    def at_the_same_time(self, deed: Callable[[], object]) -> "Future[object]":
        """Somebody does something that takes its time; the story goes on meanwhile."""
        thread = ThreadPoolExecutor(1)
        begun = thread.submit(deed)
        thread.shutdown(wait=False)
        return begun

    def sends_again(self, kind: str | None = None) -> None:
        """Slack delivers the last envelope (of a type) once more."""
        answer = call(f"{self.sandbox.url}/redeliver", {"type": kind} if kind else {})
        assert answer["ok"], answer

    def last_event(self) -> dict[str, Any]:
        """What Slack told last about something that was written."""
        sent = self.sandbox.people.api.socket.sent
        return next(each.payload["event"] for each in reversed(sent) if each.type == "events_api")

    def slack_tells(self, event: dict[str, Any]) -> None:
        """An event that the sandbox's people cannot bring about."""
        socket, loop = self.sandbox.people.api.socket, self.sandbox._loop
        payload = {
            "token": "of long ago",
            "team_id": TEAM_ID,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{len(socket.sent)}",
            "event_time": int(float(event["event_ts"])),
            "authorizations": [{"enterprise_id": None, "team_id": TEAM_ID, "user_id": APP_USER, "is_bot": True}],
        }
        known = len(socket.sent)
        loop.call_soon_threadsafe(socket.tell, payload)
        self.waits_for(lambda: len(socket.sent) > known, "the event to be sent")

    def slack_hears_from(self, user: str, form: Modal) -> None:
        """Somebody sends another's form as their own, which no honest client would."""
        socket, loop = self.sandbox.people.api.socket, self.sandbox._loop
        view = self.sandbox.workspace.views[form.shown["id"]]
        view.typed = {**view.typed, **form.typed}
        forger = self.sandbox.workspace.users[user]
        payload = payloads.interaction("view_submission", forger, "1.2.3") | {"view": payloads.view(view)}
        sending = socket.ask("interactive", payload | {"response_urls": []}, accepts_response=True)
        asyncio.run_coroutine_threadsafe(sending, loop).result(PATIENCE)

    # --- what is true afterwards

    def calls(self, method: str = "", words: str = "") -> list[dict[str, Any]]:
        """The bot's calls of a method, with these words in their arguments."""
        return [each for each in self.sandbox.log if each["method"].startswith(method) and words in str(each["args"])]

    @property
    def database(self) -> Path:
        return self.folder / "library.db"

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Of the bot's store, as it is on the disk; none before there is one."""
        if not self.database.exists():
            return []
        with closing(self._look()) as db:
            db.row_factory = sqlite3.Row
            try:
                return [dict(row) for row in db.execute(f"SELECT * FROM {table}")]  # noqa: S608  # our own words
            except sqlite3.OperationalError:
                return []

    def waits_for(self, is_so: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
        end = time.monotonic() + patience
        while not is_so():
            assert time.monotonic() < end, f"Waited {patience} s for {what} in vain. The ledger:\n{self.ledger()}"
            time.sleep(0.03)

    def stored(self, table: str, count: int = 1) -> None:
        """Waits until so many rows are on the disk."""
        self.waits_for(lambda: len(self.rows(table)) >= count, f"{count} {table}")

    def rests(self) -> Self:
        """Waits until the bot owes nobody anything at this moment, and every card shows the truth."""
        self.waits_for(self._is_quiet, "a quiet moment")
        return self

    def _is_quiet(self) -> bool:
        """Looked at from cause to effect: what a moment brings is written down when the moment is no longer due."""
        if any(not each.acked and each.type == "events_api" for each in self.sandbox.people.api.socket.sent):
            return False
        return not self.holds_any(UNQUIET, self.sandbox.moving_clock.now().astimezone(UTC))

    def holds_any(self, those: Iterable[str], now: datetime) -> bool:
        """Whether the bot's store has a row of any of those kinds, asked one after the other."""
        given = {"now": now.strftime("%Y-%m-%d %H:%M:%S.%f")}
        with closing(self._look()) as db:
            return any(db.execute(f"SELECT 1 FROM {each} LIMIT 1", given).fetchone() for each in those)  # noqa: S608  # our own words

    def _look(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)

    def ledger(self) -> str:
        lines = [f"{each['kind']}: {each['state']} {each['reason'] or ''}" for each in self.rows("notices")]
        return "\n".join(lines)

    def times(self, person: Person, words: str) -> int:
        """How many of the bot's messages to somebody, in any conversation, say this now."""
        state = person.state()
        shown = [Message(person, each, state) for said in state["messages"].values() for each in said]
        return sum(words in message.text for message in shown if message.shown["user"] == APP_USER)

    def dms(self, person: Person) -> list[str]:
        """What the bot has written to somebody, in order, ephemeral words left out."""
        return [
            message.text for message in person.dm() if message.shown["user"] == APP_USER and not message.is_ephemeral
        ]

    def knows_nobody_new(self) -> None:
        """Lee and Sam, whom the settings name, and not a trace of anybody else."""
        assert {each["address"] for each in self.rows("people")} == {"U0LEE", "U0SAM"}
        for table in ("requests", "inbounds", "remarks", "notices", "homes"):
            assert self.rows(table) == [], table

    def make_the_look_up_due(self) -> None:
        """As if the time in which a message may still land had passed."""
        with closing(sqlite3.connect(self.database, timeout=10)) as db:
            db.execute("UPDATE notices SET next_try_at = called_at WHERE state IN ('sending', 'unsure')")
            db.commit()

    # --- what must be true of every story

    def nothing_went_out_twice(self) -> None:
        posted = [each.metadata for each in self.sandbox.workspace.messages.values() if each.metadata]
        ids = Counter(each["event_payload"]["notice"] for each in posted)
        assert [each for each, count in ids.items() if count > 1] == []

    def nobody_was_mentioned(self) -> None:
        """Not by any call that the bot made, whatever people wrote."""
        for made in self.sandbox.log:
            words, blocks = made["args"].get("text") or "", parsed(made["args"].get("blocks"))
            assert reading.mentioned(words, [*blocks, parsed(made["args"].get("view"))]) == [], made

    def refused_by_slack(self) -> list[dict[str, Any]]:
        """What Slack refuses is a bug of ours, unless a story ordered the trouble."""
        return [made for made in self.sandbox.log if (made["result"] or {}).get("ok") is False and not made["fault"]]

    def ends(self) -> None:
        self.closes()
        try:
            self.nothing_went_out_twice()
            self.nobody_was_mentioned()
            assert self.troubles_expected or self.refused_by_slack() == []
        finally:
            self.sandbox.stop()


class SchoolWithin(School):
    """The bot runs in this process, wired as `python -m bot run` wires it."""

    bot: Bot | None = None

    def opens(self) -> Self:
        self.bot = wire(read_settings(**{name.lower(): value for name, value in self.settings.items()}))
        self.bot.start()
        return self

    def comes(self, day: date, at: str) -> None:
        """The bot would notice within a second; in a story it does so at once."""
        super().comes(day, at)
        if self.bot:
            self.bot._ticker.wake()

    def closes(self) -> None:
        if self.bot:
            self.bot.stop()
            self.bot = None


class SchoolOverHttp(SchoolWithin):
    """Slack calls the bot, which listens on a port of its own."""

    @property
    def settings(self) -> dict[str, str]:
        outside = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": SIGNING_SECRET, "PORT": "0", "PUBLIC_URL": PUBLIC_URL}
        return {**super().settings, **outside, **self.environment}

    def opens(self) -> Self:
        super().opens()
        self.sandbox.calls_app_at(f"{self.address}/slack/events", SIGNING_SECRET)
        return self

    @property
    def address(self) -> str:
        """Where the bot listens, behind whatever serves its public address."""
        assert self.bot
        assert isinstance(self.bot.front, HttpFront)
        return f"http://127.0.0.1:{self.bot.front.port}"


class SchoolApart(School):
    """The bot is a process of its own, `python -m bot run`, which can be killed in the middle of anything."""

    process: programs.Program | None = None

    def opens(self) -> Self:
        self.process = programs.start(("run",), environment_of(self.settings), self.folder, self.log_file)
        self.waits_for(lambda: self.sandbox.people.api.socket.connections, "the bot to connect")
        return self

    @property
    def log_file(self) -> Path:
        return self.folder / "bot.log"

    def is_killed(self) -> None:
        """SIGKILL: nothing is finished, nothing is said."""
        assert self.process
        self.process.kill()
        self.process.wait(PATIENCE)
        self.process = None
        self.waits_for(lambda: not self.sandbox.people.api.socket.connections, "the connection to break")

    def is_killed_in_the_middle(self) -> Self:
        """Of the call that was to meet trouble; then the bot starts again on the same files."""
        self.struck()
        return self.is_killed_and_opens_again()

    def is_killed_and_opens_again(self) -> Self:
        self.is_killed()
        self.faults.clear()
        return self.opens()

    def closes(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(PATIENCE)
            self.process = None

    def ends(self) -> None:
        super().ends()
        assert not self.log_file.exists() or "Traceback" not in self.log_file.read_text(encoding="utf-8")


def bot_command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", *arguments]


def environment_of(settings: dict[str, str]) -> dict[str, str]:
    """Nothing of our own environment but what a program needs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(HERE), "PYTHONUNBUFFERED": "1", "PYTHONFAULTHANDLER": "1", **settings}


def parsed(argument: Any) -> Any:
    """Blocks and views as the bot sent them, as JSON or not."""
    return json.loads(argument) if isinstance(argument, str) else argument or []
