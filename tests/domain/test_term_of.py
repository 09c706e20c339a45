"""Terms, as two typed school years have them."""

from datetime import date, timedelta

import pytest

from domain.school_days import Closure, SchoolCalendar
from domain.starter_ideas import STARTER_IDEAS
from domain.term_of import Term, term_of

BRITISH = SchoolCalendar(
    "Europe/London",
    holidays="GB-ENG",
    closures=(
        Closure(date(2026, 7, 22), date(2026, 9, 1), "Summer"),
        Closure(date(2026, 10, 26), date(2026, 10, 30), "Half term"),
        Closure(date(2026, 12, 19), date(2027, 1, 3), "Christmas"),
        Closure(date(2027, 2, 15), date(2027, 2, 19), "Half term"),
        Closure(date(2027, 3, 27), date(2027, 4, 11), "Easter"),
        Closure(date(2027, 7, 22), date(2027, 9, 1), "Summer"),
    ),
)
AUTUMN = Term(date(2026, 9, 2), date(2026, 12, 18))
SPRING = Term(date(2027, 1, 4), date(2027, 3, 25))
SUMMER = Term(date(2027, 4, 12), date(2027, 7, 21))


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2026, 9, 2), AUTUMN),
        (date(2026, 10, 28), AUTUMN),
        (date(2026, 12, 18), AUTUMN),
        (date(2026, 12, 25), SPRING),
        (date(2027, 2, 16), SPRING),
        (date(2027, 3, 25), SPRING),
        (date(2027, 4, 1), SUMMER),
        (date(2027, 7, 21), SUMMER),
    ],
)
def test_a_half_term_parts_no_terms_and_a_long_break_does(day, term):
    assert term_of(day, BRITISH) == term


def test_a_calendar_without_breaks_is_parted_twice_a_year():
    calendar = SchoolCalendar("America/Chicago")
    assert term_of(date(2026, 11, 23), calendar) == Term(date(2026, 8, 3), date(2026, 12, 31))
    assert term_of(date(2027, 3, 1), calendar) == Term(date(2027, 1, 1), date(2027, 7, 30))


def test_every_school_day_is_in_the_term_of_each_of_its_days():
    day = date(2026, 9, 1)
    while day < date(2027, 7, 21):
        term = term_of(day, BRITISH)
        assert term_of(term.first, BRITISH) == term == term_of(term.last, BRITISH)
        if BRITISH.is_school_day(day):
            assert term.holds(day)
        day += timedelta(days=1)


def test_there_are_thirty_ideas_to_begin_with_and_some_for_every_kind_of_help():
    assert len(STARTER_IDEAS) >= 30
    assert (
        len({idea.key for idea in STARTER_IDEAS}) == len({idea.title for idea in STARTER_IDEAS}) == len(STARTER_IDEAS)
    )
    assert len({idea.kind for idea in STARTER_IDEAS}) == 5
