"""A run: bots are killed, trouble is brought, people go on with their work; then quiet, and the verdict."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from pathlib import Path
from random import Random

from bot.sandbox.records import User
from bot.sandbox.server import Sandbox
from bot.sandbox.socket_mode import NobodyConnected
from tests.faults.bots import HERE, Bot, Bots
from tests.faults.clearing import clear_up
from tests.faults.deeds import Deeds
from tests.faults.eyes import Eyes
from tests.faults.judge import Verdict, judge
from tests.faults.kill_points import NEW
from tests.faults.library import Library
from tests.faults.plan import ASKING, TOUR, Plan, plan_for
from tests.faults.story import Story
from tests.faults.trouble import CALL_SECONDS, LANDING_SECONDS, RECONNECTED, REDELIVERED, CountedFaults
from tests.people import Person

ZONE = "America/New_York"
MONDAY = date(2027, 3, 1)
EVENING = wall_time(17, 30)
FRIDAY, TWO = 4, 14
MOST_LIVES = 60
SETTLES_WITHIN, ENDS_WITHIN = 20.0, 90.0
"""Seconds of real time in which all becomes quiet between two days, and at the end."""
CONSEQUENCES_WITHIN = 5.0
"""Seconds for what one deed brings about, a look-up included."""
MOST_TRIES = 3
"""Lives in which a named point is looked for."""


@dataclass(frozen=True)
class Wish:
    """What was asked of the run."""

    seed: int = 1
    kills: int = 300
    processes: int = 1
    each_point: bool = True
    without: tuple[str, ...] = ()
    tell: Callable[[str], None] = lambda _: None


@dataclass
class Result:
    wish: Wish
    verdict: Verdict
    kills: dict[str, int]
    faults: dict[str, int]
    days: int
    seconds: float
    points: int
    """Named points that the bots reached."""
    unmet: list[str] = field(default_factory=list)
    """Named points at which no bot was killed."""


class Driver:
    def __init__(self, wish: Wish, folder: Path, database: str) -> None:
        self.wish = wish
        self.rng = Random(wish.seed)
        self.sandbox = _workspace(folder)
        self.faults = CountedFaults()
        self.sandbox.faults = self.faults
        self.sandbox.start()
        self._diary = (folder / "diary").open("a", encoding="utf-8")
        self.library = Library(database)
        self.eyes = Eyes(self.sandbox, ZONE)
        names = {name: Person(self.sandbox, name) for name in ("Ada", "Ben", "Cleo", "Lee", "Kim", "Sam", "Ruth")}
        self.story = Story([names["Lee"], names["Kim"]], [names["Sam"], names["Ruth"]], MONDAY, diary=self._note)
        self.deeds = Deeds(self.sandbox, self.eyes, self.story, [names["Ada"], names["Ben"], names["Cleo"]])
        self.bots = Bots(self.sandbox, folder, _environment(self.sandbox, database), wish.without, self._note)
        self.days = 1
        self.tried: dict[str, int] = {}

    def run(self) -> Result:
        begun = time.monotonic()
        if self.wish.each_point:
            self._tour()
        number = 0
        while self.bots.kills.total() < self.wish.kills or self._points_left():
            number += 1
            self._round(plan_for(self.wish.seed, number, self._points_left(), sorted(self.bots.known_points)))
            if number % 25 == 0:
                self.wish.tell(f"round {number}, {self.bots.kills.total()} kills, day {self.days}")
        self._end()
        verdict = judge(self.story, self.eyes, self.library, self._ledger(), self.bots.broken)
        met = {point for point in self.bots.known_points if self.bots.kills[point]}
        return Result(
            self.wish,
            verdict,
            dict(self.bots.kills),
            dict(self.faults.struck),
            self.days,
            time.monotonic() - begun,
            len(self.bots.known_points),
            sorted(self.bots.known_points - met),
        )

    def close(self) -> None:
        self.bots.stop()
        self.sandbox.stop()
        self._diary.close()

    def _note(self, words: str) -> None:
        print(f"{datetime.now(UTC):%H:%M:%S.%f} ({self._now():%d %B %H:%M}) {words}", file=self._diary, flush=True)

    # --- the parts of a run

    def _tour(self) -> None:
        """Every deed, again and again, until it can be done without meeting a point at which no bot has died yet.

        It begins with the start of a bot on empty files.
        """
        bot: Bot | None = None
        for deed, trouble in TOUR:
            for _ in range(MOST_LIVES):
                if bot is None or not bot.is_alive:
                    bot = self._armed(NEW)
                if trouble:
                    self.faults.brings(trouble, self.rng)
                self._do(deed, Random(self.wish.seed), bot, patience=2.0)
                self._lets_work(bot, CONSEQUENCES_WITHIN)
                if bot.is_alive or bot.is_doomed:
                    break

    def _armed(self, kill_at: str, nth: int = 1) -> Bot:
        """A new bot beside the others; where there are enough, one of them makes room."""
        self._staff(self.wish.processes - 1)
        while len(self.bots.alive) >= self.wish.processes:
            self.bots.kill(self.rng.choice(self.bots.alive))
        return self.bots.start(kill_at, nth)

    def _round(self, plan: Plan) -> None:
        self.tried[plan.kill_at] = self.tried.get(plan.kill_at, 0) + 1
        if plan.trouble:
            self._note(f"trouble: {plan.trouble}")
            self.faults.brings(plan.trouble, plan.rng)
        bot = self._armed(plan.kill_at, plan.nth)
        victim = plan.rng.choice(self.bots.alive) if plan.is_by_chance else bot
        if plan.is_by_chance:
            self.bots.kill_soon(victim, plan.rng.uniform(0, 0.8))
        for deed in plan.deeds:
            self._do(deed, plan.rng, victim)
        self._lets_work(victim, plan.lingers)
        self.bots.kill(victim)
        self.bots.notice_deaths()

    def _end(self) -> None:
        """The faults end, the next school morning comes, and everything may settle."""
        self._settle(ENDS_WITHIN)
        self._morning()
        if not self._settle(ENDS_WITHIN):
            self.bots.broken.append(f"it was not quiet within {ENDS_WITHIN:.0f} s after the faults had ended")

    def _ledger(self) -> list[str]:
        """What `python -m bot ledger` cannot explain, week by week."""
        found = []
        for week in range((self._now().date() - MONDAY).days // 7 + 1):
            day = MONDAY + timedelta(weeks=week)
            code, words = self.bots.command("ledger", "--week", "--of", str(day))
            if code:
                lines = [line for line in words.splitlines() if line.startswith("unexplained: ")]
                found += [f"in the week of {day}: {line}" for line in lines or words.splitlines()[-3:]]
        return found

    def _points_left(self) -> list[str]:
        """Named points at which none has died yet, in an order of the seed's."""
        if not self.wish.each_point:
            return []
        left = [
            point
            for point in sorted(self.bots.known_points)
            if not self.bots.kills[point] and self.tried.get(point, 0) < MOST_TRIES
        ]
        return Random(self.wish.seed).sample(left, len(left))

    # --- deeds

    def _do(self, deed: str, rng: Random, bot: Bot, patience: float = 0.4) -> None:
        """While the bot lives. Where there is nothing to do the deed to, somebody asks for something."""
        self.deeds.rng = rng
        if bot.is_alive:
            self.deeds.tries_again()
            self.deeds.takes_note()
        if not bot.is_alive:
            return
        if ours := getattr(self, f"_{deed}", None):
            ours()
        elif not self._wait(lambda: self.deeds.does(deed) or not bot.is_alive, patience):
            self.deeds.does(rng.choice(ASKING))

    def _morning_comes(self) -> None:
        self._day_ends(hurried=self.deeds.rng.random() < 0.2)
        self._morning()

    def _morning(self) -> None:
        now = self._now()
        if now.weekday() == FRIDAY and now.hour < TWO:
            self.story.digest(now.date())  # its moment goes by
        unseen = not self.bots.alive
        self.sandbox.moving_clock.forward("morning")
        self.days += 1
        self.story.morning(self._now().date())
        self.story.goes_by(unseen=unseen)

    def _friday_comes(self) -> None:
        """At two: this week's, whatever lies between."""
        self._day_ends()
        had_morning = self._now().weekday() == FRIDAY and self._now().hour < TWO
        self.sandbox.moving_clock.forward("friday")
        self.days += not had_morning
        self.story.friday_afternoon(self._now().date(), had_morning=had_morning)
        self.story.goes_by(unseen=not self.bots.alive)

    def _nobody_is_there_until_morning(self) -> None:
        self._day_ends()
        for bot in [*self.bots.alive]:
            self.bots.kill(bot)
        self._morning()

    def _time_goes_on(self) -> None:
        """To the next morning; on a Friday to two o'clock first."""
        now = self._now()
        if now.weekday() == FRIDAY and now.hour < TWO:
            self._friday_comes()
        else:
            self._morning_comes()

    def _evening_comes(self) -> None:
        """The library closes: what is asked now waits for the morning."""
        self._day_ends()
        now = self._now()
        ahead = datetime.combine(now.date(), EVENING, now.tzinfo) - now
        if ahead > timedelta(0):
            self.sandbox.moving_clock.forward("seconds", ahead.total_seconds())
            self.story.is_open = False
            self.story.goes_by(unseen=not self.bots.alive)

    def _day_ends(self, *, hurried: bool = False) -> None:
        if hurried or not self._settle(SETTLES_WITHIN):
            self.story.hurries(self.eyes.counts())
        self.deeds.gives_up_commands()

    def _an_envelope_comes_again(self) -> None:
        """To another connection, where there are several."""
        with suppress(LookupError, NobodyConnected):
            self.sandbox.redeliver()
            self.faults.struck[REDELIVERED] += 1

    def _slack_refreshes(self) -> None:
        self.sandbox.disconnect()
        self.faults.struck[RECONNECTED] += 1

    # --- waiting

    def _lets_work(self, bot: Bot, within: float) -> None:
        """Until it has died, or nothing is left to do."""
        self._wait(lambda: not bot.is_alive or (not bot.is_doomed and self._is_settled()), within)

    def _is_settled(self) -> bool:
        """What people did is acknowledged, what they must be told is there, and the bot has nothing under way."""
        self.deeds.takes_note()
        is_heard = not self.deeds.unsent and not self.deeds.said
        is_done = is_heard and not self.story.lacking(self.eyes.counts())
        return is_done and self.library.is_quiet(self._now(), is_open=self.story.is_open)

    def _settle(self, within: float) -> bool:
        """The faults end, and everything that is owed is there; what was doubtful is then seen clearly."""
        self.faults.clear()

        def is_settled() -> bool:
            self._staff()
            self.deeds.tries_again()
            return self._is_settled()

        done = self._wait(is_settled, within)
        if done:
            clear_up(self.deeds, self.eyes, self.story)
        else:
            self._note(f"it is not quiet after {within:.0f} s: {self._why_not()}")
        return done

    def _why_not(self) -> str:
        lacking = [f"{chance.told} ({chance.why})" for chance in self.story.lacking(self.eyes.counts())]
        forms = [f"{each.form.title} of {each.form.person.name}" for each in self.deeds.unsent]
        said = [f"{each.by.name} at {each.ts}" for each in self.deeds.said]
        days = {chance.told.mark for chance in self.story.lacking(self.eyes.counts()) if "-" in chance.told.mark}
        rows = [self.library.about(day) for day in sorted(days)]
        on_its_way = self.library.under_way()
        return f"not there {lacking}, ledger {rows}; not taken {forms}; not heard {said}; on its way {on_its_way}"

    def _staff(self, count: int | None = None) -> None:
        """As many bots as there should be."""
        self.bots.notice_deaths()
        for _ in range(MOST_TRIES):
            if len(self.bots.alive) >= (self.wish.processes if count is None else count):
                return
            self.bots.start()
            self.bots.notice_deaths()

    def _now(self) -> datetime:
        return self.sandbox.moving_clock.now()

    def _wait(self, is_so: Callable[[], bool], within: float) -> bool:
        end = time.monotonic() + within
        while not (so := is_so()) and time.monotonic() < end:
            time.sleep(0.02)
        return so


def _workspace(folder: Path) -> Sandbox:
    """Monday, 1 March 2027, nine in the morning; two librarians, two administrators. Events come again soon."""
    sandbox = Sandbox(
        folder / "sandbox", manifest=HERE / "manifest.json", zone=ZONE, ack_within=3.0, retry_after=(0.1, 1, 3)
    )
    beginning = datetime.combine(MONDAY, wall_time(9), tzinfo=sandbox.moving_clock.zone)
    sandbox.moving_clock.forward("seconds", beginning.timestamp() - time.time())
    sandbox.workspace.add_user(User("U0KIM", "kim", "Kim Doe", title="Librarian"))
    sandbox.workspace.add_user(User("U0RUTH", "ruth", "Ruth Hale", title="Administrator"))
    return sandbox


def _environment(sandbox: Sandbox, database: str) -> dict[str, str]:
    return {
        "TIMEZONE": ZONE,
        "LIBRARIANS": "U0LEE,U0KIM",
        "ADMINISTRATORS": "U0SAM,U0RUTH",
        "CALL_SECONDS": str(CALL_SECONDS),
        "LANDING_SECONDS": str(LANDING_SECONDS),
        "SLACK_API_URL": sandbox.api_url,
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "DATABASE_URL": database,
        "SANDBOX_CLOCK": str(sandbox.clock_file),
    }
