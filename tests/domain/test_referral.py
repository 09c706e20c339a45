"""When somebody is asked whether a partner helped: five school days on, whatever the calendar becomes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UserError
from domain.referral import check_note, follow_up_day
from domain.school_days import Closure, SchoolCalendar

PLAIN = SchoolCalendar("America/New_York")
MONDAY = date(2027, 3, 1)


def test_from_monday_it_is_the_next_monday():
    assert follow_up_day(MONDAY, PLAIN) == date(2027, 3, 8)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3))))
def test_it_is_the_fifth_day_of_school_after_the_referral(day, closed):
    closures = tuple(Closure(day + timedelta(first), day + timedelta(first + more), "closed") for first, more in closed)
    calendar = SchoolCalendar("UTC", closures=closures)
    shut = {day + timedelta(first + each) for first, more in closed for each in range(more + 1)}
    days = (day + timedelta(count) for count in range(1, 200))
    school_days = [each for each in days if each.weekday() < 5 and each not in shut]
    assert follow_up_day(day, calendar) == school_days[4]


@pytest.mark.parametrize(("today", "asked_on"), [(date(2027, 3, 12), date(2027, 3, 12)), (MONDAY, date(2027, 3, 8))])
def test_a_calendar_that_changes_moves_it_to_no_day_that_is_over(today, asked_on):
    assert follow_up_day(MONDAY, PLAIN, not_before=today) == asked_on


def test_a_word_may_be_left_out_and_may_not_be_long():
    assert check_note(" \n") is None
    with pytest.raises(UserError) as refused:
        check_note("x" * 501)
    assert refused.value.about == "word"
