"""The bots of a run: started through the launcher, killed by number, and what is known of where they died."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread, Timer
from typing import Any

from bot.sandbox.server import Sandbox
from tests.faults.kill_points import DIED

HERE = Path(__file__).parent.parent.parent
PATIENCE = 20.0
MOMENT = "at a random moment"
NEVER = "never"


@dataclass
class Bot:
    """One process. `ended` is its exit code, negative for a signal."""

    number: int
    ended: int | None = None
    is_doomed: bool = False
    """Its kill is on the way, whatever it is doing then."""

    @property
    def is_alive(self) -> bool:
        return self.ended is None


@dataclass
class Bots:
    """All bots run with this environment, in this folder, on the same files."""

    sandbox: Sandbox
    folder: Path
    environment: dict[str, str]
    without: Sequence[str] = ()
    diary: Callable[[str], None] = lambda _: None
    alive: list[Bot] = field(default_factory=list)
    kills: "Counter[str]" = field(default_factory=Counter)
    """By point, or at a random moment."""
    broken: list[str] = field(default_factory=list)
    """Ends that nobody had ordered."""
    known_points: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._points_file, self._read_to = self.folder / "points", 0
        self._points_file.touch()
        self._died_at: dict[int, str] = {}
        self._changed = Condition()
        self._all: dict[int, Bot] = {}
        self._launcher = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.launcher"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        Thread(target=self._listen, daemon=True).start()

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    # --- life and death

    def start(self, kill_at: str = NEVER, nth: int = 1) -> Bot:
        """Returns when it is connected, or has ended before it was. Another may die meanwhile, at its own point."""
        bot = self._launch(("run",), self.log, kill_at, nth)
        self.alive.append(bot)
        self._wait(lambda: not bot.is_alive or self.connections >= self._living, "the bot to connect")
        if bot.is_alive:
            self.diary(f"bot {bot.number} is connected, to be killed {kill_at} ({nth})")
        else:
            self._bury(bot)
        return bot

    def command(self, *words: str) -> tuple[int, str]:
        """The exit code and the words of another of the bot's commands."""
        said = self.folder / "command.log"
        said.unlink(missing_ok=True)
        bot = self._launch(words, said, NEVER, 1)
        self._wait(lambda: not bot.is_alive, f"{words} to end")
        return bot.ended or 0, said.read_text(encoding="utf-8")

    def _launch(self, command: Sequence[str], log: Path, kill_at: str, nth: int) -> Bot:
        known = len(self._all)
        self._order(
            command=[*command],
            environment=self.environment,
            folder=str(self.folder),
            log=str(log),
            points=str(self._points_file),
            kill_at=kill_at,
            nth=nth,
            spared=sorted(self.kills),
            without=[*self.without],
        )
        with self._changed:
            assert self._changed.wait_for(lambda: len(self._all) > known, PATIENCE), "The launcher started no bot"
            return [*self._all.values()][-1]

    def kill_soon(self, bot: Bot, seconds: float = 0) -> None:
        """SIGKILL: nothing is finished, nothing is said."""
        bot.is_doomed = True
        timer = Timer(seconds, self._order, kwargs={"kill": bot.number})
        timer.daemon = True
        timer.start()

    def kill(self, bot: Bot) -> None:
        if bot.is_alive:
            self.kill_soon(bot)
        self._wait(lambda: not bot.is_alive, "the bot to die")
        self._bury(bot)

    def notice_deaths(self) -> None:
        for bot in [*self.alive]:
            if not bot.is_alive:
                self._bury(bot)

    def stop(self) -> None:
        """The launcher kills what is left when its orders end."""
        assert self._launcher.stdin
        self._launcher.stdin.close()
        self._launcher.wait(PATIENCE)

    @property
    def _living(self) -> int:
        """Without those who have died and are not buried yet."""
        return sum(each.is_alive for each in self.alive)

    @property
    def connections(self) -> int:
        return self.sandbox.people.api.socket.connections

    def _bury(self, bot: Bot) -> None:
        if bot not in self.alive:
            return
        self.alive.remove(bot)
        self._read_points()
        died_at = self._died_at.get(bot.number, MOMENT if bot.is_doomed else None)
        if died_at is None:
            self.broken.append(f"a bot ended by itself with {bot.ended}: see {self.log}")
        else:
            self.kills[died_at] += 1
            self.diary(f"bot {bot.number} was killed {died_at}")
        self._wait(lambda: self.connections <= len(self.alive), "the connection to break")

    def _read_points(self) -> None:
        """What was written since the last time: points that were reached, and who died where."""
        with self._points_file.open(encoding="utf-8") as file:
            file.seek(self._read_to)
            for line in file.read().splitlines():
                number, _, point = line.partition("\t")
                if point.startswith(DIED):
                    self._died_at[int(number)] = point.removeprefix(DIED)
                else:
                    self.known_points.add(point)
            self._read_to = file.tell()

    # --- the launcher

    def _order(self, **order: Any) -> None:
        assert self._launcher.stdin
        with self._changed, suppress(ValueError):  # a kill that comes after the end
            self._launcher.stdin.write(json.dumps(order).encode() + b"\n")
            self._launcher.stdin.flush()

    def _listen(self) -> None:
        assert self._launcher.stdout
        for line in self._launcher.stdout:
            news = json.loads(line)
            with self._changed:
                if "started" in news:
                    self._all[news["started"]] = Bot(news["started"])
                else:
                    self._all[news["ended"]].ended = news["status"]
                self._changed.notify_all()

    def _wait(self, is_so: Any, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, f"Waited {PATIENCE} s for {what} in vain; see {self.log}"
            time.sleep(0.005)
