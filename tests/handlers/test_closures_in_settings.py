"""Closures and open days in Settings: added and taken back by a librarian, and what was planned follows at once."""

from datetime import date
from uuid import UUID

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World

from domain.errors import UserError
from domain.school_days import Closure, SchoolCalendar, holidays_to_come, read_holidays
from handlers.closures import (
    OpenedDay,
    add_closure,
    look_at_closures,
    open_anyway,
    take_back_closure,
    take_back_opening,
)
from store import calendars

PRESIDENTS_DAY = date(2026, 2, 16)


def closes(world: World, first: date | None, last: date | None = None, why: str | None = "Snow day", by: str = "Lee"):
    return add_closure(world.store, world.act(by), first, last, why)


def listed(world: World) -> list:
    return list(look_at_closures(world.store, world.act("Lee")).days)


def test_a_closure_moves_the_morning_and_says_which_promises_it_catches(any_world):
    world = any_world
    world.promises("Lee", world.asks("Ada"), WEDNESDAY)
    change = closes(world, TUESDAY, WEDNESDAY)
    assert len(change.caught) == 1
    assert change.moved.nudges > 0
    world.lives_through(MONDAY, THURSDAY)
    assert world.nudged("Lee") == [THURSDAY]
    assert world.week(MONDAY).unexplained == ()


def test_they_are_listed_soonest_first_without_what_is_over(world):
    closes(world, FRIDAY, FRIDAY, "Training day")
    closes(world, date(2026, 1, 5), why="Long past")
    closes(world, TUESDAY)
    open_anyway(world.store, world.act("Lee"), PRESIDENTS_DAY)
    shown = listed(world)
    assert [each.why for each in shown[:2]] == ["Snow day", "Training day"]
    assert shown[2:] == [OpenedDay(PRESIDENTS_DAY, "Washington's Birthday")]


def test_an_imported_one_says_where_it_comes_from(world):
    with world.store.writing() as db:
        closure = Closure(FRIDAY, FRIDAY, "Inset")
        calendars.add_closure(db, world.school_id, closure, source="District 2026", uid="u1")
    assert [(each.source, each.uid) for each in listed(world)] == [("District 2026", "u1")]


def test_what_is_taken_back_is_a_school_day_again(world):
    closes(world, TUESDAY)
    (closure,) = listed(world)
    take_back_closure(world.store, world.act("Kim"), closure.id)
    assert listed(world) == []
    assert world.school().calendar.is_school_day(TUESDAY)
    open_anyway(world.store, world.act("Lee"), PRESIDENTS_DAY)
    assert world.school().calendar.is_school_day(PRESIDENTS_DAY)
    take_back_opening(world.store, world.act("Lee"), PRESIDENTS_DAY)
    assert not world.school().calendar.is_school_day(PRESIDENTS_DAY)


def test_a_press_that_is_delivered_twice_counts_once(world):
    act = world.act("Lee", "form:V1")
    for _ in range(2):
        add_closure(world.store, act, TUESDAY, None, "Snow day")
    (closure,) = listed(world)
    act = world.act("Lee", "click:1")
    assert take_back_closure(world.store, act, closure.id)[1] == closure
    assert take_back_closure(world.store, act, closure.id)[1] is None


@pytest.mark.parametrize(
    ("first", "last", "why", "about", "words"),
    [
        (None, None, "Snow", "first", "first closed day"),
        (WEDNESDAY, TUESDAY, "Snow", "last", "first day first"),
        (date(2036, 2, 3), None, "Snow", "first", "is the year right"),
        (TUESDAY, date(2036, 2, 3), "Snow", "last", "is the year right"),
        (date(2024, 2, 3), TUESDAY, "Snow", "first", "is the year right"),
        (TUESDAY, None, None, "why", "say why"),
        (TUESDAY, None, "  ", "why", "say why"),
        (TUESDAY, None, "x" * 201, "why", "under 200"),
        (TUESDAY, date(2027, 6, 1), "For ever", "last", "no school day within a year"),
    ],
)
def test_what_is_no_closure_is_refused_and_nothing_is_stored(world, first, last, why, about, words):
    with pytest.raises(UserError, match=words) as refusal:
        closes(world, first, last, why)
    assert refusal.value.about == about
    assert listed(world) == []


@pytest.mark.parametrize(("day", "words"), [(None, "choose the day"), (TUESDAY, "school day already")])
def test_only_a_closed_day_can_be_opened(world, day, words):
    with pytest.raises(UserError, match=words) as refusal:
        open_anyway(world.store, world.act("Lee"), day)
    assert refusal.value.about == "first"
    assert listed(world) == []


def test_what_is_gone_already_is_said_to_be(world):
    with pytest.raises(UserError, match="no longer in the calendar"):
        take_back_closure(world.store, world.act("Lee"), UUID(int=7))
    with pytest.raises(UserError, match="no longer in the calendar"):
        take_back_opening(world.store, world.act("Lee"), NEXT_MONDAY)


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_the_calendar_is_the_librarians(world, name):
    act = world.act(name)
    for deed in (
        lambda: look_at_closures(world.store, act),
        lambda: add_closure(world.store, act, TUESDAY, None, "Snow"),
        lambda: open_anyway(world.store, act, PRESIDENTS_DAY),
        lambda: take_back_closure(world.store, act, UUID(int=7)),
        lambda: take_back_opening(world.store, act, PRESIDENTS_DAY),
    ):
        with pytest.raises(UserError, match="librarians"):
            deed()


@pytest.mark.parametrize(
    ("typed", "code"),
    [("GB-ENG", "GB-ENG"), (" gb-eng ", "GB-ENG"), ("us_tx", "US-TX"), ("US", "US"), ("", ""), (None, "")],
)
def test_a_country_is_read_as_it_is_typed(typed, code):
    assert read_holidays(typed) == code


@pytest.mark.parametrize(
    ("typed", "words"), [("GB-XYZ", "GB-ENG"), ("Narnia", "such as US-TX"), ("US-TEXAS", "US-A"), ("-", "such as")]
)
def test_what_is_no_country_is_refused_with_what_may_have_been_meant(typed, words):
    with pytest.raises(UserError, match=words) as refusal:
        read_holidays(typed)
    assert refusal.value.about == "holidays"


def test_the_next_public_holidays_are_named():
    american = SchoolCalendar("America/Chicago", holidays="US")
    coming = holidays_to_come(american, MONDAY, 2)
    assert coming == ((PRESIDENTS_DAY, "Washington's Birthday"), (date(2026, 5, 25), "Memorial Day"))
    assert holidays_to_come(SchoolCalendar("America/Chicago"), MONDAY, 3) == ()
    assert american.why_closed(PRESIDENTS_DAY) == coming[0][1]


def test_a_public_holiday_on_a_day_without_school_is_not_named():
    coming = holidays_to_come(SchoolCalendar("America/Chicago", holidays="US"), date(2027, 6, 1), 2)
    assert coming[0] == (date(2027, 6, 18), "Juneteenth National Independence Day (observed)")
    assert coming[1] == (date(2027, 7, 5), "Independence Day (observed)"), "neither is a Saturday or a Sunday"
