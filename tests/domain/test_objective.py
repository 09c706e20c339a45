"""Objectives of the improvement plan: what they need, and to which school year a day belongs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UserError
from domain.objective import (
    TITLE_LIMIT,
    VALUE_LIMIT,
    WORDS_LIMIT,
    check_aim,
    check_measure,
    check_read_on,
    check_reading_note,
    check_target,
    check_title,
    check_value,
    check_year,
    school_year_of,
    year_in_words,
    years_to_plan,
)

MARCH, AUGUST = date(2027, 3, 1), date(2026, 8, 20)


@pytest.mark.parametrize(
    ("day", "year"),
    [(MARCH, 2026), (AUGUST, 2026), (date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026), (date(2026, 12, 31), 2026)],
)
def test_a_school_year_goes_by_the_autumn_in_which_it_begins(day, year):
    assert school_year_of(day) == year


@pytest.mark.parametrize(("year", "words"), [(2026, "2026–27"), (2099, "2099–00"), (2008, "2008–09")])
def test_a_school_year_is_written_as_schools_do(year, words):
    assert year_in_words(year) == words


def test_the_plan_is_for_this_year_and_the_next():
    assert years_to_plan(MARCH) == (2026, 2027)


@given(st.dates(date(2001, 1, 1), date(2200, 1, 1)))
def test_the_year_of_today_can_always_be_planned(day):
    assert check_year(school_year_of(day), day) == school_year_of(day)


@pytest.mark.parametrize("year", [None, 1999, 2028, 9999])
def test_a_year_too_far_off_is_refused(year):
    with pytest.raises(UserError) as refused:
        check_year(year, MARCH)
    assert refused.value.about == "year"


def test_the_year_it_stands_in_already_is_kept():
    assert check_year(1998, MARCH, before=1998) == 1998


@pytest.mark.parametrize(
    ("check", "about", "most"),
    [
        (check_title, "title", TITLE_LIMIT),
        (check_aim, "aim", WORDS_LIMIT),
        (check_measure, "measure", WORDS_LIMIT),
        (check_target, "target", VALUE_LIMIT),
        (check_value, "value", VALUE_LIMIT),
    ],
)
def test_each_field_needs_words_and_not_too_many(check, about, most):
    for words in (None, "", "  \n ", "x" * (most + 1), "🐝" * (most // 2 + 1)):
        with pytest.raises(UserError) as refused:
            check(words)
        assert refused.value.about == about
    assert check(" " + "x" * most) == "x" * most


def test_a_word_on_a_reading_may_be_left_out():
    assert check_reading_note("  ") is None
    with pytest.raises(UserError):
        check_reading_note("x" * (WORDS_LIMIT + 1))


def test_a_reading_is_of_today_or_earlier():
    assert check_read_on(None, MARCH) == check_read_on(MARCH, MARCH) == MARCH
    with pytest.raises(UserError, match="still to come") as refused:
        check_read_on(date(2027, 3, 2), MARCH)
    assert refused.value.about == "read-on"
