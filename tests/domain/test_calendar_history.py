"""What was owed is told from the calendar that counted at the time."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar_history import CalendarHistory, EarlierCalendar, next_part, parts_of_day
from domain.dates_in_words import DateOrder
from domain.digest_moments import following_digest, moved_digest
from domain.notices import NoticeKind
from domain.school import School
from domain.school_days import Closure, SchoolCalendar

MONDAY = date(2026, 2, 2)
DAY = timedelta(days=1)
FRIDAY, NEXT_FRIDAY = MONDAY + 4 * DAY, MONDAY + 11 * DAY
PLAIN = SchoolCalendar("UTC")
SCHOOL = School(UUID(int=1), "T0", "Riverside", PLAIN, DateOrder.DAY_FIRST)
MOMENTS = st.integers(0, 21 * 24 * 4).map(lambda number: at(MONDAY) + number * timedelta(minutes=15))
CLOSED = st.tuples(st.integers(0, 20), st.integers(0, 4)).map(lambda pair: closed(pair[0], pair[0] + pair[1]))
CALENDARS = st.one_of(CLOSED, st.sampled_from([PLAIN, replace(PLAIN, opens=time(9, 30), closes=time(14))]))
HISTORIES = st.tuples(CALENDARS, st.lists(st.tuples(MOMENTS, CALENDARS), max_size=3)).map(
    lambda pair: CalendarHistory(
        pair[0], tuple(EarlierCalendar(*each) for each in sorted(pair[1], key=lambda each: each[0]))
    )
)


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def closed(first: int, last: int) -> SchoolCalendar:
    return replace(PLAIN, closures=(Closure(MONDAY + first * DAY, MONDAY + last * DAY, "snow"),))


def changed(before: SchoolCalendar, moment: datetime, after: SchoolCalendar) -> CalendarHistory:
    return CalendarHistory(after, (EarlierCalendar(moment, before),))


@given(HISTORIES, st.integers(0, 20))
def test_a_part_of_the_day_is_owed_if_the_calendar_of_its_moment_says_so(known, number):
    day = MONDAY + number * DAY
    minutes = [at(day) + minute * timedelta(minutes=15) for minute in range(96)]
    expected = [
        (part.kind, moment)
        for moment in minutes
        for part in parts_of_day(known.at(moment), day)
        if part.moment == moment
    ]
    assert [(part.kind, part.moment) for part in known.parts_of(day)] == expected


@given(HISTORIES, MOMENTS)
def test_the_next_opening_is_the_first_moment_at_which_the_calendar_of_the_moment_is_open(known, moment):
    answer = known.next_open(moment)
    steps = int((answer - moment) / timedelta(minutes=15))
    assert known.after(answer).is_open(answer) or known.at(answer).is_open(answer)
    for step in range(steps):
        between = moment + step * timedelta(minutes=15)
        assert not known.at(between).is_open(between)


@given(CALENDARS, MOMENTS)
def test_the_next_part_is_the_first_one_to_come(calendar, now):
    answer = next_part(calendar, now)
    day, found = calendar.today(now), []
    while not found:
        found = [part.moment for part in parts_of_day(calendar, day) if part.moment > now]
        day += DAY
    assert answer == found[0]


def test_a_school_day_of_two_hours_has_no_afternoon():
    short = replace(PLAIN, opens=time(9), closes=time(11))
    assert [part.kind for part in parts_of_day(short, MONDAY)] == [NoticeKind.MORNING]
    assert [part.kind for part in parts_of_day(PLAIN, MONDAY)] == [NoticeKind.MORNING, NoticeKind.AFTERNOON]


@pytest.mark.parametrize(
    ("before", "after", "now", "moment"),
    [
        (PLAIN, closed(4, 4), at(MONDAY, 9), at(FRIDAY - DAY, 14)),  # Friday is closed: Thursday
        (PLAIN, closed(4, 4), at(FRIDAY, 9), at(FRIDAY, 9)),  # on the day itself: at once
        (PLAIN, closed(3, 4), at(FRIDAY - DAY, 15), at(FRIDAY - DAY, 15)),  # both are closed and Wednesday is gone
        (PLAIN, closed(0, 4), at(MONDAY, 7), at(NEXT_FRIDAY, 14)),  # a week without school has none
        (closed(0, 4), PLAIN, at(MONDAY, 7), at(FRIDAY, 14)),  # it opens after all
        (closed(4, 4), PLAIN, at(MONDAY, 9), at(FRIDAY, 14)),  # Friday opens before Thursday's went out
        (closed(4, 4), PLAIN, at(FRIDAY - DAY, 15), at(NEXT_FRIDAY, 14)),  # and after it
        (PLAIN, closed(11, 11), at(FRIDAY, 15), at(NEXT_FRIDAY - DAY, 14)),  # next week's
    ],
)
def test_a_digest_moves_with_the_calendar_and_a_week_has_one(before, after, now, moment):
    planned = replace(SCHOOL, calendar=before).digest_after(now)
    assert moved_digest(SCHOOL, before, after, planned, now) == moment
    known = changed(before, now, after)
    digests = [following_digest(SCHOOL, known, at(MONDAY - 8 * DAY))]
    while digests[-1] < at(NEXT_FRIDAY + DAY):
        digests.append(following_digest(SCHOOL, known, digests[-1]))
    assert moment in digests
    weeks = [each.isocalendar()[:2] for each in digests]
    assert len(set(weeks)) == len(weeks)
