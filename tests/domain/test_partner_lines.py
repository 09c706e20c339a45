"""Which partners a morning speaks of: three, the most overdue first, and everybody in turn."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.partner import Clock, Gaps
from domain.partner_lines import MOST_LINES, lines_of
from domain.school_days import Closure, SchoolCalendar

CALENDAR = SchoolCalendar("America/Chicago", closures=(Closure(date(2026, 3, 16), date(2026, 3, 20), "Spring break"),))
MONDAY = date(2026, 3, 2)


def clock(days: int, ideal: int = 5, most: int = 10, **more: date) -> Clock:
    """Of a partner with whom there was a word so many school days ago."""
    return Clock(CALENDAR.add_school_days(MONDAY, -days), Gaps(ideal, most), **more)


def lines(*clocks: Clock, day: date = MONDAY) -> list[int]:
    return [each.int for each in lines_of({UUID(int=n): each for n, each in enumerate(clocks)}, day, CALENDAR)]


def test_at_the_ideal_gap_all_is_well_and_a_day_later_it_is_worth_a_word():
    assert lines(clock(5)) == []
    assert lines(clock(6)) == [0]


def test_the_most_overdue_come_first_and_three_at_most():
    assert lines(clock(6), clock(11), clock(30), clock(13)) == [2, 3, 1]


def test_how_long_overdue_is_counted_from_each_ones_own_limit():
    assert lines(clock(30, ideal=5, most=28), clock(15, ideal=5, most=10)) == [1, 0]


def test_whoever_was_put_off_is_not_mentioned_before_that_day():
    until = MONDAY + timedelta(days=7)
    assert lines(clock(30, quiet_until=until)) == []
    assert lines(clock(30, quiet_until=until), day=until) == [0]


def test_whoever_was_mentioned_rests_for_a_school_week_that_holidays_make_longer():
    mentioned = clock(30, listed_on=date(2026, 3, 12))
    assert lines(mentioned, day=date(2026, 3, 13)) == []
    assert lines(mentioned, day=date(2026, 3, 25)) == []
    assert lines(mentioned, day=date(2026, 3, 26)) == [0]


def test_the_same_morning_has_the_same_lines_for_whoever_reads_it_later():
    first = [clock(30), clock(20), clock(15), clock(12)]
    told = lines(*first)
    assert lines(*(replace(each, listed_on=MONDAY) if n in told else each for n, each in enumerate(first))) == told


@given(st.lists(st.integers(0, 60), max_size=25))
def test_a_pile_up_is_spread_and_nobody_is_dropped(ages: list[int]):
    clocks = {UUID(int=n): clock(age) for n, age in enumerate(ages)}
    waiting = {partner for partner in clocks if partner in lines_of_each(clocks)}
    told: list[UUID] = []
    day = MONDAY
    while len(told) < len(waiting):
        today = lines_of(clocks, day, CALENDAR)
        assert len(today) <= MOST_LINES
        assert len(today) == MOST_LINES or {*told, *today} >= waiting
        told += [each for each in today if each in waiting and each not in told]
        clocks |= {each: replace(clocks[each], listed_on=day) for each in today}
        day = CALENDAR.next_school_day(day)
        assert day < MONDAY + timedelta(days=90)
    assert {*told} == waiting


def lines_of_each(clocks: dict[UUID, Clock]) -> set[UUID]:
    """Who is waiting on Monday, each asked alone."""
    return {partner for partner in clocks if lines_of({partner: clocks[partner]}, MONDAY, CALENDAR)}
