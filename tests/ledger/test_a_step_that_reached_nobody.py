"""What is told again climbs the ladder as people were reached, not as the bot meant to reach them.

A promise of Lee's was due on Monday the 9th; its third day late, a step, is Thursday the 12th, and the fifth Tuesday,
the 17th.
"""

from datetime import date, timedelta

import pytest
from accounts import are_in_order
from world import MONDAY, NEXT_MONDAY, World

from handlers.nudge import nudge_one
from handlers.sending import Busy, Refused, Unsure
from handlers.take_over import take_over

WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 2, day) for day in (11, 12, 13))
AFTER_THE_HOLIDAY = date(2026, 2, 17)


@pytest.fixture
def late(world: World) -> World:
    world.promises("Lee", world.asks("Ada"), NEXT_MONDAY)
    world.passes()
    world.lives_through(MONDAY, WEDNESDAY)
    assert world.nudged("Lee")[-1] == date(2026, 2, 10)
    return world


def test_the_bot_was_away_on_the_day_of_the_step(late):
    late.comes_back(FRIDAY)
    late.lives_through(FRIDAY, AFTER_THE_HOLIDAY)
    assert late.nudged("Lee")[3:] == [FRIDAY, AFTER_THE_HOLIDAY]
    are_in_order(late, MONDAY, NEXT_MONDAY, AFTER_THE_HOLIDAY)


def test_slack_refused_the_message_of_the_step(late):
    late.at(THURSDAY, "08:00").platform.answers(Refused("channel_not_found"))
    late.passes()
    late.lives_through(THURSDAY, AFTER_THE_HOLIDAY)
    assert late.nudged("Lee")[3:] == [FRIDAY, AFTER_THE_HOLIDAY]
    are_in_order(late, MONDAY, NEXT_MONDAY, AFTER_THE_HOLIDAY)


def test_slack_took_nothing_all_day(late):
    late.at(THURSDAY, "08:00").platform.answers(Busy("ratelimited", 86_000))
    late.passes()
    late.comes(THURSDAY, "15:59")
    late.real += timedelta(days=1)
    late.lives_through(FRIDAY, AFTER_THE_HOLIDAY)
    assert late.nudged("Lee")[3:] == [FRIDAY, AFTER_THE_HOLIDAY]
    are_in_order(late, MONDAY, NEXT_MONDAY, AFTER_THE_HOLIDAY)


@pytest.mark.parametrize("found_at", ["08:00", "08:30"])
def test_it_is_found_only_the_next_morning_that_it_had_been_sent(late, found_at):
    """Until it was found nobody could know, so Friday's message was owed too."""
    late.at(THURSDAY, "08:00").platform.posts_but_answers(Unsure("timed out"))
    nudge_one(late.store, late.school_id, late.now)
    late.delivers_one()
    late.at(FRIDAY, "08:00")
    if found_at != "08:00":
        late.passes()
    late.real += timedelta(days=1)
    late.at(FRIDAY, found_at)
    assert late.looks_up_one()
    late.lives_through(FRIDAY, AFTER_THE_HOLIDAY)
    are_in_order(late, MONDAY, NEXT_MONDAY, AFTER_THE_HOLIDAY)


def test_what_a_colleague_saw_does_not_count_for_the_new_owner_twice(late):
    commitment_id = late.ledger(kind="promised")[0].commitment_id
    late.at(WEDNESDAY, "17:00").leaves("Lee")
    take_over(late.store, late.act("Kim"), commitment_id)
    late.comes_back(FRIDAY)
    late.lives_through(FRIDAY, AFTER_THE_HOLIDAY)
    assert late.nudged("Kim") == [FRIDAY, AFTER_THE_HOLIDAY]
    are_in_order(late, MONDAY, NEXT_MONDAY, AFTER_THE_HOLIDAY)
