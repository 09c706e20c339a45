"""The calendar by hand: days closed, opened and taken back, hours and weekdays; and what makes no sense."""

from datetime import date, time, timedelta

import pytest
from world import FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World

from domain.errors import UserError
from handlers.change_calendar import Change
from handlers.close_days import close_days
from handlers.open_day import open_day
from handlers.remove_closure import remove_closure, short_name
from handlers.set_hours import set_hours
from handlers.set_weekdays import set_weekdays
from handlers.show_calendar import show_calendar
from store import calendars, schools

DAY = timedelta(days=1)
PRESIDENTS_DAY = date(2026, 2, 16)


def sets_hours(world: World, opens: time, closes: time) -> Change:
    return set_hours(world.store, world.school_id, opens, closes, world.now)


def closes(world: World, first: date, last: date | None = None, why: str = "snow"):
    return close_days(world.store, world.school_id, first, last or first, why, world.now)


def opens(world: World, day: date):
    return open_day(world.store, world.school_id, day, world.now)


def test_a_closure_is_kept_once_however_often_it_is_said(world):
    closes(world, FRIDAY)
    closes(world, FRIDAY)
    assert len(world.read(calendars.kept)) == 1
    assert len(world.read(calendars.earlier)) == 1


def test_closing_a_day_that_was_opened_closes_it(world):
    opens(world, PRESIDENTS_DAY)
    closes(world, PRESIDENTS_DAY)
    assert not world.school().calendar.is_school_day(PRESIDENTS_DAY)


def test_opening_a_school_day_changes_nothing(world):
    _, was_closed = opens(world, TUESDAY)
    assert was_closed is None
    assert world.read(calendars.opened) == {}


def test_a_closure_is_taken_back_by_one_of_its_days_or_by_its_name(world):
    closes(world, THURSDAY, FRIDAY)
    (kept,) = world.read(calendars.kept)
    removed = remove_closure(world.store, world.school_id, FRIDAY, world.now)
    assert removed.closure == kept
    closes(world, THURSDAY, FRIDAY)
    (kept,) = world.read(calendars.kept)
    assert remove_closure(world.store, world.school_id, short_name(kept), world.now).closure == kept
    assert world.school().calendar.closures == ()


def test_a_day_that_was_opened_is_taken_back(world):
    opens(world, PRESIDENTS_DAY)
    assert remove_closure(world.store, world.school_id, PRESIDENTS_DAY, world.now).day == PRESIDENTS_DAY
    assert not world.school().calendar.is_school_day(PRESIDENTS_DAY)


def test_of_several_closures_on_a_day_one_has_to_be_named(world):
    closes(world, THURSDAY, FRIDAY)
    closes(world, FRIDAY, why="flood")
    with pytest.raises(UserError, match=r"Several closures hold 2026-02-06: .*snow.*flood"):
        remove_closure(world.store, world.school_id, FRIDAY, world.now)
    assert world.school().calendar.why_closed(FRIDAY) == "flood"


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda world: closes(world, FRIDAY, TUESDAY), "2026-02-03 is before 2026-02-06"),
        (lambda world: closes(world, date(2206, 2, 3)), "is the year right"),
        (lambda world: closes(world, date(2016, 2, 3)), "is the year right"),
        (lambda world: closes(world, FRIDAY, why="  "), "Say why"),
        (lambda world: closes(world, FRIDAY, why="x" * 201), "under 200 characters"),
        (lambda world: closes(world, TUESDAY, TUESDAY + 370 * DAY), "no school day within a year from 2026-02-03"),
        (lambda world: opens(world, date(2206, 2, 3)), "is the year right"),
        (lambda world: remove_closure(world.store, world.school_id, FRIDAY, world.now), "No closure"),
        (lambda world: remove_closure(world.store, world.school_id, "abcdef", world.now), "No closure"),
        (lambda world: sets_hours(world, time(16), time(8)), "before it opens"),
        (lambda world: sets_hours(world, time(15), time(16)), "digest goes out at 14:00, which is not from 15:00"),
        (lambda world: sets_hours(world, time(8), time(14)), "until before 14:00. Choose another hour for it"),
        (lambda world: set_weekdays(world.store, world.school_id, frozenset({5, 6}), world.now), "Monday to Friday"),
        (lambda world: set_weekdays(world.store, world.school_id, frozenset(), world.now), "Monday to Friday"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(world, act, sentence):
    before = world.school()
    with pytest.raises(UserError, match=sentence):
        act(world)
    assert world.school() == before
    assert world.read(calendars.earlier) == ()


def test_the_weeks_to_come_are_shown_as_stretches(world):
    closes(world, WEDNESDAY, THURSDAY, "Staff days")
    opens(world, PRESIDENTS_DAY)
    shown = show_calendar(world.store, world.school_id, world.now, 3)
    assert [(each.first, each.last, each.days, each.why_closed) for each in shown.stretches] == [
        (MONDAY, TUESDAY, 2, None),
        (WEDNESDAY, THURSDAY, 2, "Staff days"),
        (FRIDAY, date(2026, 2, 20), 11, None),
    ]
    assert shown.opened == (PRESIDENTS_DAY,)
    assert [each.why for each in shown.kept] == ["Staff days"]


def test_hours_that_stay_are_taken_again_whatever_the_digests_hour_is(world):
    before = world.school()
    with world.store.writing() as db:
        schools.set_digest_moment(db, world.school_id, FRIDAY.weekday(), time(7))
    assert sets_hours(world, before.calendar.opens, before.calendar.closes).moved.nudges == 0
    with pytest.raises(UserError, match="goes out at 07:00"):
        sets_hours(world, time(7, 30), time(16))
