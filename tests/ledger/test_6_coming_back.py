"""6. After being away the bot catches up once, and says in one line when it was away and what was late."""

from collections import Counter
from datetime import date, timedelta

import pytest
from shared_school import SharedSchool
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World, moment

from domain.notices import NoticeKind
from handlers.come_back import stay_seen
from handlers.messages import Away, Digest, Nudge
from handlers.nudge import nudge_one
from tests.scenarios.school import CARD, DUST_BOWL, SchoolApart
from tests.scenarios.school import MORNING as STORY_MORNING
from tests.scenarios.school import TUESDAY as STORY_TUESDAY
from tests.scenarios.school import WEDNESDAY as STORY_WEDNESDAY

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
AWAY = "I was away from"


def promised(world: World, *due: date) -> None:
    for number, day in enumerate(due):
        world.promises("Lee", world.asks("Ada", f"books {number}"), day)
    world.passes()


def unexplained(world: World, *days: date) -> list[str]:
    world.now += timedelta(minutes=1)
    return [each.once_key for day in days for each in world.week(day).unexplained]


def cancelled(world: World, kind: NoticeKind) -> list[str | None]:
    return [row.reason for row in world.ledger(kind=kind, state="cancelled")]


# nothing to tell


def test_a_weekend_is_no_absence(world):
    world.lives_through(MONDAY, FRIDAY)
    world.comes(FRIDAY, "17:00")
    world.comes_back(NEXT_MONDAY, "07:50")
    world.comes(NEXT_MONDAY)
    assert world.heard("Lee", Away) == []


def test_what_came_in_over_a_weekend_without_the_bot_comes_once_at_the_opening(world):
    world.lives_through(MONDAY, FRIDAY)
    world.comes(FRIDAY, "17:00")
    world.at(FRIDAY, "17:30").asks("Ada")
    world.comes_back(NEXT_MONDAY, "08:09")
    assert world.told("Lee") == ["Card", "Nudge"] or world.told("Lee") == ["Nudge", "Card"]
    assert unexplained(world, MONDAY, NEXT_MONDAY) == []


@pytest.mark.parametrize("seconds", [3, 60, 599])
def test_a_restart_says_nothing(world, seconds):
    world.passes()
    world.now += timedelta(seconds=seconds)
    world.restarts()
    world.passes()
    assert world.heard("Lee", Away) == world.heard("Kim", Away) == []


def test_a_restart_while_another_program_works_says_nothing(world):
    """The other one is seen every few seconds."""
    for _ in range(30):
        world.now += timedelta(minutes=2)
        stay_seen(world.store, world.school_id, world.now)
    world.restarts()
    world.passes()
    assert world.heard("Lee", Away) == []


def test_the_first_start_says_nothing(world):
    world.passes()
    assert world.told("Lee") == []


def test_a_quiet_absence_is_told_in_one_line(world):
    world.passes()
    world.comes_back(MONDAY, "12:00")
    assert world.the("Lee", Away) == Away(moment(MONDAY, "10:00"), moment(MONDAY, "12:00"), 0, timedelta(0))
    assert world.the("Kim", Away)
    assert world.heard("Sam", Away) == world.heard("Ada", Away) == []


# what was late


def test_after_a_school_day_the_missed_list_gives_way_to_the_current_one(any_world):
    world = any_world
    promised(world, TUESDAY, WEDNESDAY)
    world.comes(MONDAY, "15:55")
    world.comes_back(WEDNESDAY, "09:30")
    assert world.nudged("Lee") == [WEDNESDAY]
    assert [line.commitment.due_on for line in world.the("Lee", Nudge).promises] == [TUESDAY, WEDNESDAY]
    assert cancelled(world, NoticeKind.MORNING) == ["the bot was away; the next message lists what is still open"]
    assert cancelled(world, NoticeKind.AFTERNOON) == ["the bot was away; the next message lists what is still open"]
    away = world.the("Lee", Away)
    assert (away.first, away.last) == (moment(MONDAY, "15:55"), moment(WEDNESDAY, "09:30"))
    assert (away.late, away.worst) == (1, timedelta(hours=1, minutes=30)), "this morning's; Tuesday's are void"
    assert unexplained(world, MONDAY) == []


def test_after_several_days_there_is_no_flood(world):
    promised(world, *[TUESDAY + number * DAY for number in range(4)])
    for number in range(5):
        world.asks("Ben", f"nobody has {number}")
    world.passes()
    world.comes(MONDAY, "16:30")
    world.platform.letters.clear()
    world.comes_back(date(2026, 2, 12), "10:15")
    assert Counter(world.told("Lee")) == {"Nudge": 1, "Away": 1}
    assert Counter(world.told("Kim")) == {"Nudge": 1, "Away": 1}
    assert world.told("Ada") == world.told("Ben") == []
    (nudge,) = world.heard("Lee", Nudge)
    assert (len(nudge.promises), len(nudge.unanswered)) == (4, 5)
    assert len(cancelled(world, NoticeKind.MORNING)) == 14, "seven school days, two librarians"
    assert unexplained(world, MONDAY, NEXT_MONDAY) == []


def test_after_two_fridays_the_digest_comes_once(world):
    world.lives_through(MONDAY, MONDAY)
    world.comes_back(date(2026, 2, 13), "14:30")
    assert len(world.heard("Sam", Digest)) == 1
    assert cancelled(world, NoticeKind.DIGEST) == ["the bot was away; the next digest carries its figures"]
    assert world.the("Lee", Away).late == 1
    assert unexplained(world, MONDAY, NEXT_MONDAY) == []


def test_what_waited_goes_out_and_is_counted_as_late(world):
    """A promise was on its way to Ada when the bot died."""
    request_id = world.asks("Ada")
    world.passes()
    world.promises("Lee", request_id, THURSDAY)
    world.comes_back(MONDAY, "13:00")
    assert world.told("Ada") == ["Promised"]
    assert (world.the("Lee", Away).late, world.the("Lee", Away).worst) == (1, timedelta(hours=3))
    assert world.line(NoticeKind.PROMISED).worst == timedelta(hours=3)


def test_who_comes_back_in_the_evening_tells_of_it_in_the_morning(world):
    promised(world, TUESDAY)
    world.comes(MONDAY, "15:00")
    world.comes_back(TUESDAY, "18:00")
    assert world.heard("Lee", Away) == []
    world.comes(WEDNESDAY)
    assert world.nudged("Lee") == [WEDNESDAY]
    assert world.the("Lee", Away).last == moment(TUESDAY, "18:00")
    assert unexplained(world, MONDAY) == []


def test_dying_again_before_it_was_told_tells_of_both_at_once(world):
    world.passes()
    world.at(MONDAY, "12:00").restarts()
    world.comes_back(MONDAY, "14:00")
    assert [(away.first, away.last) for away in world.heard("Lee", Away)] == [
        (moment(MONDAY, "10:00"), moment(MONDAY, "14:00"))
    ]


def test_each_absence_is_told_once(world):
    world.passes()
    world.comes_back(MONDAY, "12:00")
    world.comes(MONDAY, "12:01")
    world.at(MONDAY, "12:02").restarts()
    world.comes(MONDAY, "12:03")
    assert len(world.heard("Lee", Away)) == 1


def test_holidays_without_the_bot_are_no_absence(world):
    world.lives_through(MONDAY, FRIDAY)
    world.comes(FRIDAY, "17:00")
    world.closes(NEXT_MONDAY, NEXT_MONDAY + 4 * DAY, "winter break")
    world.comes_back(NEXT_MONDAY + WEEK, "07:00")
    world.comes(NEXT_MONDAY + WEEK)
    assert world.heard("Lee", Away) == []


# in Slack


def test_lee_is_told_when_the_bot_was_away(school_apart: SchoolApart):
    school = school_apart
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Find five letters", STORY_TUESDAY)
    school.rests()
    school.is_killed()
    school.comes(STORY_WEDNESDAY, "09:45")
    school.opens()
    told = school.lee.sees(AWAY).text
    school.rests()
    assert "to Wed, Mar 3, 9:45 AM" in told
    assert "1 message was late because of it, by 2 hours at the most" in told
    assert school.times(school.lee, STORY_MORNING) == 1
    school.is_killed_and_opens_again().rests()
    assert school.times(school.lee, AWAY) == 1
    assert school.times(school.lee, STORY_MORNING) == 1


def test_two_bots_of_which_one_starts_again_say_nothing(shared_school: SharedSchool):
    school = shared_school.opens()
    school.asks(school.ada, DUST_BOWL)
    school.comes(STORY_TUESDAY, "08:00")
    school.lee.sees(STORY_MORNING)
    school.waits_for(lambda: school.rows("schools")[0]["seen_at"] > "2027-03-02", "the other to be seen")
    school.closes_one()
    school.opens()
    school.asks(school.ben, "books on bees")
    school.rests()
    assert school.times(school.lee, AWAY) == 0


def test_after_half_a_year_what_was_missed_is_written_down_in_parts_while_others_go_on(world):
    """Nobody else can write while one part is written."""
    promised(world, TUESDAY)
    back = MONDAY + 26 * WEEK
    world.at(back, "10:00").restarts()
    parts, known = 0, len(world.ledger())
    while nudge_one(world.store, world.school_id, world.now):
        parts, before, known = parts + 1, known, len(world.ledger())
        assert known - before <= 21
    assert parts > 5
    world.passes()
    assert len(world.heard("Lee", Nudge)) == 1
    assert len(world.heard("Lee", Away)) == 1
    weeks = [MONDAY + number * WEEK for number in range(27)]
    assert unexplained(world, *weeks) == []
