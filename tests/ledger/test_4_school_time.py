"""4. School time: a closure added later moves what is planned, and mornings follow the school's clock."""

from datetime import date, timedelta

import pytest
from world import FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World, moment

from domain.notices import NoticeKind

DAY = timedelta(days=1)
CHANGES = {"forward": date(2026, 3, 8), "back": date(2026, 11, 1)}
"""Sundays on which the clocks change at two in the morning."""


def test_a_closure_added_later_moves_a_nudge_that_is_planned(world):
    world.promises("Lee", world.asks("Ada"), WEDNESDAY)
    world.passes()
    world.comes(MONDAY, "20:00")
    assert world.person("Lee").next_nudge_at == moment(TUESDAY, "08:00")
    world.closes(TUESDAY, WEDNESDAY)
    world.lives_through(TUESDAY, FRIDAY)
    assert world.nudged("Lee") == [THURSDAY]
    assert world.at(FRIDAY, "16:01").week().unexplained == ()


def test_a_closure_added_later_moves_a_card_that_is_planned(world):
    world.comes(MONDAY, "19:00")
    world.asks("Ada")
    world.at(MONDAY, "20:00").closes(TUESDAY, WEDNESDAY)
    world.lives_through(TUESDAY, WEDNESDAY)
    assert world.told("Lee") == world.told("Kim") == []
    world.comes(THURSDAY)
    assert world.told("Lee").count("Card") == world.told("Kim").count("Card") == 1
    assert {row.sent_at for row in world.ledger(kind=NoticeKind.CARD)} == {moment(THURSDAY, "08:00")}


def test_a_card_is_not_sent_on_a_day_that_was_closed_at_its_opening(world):
    """The moment had come when the closure was added, and delivery had not."""
    world.comes(MONDAY, "19:00")
    world.asks("Ada")
    world.at(TUESDAY, "08:00").closes(TUESDAY, TUESDAY)
    world.passes()
    assert world.told("Lee") == []
    world.comes(WEDNESDAY)
    assert world.told("Lee").count("Card") == 1


@pytest.mark.parametrize("change", CHANGES)
def test_a_morning_planned_before_the_clocks_change_comes_at_eight_after_it(sqlite_store, change):
    friday, monday = CHANGES[change] - 2 * DAY, CHANGES[change] + DAY
    world = World(sqlite_store, now=moment(friday, "09:00"))
    request_id = world.asks("Ada")
    world.promises("Lee", request_id, monday)
    world.comes(friday, "17:00")
    world.asks("Ben")
    assert world.person("Lee").next_nudge_at == moment(monday, "08:00")
    assert moment(monday, "08:00") - moment(friday, "08:00") == 3 * DAY + timedelta(
        hours=-1 if change == "forward" else 1
    )
    world.comes(monday, "07:59")
    assert world.told("Lee") == []
    world.comes(monday, "08:00")
    assert world.nudged("Lee") == [monday]
    mornings_and_cards = world.ledger(kind=NoticeKind.MORNING) + world.ledger(kind=NoticeKind.CARD)[-2:]
    assert {row.sent_at for row in mornings_and_cards} == {moment(monday, "08:00")}
    assert {row.owed_at for row in mornings_and_cards} == {moment(monday, "08:00")}
    assert world.at(monday, "08:01").week().unexplained == ()


@pytest.mark.parametrize("change", CHANGES)
def test_the_ladder_counts_school_days_across_the_change(sqlite_store, change):
    friday = CHANGES[change] - 2 * DAY
    world = World(sqlite_store, now=moment(friday - DAY, "09:00"))
    world.promises("Lee", world.asks("Ada"), friday)
    world.passes()
    world.lives_through(friday - DAY, friday + 7 * DAY)
    assert world.nudged("Lee") == [friday, friday + 3 * DAY, friday + 5 * DAY, friday + 7 * DAY]
    assert world.week(friday + 3 * DAY).unexplained == world.week(friday).unexplained == ()
