"""A run: bots are killed, trouble is brought, people go on with their work; then comes quiet, and the verdict."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.faults.bots import Bot
from tests.faults.judge import Verdict, judge
from tests.faults.kill_points import NEW
from tests.faults.plan import ASKING, Plan, plan_for, tour
from tests.faults.scene import Scene
from tests.faults.school import MONDAY

MOST_LIVES = 60
"""In which one deed is tried until it can be done."""
ENDS_WITHIN = 90.0
"""Seconds of real time in which all becomes quiet at the end."""
CONSEQUENCES_WITHIN, LOOKED_UP_WITHIN = 0.7, 5.0
"""Seconds for what one deed brings about at once, and for what has to be looked up and waited for."""
MOST_TRIES = 6
"""Lives in which a named point is looked for; with more processes another bot may get there, so more lives."""


@dataclass(frozen=True)
class Wish:
    """What was asked of the run."""

    seed: int = 1
    kills: int = 300
    processes: int = 1
    only: tuple[str, ...] = ()
    """Named points to kill at, in turn, or MOMENT; without any, each point once, then all of them and MOMENT."""
    without: tuple[str, ...] = ()
    brief: bool = False
    """Without what people seldom do."""
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
    """Those of them, or of the wished ones, at which no bot was killed."""


class Driver(Scene):
    def __init__(self, wish: Wish, folder: Path, database: str) -> None:
        super().__init__(folder, database, wish.processes, wish.without, brief=wish.brief)
        self.wish = wish
        self.rng = Random(wish.seed)
        self.tried: dict[str, int] = {}

    def run(self) -> Result:
        begun = time.monotonic()
        if not self.wish.only:
            self._tour()
        number = 0
        while self.bots.kills.total() < self.wish.kills or self._points_left():
            number += 1
            self._round(self._plan(number))
            if number % 25 == 0:
                self.wish.tell(f"round {number}, {self.bots.kills.total()} kills, day {self.days}")
        self._end()
        verdict = judge(self.story, self.eyes, self.library, self._ledger(), self.bots.broken)
        verdict.late += self.late
        return Result(
            self.wish,
            verdict,
            dict(self.bots.kills),
            dict(self.faults.struck),
            self.days,
            time.monotonic() - begun,
            len(self.bots.known_points),
            [each for each in self.wish.only or sorted(self.bots.known_points) if not self.bots.kills[each]],
        )

    def _plan(self, number: int) -> Plan:
        left = self.wish.only[number % len(self.wish.only) :] if self.wish.only else self._points_left()
        known = sorted(self.bots.known_points)
        return plan_for(self.wish.seed, number, left, known, brief=self.wish.brief)

    # --- the parts of a run

    def _tour(self) -> None:
        """Every deed, again and again, until it can be done without meeting a point at which no bot has died yet.

        It begins with the start of a bot on empty files.
        """
        bot = self.bots.start(NEW)
        while not bot.is_alive:
            bot = self.bots.start(NEW)
        for deed, trouble in (*tour(brief=self.wish.brief), (None, None)):
            for _ in range(MOST_LIVES):
                if not bot.is_alive:
                    bot = self._armed(NEW)
                if trouble:
                    self.faults.brings(trouble, self.rng)
                if deed:
                    self._do(deed, Random(self.wish.seed), bot, patience=2.0)
                self.lets_work(bot, CONSEQUENCES_WITHIN if deed else LOOKED_UP_WITHIN)
                if bot.is_alive or bot.is_doomed:
                    break

    def _armed(self, kill_at: str, nth: int = 1) -> Bot:
        """A new bot beside the others; where there are enough, one of them makes room.

        It is there before those that are missing: what a start brings about is for it to do.
        """
        self.bots.notice_deaths()
        while len(self.bots.alive) >= self.wish.processes:
            self.bots.kill(self.rng.choice(self.bots.alive))
        bot = self.bots.start(kill_at, nth)
        self.staff(self.wish.processes - 1 + bot.is_alive)
        return bot

    def _round(self, plan: Plan) -> None:
        self.tried[plan.kill_at] = self.tried.get(plan.kill_at, 0) + 1
        if plan.trouble:
            self.note(f"trouble: {plan.trouble}")
            self.faults.brings(plan.trouble, plan.rng)
        bot = self._armed(plan.kill_at, plan.nth)
        victim = plan.rng.choice(self.bots.alive) if plan.is_by_chance else bot
        if plan.is_by_chance:
            self.bots.kill_soon(victim, plan.rng.uniform(0, 0.8))
        for deed in plan.deeds:
            self._do(deed, plan.rng, victim)
        self.lets_work(victim, plan.lingers)
        self.bots.kill(victim)
        self.bots.notice_deaths()

    def _end(self) -> None:
        """The faults end, the next school morning comes, and everything may settle."""
        self.settles(ENDS_WITHIN)
        self.forward_to_morning()
        if not self.settles(ENDS_WITHIN):
            self.bots.broken.append(f"it was not quiet within {ENDS_WITHIN:.0f} s after the faults had ended")

    def _ledger(self) -> list[str]:
        """What `python -m bot ledger` cannot explain, week by week."""
        found = []
        for week in range((self.now().date() - MONDAY).days // 7 + 1):
            day = MONDAY + timedelta(weeks=week)
            code, words = self.bots.command("ledger", "--week", "--of", str(day))
            if code:
                lines = [line for line in words.splitlines() if line.startswith("unexplained: ")]
                found += [f"in the week of {day}: {line}" for line in lines or words.splitlines()[-3:]]
        return found

    def _points_left(self) -> list[str]:
        """Named points at which none has died yet, in an order of the seed's."""
        if self.wish.only:
            return []
        left = [
            point
            for point in sorted(self.bots.known_points)
            if not self.bots.kills[point] and self.tried.get(point, 0) < MOST_TRIES * self.wish.processes
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
        if hasattr(Scene, deed):
            getattr(self, deed)()
        elif not self.wait(lambda: self.deeds.does(deed) or not bot.is_alive, patience):
            self.deeds.does(rng.choice(ASKING))
