"""School time, against a slow and obvious model that walks day by day and minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from domain.errors import UserError
from domain.school_days import Closure, SchoolCalendar, check_holidays, check_zone
from tests.domain.any_school import DAYS as YEAR
from tests.domain.any_school import schools
from tests.domain.slow_school import SlowSchool

DAY = timedelta(days=1)
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
ZONES = st.sampled_from([
    "America/Chicago", "Europe/London", "Australia/Lord_Howe", "Africa/Cairo", "America/Asuncion", "Asia/Kolkata",
    "Pacific/Apia", "America/Havana", "Asia/Beirut", "UTC",
])  # fmt: skip
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  (aware by zone)
CLOSURES = st.builds(lambda first, length: Closure(first, first + length * DAY, "Closed"), DAYS, st.integers(0, 20))
CALENDARS = st.builds(
    SchoolCalendar,
    zone=ZONES,
    opens=st.times(time(0), time(9)).map(lambda at: at.replace(second=0, microsecond=0)),
    closes=st.times(time(12), time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0)),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.sampled_from(["", "US-TX", "GB-ENG"]),
    closures=st.lists(CLOSURES, max_size=4).map(tuple),
    open_days=st.frozensets(DAYS, max_size=2),
)
TEXAS = SchoolCalendar("America/Chicago", holidays="US-TX")


def walk(slow: SlowSchool, day: date, step: int):
    """Every school day from `day` on, itself left out, by the table on the wall."""
    while True:
        day += step * DAY
        if slow.is_school_day(day):
            yield day


@given(CALENDARS, DAYS)
def test_a_school_day_is_a_weekday_of_the_school_without_closure_or_holiday(calendar, day):
    shut = any(one.first <= day <= one.last for one in calendar.closures) or day.weekday() not in calendar.weekdays
    if calendar.is_school_day(day):
        assert not shut or day in calendar.open_days
        assert calendar.why_closed(day) is None
    else:
        assert calendar.why_closed(day)
    if not calendar.holidays:
        assert calendar.is_school_day(day) == (day in calendar.open_days or not shut)


@given(schools(), YEAR, st.integers(-30, 30))
def test_school_days_are_added_by_walking(school, day, count):
    slow, calendar = school.slow, school.calendar
    steps = walk(slow, day, 1 if count > 0 else -1)
    if count:
        expected = [next(steps) for _ in range(abs(count))][-1]
    else:
        expected = day if slow.is_school_day(day) else next(walk(slow, day, 1))
    answer = calendar.add_school_days(day, count)
    assert answer == expected
    if count:
        assert calendar.school_days_between(day, answer) == count
    assert calendar.next_school_day(day) == next(walk(slow, day, 1))
    assert calendar.previous_school_day(day) == next(walk(slow, day, -1))


@given(schools(), YEAR, YEAR)
def test_between_two_days_lie_as_many_school_days_as_one_counts(school, first, last):
    between = school.calendar.school_days_between(first, last)
    low, high = (first, last) if first <= last else (last, first)
    days = [low + n * DAY for n in range((high - low).days + 1)]
    counted = days[1:] if first <= last else days[:-1]
    assert abs(between) == sum(school.slow.is_school_day(day) for day in counted)
    assert between >= 0 if first <= last else between <= 0


@given(schools(), YEAR)
def test_the_nearest_school_day_is_the_day_itself_if_it_is_one(school, day):
    after, before = school.calendar.school_day_on_or_after(day), school.calendar.school_day_on_or_before(day)
    assert before <= day <= after
    assert school.slow.is_school_day(before)
    assert school.slow.is_school_day(after)
    assert (before == day) == (after == day) == school.slow.is_school_day(day)


@given(CALENDARS, DAYS, st.times())
@example(SchoolCalendar("Africa/Cairo"), date(2026, 4, 24), time(0, 30))
@example(SchoolCalendar("Australia/Lord_Howe"), date(2026, 10, 4), time(2, 15))
@example(SchoolCalendar("America/Chicago"), date(2026, 11, 1), time(1, 30))
def test_a_moment_shows_its_wall_clock_time_unless_the_clock_skips_it(calendar, day, at):
    zone = ZoneInfo(calendar.zone)
    moment = calendar.moment(day, at)
    shown = moment.astimezone(zone).replace(tzinfo=None)
    wanted = datetime.combine(day, at)
    assert moment.tzinfo is UTC
    assert wanted <= shown <= wanted + timedelta(hours=25)
    earlier_with_same_face = [
        other
        for hours in (0.5, 1)
        if (other := moment - timedelta(hours=hours)).astimezone(zone).replace(tzinfo=None) == wanted
    ]
    assert not earlier_with_same_face
    if shown != wanted:
        skipped = wanted.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None)
        assert skipped != wanted


@given(CALENDARS, MOMENTS)
def test_it_is_open_from_opening_to_closing_on_school_days(calendar, now):
    local = now.astimezone(ZoneInfo(calendar.zone))
    day = local.date()
    assert calendar.today(now) == day
    changes = local.utcoffset() != (local - DAY).utcoffset() or local.utcoffset() != (local + DAY).utcoffset()
    assume(not changes)
    expected = calendar.is_school_day(day) and calendar.opens <= local.time() < calendar.closes
    assert calendar.is_open(now) == expected


@given(CALENDARS, MOMENTS)
def test_the_next_opening_is_now_or_the_first_opening_to_come(calendar, now):
    answer = calendar.next_open(now)
    assert answer.tzinfo is UTC
    assert calendar.is_open(answer)
    if calendar.is_open(now):
        assert answer == now
    else:
        day = calendar.today(answer)
        assert answer == calendar.opening(day) > now
        between = [calendar.today(now) + n * DAY for n in range((day - calendar.today(now)).days)]
        assert not any(
            calendar.is_school_day(one) and calendar.closing(one) > max(now, calendar.opening(one)) for one in between
        )


@pytest.mark.parametrize(
    "zone", ["America/Chicago", "Europe/London", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Beirut"]
)
def test_eight_in_the_morning_is_eight_on_every_day_of_the_year(zone):
    calendar = SchoolCalendar(zone)
    for n in range(366):
        day = date(2026, 1, 1) + n * DAY
        shown = calendar.opening(day).astimezone(ZoneInfo(zone))
        assert (shown.date(), shown.time()) == (day, time(8))


def test_the_opening_after_the_clocks_change_is_still_at_eight():
    friday_evening = datetime(2026, 3, 6, 23, tzinfo=UTC)
    assert TEXAS.next_open(friday_evening) == datetime(2026, 3, 9, 13, tzinfo=UTC)
    assert TEXAS.next_open(datetime(2026, 10, 30, 23, tzinfo=UTC)) == datetime(2026, 11, 3 - 1, 14, tzinfo=UTC)


def test_a_skipped_time_moves_on_by_the_gap_and_a_repeated_one_is_the_first():
    assert TEXAS.moment(date(2026, 3, 8), time(2, 30)) == datetime(2026, 3, 8, 8, 30, tzinfo=UTC)
    assert TEXAS.moment(date(2026, 11, 1), time(1, 30)) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    midnight = SchoolCalendar("Africa/Cairo").moment(date(2026, 4, 24), time(0))
    assert midnight.astimezone(ZoneInfo("Africa/Cairo")).isoformat() == "2026-04-24T01:00:00+03:00"


def test_a_closed_day_says_why():
    calendar = SchoolCalendar(
        "America/Chicago", holidays="US", closures=(Closure(date(2026, 12, 21), date(2027, 1, 1), "Winter break"),)
    )
    assert calendar.why_closed(date(2026, 11, 21)) == "Saturday"
    assert calendar.why_closed(date(2026, 11, 26)) == "Thanksgiving Day"
    assert calendar.why_closed(date(2026, 12, 26)) == "Winter break"
    assert calendar.why_closed(date(2026, 11, 25)) is None


def test_a_school_may_work_on_a_public_holiday():
    columbus_day = date(2026, 10, 12)
    assert not SchoolCalendar("America/Chicago", holidays="US").is_school_day(columbus_day)
    assert SchoolCalendar("America/Chicago", holidays="US", open_days=frozenset({columbus_day})).is_school_day(
        columbus_day
    )


@pytest.mark.parametrize(
    ("weekdays", "begins"),
    [
        ({0, 1, 2, 3, 4}, 0),
        ({6, 0, 1, 2, 3}, 6),
        ({5, 6, 0, 1, 2}, 5),
        (set(range(7)), 0),
        ({0, 1, 3, 4}, 0),
        (set(), 0),
    ],
)
def test_the_week_begins_after_its_longest_rest(weekdays, begins):
    calendar = SchoolCalendar("Asia/Dubai", weekdays=frozenset(weekdays))
    assert calendar.week_begins == begins
    assert calendar.week_of(date(2026, 11, 18)).weekday() == begins


@pytest.mark.parametrize(
    "calendar",
    [
        SchoolCalendar("UTC", weekdays=frozenset()),
        SchoolCalendar("UTC", closures=(Closure(date.min, date.max, "For ever"),)),
        SchoolCalendar("UTC", opens=time(16), closes=time(8)),
    ],
)
def test_a_calendar_that_never_opens_says_so(calendar):
    with pytest.raises(UserError, match=r"no school day|leave no time"):
        calendar.next_open(datetime(2026, 11, 18, tzinfo=UTC))


def test_the_ends_of_the_calendar_are_not_overrun():
    with pytest.raises(UserError):
        TEXAS.next_school_day(date.max)
    with pytest.raises(UserError):
        TEXAS.previous_school_day(date.min)


@pytest.mark.parametrize("ask", [TEXAS.today, TEXAS.is_open, TEXAS.next_open])
def test_a_moment_without_a_zone_is_refused(ask):
    with pytest.raises(ValueError, match=r"time zone"):
        ask(datetime(2026, 11, 18, 9))  # noqa: DTZ001  (that is the point)


@pytest.mark.parametrize(
    "name", ["", "Europe", "Mars/Olympus", "/etc/passwd", "../x", "a" * 5000, "\0", "Europe/Londn", "é"]
)
def test_an_unknown_zone_gets_one_clear_sentence(name):
    with pytest.raises(UserError, match=r"^TIMEZONE .*there is no time zone called") as caught:
        check_zone(name)
    assert len(str(caught.value)) < 300


def test_a_zone_nearly_right_is_suggested():
    with pytest.raises(UserError, match=r"such as Europe/London"):
        check_zone("Europe/Londn")
    check_zone("America/Argentina/Buenos_Aires")


@pytest.mark.parametrize("code", ["XX", "US-XX", "us-tx", "-", "Texas", "US-TX-1"])
def test_an_unknown_country_gets_one_clear_sentence(code):
    with pytest.raises(UserError, match=r"^HOLIDAYS .*there is no country or subdivision called"):
        check_holidays(code)


@pytest.mark.parametrize("code", ["", "US", "US-TX", "GB-ENG", "DE-BY"])
def test_a_known_country_is_accepted(code):
    check_holidays(code)
