"""6. Whatever kept the bot away, a sleep or a refused token: Lee is told of it, and what was late is counted."""

import os
import signal
from datetime import UTC, datetime, timedelta

import pytest
from world import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, World, moment

from bot.slack.desk import written_at
from domain.notices import NoticeKind
from handlers.messages import Away, Card, Cards
from handlers.resume import resume_one
from handlers.sending import Patience, Paused
from tests.scenarios.school import CARD, DUST_BOWL, RECEIPT, SchoolApart
from tests.scenarios.school import MONDAY as STORY_MONDAY
from tests.scenarios.school import TUESDAY as STORY_TUESDAY
from tests.scenarios.school import WEDNESDAY as STORY_WEDNESDAY

AWAY = "I was away from"
HOUR = timedelta(hours=1)


def adds_up(world: World) -> None:
    world.now += timedelta(minutes=1)
    week = world.week()
    assert week.unexplained == ()
    for line in week.lines:
        assert line.owed == line.sent + line.cancelled + line.failed + line.waiting, line


# a machine asleep


def test_a_machine_that_slept_tells_when_it_was_away(any_world):
    world = any_world
    world.promises("Lee", world.asks("Ada"), TUESDAY)
    world.passes()
    world.comes(MONDAY, "15:00")
    world.sleeps_until(WEDNESDAY, "09:45")
    away = world.the("Lee", Away)
    assert (away.first, away.last) == (moment(MONDAY, "15:00"), moment(WEDNESDAY, "09:45"))
    assert (away.late, away.worst) == (1, timedelta(hours=1, minutes=45)), "this morning's list"
    assert world.nudged("Lee") == [WEDNESDAY]
    adds_up(world)


def test_a_clock_that_is_moved_while_the_bot_works_is_no_absence(world):
    world.passes()
    world.sleeps_until(WEDNESDAY, "09:45", real=timedelta(seconds=2))
    assert world.heard("Lee", Away) == []


def test_a_night_asleep_is_no_absence(world):
    world.comes(MONDAY, "16:30")
    world.sleeps_until(TUESDAY, "07:30", real=15 * HOUR)
    world.comes(TUESDAY, "08:00")
    assert world.heard("Lee", Away) == []


def test_lee_is_told_when_the_machine_was_asleep(school_apart: SchoolApart):
    school = school_apart
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Find five letters", STORY_TUESDAY)
    school.rests()
    assert school.process
    os.kill(school.process.pid, signal.SIGSTOP)
    slept_at = datetime.now(UTC)
    try:
        school.comes(STORY_WEDNESDAY, "09:45")
        school.waits_for(lambda: datetime.now(UTC) - slept_at > timedelta(seconds=6), "the night to pass")
    finally:
        os.kill(school.process.pid, signal.SIGCONT)
    assert "to Wed, Mar 3, 9:4" in school.lee.sees(AWAY).text


# a pause


@pytest.mark.parametrize("is_restarted", [False, True])
def test_a_pause_is_an_absence_from_its_beginning(any_world, is_restarted):
    world = any_world
    world.passes()
    world.at(MONDAY, "11:00")
    request_id = world.asks("Ada", "birds")
    world.platform.answers(Paused("account_inactive"))
    world.passes()
    world.promises("Lee", request_id, FRIDAY)
    for time in ("12:00", "13:00", "14:00"):
        world.comes(MONDAY, time)
    world.platform.letters.clear()
    if is_restarted:
        world.restarts()
    else:
        resume_one(world.store, world.school_id, lambda: True, world.now, world.real)
    world.passes()
    assert world.the("Lee", Away) == Away(moment(MONDAY, "11:00"), moment(MONDAY, "14:00"), 1, 3 * HOUR)
    assert world.told("Ada") == ["Promised"]
    adds_up(world)


def test_a_pause_that_goes_on_is_not_told_before_it_ends(world):
    world.passes()
    world.asks("Ada")
    world.platform.answers(Paused("token_revoked"))
    world.passes()
    world.at(MONDAY, "12:00").restarts()
    world.asks("Ben", "birds")
    world.platform.answers(Paused("token_revoked"))
    world.passes()
    world.comes(MONDAY, "14:00")
    resume_one(world.store, world.school_id, lambda: True, world.now, world.real)
    world.passes()
    away = world.heard("Lee", Away)
    assert len(away) == 1
    assert (away[0].first, away[0].last) == (moment(MONDAY, "10:00"), moment(MONDAY, "14:00"))


def test_a_pause_of_a_minute_says_nothing(world):
    world.passes()
    world.asks("Ada")
    world.platform.answers(Paused("token_revoked"))
    world.passes()
    world.now += timedelta(minutes=1)
    resume_one(world.store, world.school_id, lambda: True, world.now, world.real)
    world.passes()
    assert world.heard("Lee", Away) == []


# what was written meanwhile


def writes_meanwhile(world: World, count: int) -> None:
    for number in range(count):
        said_at = moment(MONDAY, "11:00") + number * timedelta(minutes=1)
        world.writes("Ada", f"I need books about topic {number} by tomorrow", said_at=said_at)


@pytest.fixture
def settling(any_world):
    """Back at two after having been away since ten; what was written meanwhile comes in some seconds later."""
    world = any_world
    world.patience = Patience(settling=30)
    world.passes()
    world.comes_back(MONDAY, "14:00")
    return world


def test_what_was_written_while_it_was_away_was_late(settling):
    world = settling
    assert world.told("Lee") == [], "it is too soon to tell"
    world.real += timedelta(seconds=5)
    writes_meanwhile(world, 8)
    world.passes()
    assert world.told("Ada") == ["Receipt"] * 8, "whoever wrote is answered at once"
    assert world.line(NoticeKind.RECEIPT).worst == 3 * HOUR
    world.real += timedelta(seconds=30)
    world.passes()
    assert (world.the("Lee", Away).late, world.the("Lee", Away).worst) == (8, 3 * HOUR)
    adds_up(world)


def test_what_was_written_while_it_was_away_is_one_message_of_cards(settling):
    world = settling
    for number in range(8):
        world.real += timedelta(seconds=1)
        world.writes("Ada", f"I need books about topic {number}", said_at=moment(MONDAY, "11:00"))
        world.passes()
    assert world.told("Lee") == []
    world.real += timedelta(seconds=30)
    world.passes()
    assert sorted(world.told("Lee")) == ["Away", "Cards"]
    assert len(world.the("Lee", Cards).cards) == 8
    world.writes("Ada", "I need maps of the sea")
    world.passes()
    assert len(world.heard("Lee", Card)) == 1, "and then they come as they are written"


def test_by_tomorrow_is_the_day_after_it_was_said(world):
    world.passes()
    world.at(TUESDAY, "09:00")
    world.writes("Ada", "I need books about bees by tomorrow", said_at=moment(MONDAY, "15:00"))
    world.passes()
    (card,) = world.heard("Lee", Card)
    assert card.story.request.needed_by == TUESDAY


def test_lee_is_told_that_what_ada_wrote_meanwhile_was_late(school_apart: SchoolApart):
    school = school_apart
    school.asks(school.ben, "books on bees")
    school.is_killed()
    for number in range(6):
        school.ada.writes(f"I need books about topic number {number}")
    school.comes(STORY_MONDAY, "14:00")
    school.environment["SETTLING_SECONDS"] = "4"
    school.opens()
    told = school.lee.sees(AWAY).text
    school.rests()
    assert "6 messages were late because of it, by 5 hours at the most" in told
    assert school.times(school.ada, RECEIPT) == 6
    assert school.times(school.lee, "6 requests came in") == 1


# the moment of what is written

NOW = datetime(2026, 2, 2, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ts", "real_now", "expected"),
    [
        (NOW - HOUR, NOW, NOW - HOUR),
        (NOW - timedelta(seconds=3), NOW, None),
        (NOW + HOUR, NOW, None),
        # The workspace's time is the school's clock's, a year ahead; or it is the real one.
        (NOW - HOUR, NOW - timedelta(days=365), NOW - HOUR),
        (NOW - timedelta(days=365, hours=1), NOW - timedelta(days=365), NOW - HOUR),
        (NOW - timedelta(days=365), NOW - timedelta(days=365), None),
    ],
)
def test_a_message_has_its_own_moment(ts, real_now, expected):
    assert written_at(f"{ts.timestamp():.6f}", NOW, real_now) == expected


@pytest.mark.parametrize("ts", ["", "soon", "nan", "1e300", "-"])
def test_what_is_no_time_says_nothing_of_the_moment(ts):
    assert written_at(ts, NOW, NOW) is None
