"""What fits a filter, and what cannot."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from domain.home_filter import HomeFilter, distinct_classes, same_class
from domain.partner import Category, Partner, usual_gaps
from domain.request import Request, RequestState, Source

ADA, BEN, SEARCH, READING = (UUID(int=number) for number in range(1, 5))
ASKED = Request(
    UUID(int=10),
    ADA,
    "books on bees",
    None,
    "8B",
    None,
    RequestState.OPEN,
    Source.COMMAND,
    doubtful=False,
    thread=None,
    round=1,
    asked_at=datetime(2026, 2, 2, tzinfo=UTC),
    objective_id=SEARCH,
)
TEACHER = Partner(
    UUID(int=20),
    "Ada",
    Category.TEACHER,
    ADA,
    None,
    None,
    None,
    None,
    SEARCH,
    usual_gaps(Category.TEACHER),
    date(2026, 2, 2),
)


@pytest.mark.parametrize(
    ("only", "fits"),
    [
        (HomeFilter(), True),
        (HomeFilter(ADA), True),
        (HomeFilter(BEN), False),
        (HomeFilter(class_name="8 b"), True),
        (HomeFilter(class_name="8a"), False),
        (HomeFilter(objective_id=SEARCH), True),
        (HomeFilter(objective_id=READING), False),
        (HomeFilter(ADA, "8b", SEARCH), True),
        (HomeFilter(ADA, "8b", READING), False),
    ],
)
def test_a_request_fits_by_all_that_is_chosen(only, fits):
    assert only.takes_request(ASKED) is fits


def test_what_has_no_class_fits_none():
    assert not HomeFilter(class_name="8b").takes_request(replace(ASKED, class_name=None))
    assert not HomeFilter(class_name="8b").takes_step(ADA, SEARCH)


def test_a_promise_serves_its_own_objective_or_that_of_its_request():
    assert HomeFilter(objective_id=READING).takes_promise(ASKED, READING)
    assert HomeFilter(objective_id=SEARCH).takes_promise(ASKED, READING)
    assert not HomeFilter(objective_id=READING).takes_promise(ASKED, None)


def test_a_partner_fits_by_whom_they_stand_for_and_by_an_objective_that_goes_on():
    assert HomeFilter(ADA).takes_partner(TEACHER, ())
    assert not HomeFilter(BEN).takes_partner(TEACHER, ())
    assert HomeFilter(objective_id=READING).takes_partner(TEACHER, {READING, SEARCH})
    assert not HomeFilter(objective_id=READING).takes_partner(TEACHER, {READING})
    assert HomeFilter(class_name="8b").takes_partner(TEACHER, ())


def test_classes_are_told_apart_by_what_they_are_called_not_by_how_it_is_written():
    assert same_class("Year 9", "year9")
    assert not same_class("9a", "9b")
    assert distinct_classes(["8B", "7a", "8 b", "7A"]) == ("8B", "7a")
    assert len(distinct_classes([f"{number}a" for number in range(150)])) == 100
