"""The ladder, against a model that lists its rungs by walking through the school days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.nudging import SnoozeChoices, Standing, is_step, next_step, snooze_choices, standing
from domain.school_days import Closure, SchoolCalendar
from tests.domain.any_school import DAYS, AnySchool, schools

DAY = timedelta(days=1)
TEXAS = SchoolCalendar(
    "America/Chicago",
    holidays="US",
    closures=(Closure(date(2026, 11, 27), date(2026, 11, 27), "Friday after Thanksgiving"),),
)


def rungs(school: AnySchool, due_on: date, until: date) -> list[date]:
    """The ladder as the slow model climbs it."""
    return [day for day in school.slow.rungs(due_on) if day <= until]


@given(schools(), DAYS, st.integers(-10, 90))
def test_it_is_written_on_the_rungs_and_on_no_other_day(school, due_on, offset):
    today = due_on + offset * DAY
    assert is_step(due_on, today, calendar=school.calendar) == (today in rungs(school, due_on, today))


@given(schools(), DAYS, st.integers(-10, 90))
def test_the_next_step_is_the_first_rung_after_a_day(school, due_on, offset):
    after = due_on + offset * DAY
    later = [day for day in rungs(school, due_on, after + 60 * DAY) if day > after]
    assert next_step(due_on, after, calendar=school.calendar) == later[0]


@given(schools(), DAYS, st.integers(-10, 40), st.integers(0, 40))
def test_a_missed_step_is_caught_up_on_the_next_school_day(school, due_on, offset, away):
    written = due_on + offset * DAY
    today = written + away * DAY
    missed = [day for day in rungs(school, due_on, today) if day > written]
    assert is_step(due_on, today, calendar=school.calendar, last_written_on=written) == (
        bool(missed) and school.slow.is_school_day(today)
    )


@given(schools(), DAYS, st.integers(-10, 20), st.integers(0, 30), st.integers(0, 40))
def test_a_snooze_keeps_quiet_until_its_day_and_then_speaks(school, due_on, offset, length, later):
    written = due_on + offset * DAY
    snoozed_until = written + length * DAY
    today = written + later * DAY
    woken = snoozed_until
    while not school.slow.is_school_day(woken):
        woken += DAY
    answer = is_step(due_on, today, calendar=school.calendar, snoozed_until=snoozed_until, last_written_on=written)
    if today < woken or not school.slow.is_school_day(today):
        assert not answer
    elif woken > written:
        assert answer
    assert is_step(due_on, woken, calendar=school.calendar, snoozed_until=snoozed_until)


@given(schools(), DAYS, st.none() | DAYS, st.integers(20, 120))
def test_followed_from_morning_to_morning_it_never_falls_silent(school, due_on, snoozed_until, days):
    start = due_on - 10 * DAY
    written = [start]
    for n in range(1, days):
        today = start + n * DAY
        if is_step(due_on, today, calendar=school.calendar, snoozed_until=snoozed_until, last_written_on=written[-1]):
            assert school.slow.is_school_day(today)
            written.append(today)
    expected = [start]
    while expected[-1] < start + days * DAY:
        expected.append(next_step(due_on, expected[-1], calendar=school.calendar, snoozed_until=snoozed_until))
    assert written == [day for day in expected if day < start + days * DAY]


def test_the_ladder_over_thanksgiving():
    due_on, day, steps = date(2026, 11, 25), date(2026, 11, 1), []
    for _ in range(7):
        day = next_step(due_on, day, calendar=TEXAS)
        steps.append(f"{day:%a %d %b}")
    assert steps == ["Tue 24 Nov", "Wed 25 Nov", "Mon 30 Nov", "Wed 02 Dec", "Fri 04 Dec", "Fri 11 Dec", "Fri 18 Dec"]


def test_a_due_date_on_a_closed_day_counts_from_the_school_day_before_it():
    saturday = date(2026, 11, 14)
    steps = [date(2026, 11, 1)]
    for _ in range(3):
        steps.append(next_step(saturday, steps[-1], calendar=TEXAS))
    assert [f"{day:%a}" for day in steps[1:]] == ["Thu", "Fri", "Mon"]
    assert standing(saturday, date(2026, 11, 12), TEXAS) is Standing.DUE_SOON
    assert standing(saturday, date(2026, 11, 13), TEXAS) is Standing.DUE_TODAY
    assert standing(saturday, date(2026, 11, 16), TEXAS) is Standing.OVERDUE


@given(schools(), DAYS, DAYS)
def test_overdue_is_after_the_due_date_and_never_before(school, due_on, today):
    answer = standing(due_on, today, school.calendar)
    assert (answer is Standing.OVERDUE) == (today > due_on)
    if today == due_on:
        assert answer is Standing.DUE_TODAY


@pytest.mark.parametrize(
    ("today", "choices"),
    [
        (date(2026, 11, 16), SnoozeChoices(date(2026, 11, 17), date(2026, 11, 19), date(2026, 11, 23))),
        (date(2026, 11, 20), SnoozeChoices(date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 23))),
        (date(2026, 11, 25), SnoozeChoices(date(2026, 11, 30), date(2026, 12, 2), date(2026, 11, 30))),
    ],
)
def test_snooze_offers_tomorrow_three_school_days_and_next_week(today, choices):
    assert snooze_choices(today, TEXAS) == choices


def test_next_week_begins_on_sunday_where_the_school_does():
    calendar = SchoolCalendar("Asia/Riyadh", weekdays=frozenset({6, 0, 1, 2, 3}))
    assert snooze_choices(date(2026, 11, 18), calendar).next_week == date(2026, 11, 22)
