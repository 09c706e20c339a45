"""Step 8. On Friday at 14:00 school time Sam gets the digest, once, with figures and without names."""

from collections.abc import Callable

import pytest

from tests.people import Person
from tests.scenarios.school import (
    BRITISH,
    FRIDAY,
    KIND,
    MONDAY,
    NEED,
    NEXT_FRIDAY,
    NEXT_MONDAY,
    NOT_TAKEN,
    TAKEN,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    School,
    SchoolApart,
    SchoolWithin,
)

KEPT = "Promises kept"


def digests(school: School) -> list[str]:
    return [said for said in school.dms(school.sam) if KEPT in said]


def asks_for_resources(school: School, teacher: Person, need: str) -> None:
    teacher.types("/library-help")
    teacher.modal().fill({NEED: need, KIND: "Resources"}).submits()
    school.rests()


def a_week_in_the_library(school: School) -> None:
    """Two promises kept, one of them late; one open, one overdue; one request that nobody has taken."""
    for teacher, subject, by in (
        (school.ada, "maps", TUESDAY),
        (school.ben, "songs", MONDAY),
        (school.cleo, "letters", NEXT_FRIDAY),
    ):
        asks_for_resources(school, teacher, f"{subject} of Oklahoma")
        school.promises(school.lee, f"{subject} of Oklahoma", f"Find {subject}", by)
    school.asks(school.ada, "a film about bees")
    school.promises(school.lee, "a film about bees", "Find a film", WEDNESDAY)
    school.asks(school.ben, "a film about wasps")
    school.comes(TUESDAY, "09:00")
    for words in ("Find maps", "Find songs"):
        school.lee.sees(words).presses("Done", beside=words)
        school.rests()


def test_sam_gets_the_figures_on_friday_at_two(school: SchoolWithin):
    a_week_in_the_library(school)
    school.comes(FRIDAY, "13:59")
    school.rests()
    assert school.dms(school.sam) == []
    school.comes(FRIDAY, "14:00")
    digest = school.sam.sees(KEPT)
    for figure in ("Promises kept: 2", "Kept on time: 1", "Open: 2", "Overdue: 1", "Requests waiting: 1"):
        assert figure in digest.text
    school.rests()
    assert len(digests(school)) == 1


def test_no_teacher_is_named_and_no_small_group_is_counted(school: SchoolWithin):
    a_week_in_the_library(school)
    school.comes(FRIDAY, "14:00")
    digest = school.sam.sees(KEPT).text
    for name in ("Ada", "Ben", "Cleo", "Oklahoma", "bees"):
        assert name not in digest
    assert "Not enough people to be counted by kind." in digest
    assert "Resources" not in digest, "with what is kept, open and waiting it would leave two requests of two people"


def test_it_comes_once_a_week_and_counts_from_the_last_one(school: SchoolWithin):
    a_week_in_the_library(school)
    school.comes(FRIDAY, "14:00")
    school.sam.sees(KEPT)
    school.comes(NEXT_MONDAY, "10:00")
    school.rests()
    assert len(digests(school)) == 1
    school.comes(NEXT_FRIDAY, "14:00")
    school.rests()
    assert len(digests(school)) == 2
    assert "Promises kept: 0" in digests(school)[1]


def test_a_quiet_week_says_so(school: SchoolWithin):
    school.comes(FRIDAY, "14:00")
    assert "Promises kept: 0" in school.sam.sees(KEPT).text


def test_it_is_two_o_clock_in_the_schools_own_zone(a_school: Callable[..., SchoolWithin]):
    school = a_school(**BRITISH)
    school.comes(FRIDAY, "13:59")
    school.rests()
    assert digests(school) == []
    school.comes(FRIDAY, "14:00")
    school.sam.sees(KEPT)


def test_when_friday_is_closed_it_comes_on_the_weeks_last_school_day(a_school: Callable[..., SchoolWithin]):
    """Good Friday, 26 March 2027, closes schools in England."""
    school = a_school(start=(MONDAY.replace(day=22), "09:00"), **BRITISH)
    school.comes(THURSDAY.replace(day=25), "14:00")
    school.sam.sees(KEPT)
    school.comes(FRIDAY.replace(day=26), "14:00")
    school.rests()
    assert len(digests(school)) == 1


# --- the bot dies


@pytest.mark.parametrize("moment", [NOT_TAKEN, TAKEN])
def test_killed_while_the_digest_goes_out_sam_gets_it_once(school_apart: SchoolApart, moment: str):
    school = school_apart
    school.asks(school.ada, "a film about bees")
    school.will_be_interrupted(moment, KEPT)
    school.comes(FRIDAY, "14:00")
    school.is_killed_in_the_middle().make_the_look_up_due()
    school.rests()
    assert len(digests(school)) == 1


def test_away_on_friday_afternoon_the_digest_comes_on_monday_morning_once(school_apart: SchoolApart):
    school = school_apart
    school.is_killed()
    school.comes(NEXT_MONDAY, "07:00")
    school.opens().rests()
    assert digests(school) == [], "not before school opens"
    school.comes(NEXT_MONDAY, "08:00")
    school.sam.sees(KEPT)
    school.is_killed_and_opens_again().rests()
    assert len(digests(school)) == 1
