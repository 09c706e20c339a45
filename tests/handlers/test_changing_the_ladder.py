"""Reminders on other days: from the next morning on, and what was owed before is told as it was."""

import random
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World

from domain.errors import UserError
from domain.ladder import Ladder
from handlers.finish import finish
from handlers.set_people import Newcomer, Roles, set_people
from handlers.settings import change_settings, look_at_settings
from handlers.take_over import take_over

DAY = timedelta(days=1)


def climbs(world: World, *steps: int, every: int) -> None:
    to = replace(look_at_settings(world.store, world.act("Lee")), ladder=Ladder(steps, every))
    change_settings(world.store, world.act("Lee"), to)


def promised_for(world: World, day: date) -> None:
    world.promises("Lee", world.asks("Ada"), day)
    world.passes()


def test_reminders_come_on_the_days_that_the_school_has_chosen(any_world):
    world = any_world
    climbs(world, -2, 0, 2, every=3)
    promised_for(world, FRIDAY)
    world.lives_through(MONDAY, date(2026, 2, 20))
    assert world.nudged("Lee") == [WEDNESDAY, FRIDAY, date(2026, 2, 10), date(2026, 2, 13), date(2026, 2, 19)]
    for day in (MONDAY, NEXT_MONDAY, date(2026, 2, 16)):
        assert world.week(day).unexplained == ()


def test_a_change_today_leaves_last_week_explained(world):
    promised_for(world, TUESDAY)
    world.lives_through(MONDAY, FRIDAY)
    was = world.nudged("Lee")
    assert was == [TUESDAY, WEDNESDAY, FRIDAY]
    before = [line.owed for line in world.week(MONDAY).lines]
    world.at(FRIDAY, "16:30")
    climbs(world, 0, every=10)
    assert world.week(MONDAY).unexplained == ()
    assert [line.owed for line in world.week(MONDAY).lines] == before
    world.lives_through(FRIDAY + DAY, date(2026, 2, 27))
    # Ten school days late, with Washington's birthday between; twenty would be the 4th of March.
    assert world.nudged("Lee") == [*was, date(2026, 2, 18)]
    for day in (MONDAY, NEXT_MONDAY, date(2026, 2, 16), date(2026, 2, 23)):
        assert world.week(day).unexplained == ()


def test_a_morning_that_was_due_before_the_change_goes_by_the_old_one(world):
    """The change comes a minute after eight, before the morning was written down."""
    promised_for(world, THURSDAY)
    world.comes(WEDNESDAY, "07:59")
    world.at(WEDNESDAY, "08:01")
    climbs(world, 0, every=5)
    world.passes()
    assert world.nudged("Lee") == [WEDNESDAY]
    assert world.week(MONDAY).unexplained == ()


def test_a_step_that_the_new_ladder_has_and_the_old_had_not_is_caught_up_the_next_morning(world):
    promised_for(world, date(2026, 2, 6))
    world.comes(TUESDAY, "10:00")
    climbs(world, -4, 0, every=5)
    world.lives_through(TUESDAY + DAY, FRIDAY)
    assert world.nudged("Lee") == [FRIDAY]
    assert world.week(MONDAY).unexplained == ()


def test_whatever_is_changed_and_whenever_every_week_stays_explained(world):
    """Ladders, closures and roles at any moment of four weeks, with promises made, kept and left behind in between."""
    dice = random.Random(11)
    open_ones: list[UUID] = []
    for day in range(1, 26):
        for hour in (8, 11, 14, 17):
            world.comes(MONDAY + day * DAY, f"{hour:02}:00")
            world.at(MONDAY + day * DAY, f"{hour:02}:{dice.randrange(1, 59):02}")
            something_happens(world, dice, open_ones)
    for week in range(4):
        assert world.week(MONDAY + 7 * week * DAY).unexplained == ()
    assert len(world.nudged("Lee")) > 5


def something_happens(world: World, dice: random.Random, open_ones: list[UUID]) -> None:
    today, kim = world.school().today(world.now), Newcomer("U0KIM", "Kim")
    match dice.randrange(9):
        case 0:
            climbs(world, *sorted({0, dice.randint(-5, 8), dice.randint(-5, 8)}), every=dice.randint(1, 10))
        case 1:
            first = today + dice.randrange(4) * DAY
            world.closes(first, first + dice.randrange(2) * DAY)
        case 2:
            is_there = world.person("Kim").is_librarian
            sets = Roles(goes=frozenset({"U0KIM"})) if is_there else Roles(comes=(kim,))
            set_people(world.store, world.act("Lee"), sets, Roles())
        case 3 | 4 | 5:
            owner = "Kim" if world.person("Kim").is_librarian and dice.random() < 0.5 else "Lee"
            due = world.school().calendar.add_school_days(today, dice.randrange(1, 6))
            request_id = world.asks("Ada", f"books {world.now}")
            open_ones.append(world.promises(owner, request_id, due))
        case 6 if open_ones:
            with suppress(UserError):
                finish(world.store, world.act("Lee"), open_ones.pop(dice.randrange(len(open_ones))))
        case 7 if open_ones:
            with suppress(UserError):
                take_over(world.store, world.act("Lee"), dice.choice(open_ones))
