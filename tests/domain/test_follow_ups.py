"""A partner's clock, against a model that walks through the days with a list of what was closed."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.follow_ups import Standing, due_by, follow, standing
from domain.partner import Category, Gaps, Partner
from domain.school_days import Closure, SchoolCalendar

DAY = timedelta(days=1)
SEPTEMBER, MONDAY = date(2026, 9, 1), date(2027, 3, 1)
SPRING_BREAK = Closure(date(2027, 3, 8), date(2027, 3, 12), "Spring break")
CALENDAR = SchoolCalendar("America/Chicago", closures=(SPRING_BREAK,))
ADA = Partner(
    id=UUID(int=1),
    name="Ada",
    category=Category.TEACHER,
    person_id=None,
    contact=None,
    offers=None,
    reach=None,
    approach=None,
    objective_id=None,
    gaps=Gaps(3, 6),
    added_on=MONDAY,
)


def slow_standing(since: date, ideal: int, most: int, quiet_until: date | None, day: date, closed: set[date]) -> str:
    """Every day after the last contact is crossed off by hand."""
    passed = 0
    walked = since
    while walked < day:
        walked = walked + DAY
        if walked.weekday() < 5 and walked not in closed:
            passed = passed + 1
    if quiet_until and day < quiet_until:
        return "fine"
    if passed > most:
        return "overdue"
    return "worth a word" if passed > ideal else "fine"


DAYS = st.dates(SEPTEMBER, date(2027, 7, 1))
GAPS = st.tuples(st.integers(1, 60), st.integers(0, 80)).map(lambda pair: (pair[0], sum(pair)))


@given(DAYS, st.none() | DAYS, GAPS, st.none() | DAYS, DAYS, st.sets(DAYS, max_size=30))
def test_the_clock_says_what_a_calendar_on_the_wall_says(added, contact, gaps, quiet, day, closed):
    calendar = SchoolCalendar("America/Chicago", closures=tuple(Closure(each, each, "closed") for each in closed))
    partner = replace(ADA, added_on=added, last_contact_on=contact, gaps=Gaps(*gaps), quiet_until=quiet)
    expected = slow_standing(contact or added, *gaps, quiet, day, closed)
    assert standing(partner, day, calendar) == expected
    (followed,) = follow([partner], day, calendar)
    assert followed.standing == expected


@given(st.lists(DAYS, max_size=12), DAYS)
def test_many_clocks_are_read_as_each_would_be_alone(contacts, day):
    partners = [replace(ADA, last_contact_on=each) for each in contacts]
    together = follow(partners, day, CALENDAR)
    assert [each.partner for each in together] == partners
    for each in together:
        assert each.standing is standing(each.partner, day, CALENDAR)
        assert each.passed == max(0, CALENDAR.school_days_between(each.partner.clock_since, day))


@given(DAYS, GAPS, st.sets(DAYS, max_size=30))
def test_on_the_day_by_which_a_word_is_due_all_is_fine_and_on_the_next_school_day_it_is_not(added, gaps, closed):
    calendar = SchoolCalendar("America/Chicago", closures=tuple(Closure(each, each, "closed") for each in closed))
    partner = replace(ADA, added_on=added, gaps=Gaps(*gaps))
    due = due_by(partner, calendar)
    assert standing(partner, due, calendar) is Standing.FINE
    assert standing(partner, calendar.next_school_day(due), calendar) is not Standing.FINE


def test_a_teacher_is_worth_a_word_on_the_fourth_school_day_and_overdue_on_the_seventh_with_a_break_between():
    found = {day: standing(ADA, date(2027, 3, day), CALENDAR).value for day in (4, 5, 12, 15, 16, 17)}
    assert found == {
        4: "fine",
        5: "worth a word",
        12: "worth a word",
        15: "worth a word",
        16: "worth a word",
        17: "overdue",
    }


def test_whoever_was_put_off_is_not_spoken_of_before_the_day_and_is_on_it():
    quiet = replace(ADA, quiet_until=date(2027, 3, 26))
    assert standing(quiet, date(2027, 3, 25), CALENDAR) is Standing.FINE
    assert standing(quiet, date(2027, 3, 26), CALENDAR) is Standing.OVERDUE
    assert due_by(quiet, CALENDAR) == date(2027, 3, 26)


def test_whoever_was_retired_is_not_spoken_of_at_all():
    assert standing(replace(ADA, retired_on=MONDAY), date(2028, 3, 1), CALENDAR) is Standing.FINE


def test_contact_that_was_logged_for_a_later_day_is_no_trouble():
    assert follow([replace(ADA, last_contact_on=MONDAY + 9 * DAY)], MONDAY, CALENDAR)[0].passed == 0
