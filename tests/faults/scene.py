"""What a run happens in: the school, its people and its bots; time that passes, and waiting until all is quiet."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from datetime import time as wall_time
from pathlib import Path

from bot.sandbox.socket_mode import NobodyConnected
from tests.faults.bots import Bot, Bots
from tests.faults.clearing import clear_up
from tests.faults.eyes import Eyes
from tests.faults.leaving import Leaving
from tests.faults.library import Library
from tests.faults.school import MONDAY, ZONE, environment, workspace
from tests.faults.story import Story
from tests.faults.trouble import RECONNECTED, REDELIVERED, CountedFaults
from tests.people import Person

EVENING = wall_time(17, 30)
FRIDAY, TWO = 4, 14
SETTLES_WITHIN = 30.0
"""Seconds of real time in which all becomes quiet at the end of a day."""
HEARS_WITHIN = 5.0
MOST_STARTS = 5
MOST_LEFT_BEHIND = 3
"""Promises that a leaver makes at last: a bot may die over the first that is taken over."""


class Scene:
    """`processes` bots are there unless somebody has just died; `without` names what is switched off in them."""

    def __init__(self, folder: Path, database: str, processes: int, without: tuple[str, ...], *, brief: bool) -> None:
        self.processes = processes
        self.sandbox = workspace(folder)
        self.sandbox.faults = self.faults = CountedFaults()
        self.sandbox.start()
        self._diary = (folder / "diary").open("a", encoding="utf-8")
        self.library = Library(database)
        self.eyes = Eyes(self.sandbox, ZONE)
        names = ("Ada", "Ben", "Cleo", "Lee", "Kim", "Sam", "Ruth", "Pat", "Quinn")
        ada, ben, cleo, lee, kim, sam, ruth, *leavers = (Person(self.sandbox, name) for name in names)
        self.leavers = [] if brief else leavers
        """Who is to leave, the next one first; they may have left already and the bot not know it."""
        self.story = Story([lee, kim, *self.leavers], [sam, ruth], MONDAY, diary=self.note)
        self.deeds = Leaving(self.sandbox, self.eyes, self.story, [ada, ben, cleo])
        self.bots = Bots(self.sandbox, folder, environment(self.sandbox, database, brief=brief), without, self.note)
        self.days = 1
        self.late: list[str] = []
        """What was not there though a whole day's end was waited for it."""

    def close(self) -> None:
        self.bots.stop()
        self.sandbox.stop()
        self._diary.close()

    def note(self, words: str) -> None:
        print(f"{datetime.now(UTC):%H:%M:%S.%f} ({self.now():%d %B %H:%M}) {words}", file=self._diary, flush=True)

    # --- time passes

    def morning_comes(self) -> None:
        """Now and then before the bot has done what belongs to the day."""
        self._day_ends(hurried=self.deeds.rng.random() < 0.2)
        self.forward_to_morning()

    def nobody_is_there_until_morning(self) -> None:
        self._day_ends()
        for bot in [*self.bots.alive]:
            self.bots.kill(bot)
        self.forward_to_morning()

    def forward_to_morning(self) -> None:
        now = self.now()
        self._forward("morning")
        self._tells_of_digest(now)
        self.story.morning(self.now().date())

    def _tells_of_digest(self, before: datetime) -> None:
        """Its moment went by when the clock was moved from before two o’clock to after it."""
        if before.weekday() == FRIDAY and before.hour < TWO:
            self.story.digest(before.date())

    def friday_comes(self) -> None:
        """At two: this week's, whatever lies between."""
        self._day_ends()
        had_morning = self.now().weekday() == FRIDAY and self.now().hour < TWO
        self._forward("friday")
        self.story.friday_afternoon(self.now().date(), had_morning=had_morning)

    def time_goes_on(self) -> None:
        """To the next morning; on a Friday to two o'clock first."""
        now = self.now()
        if now.weekday() == FRIDAY and now.hour < TWO:
            self.friday_comes()
        else:
            self.morning_comes()

    def evening_comes(self) -> None:
        """The library closes: what is asked now waits for the morning."""
        self._day_ends()
        now = self.now()
        ahead = datetime.combine(now.date(), EVENING, now.tzinfo) - now
        if ahead > timedelta(0):
            self._forward("seconds", ahead.total_seconds())
            self._tells_of_digest(now)
            self.story.is_open = False

    def _forward(self, step: str, seconds: float = 0) -> None:
        """Whoever was away for some of the school's time says so when it is back."""
        self.bots.notice_deaths()
        before = self.now().date()
        unseen = not self.bots.alive and self.story.is_open
        self.sandbox.moving_clock.forward(step, seconds)
        self.days += self.now().date() != before
        self.note(f"it is {self.now():%A %H:%M}")
        self.story.goes_by(self.now().date(), unseen=unseen)

    def _day_ends(self, *, hurried: bool = False) -> None:
        if hurried or not self.settles(SETTLES_WITHIN):
            if not hurried:
                lacking = self.story.lacking(self.eyes.counts())
                self.late += [f"{each.told}, though {each.why}" for each in lacking]
            self.story.hurries(self.eyes.counts())
        self.deeds.gives_up_commands()

    def a_colleague_leaves(self) -> None:
        """Somebody who has promised something; where the bot dies over it, the workspace tells it again."""
        if not self.leavers:
            return
        leaver = self.leavers[0]
        if leaver.id in {each.id for each in self.story.librarians}:
            promised = sum(self.deeds.promises(by=leaver) for _ in range(MOST_LEFT_BEHIND))
            if not self.settles(SETTLES_WITHIN) or not self.deeds.leaves(leaver):
                self.note(f"{leaver.name} stays, who has promised {promised} things just now")
                return
        self.note(f"{leaver.name} leaves")
        self.sandbox.workspace.change_user(leaver.id, deleted=True)
        self.wait(lambda: self.deeds.is_known_to_have_left(leaver) or not self._is_anybody_there(), HEARS_WITHIN)
        if self.deeds.is_known_to_have_left(leaver):
            self.leavers.remove(leaver)
            for chance in self.story.of_leaving:
                chance.is_certain = True

    def _is_anybody_there(self) -> bool:
        return any(bot.is_alive for bot in self.bots.alive)

    # --- what else happens between Slack and the bot

    def an_envelope_comes_again(self) -> None:
        """To another connection, where there are several."""
        with suppress(LookupError, NobodyConnected):
            self.sandbox.redeliver()
            self.faults.struck[REDELIVERED] += 1

    def slack_refreshes(self) -> None:
        self.sandbox.disconnect()
        self.faults.struck[RECONNECTED] += 1

    # --- waiting

    def lets_work(self, bot: Bot, within: float) -> None:
        """Until it has died, or nothing is left to do."""
        self.wait(lambda: not bot.is_alive or (not bot.is_doomed and self._is_settled()), within)

    def _is_settled(self) -> bool:
        """What people did is acknowledged, what they must be told is there, and the bot has nothing under way."""
        self.deeds.takes_note()
        is_heard = not self.deeds.unsent and not self.deeds.said
        is_done = is_heard and not self.story.lacking(self.eyes.counts())
        return is_done and self.library.is_quiet(self.now(), is_open=self.story.is_open)

    def settles(self, within: float) -> bool:
        """The faults end, and everything that is owed is there; what was doubtful is then seen clearly."""
        self.faults.clear()

        def is_settled() -> bool:
            self.staff()
            self.deeds.tries_again()
            return self._is_settled()

        done = self.wait(is_settled, within)
        if done:
            clear_up(self.deeds, self.eyes, self.story)
        else:
            self.note(f"it is not quiet after {within:.0f} s: {self._why_not()}")
        return done

    def _why_not(self) -> str:
        lacking = [f"{chance.told} ({chance.why})" for chance in self.story.lacking(self.eyes.counts())]
        forms = [f"{each.form.title} of {each.form.person.name}" for each in self.deeds.unsent]
        said = [f"{each.by.name} at {each.ts}" for each in self.deeds.said]
        days = {chance.told.mark for chance in self.story.lacking(self.eyes.counts()) if "-" in chance.told.mark}
        rows = [self.library.about(day) for day in sorted(days)]
        on_its_way = self.library.under_way()
        return f"not there {lacking}, ledger {rows}; not taken {forms}; not heard {said}; on its way {on_its_way}"

    def staff(self, count: int | None = None) -> None:
        """As many bots as there should be."""
        self.bots.notice_deaths()
        for _ in range(MOST_STARTS):
            if len(self.bots.alive) >= (self.processes if count is None else count):
                return
            self.bots.start()
            self.bots.notice_deaths()

    def now(self) -> datetime:
        return self.sandbox.moving_clock.now()

    def wait(self, is_so: Callable[[], bool], within: float) -> bool:
        end = time.monotonic() + within
        while not (so := is_so()) and time.monotonic() < end:
            time.sleep(0.02)
        return so
