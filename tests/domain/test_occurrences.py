"""On which days an activity takes place, held against two typed school years and a model that counts on its fingers."""

from calendar import monthcalendar
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.activity import AWAY_FROM_SCHOOL, KINDS, Activity, Recurrence, check_kind, check_title
from domain.collaboration import ActivityKind
from domain.dates_in_words import DateOrder
from domain.errors import UserError
from domain.occurrences import check_days, horizon, in_rhythm, next_occurrence, occurrences, rhythm
from domain.school_days import Closure, SchoolCalendar
from tests.school_years import AMERICAN_CLOSED, BRITISH_CLOSED, FIRST, LAST

DAY = timedelta(days=1)
WHOLE_YEAR = [FIRST + number * DAY for number in range((LAST - FIRST).days + 1)]


def calendar_of(closed: frozenset[date], zone: str) -> SchoolCalendar:
    every_day = frozenset(range(7))
    return SchoolCalendar(
        zone, weekdays=every_day, closures=tuple(Closure(day, day, "closed") for day in sorted(closed))
    )


SCHOOLS = {
    "American": (AMERICAN_CLOSED, calendar_of(AMERICAN_CLOSED, "America/Chicago")),
    "British": (BRITISH_CLOSED, calendar_of(BRITISH_CLOSED, "Europe/London")),
}
EACH_SCHOOL = pytest.mark.parametrize(("closed", "calendar"), SCHOOLS.values(), ids=SCHOOLS.keys())
ORDINARY = SchoolCalendar("America/Chicago")


def an_activity(first_on: date, recurrence: Recurrence = Recurrence.WEEKLY, **to: object) -> Activity:
    given_ = {
        "id": uuid4(),
        "owner_id": uuid4(),
        "kind": ActivityKind.REGULAR_CLASS,
        "title": "Reading hour",
        "first_on": first_on,
        "at": None,
        "recurrence": recurrence,
        "until": None,
        "partner_id": None,
        "objective_id": None,
        "source_uid": None,
        "planned_until": None,
        "ended_on": None,
    }
    return Activity(**(given_ | to))


# the model: a wall calendar and a finger


def model(first_on: date, recurrence: str, until: date | None, closed: frozenset[date]) -> list[date]:
    """Every day of the year is looked at in turn."""
    found, since = [], 0
    for day in WHOLE_YEAR:
        if day < first_on or (until and day > until):
            continue
        is_its_day = day == first_on if recurrence == "once" else is_named(day, first_on, recurrence, since)
        if is_its_day and day not in closed:
            found.append(day)
        since += 1
    return found


def is_named(day: date, first_on: date, recurrence: str, days_since: int) -> bool:
    if recurrence == "weekly":
        return days_since % 7 == 0
    if recurrence == "fortnightly":
        return days_since % 14 == 0
    column = [week[day.weekday()] for week in monthcalendar(day.year, day.month) if week[day.weekday()]]
    begun = [week[first_on.weekday()] for week in monthcalendar(first_on.year, first_on.month)]
    place = [number for number in begun if number].index(first_on.day)
    return day.weekday() == first_on.weekday() and day.day == column[min(place, len(column) - 1)]


@EACH_SCHOOL
@given(
    first_on=st.dates(FIRST, LAST),
    recurrence=st.sampled_from(Recurrence),
    until=st.none() | st.dates(FIRST, LAST),
    begin=st.dates(FIRST, LAST),
)
def test_an_activity_takes_place_on_its_days_without_those_that_are_closed(
    closed, calendar, first_on, recurrence, until, begin
):
    until = until if until and until >= first_on and recurrence is not Recurrence.ONCE else None
    activity = an_activity(first_on, recurrence, until=until)
    expected = model(first_on, recurrence.value, until, closed)
    assert list(occurrences(activity, FIRST, LAST, calendar)) == expected
    assert list(occurrences(activity, begin, LAST, calendar)) == [day for day in expected if day >= begin]
    if recurrence is not Recurrence.MONTHLY or first_on.day <= 28:
        assert next(iter(expected), None) in {next_occurrence(activity, FIRST, calendar), None}


@EACH_SCHOOL
def test_the_third_tuesday_by_hand(closed, calendar):  # noqa: ARG001
    activity = an_activity(date(2026, 9, 15), Recurrence.MONTHLY)
    assert [f"{day:%m-%d}" for day in rhythm(activity, FIRST, date(2027, 2, 28))] == [
        "09-15",
        "10-20",
        "11-17",
        "12-15",
        "01-19",
        "02-16",
    ]


def test_whoever_begins_on_a_fifth_friday_means_the_last():
    activity = an_activity(date(2026, 1, 30), Recurrence.MONTHLY)
    assert [f"{day:%m-%d}" for day in rhythm(activity, date(2026, 1, 1), date(2026, 6, 30))] == [
        "01-30",
        "02-27",
        "03-27",
        "04-24",
        "05-29",
        "06-26",
    ]
    assert in_rhythm(activity) == "on the last Friday of the month"


def test_a_closed_day_moves_none_of_the_others():
    """Fortnightly on Tuesdays, with the second one closed: the third comes when it would have come."""
    snow = SchoolCalendar("America/Chicago", closures=(Closure(date(2026, 2, 17), date(2026, 2, 17), "Snow"),))
    activity = an_activity(date(2026, 2, 3), Recurrence.FORTNIGHTLY)
    assert occurrences(activity, date(2026, 2, 1), date(2026, 3, 5), snow) == (date(2026, 2, 3), date(2026, 3, 3))


@given(zone=st.sampled_from(["America/Chicago", "Europe/London", "Pacific/Auckland", "Asia/Kolkata"]))
def test_a_change_of_the_clocks_moves_no_day(zone):
    """From before the American change to after the British one, in either direction."""
    for first_on in (date(2026, 3, 2), date(2026, 10, 19)):
        days = occurrences(an_activity(first_on, at=time(2, 30)), first_on, first_on + 42 * DAY, SchoolCalendar(zone))
        assert days == tuple(first_on + week * 7 * DAY for week in range(7))


@EACH_SCHOOL
@given(today=st.dates(FIRST, LAST - 120 * DAY))
def test_the_day_before_is_always_within_the_plan(closed, calendar, today):
    """On each day of the year whatever takes place on the next school day lies within the horizon, holidays or not."""
    following = next(day for day in WHOLE_YEAR if day > today and day not in closed)
    assert horizon(today, calendar) >= following


@pytest.mark.parametrize("kind", KINDS)
def test_a_conference_may_be_on_a_saturday_and_a_class_may_not(kind):
    saturday = date(2026, 2, 7)
    is_away = kind in AWAY_FROM_SCHOOL
    once = an_activity(saturday, Recurrence.ONCE, kind=kind)
    assert occurrences(once, saturday, saturday, ORDINARY) == ((saturday,) if is_away else ())
    assert occurrences(an_activity(saturday, kind=kind), saturday, saturday + 70 * DAY, ORDINARY) == ()


@pytest.mark.parametrize(
    ("to", "sentence", "about"),
    [
        ({"first_on": date(2026, 2, 1)}, "That day has passed. Please choose today or a later day.", "first"),
        ({"first_on": date(2036, 2, 1)}, "That is more than two years ahead: is the year right?", "first"),
        ({"until": date(2026, 2, 2)}, "The last day cannot be before the first.", "until"),
        (
            {"recurrence": Recurrence.ONCE, "first_on": date(2026, 2, 7)},
            "The school is closed that day (Saturday). The nearest school day is Friday, February 6.",
            "first",
        ),
        (
            {"first_on": date(2026, 2, 7)},
            "The school is closed on every one of these days. The nearest school day is Friday, February 6.",
            "first",
        ),
    ],
)
def test_days_that_make_no_sense_are_refused_with_a_sentence(to, sentence, about):
    activity = an_activity(**({"first_on": date(2026, 2, 4)} | to))
    with pytest.raises(UserError) as refused:
        check_days(activity, None, date(2026, 2, 2), ORDINARY, DateOrder.MONTH_FIRST)
    assert str(refused.value) == sentence
    assert refused.value.about == about


def test_a_class_that_began_long_ago_can_still_be_changed():
    before = an_activity(date(2025, 9, 2))
    check_days(an_activity(date(2025, 9, 2)), before, date(2026, 2, 2), ORDINARY, DateOrder.DAY_FIRST)
    with pytest.raises(UserError, match="press End"):
        check_days(
            an_activity(date(2025, 9, 2), until=date(2025, 12, 1)),
            before,
            date(2026, 2, 2),
            ORDINARY,
            DateOrder.DAY_FIRST,
        )


def test_an_occurrence_is_written_as_a_promise_is():
    activity = an_activity(date(2026, 2, 3), at=time(10, 40), kind=ActivityKind.CO_TEACHING)
    assert activity.doing("Ada") == "Reading hour, with Ada (co-teaching)"
    assert an_activity(date(2026, 2, 3)).doing(None) == "Reading hour (class on a regular schedule)"


def test_a_rhythm_in_words():
    tuesday = date(2026, 2, 3)
    assert [in_rhythm(an_activity(tuesday, each)) for each in Recurrence] == [
        "",
        "weekly on Tuesdays",
        "fortnightly on Tuesdays",
        "on the first Tuesday of the month",
    ]


def test_a_title_and_a_kind_are_needed():
    for title in (None, "", "  ", "x" * 151):
        with pytest.raises(UserError):
            check_title(title)
    assert check_title("  Reading \n hour ") == "Reading hour"
    for kind in (None, ActivityKind.CONVERSATION):
        with pytest.raises(UserError):
            check_kind(kind)
