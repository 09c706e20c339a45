"""Step 1. Ada types `/library-help` and what she needs; it is stored, and she is told what was understood."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.people import Refused
from tests.scenarios.school import (
    BEFORE_THE_POST,
    BRITISH,
    CARD,
    CLASS,
    DUST_BOWL,
    KIND,
    NEED,
    NEEDED_BY,
    NOT_TAKEN,
    RECEIPT,
    STILL_FLYING,
    TAKEN,
    SchoolApart,
    SchoolWithin,
)


def test_ada_types_one_line_and_is_done(school: SchoolWithin):
    school.ada.types(f"/library-help {DUST_BOWL}")
    receipt = school.ada.sees(RECEIPT)
    assert receipt.is_ephemeral
    assert DUST_BOWL in receipt.text
    assert "Class: Grade 8" in receipt.text
    assert "Needed by: Friday, March 12" in receipt.text
    assert receipt.buttons == ["Edit", "Withdraw"]


def test_the_request_is_stored_by_the_time_ada_is_told(school: SchoolWithin):
    school.ada.types(f"/library-help {DUST_BOWL}")
    assert [each["need"] for each in school.rows("requests")] == [DUST_BOWL]


def test_dates_are_understood_in_plain_language_and_nothing_is_dropped_from_the_words(school: SchoolWithin):
    for words, understood in (
        ("I need atlases by the 14th", "Sunday, March 14"),
        ("I need globes next Friday", "Friday, March 12"),
        ("I need maps in two weeks", "Monday, March 15"),
        ("I need charts tomorrow", "Tuesday, March 2"),
        ("I need plans by 3/12", "Friday, March 12"),
    ):
        school.ada.types(f"/library-help {words}")
        receipt = school.ada.sees(words)
        assert f"{understood}" in receipt.text


def test_in_britain_the_day_comes_first(a_school: Callable[..., SchoolWithin]):
    school = a_school(**BRITISH)
    school.ada.types("/library-help I need plans by 3/12")
    assert "Needed by: Friday 3 December" in school.ada.sees(RECEIPT).text


def test_a_phrase_that_is_not_a_date_never_becomes_one(school: SchoolWithin):
    for words in (
        "books on the March on Washington for grade 8",
        "three copies of Friday Night Lights",
        "something about 3/4 time in music",
        "anything on May flowers, it may rain",
    ):
        school.ada.types(f"/library-help {words}")
        receipt = school.ada.sees(words)
        assert "Needed by" not in receipt.text


def test_ada_edits_her_request_in_a_form_and_the_receipt_and_the_card_say_so(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    card = school.lee.sees(DUST_BOWL)
    school.ada.sees(RECEIPT).presses("Edit")
    form = school.ada.modal()
    assert form.values == {NEED: DUST_BOWL, KIND: None, CLASS: "Grade 8", NEEDED_BY: "2027-03-12"}
    assert form.fill({NEED: "letters from the dust bowl", NEEDED_BY: date(2027, 3, 10)}).submits()
    receipt = school.ada.sees("letters from the dust bowl")
    assert "Needed by: Wednesday, March 10" in receipt.text
    assert "letters from the dust bowl" in card.becomes("March 10").text
    assert [each["need"] for each in school.rows("requests")] == ["letters from the dust bowl"]


def test_an_edit_to_a_day_gone_by_is_refused_in_the_form(school: SchoolWithin):
    school.ada.types(f"/library-help {DUST_BOWL}")
    school.ada.sees(RECEIPT).presses("Edit")
    form = school.ada.modal().fill({NEEDED_BY: date(2027, 2, 26)})
    assert not form.submits()
    assert "passed" in form.errors[NEEDED_BY]


def test_ada_withdraws_her_request_and_the_card_says_so(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    receipt, card = school.ada.sees(RECEIPT), school.lee.sees(DUST_BOWL)
    receipt.presses("Withdraw")
    assert receipt.becomes("withdr").buttons == []
    assert card.becomes("withdr").buttons == []


def test_the_same_words_typed_again_are_one_request(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    first = school.ada.sees(RECEIPT)
    school.asks(school.ada, DUST_BOWL)
    assert "once" in school.ada.sees("dust bowl", after=first).text
    assert len(school.rows("requests")) == 1
    assert school.times(school.lee, CARD) == 1


# --- the bot dies


def test_killed_between_storing_and_saying_so_the_same_words_typed_again_are_one_request(school_apart: SchoolApart):
    school = school_apart
    with school.acks_get_lost():
        asking = school.at_the_same_time(lambda: school.ada.types(f"/library-help {DUST_BOWL}"))
        school.stored("requests")
        school.is_killed()
    with pytest.raises(Refused):
        asking.result()
    school.opens()
    school.asks(school.ada, DUST_BOWL)
    assert "once" in school.ada.sees("dust bowl").text
    assert school.times(school.lee, CARD) == 1


@pytest.mark.parametrize("moment", [BEFORE_THE_POST, NOT_TAKEN, TAKEN, STILL_FLYING])
def test_killed_after_the_request_is_acknowledged_lee_gets_one_card(school_apart: SchoolApart, moment: str):
    school = school_apart
    school.will_be_interrupted(moment, CARD)
    school.ada.types(f"/library-help {DUST_BOWL}")
    assert school.ada.sees(RECEIPT)
    school.is_killed_in_the_middle().rests()
    assert school.times(school.lee, CARD) == 1
    assert DUST_BOWL in school.lee.sees(CARD).text
