"""2. Exactly once, as seen in the conversation, whatever Slack does and however many bots there are."""

import random
from collections import Counter
from datetime import timedelta
from threading import Event, Lock
from uuid import UUID

import pytest
from platform_for_tests import Platform
from shared_school import SharedSchool, end
from world import MONDAY, World

from bot.clock import real_clock
from bot.scheduler import Ticker
from domain.notices import UNSETTLED, Notice, NoticeState
from domain.person import Person
from domain.request import Source
from handlers.deliver import deliver_one
from handlers.look_up import look_up_one
from handlers.sending import Busy, Clocks, Letter, Outcome, Patience, Unsure
from store.session import Store, open_engine
from tests.scenarios.school import ANSWERED, CARD, DUST_BOWL, MORNING, RECEIPT, TUESDAY, SchoolWithin

TROUBLES = {
    "too many calls": lambda platform: platform.answers(Busy("ratelimited", 30), Busy("ratelimited", None)),
    "a refused connection": lambda platform: platform.answers(Busy("no answer: ConnectionRefusedError")),
    "a broken page, and it was not posted": lambda platform: platform.answers(Unsure("Slack answered 500")),
    "a broken page, and it was posted": lambda platform: platform.posts_but_answers(Unsure("Slack answered 500")),
    "a connection dropped after accepting": lambda platform: platform.posts_but_answers(Unsure("RemoteDisconnected")),
    "twice in doubt, posted the second time": lambda platform: (
        platform.answers(Unsure("timed out")),
        platform.posts_but_answers(Unsure("timed out")),
    ),
    "look-ups that fail, then one that finds it": lambda platform: (
        platform.posts_but_answers(Unsure("timed out")),
        platform.finds(Busy("Slack answered 503"), Busy("ratelimited", 60), Busy("timed out")),
    ),
    "look-ups that fail, then one that does not find it": lambda platform: (
        platform.answers(Unsure("timed out")),
        platform.finds(Busy("Slack answered 503"), Busy("timed out")),
    ),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_whatever_slack_answers_it_is_there_once_in_the_end(world, trouble):
    world.at(MONDAY, "19:00").asks("Ada", source=Source.DIRECT_MESSAGE)
    TROUBLES[trouble](world.platform)
    for _ in range(8):
        world.passes()
        world.real += timedelta(minutes=10)
    assert world.told("Ada") == ["Receipt"]
    assert [row.state for row in world.ledger(person_id=world.person("Ada").id)] == [NoticeState.SENT]


class Overtaken(Platform):
    """While one bot waits for an answer another looks the message up, and posts it anew without a clear answer."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world
        self._waits = True

    def look_up(self, notice: Notice, person: Person):
        found = super().look_up(notice, person)
        self._wait()
        return found

    def send(self, letter: Letter) -> Outcome:
        outcome = super().send(letter)
        if isinstance(outcome, Busy):
            self._wait()
        return outcome

    def _wait(self) -> None:
        if self._waits:
            self._waits = False
            self._world.real += timedelta(minutes=5)
            assert self._world.looks_up_one()
            self.posts_but_answers(Unsure("timed out"))
            assert self._world.delivers_one()


@pytest.mark.parametrize("first", [Unsure("timed out"), Busy("Slack is busy", 0)], ids=["looking", "posting"])
def test_whoever_was_overtaken_while_waiting_for_slack_changes_nothing(world, first):
    world.platform = Overtaken(world)
    world.at(MONDAY, "19:00").asks("Ada", source=Source.DIRECT_MESSAGE)
    world.platform.answers(first)
    for _ in range(4):
        world.passes()
        world.real += timedelta(minutes=10)
    assert world.told("Ada") == ["Receipt"]
    assert [row.state for row in world.ledger(person_id=world.person("Ada").id)] == [NoticeState.SENT]


def test_the_same_envelope_to_the_same_bot_is_one_request(school: SchoolWithin):
    school.ada.writes("I need books on bees")
    school.ada.sees(RECEIPT)
    school.sends_again("events_api")
    school.asks(school.ben, DUST_BOWL)
    school.sends_again("slash_commands")
    school.rests()
    assert school.times(school.ada, RECEIPT) == 1
    assert school.times(school.lee, CARD) == 2
    assert len(school.rows("requests")) == 2


def test_the_same_envelope_to_another_bot_is_one_request(shared_school: SharedSchool):
    school = shared_school.opens()
    school.ada.writes("I need books on bees")
    school.ada.sees(RECEIPT)
    for _ in range(3):  # Slack gives it to each connection in turn
        school.sends_again("events_api")
    school.rests()
    assert len(school.rows("requests")) == 1
    assert school.times(school.ada, RECEIPT) == school.times(school.lee, CARD) == 1


def test_two_bots_on_one_store_tell_each_thing_once(shared_school: SharedSchool):
    school = shared_school.opens()
    for number in range(6):
        school.ada.types(f"/library-help books {number}")
        school.ben.writes(f"I need films about bees number {number}")
    school.rests()
    school.promises(school.lee, "books 0", "A box of books", TUESDAY)
    school.comes(TUESDAY, "08:00")
    school.lee.sees(MORNING).presses("Done")
    school.ada.sees(ANSWERED)
    school.rests()
    # Where one bot was held up for a moment, cards that waited together went out in one message.
    left_out = [each for each in school.rows("notices") if each["state"] != "sent"]
    assert {each["reason"] for each in left_out} <= {"went out in one message with others"}
    posted = [each.metadata for each in school.sandbox.workspace.messages.values() if each.metadata]
    ids = Counter(each["event_payload"]["notice"] for each in posted)
    assert ids == Counter(str(each["id"]) for each in school.rows("notices") if each["state"] == "sent")


def test_one_of_two_bots_may_end_at_any_time(shared_school: SharedSchool):
    school = shared_school.opens()
    school.asks(school.ada, DUST_BOWL)
    school.closes_one()
    school.asks(school.ben, "books on bees")
    school.rests()
    assert school.times(school.lee, CARD) == 2
    assert not [each for each in school.rows("notices") if each["kind"] == "away"]


class Moody(Platform):
    """Answers each call well, busily, or with doubt in which the message landed or did not."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._mood = random.Random(seed)  # moods, not secrets
        self._one = Lock()

    def send(self, letter: Letter) -> Outcome:
        with self._one:
            mood = self._mood.random()
            if mood < 0.2:
                self.answers(Busy("ratelimited", 0))
            elif mood < 0.4:
                self.posts_but_answers(Unsure("RemoteDisconnected"))
            elif mood < 0.6:
                self.answers(Unsure("Slack answered 500"))
            return super().send(letter)


@pytest.mark.parametrize("seed", [1, 2])
def test_two_sets_of_steps_on_one_store_deliver_each_notice_once_and_in_order(postgres_store, seed):
    """Four deliverers and a look-up each, and a platform of many moods."""
    world = World(postgres_store)
    for number in range(4):
        for name in ("Ada", "Ben", "Kim", "Sam"):
            world.asks(name, f"{name} {number}", source=Source.FORM)
    platform, done = Moody(seed), Event()
    clocks = Clocks(lambda: world.now, real_clock)
    stores = [Store(open_engine(postgres_store.engine.url.render_as_string(hide_password=False))) for _ in range(2)]

    def unsettled() -> bool:
        if not [row for row in world.ledger() if row.state in UNSETTLED]:
            done.set()
        return False

    tickers = [
        Ticker({**_steps(store, world.school_id, platform, clocks), "look": unsettled}, seconds=0.05)
        for store in stores
    ]
    for ticker in tickers:
        ticker.start()
    try:
        assert done.wait(30), Counter(row.state for row in world.ledger())
    finally:
        for ticker in tickers:
            end(ticker)
        for store in stores:
            store.engine.dispose()
    posted = [letter.notice_id for letter in platform.letters]
    assert Counter(posted) == Counter(row.id for row in world.ledger(state="sent"))
    for name in ("Ada", "Ben", "Kim", "Lee", "Sam"):
        mine = [letter.notice_id for letter in platform.letters if letter.person.name == name]
        assert mine == sorted(mine), name


def _steps(store: Store, school_id: UUID, platform: Platform, clocks: Clocks):
    sending = (store, school_id, platform, clocks, Patience(call=3, landing=0))
    deliverers = {f"deliver {number}": lambda: deliver_one(*sending) for number in range(4)}
    return {**deliverers, "look up": lambda: look_up_one(*sending)}
