"""What holds of dates in words for any day, any text and any order."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from domain.calendar_words import MONTH_NAMES, PARTS_OF_DAY, SHORT_WEEKDAYS, TODAY, TOMORROW, UNITS, WEEKDAYS
from domain.dates_in_words import DateOrder, find_date, in_words, read_date, short
from domain.school_days import Closure, SchoolCalendar
from domain.words import vocabulary

CALENDAR = SchoolCalendar(
    "Europe/London",
    holidays="GB-ENG",
    closures=(Closure(date(2026, 12, 21), date(2027, 1, 1), "Christmas holidays"),),
)
TODAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
ORDERS = st.sampled_from(DateOrder)
AHEAD = st.integers(0, 360)
NUMBERS = {
    DateOrder.DAY_FIRST: ("{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}.{m}.{y}", "{d}-{m}-{y}", "{d}/{m}/{s:02}"),
    DateOrder.MONTH_FIRST: ("{m}/{d}/{y}", "{m:02}/{d:02}/{y}", "{m}-{d}-{y}", "{m}/{d}/{s:02}"),
    DateOrder.YEAR_FIRST: ("{y}/{m}/{d}", "{y}-{m:02}-{d:02}", "{y}.{m}.{d}", "{s:02}/{m}/{d}"),
}
NAMED = (
    "{d} {n} {y}",
    "{n} {d}, {y}",
    "{d} of {n} {y}",
    "the {d} of {n}, {y}",
    "{a} {d} {y}",
    "{d}-{a}-{y}",
    "{a}. {d}, {y}",
)
CALENDAR_WORDS = (
    *WEEKDAYS, *SHORT_WEEKDAYS, *TODAY, *TOMORROW, *UNITS, *PARTS_OF_DAY, "week", "cob", "close of", "end of",
)  # fmt: skip
WORDS = st.sampled_from(sorted(vocabulary(
    """
    atlases bees the a of on in for by until before needed next this grade chapter dust bowl poems please thanks about
    lesson and or two three weeks days class with my students reading history geography from is it to
    """
)))  # fmt: skip
PIECES = vocabulary(
    """
    by before next this Friday friday tomorrow week in two 3 14th the of end March 12/3 3/12 Thanksgiving day after on
    for 2026 , . " < > ' - half term a from now may sat 31 30 February first's weeks' 10am period
    """
)
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(["\n", *sorted(PIECES)]), max_size=40).map(" ".join)


def read(phrase: str, today: date, order: DateOrder):
    return read_date(phrase, today=today, calendar=CALENDAR, order=order)


def find(text: str, today: date, order: DateOrder):
    return find_date(text, today=today, calendar=CALENDAR, order=order)


@given(TODAYS, AHEAD, ORDERS)
def test_a_day_said_in_words_is_read_back(today, ahead, order):
    day = today + timedelta(days=ahead)
    words = in_words(day, today=today, order=order)
    assert read(words, today, order) == day
    assert find(f"bees by {words}", today, order).on == day


@given(TODAYS, st.integers(0, 300), ORDERS)
def test_a_day_in_short_form_is_read_back(today, ahead, order):
    day = today + timedelta(days=ahead)
    assert read(short(day, order), today, order) == day


@given(TODAYS, AHEAD, ORDERS, st.data())
def test_a_day_in_figures_is_read_back_in_the_schools_order(today, ahead, order, data):
    day = today + timedelta(days=ahead)
    form = data.draw(st.sampled_from((*NUMBERS[order], *NAMED, "{y}-{m:02}-{d:02}")))
    name = MONTH_NAMES[day.month - 1]
    words = form.format(d=day.day, m=day.month, y=day.year, s=day.year % 100, n=name, a=name[:3])
    assert read(words, today, order) == day
    answer = find(f"bees by {words}, please", today, order)
    assert (answer.on, answer.phrase) == (day, f"by {words}")


@given(TODAYS, st.integers(0, 25), ORDERS)
def test_a_day_of_the_month_is_the_next_one(today, ahead, order):
    day = today + timedelta(days=ahead)
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in {11, 12, 13} else 0, "th")
    assert read(f"by the {day.day}{suffix}", today, order) == day


@given(TODAYS, st.integers(0, 6), ORDERS)
def test_weekdays_are_this_weeks_next_weeks_or_the_next_one(today, weekday, order):
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    monday = today - timedelta(days=today.weekday())
    assert read(f"next {name}", today, order) == monday + timedelta(days=7 + weekday)
    assert today < read(name, today, order) <= today + timedelta(days=7)
    assert today <= read(f"this {name}", today, order) <= today + timedelta(days=6)
    assert read(f"{name} week", today, order) == read(name, today, order) + timedelta(days=7)


@given(TODAYS, st.integers(1, 60), ORDERS)
def test_school_days_are_counted_in_school_days(today, count, order):
    assert read(f"in {count} school days", today, order) == CALENDAR.add_school_days(today, count)


@given(TEXTS, TODAYS, ORDERS)
@example("by\n\x00Friday", date(2026, 11, 18), DateOrder.DAY_FIRST)
@example("İ by Friday ½ ² ١٢/٣", date(2026, 11, 18), DateOrder.DAY_FIRST)
@settings(max_examples=300)
def test_no_text_breaks_it_and_what_is_found_is_a_slice_of_the_text_and_not_past(text, today, order):
    read(text, today, order)
    answer = find(text, today, order)
    if answer:
        assert text[answer.start : answer.end] == answer.phrase
        assert answer.phrase == answer.phrase.strip()
        assert answer.on >= today


@given(TEXTS, TODAYS, ORDERS)
def test_the_phrase_found_says_the_same_day_by_itself(text, today, order):
    answer = find(text, today, order)
    if answer and "\n" not in answer.phrase:
        assert read(answer.phrase, today, order) == answer.on


@given(st.lists(WORDS, max_size=30).map(" ".join), TODAYS, ORDERS)
def test_text_without_figures_or_words_of_the_calendar_is_no_date(text, today, order):
    calendar_words = {"next", "week", "weeks", "days", "day", "this"}
    if not calendar_words & set(text.split()):
        assert find(text, today, order) is None


@given(st.text(st.characters(categories=["L", "P", "S", "Z"]), max_size=100), TODAYS, ORDERS)
def test_letters_and_signs_without_words_of_the_calendar_are_no_date(text, today, order):
    assume(not any(word in text.lower() for word in CALENDAR_WORDS))
    assert find(text, today, order) is None


@pytest.mark.parametrize(
    "piece",
    ["by ", "by the end of the ", "a week from ", "the day before ", "Friday the ", "<", '"', "“", "3/12/", "in 3 ",
     "by 3 abc ", "x", "the week of ", "12 ", "- ", "next next ", "by Friday ", "1-", "’s ", "a couple of "],
)  # fmt: skip
def test_ten_thousand_characters_take_no_longer_than_they_should(piece):
    text = (piece * 10_000)[:10_000]
    began = time.process_time()
    find(text, date(2026, 11, 18), DateOrder.DAY_FIRST)
    assert time.process_time() - began < 3
