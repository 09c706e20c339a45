"""The calendar changes, and everything that was planned by the old one follows it."""

from datetime import date, time, timedelta

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World, moment

from domain.notices import NoticeKind
from handlers.close_days import close_days
from handlers.ledger import ledger_of_week
from handlers.messages import Nudge
from handlers.nudge import nudge_one
from handlers.open_day import open_day
from handlers.remove_closure import remove_closure
from handlers.set_hours import set_hours
from handlers.set_weekdays import set_weekdays
from store import people

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
PRESIDENTS_DAY = date(2026, 2, 16)


def closes(world: World, first: date, last: date | None = None, why: str = "snow"):
    return close_days(world.store, world.school_id, first, last or first, why, world.now)


def opens(world: World, day: date):
    return open_day(world.store, world.school_id, day, world.now)


def planned(world: World, name: str = "Lee"):
    return world.person(name).next_nudge_at


def promised(world: World, due_on: date) -> None:
    world.promises("Lee", world.asks("Ada", f"books for {due_on}"), due_on)
    world.passes()


def unexplained(world: World, *days: date) -> list[str]:
    """Receipts aside: these people did not type the commands that need none."""
    found = [ledger_of_week(world.store, world.school_id, day, now=world.now, real_now=world.real) for day in days]
    keys = [each.once_key for ledger in found for each in ledger.unexplained]
    return [key for key in keys if not key.startswith("receipt:")]


# reminders


def test_a_closure_moves_the_next_morning_of_everybody(any_world):
    assert closes(any_world.at(MONDAY, "16:30"), TUESDAY, WEDNESDAY).moved.nudges == 2
    assert planned(any_world) == planned(any_world, "Kim") == moment(THURSDAY, "08:00")


def test_a_snow_day_called_before_the_opening_moves_this_morning(world):
    promised(world, WEDNESDAY)
    closes(world.at(TUESDAY, "06:00"), TUESDAY)
    world.lives_through(TUESDAY, THURSDAY)
    assert world.nudged("Lee") == [WEDNESDAY, THURSDAY]


def test_a_snow_day_called_in_the_morning_spares_the_afternoon(world):
    promised(world, TUESDAY)
    world.comes(TUESDAY)
    closes(world.at(TUESDAY, "10:00"), TUESDAY)
    assert planned(world) == moment(WEDNESDAY, "08:00")
    world.lives_through(TUESDAY, WEDNESDAY)
    assert world.nudged("Lee", NoticeKind.AFTERNOON) == []
    assert world.nudged("Lee") == [TUESDAY, WEDNESDAY]


def test_a_day_that_is_opened_has_its_morning(world):
    promised(world, PRESIDENTS_DAY + DAY)
    world.lives_through(MONDAY, PRESIDENTS_DAY - 3 * DAY)
    change, was_closed = opens(world, PRESIDENTS_DAY)
    assert was_closed == "Washington's Birthday"
    assert change.moved.nudges == 2
    world.lives_through(PRESIDENTS_DAY - 2 * DAY, PRESIDENTS_DAY + DAY)
    assert PRESIDENTS_DAY in world.nudged("Lee")


def test_new_hours_move_the_morning_and_the_afternoon(world):
    set_hours(world.store, world.school_id, time(9, 15), time(14, 45), world.now)
    assert planned(world) == moment(MONDAY, "12:45")
    world.comes(MONDAY, "12:45")
    assert planned(world) == moment(TUESDAY, "09:15")


def test_other_school_days_move_the_morning(world):
    world.comes(THURSDAY, "16:30")
    set_weekdays(world.store, world.school_id, frozenset({6, 0, 1, 2, 3}), world.now)
    assert planned(world) == moment(FRIDAY + 2 * DAY, "08:00")


def test_a_morning_that_has_come_is_left_to_the_bot(world):
    promised(world, TUESDAY)
    closes(world.at(WEDNESDAY, "09:00"), THURSDAY)
    assert planned(world) <= world.now


def test_a_person_held_back_after_a_failure_stays_so(world):
    held = moment(MONDAY, "11:17")
    with world.store.writing() as db:
        people.set_nudge(db, world.person("Lee").id, held)
    closes(world, TUESDAY)
    assert planned(world) == held


def test_a_promise_due_on_a_day_that_closes_is_told_and_counts_from_the_school_day_before(world):
    promised(world, THURSDAY)
    (caught,) = closes(world, THURSDAY).caught
    assert caught.due_on == THURSDAY
    world.lives_through(TUESDAY, FRIDAY)
    assert world.nudged("Lee") == [TUESDAY, WEDNESDAY, FRIDAY]
    assert len(world.heard("Lee", Nudge)) == 3


# messages that wait for an opening


def test_what_waits_for_an_opening_waits_for_the_new_one(any_world):
    any_world.at(MONDAY, "18:00").asks("Ada")
    (card, _) = any_world.ledger(kind=NoticeKind.CARD)
    assert card.not_before == moment(TUESDAY, "08:00")
    assert closes(any_world, TUESDAY).moved.notices == 2
    (card, _) = any_world.ledger(kind=NoticeKind.CARD)
    assert card.not_before == card.owed_at == moment(WEDNESDAY, "08:00")
    any_world.comes(TUESDAY, "09:00")
    assert any_world.told("Lee") == []


def test_what_waits_goes_out_when_the_school_is_open_after_all(world):
    world.at(MONDAY, "16:30").asks("Ada")
    set_hours(world.store, world.school_id, time(8), time(17), world.now)
    world.passes()
    assert world.told("Lee") == ["Card"]


def test_what_was_owed_already_stays_owed_since_then(world):
    request_id = world.asks("Ada")
    world.at(MONDAY, "16:10")
    assert world.delivers_one()  # the receipt
    while world.delivers_one():
        pass  # the cards are put off to the morning
    closes(world, TUESDAY)
    (card, _) = world.ledger(kind=NoticeKind.CARD)
    assert (card.owed_at, card.not_before) == (moment(MONDAY, "10:00"), moment(WEDNESDAY, "08:00"))
    assert card.request_id == request_id


# the digest


def test_a_closed_friday_moves_the_digest_to_thursday(any_world):
    any_world.passes()
    assert closes(any_world, FRIDAY).moved.digest_at == moment(THURSDAY, "14:00")
    assert any_world.school().next_digest_at == moment(THURSDAY, "14:00")


def test_a_friday_that_closes_on_the_day_does_not_swallow_the_digest(world):
    closes(world.at(FRIDAY, "09:00"), FRIDAY)
    world.passes()
    assert world.told("Sam") == []
    world.comes(NEXT_MONDAY)
    assert world.told("Sam") == ["Digest"]
    assert world.school().next_digest_at == moment(FRIDAY + WEEK, "14:00")
    assert unexplained(world, MONDAY, NEXT_MONDAY) == []


def test_a_week_has_one_digest_even_if_its_friday_opens_again(world):
    closes(world, FRIDAY)
    world.lives_through(MONDAY, THURSDAY)
    assert world.told("Sam") == ["Digest"]
    remove_closure(world.store, world.school_id, FRIDAY, world.now)
    assert world.school().next_digest_at == moment(FRIDAY + WEEK, "14:00")
    world.lives_through(FRIDAY, FRIDAY)
    assert world.told("Sam") == ["Digest"]
    assert unexplained(world, MONDAY) == []


def test_a_week_that_closes_whole_leaves_its_figures_to_the_next(world):
    closes(world.at(MONDAY, "06:00"), MONDAY, FRIDAY)
    assert world.school().next_digest_at == moment(FRIDAY + WEEK, "14:00")


# what was owed is told from the calendar that counted


@pytest.mark.parametrize("at", ["07:59", "08:00", "10:00", "14:00", "20:00"])
@pytest.mark.parametrize("first", [-2, 0, 1])
def test_a_change_of_the_calendar_leaves_nothing_unexplained(world, at, first):
    """Promises around the day, a closure of three days that begins before it, on it or after it, called at any hour."""
    for due in (TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, NEXT_MONDAY):
        promised(world, due)
    world.lives_through(MONDAY, TUESDAY)
    world.comes(WEDNESDAY, at if at > "08:00" else "05:00")
    world.at(WEDNESDAY, at)
    closes(world, WEDNESDAY + first * DAY, WEDNESDAY + (first + 2) * DAY)
    world.passes()
    world.lives_through(WEDNESDAY, FRIDAY)
    opens(world, FRIDAY + DAY)
    world.lives_through(FRIDAY + DAY, NEXT_MONDAY + 3 * DAY)
    assert unexplained(world, MONDAY, NEXT_MONDAY) == []


@pytest.mark.parametrize("at", ["07:00", "10:00", "15:00"])
def test_a_step_that_was_written_is_not_looked_for_on_another_day(world, at):
    """With Thursday closed, the day before a Friday is a Wednesday on which nobody could have known."""
    promised(world, FRIDAY)
    world.lives_through(MONDAY, WEDNESDAY)
    world.comes(THURSDAY, at if at > "08:00" else "00:30")
    closes(world.at(THURSDAY, at), THURSDAY)
    world.lives_through(THURSDAY, NEXT_MONDAY)
    assert world.nudged("Lee") == ([FRIDAY, NEXT_MONDAY] if at < "08:00" else [THURSDAY, FRIDAY, NEXT_MONDAY])
    assert unexplained(world, MONDAY, NEXT_MONDAY) == []


def test_a_change_while_the_bot_was_away_leaves_nothing_unexplained(world):
    promised(world, WEDNESDAY)
    closes(world.at(THURSDAY, "12:00"), TUESDAY)
    world.comes(FRIDAY)
    assert world.nudged("Lee") == [FRIDAY]
    assert unexplained(world, MONDAY) == []


def test_a_morning_put_off_by_new_hours_is_written_once(world):
    promised(world, TUESDAY)
    world.comes(TUESDAY)
    set_hours(world.store, world.school_id, time(11), time(16), world.at(TUESDAY, "09:00").now)
    world.lives_through(TUESDAY, TUESDAY)
    assert world.nudged("Lee") == [TUESDAY]
    assert unexplained(world, MONDAY) == []


def test_nothing_is_written_twice_when_a_moment_is_planned_anew(world):
    promised(world, TUESDAY)
    world.comes(TUESDAY)
    closes(world, FRIDAY)
    while nudge_one(world.store, world.school_id, world.now):
        pass
    world.passes()
    assert world.nudged("Lee") == [TUESDAY]
