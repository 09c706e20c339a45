"""A school's own ladder: what may be one, and that it is climbed as a slow model climbs it, without an end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UserError
from domain.ladder import EARLIEST, LATEST, LONGEST_REST, MOST_STEPS, USUAL, Ladder, check_ladder, read_written
from domain.nudging import is_step, next_step
from tests.domain.any_school import DAYS, AnySchool, schools

DAY = timedelta(days=1)


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    others = draw(st.sets(st.integers(EARLIEST, LATEST), max_size=MOST_STEPS - 1))
    return Ladder(tuple(sorted(others | {0})), draw(st.integers(1, LONGEST_REST)))


def rungs(school: AnySchool, ladder: Ladder, due_on: date, until: date) -> list[date]:
    """Counted on the fingers: school days from the due date, which is the last school day up to it."""
    table = [due_on + number * DAY for number in range(-60, 200) if school.slow.is_school_day(due_on + number * DAY)]
    anchor = max(number for number, day in enumerate(table) if day <= due_on)
    wanted, further = set(ladder.steps), ladder.steps[-1] + ladder.every
    while further < len(table):
        wanted.add(further)
        further += ladder.every
    steps = sorted(anchor + step for step in wanted)
    return [table[step] for step in steps if 0 <= step < len(table) and table[step] <= until]


@given(schools(), ladders(), DAYS, st.integers(-20, 60))
def test_it_is_written_on_its_rungs_and_on_no_other_day(school, ladder, due_on, offset):
    today = due_on + offset * DAY
    on_a_rung = today in rungs(school, ladder, due_on, today)
    assert is_step(due_on, today, calendar=school.calendar, ladder=ladder) == on_a_rung


@given(schools(), ladders(), DAYS, st.integers(-20, 60))
def test_the_next_step_is_the_first_rung_after_a_day_and_there_is_always_one(school, ladder, due_on, offset):
    after = due_on + offset * DAY
    later = [day for day in rungs(school, ladder, due_on, after + 90 * DAY) if day > after]
    assert next_step(due_on, after, calendar=school.calendar, ladder=ladder) == later[0]


@given(schools(), ladders(), DAYS, st.integers(-10, 40), st.integers(0, 40))
def test_a_missed_step_is_caught_up_on_the_next_school_day(school, ladder, due_on, offset, away):
    written = due_on + offset * DAY
    today = written + away * DAY
    missed = [day for day in rungs(school, ladder, due_on, today) if day > written]
    speaks = is_step(due_on, today, calendar=school.calendar, last_written_on=written, ladder=ladder)
    assert speaks == (bool(missed) and school.slow.is_school_day(today))


@given(ladders(), st.randoms(), st.sampled_from([", ", ",", " ", "; ", "\n"]))
def test_what_is_typed_is_understood_in_any_order_and_remembered(ladder, dice, between):
    typed = [f"+{step}" if step > 0 and dice.random() < 0.3 else f"{step}" for step in (*ladder.steps, 0)]
    dice.shuffle(typed)
    assert check_ladder(between.join(typed).replace("-", dice.choice("-−–")), ladder.every) == ladder
    assert read_written(ladder.written()) == ladder


def test_the_usual_one_is_the_guides():
    assert check_ladder("-1, 0, 1, 3, 5", 5) == USUAL
    assert USUAL.named() == "-1, 0, 1, 3, 5"


@pytest.mark.parametrize(
    ("steps", "every", "about", "words"),
    [
        (None, 5, "steps", "Keep 0"),
        ("", 5, "steps", "Keep 0"),
        ("-1, 1, 3", 5, "steps", "Keep 0"),
        ("0, soon", 5, "steps", "“soon” is no whole number"),
        ("0, 1.5", 5, "steps", "whole number"),
        ("0, --1", 5, "steps", "whole number"),
        ("0, ٣", 5, "steps", "whole number"),
        ("0, " + "9" * 400, 5, "steps", "whole number"),
        ("-6, 0", 5, "steps", "5 school days before to 20 after"),
        ("0, 21", 5, "steps", "5 school days before to 20 after"),
        ("0 1 2 3 4 5 6 7 8 9 10", 5, "steps", "at most 10"),
        ("0", None, "every", "1 to 10"),
        ("0", 0, "every", "never dropped in silence"),
        ("0", 11, "every", "1 to 10"),
    ],
)
def test_what_is_no_ladder_is_refused_with_a_sentence(steps, every, about, words):
    with pytest.raises(UserError, match=words) as refusal:
        check_ladder(steps, every)
    assert refusal.value.about == about
