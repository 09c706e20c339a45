"""The three dates under Promise."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.proposals import propose_dates
from domain.school_days import Closure, SchoolCalendar

DAY = timedelta(days=1)
MONDAY = date(2026, 11, 9)
DAYS = st.dates(date(2026, 8, 1), date(2027, 7, 31))
CALENDARS = st.builds(
    SchoolCalendar,
    zone=st.just("Europe/London"),
    holidays=st.sampled_from(["", "GB-ENG"]),
    closures=st.lists(
        st.builds(lambda first, length: Closure(first, first + length * DAY, "Closed"), DAYS, st.integers(0, 14)),
        max_size=4,
    ).map(tuple),
)
PLAIN = SchoolCalendar("Europe/London")


def offered(today: date, needed_by: date | None) -> list[str]:
    return [f"{one.on:%a}" + " late" * one.after_needed_by for one in propose_dates(today, needed_by, PLAIN)]


def test_without_a_needed_by_date_they_are_near_and_small():
    assert offered(MONDAY, None) == ["Tue", "Thu", "Mon"]


def test_they_keep_within_the_needed_by_date_as_long_as_there_is_room():
    assert offered(MONDAY, MONDAY + 4 * DAY) == ["Tue", "Thu", "Fri"]
    assert offered(MONDAY, MONDAY + 3 * DAY) == ["Tue", "Wed", "Thu"]
    assert offered(MONDAY, MONDAY + 60 * DAY) == ["Tue", "Thu", "Mon"]


def test_with_little_room_today_counts_and_what_comes_too_late_says_so():
    assert offered(MONDAY, MONDAY + 2 * DAY) == ["Mon", "Tue", "Wed"]
    assert offered(MONDAY, MONDAY + DAY) == ["Mon", "Tue", "Wed late"]
    assert offered(MONDAY, MONDAY) == ["Mon", "Tue late", "Wed late"]
    assert offered(MONDAY, MONDAY - DAY) == ["Tue late", "Wed late", "Thu late"]
    assert offered(MONDAY + 5 * DAY, MONDAY + 7 * DAY) == ["Mon", "Tue late", "Wed late"]


@given(CALENDARS, DAYS, st.none() | st.integers(-20, 40))
def test_they_are_three_school_days_in_order_and_late_only_where_it_cannot_be_helped(calendar, today, room):
    needed_by = None if room is None else today + room * DAY
    proposals = propose_dates(today, needed_by, calendar)
    days = [one.on for one in proposals]
    assert days == sorted(set(days))
    assert all(calendar.is_school_day(day) and day >= today for day in days)
    assert days[-1] <= calendar.add_school_days(today, 5)
    assert [one.after_needed_by for one in proposals] == [needed_by is not None and day > needed_by for day in days]
    if needed_by:
        possible = sum(calendar.is_school_day(today + n * DAY) for n in range(max(0, (needed_by - today).days + 1)))
        assert sum(not one.after_needed_by for one in proposals) == min(3, possible)
