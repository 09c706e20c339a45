"""Step 2. `/library-help` alone opens a form; `mine` shows her list, `help` what she can do."""

from datetime import date

import pytest

from tests.scenarios.school import (
    CARD,
    CLASS,
    DUST_BOWL,
    KIND,
    NEED,
    NEEDED_BY,
    NOT_TAKEN,
    RECEIPT,
    TAKEN,
    SchoolApart,
    SchoolWithin,
)

FIVE_KINDS = [
    "Complex concept",
    "Less confident topic",
    "Activity needing support",
    "Resources",
    "Something else",
]


def test_the_command_alone_opens_a_form_in_which_only_the_need_is_required(school: SchoolWithin):
    school.ada.types("/library-help")
    form = school.ada.modal()
    assert form.labels == ["What do you need?", "What kind of help?", "Class or year group", "Needed by"]
    assert form.menu == FIVE_KINDS
    assert not form.submits()
    assert list(form.errors) == [NEED]
    assert form.fill({NEED: "books on bees"}).submits()
    assert not form.is_open


def test_the_form_is_answered_by_a_direct_message_that_stays(school: SchoolWithin):
    school.ada.types("/library-help")
    form = school.ada.modal()
    form.fill({NEED: "books on bees", KIND: "Complex concept", CLASS: "8B", NEEDED_BY: date(2027, 3, 10)}).submits()
    receipt = school.ada.sees(RECEIPT)
    assert not receipt.is_ephemeral
    for words in ("books on bees", "Class: 8B", "Wednesday, March 10", "complex concept"):
        assert words in receipt.text
    assert receipt.buttons == ["Edit", "Withdraw"]
    card = school.lee.sees(CARD)
    assert "books on bees" in card.text
    assert "complex concept" in card.text


def test_a_day_gone_by_is_refused_in_the_form_and_what_was_typed_stays(school: SchoolWithin):
    school.ada.types("/library-help")
    form = school.ada.modal().fill({NEED: "books on bees", NEEDED_BY: date(2027, 2, 26)})
    assert not form.submits()
    assert "passed" in form.errors[NEEDED_BY]
    assert form.refresh().values[NEED] == "books on bees"
    assert form.fill({NEEDED_BY: date(2027, 3, 2)}).submits()
    school.ada.sees(RECEIPT)
    assert len(school.rows("requests")) == 1


def test_mine_lists_what_is_open_with_its_state_and_buttons(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.asks(school.ada, "books on bees")
    school.promises(school.lee, "books on bees", "Find three books")
    school.rests()
    school.ada.types("/library-help mine")
    mine = school.ada.sees("What you asked")
    assert mine.is_ephemeral
    assert mine.buttons == ["Edit", "Withdraw"] * 2
    assert "Lee Park has promised this by" in mine.text
    mine.presses("Withdraw", beside=DUST_BOWL)
    left = mine.becomes("books on bees")
    school.rests()
    assert DUST_BOWL not in left.now().text
    assert [each["state"] for each in school.rows("requests")] == ["withdrawn", "promised"]


def test_mine_with_nothing_open_says_so(school: SchoolWithin):
    school.ada.types("/library-help mine")
    assert "no open requests" in school.ada.sees("no open requests").text


def test_help_shows_what_she_can_do(school: SchoolWithin):
    school.ada.types("/library-help help")
    shown = school.ada.sees("/library-help mine")
    assert shown.is_ephemeral
    assert "Ask the library" in shown.text
    assert school.rows("requests") == []


@pytest.mark.parametrize("words", ["help with citations", "mine safety in the 1900s", "Help! books on bees by the 5th"])
def test_mine_and_help_are_commands_only_when_they_are_all_she_types(school: SchoolWithin, words: str):
    school.ada.types(f"/library-help {words}")
    assert words in school.ada.sees(RECEIPT).text


def test_a_near_miss_is_asked_about_and_nothing_is_stored(school: SchoolWithin):
    school.asks(school.ada, "books on bees")
    school.ada.types("/library-help mien")
    asked = school.ada.sees("Did you mean mine?")
    assert len(school.rows("requests")) == 1
    asked.presses(asked.buttons[0])
    assert "books on bees" in asked.becomes("What you asked").text


def test_one_tap_files_the_near_miss_anyway(school: SchoolWithin):
    school.ada.types("/library-help mien")
    asked = school.ada.sees("Did you mean mine?")
    asked.presses(asked.buttons[1])
    assert "mien" in asked.becomes(RECEIPT).text
    assert "mien" in school.lee.sees(CARD).text


def test_an_edit_after_a_promise_sends_the_owner_one_line(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, DUST_BOWL, "Find five letters")
    school.rests()
    school.ada.sees(RECEIPT).presses("Edit")
    school.ada.modal().fill({NEED: "dust bowl songs", NEEDED_BY: date(2027, 3, 11)}).submits()
    line = school.lee.sees("changed")
    assert "dust bowl songs" in line.text
    assert "\n" not in line.text
    school.rests()
    assert school.times(school.lee, "changed") == 1
    assert "dust bowl songs" in school.lee.sees(CARD).text


def test_withdrawing_what_was_promised_asks_first_and_tells_the_owner(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, DUST_BOWL, "Find five letters")
    school.rests()
    school.ada.types("/library-help mine")
    mine = school.ada.sees("What you asked")
    assert "Lee Park" in (mine.confirmation("Withdraw") or "")
    mine.presses("Withdraw")
    school.lee.sees("no longer needs")
    school.rests()
    assert school.lee.sees(CARD).buttons == []
    assert [each["state"] for each in school.rows("commitments")] == ["released"]


# --- the bot dies


@pytest.mark.parametrize("moment", [NOT_TAKEN, TAKEN])
def test_killed_after_the_form_is_stored_ada_gets_one_receipt(school_apart: SchoolApart, moment: str):
    school = school_apart
    school.will_be_interrupted(moment, RECEIPT)
    school.ada.types("/library-help")
    assert school.ada.modal().fill({NEED: "books on bees"}).submits()
    school.is_killed_in_the_middle().rests()
    assert school.times(school.ada, RECEIPT) == 1
    assert school.times(school.lee, CARD) == 1


def test_killed_before_the_form_is_acknowledged_she_submits_it_again_and_it_counts_once(school_apart: SchoolApart):
    school = school_apart
    school.ada.types("/library-help")
    form = school.ada.modal().fill({NEED: "books on bees"})
    with school.acks_get_lost():
        submitting = school.at_the_same_time(form.submits)
        school.stored("requests")
        school.is_killed_and_opens_again()
        assert submitting.exception()
    assert form.submits()
    school.rests()
    assert len(school.rows("requests")) == 1
    assert school.times(school.ada, RECEIPT) == 1
    assert school.times(school.lee, CARD) == 1


@pytest.mark.parametrize("words", ["never mind", "cancel my request"])
def test_taking_back_by_command_says_how_and_files_nothing(school: SchoolWithin, words: str):
    school.ada.types(f"/library-help {words}")
    school.ada.sees("press Withdraw")
    assert school.rows("requests") == []
