"""Step 5. Lee promises: what, and by when, in school days. Ada gets one message."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.people import Modal
from tests.scenarios.school import (
    ANOTHER,
    BY_WHEN,
    CARD,
    DOING,
    DUST_BOWL,
    MONDAY,
    NOT_TAKEN,
    PROMISED,
    SHARE,
    STILL_FLYING,
    TUESDAY,
    WEDNESDAY,
    SchoolApart,
    SchoolWithin,
)

LETTERS = "Find five letters from Oklahoma"


def promise_form(school: SchoolWithin, words: str = DUST_BOWL) -> Modal:
    school.asks(school.ada, words)
    school.lee.sees(CARD).presses("Promise")
    return school.lee.modal(title="Promise")


def test_the_form_asks_what_and_which_share_and_offers_three_near_school_days(school: SchoolWithin):
    form = promise_form(school)
    assert form.labels == [DOING, SHARE, BY_WHEN, ANOTHER]
    *shares, first, second, third = form.menu
    assert [share.lower() for share in shares] == [
        "research",
        "curation",
        "technology",
        "co-teaching",
        "materials or space",
        "introduction",
    ]
    assert "Tuesday, March 2" in first
    assert "Thursday, March 4" in second
    assert "Monday, March 8" in third


def test_a_date_after_the_needed_by_date_says_so(school: SchoolWithin):
    form = promise_form(school, "dust bowl letters by Wednesday")
    *_, first, second, third = form.menu
    assert [("needed" in offer) for offer in (first, second, third)] == [False, False, False]
    form.closes()
    form = promise_form(school, "dust bowl songs by tomorrow")
    assert [("needed" in offer) for offer in form.menu[-3:]] == [False, False, True]


def test_ada_gets_one_message_and_the_card_becomes_the_commitment(school: SchoolWithin):
    form = promise_form(school)
    form.fill({DOING: LETTERS, BY_WHEN: form.menu[-2]}).submits()
    told = school.ada.sees(PROMISED)
    for words in ("Lee Park", LETTERS, "Thursday, March 4", DUST_BOWL):
        assert words in told.text
    card = school.lee.sees(CARD).becomes(LETTERS)
    assert card.buttons[:3] == ["Done", "Renegotiate", "Release"]
    school.rests()
    assert len(school.dms(school.ada)) == 1


def test_the_date_picker_counts_before_the_proposals(school: SchoolWithin):
    promise_form(school).fill({DOING: LETTERS, ANOTHER: WEDNESDAY}).submits()
    assert "Wednesday, March 3" in school.ada.sees(PROMISED).text


@pytest.mark.parametrize(
    ("day", "why"), [(date(2027, 3, 6), "Friday, March 5"), (date(2027, 2, 26), "passed")], ids=["closed", "past"]
)
def test_a_day_on_which_nobody_could_keep_it_is_refused_kindly(school: SchoolWithin, day: date, why: str):
    form = promise_form(school).fill({DOING: LETTERS, ANOTHER: day})
    assert not form.submits()
    assert why in form.errors[ANOTHER]
    assert form.refresh().values[DOING] == LETTERS
    assert school.rows("commitments") == []


def test_a_public_holiday_is_a_closed_day(a_school: Callable[..., SchoolWithin]):
    school = a_school(start=(date(2027, 5, 28), "09:00"))
    form = promise_form(school)
    assert "Tuesday, June 1" in form.menu[-3], "Monday is Memorial Day"
    assert not form.fill({DOING: LETTERS, ANOTHER: date(2027, 5, 31)}).submits()
    assert "closed" in form.errors[ANOTHER]


def test_a_promise_made_in_the_evening_is_told_in_the_morning(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.comes(MONDAY, "19:00")
    school.promises(school.lee, CARD, LETTERS, WEDNESDAY)
    school.rests()
    assert school.dms(school.ada) == []
    school.comes(TUESDAY, "08:00")
    school.ada.sees(PROMISED)
    school.rests()
    assert len(school.dms(school.ada)) == 1


def test_release_needs_a_word_tells_ada_and_opens_the_request_again(school: SchoolWithin):
    promise_form(school).fill({DOING: LETTERS}).submits()
    school.ada.sees(PROMISED)
    card = school.lee.sees(CARD).becomes(LETTERS)
    card.presses("Release")
    form = school.lee.modal(title="Release")
    assert not form.submits()
    (word,) = form.labels
    assert form.fill({word: "The archive has closed for the spring"}).submits()
    told = school.ada.sees("The archive has closed")
    assert "open again" in told.text
    assert card.becomes("Open again").buttons == ["Promise", "Ask back", "Answer", "Refer", "Decline"]
    school.rests()
    assert len(school.dms(school.ada)) == 2


def test_only_librarians_can_promise(school: SchoolWithin):
    """Ben forges the press: the button that Lee has, in a message of his own."""
    school.asks(school.ada, DUST_BOWL)
    school.lee.sees(CARD).presses("Promise")
    form = school.lee.modal().fill({DOING: LETTERS})
    school.slack_hears_from("U0BEN", form)
    school.rests()
    assert school.rows("commitments") == []
    assert school.dms(school.ada) == []


# --- the bot dies


@pytest.mark.parametrize("moment", [NOT_TAKEN, STILL_FLYING])
def test_killed_while_ada_is_told_of_the_promise_she_is_told_once(school_apart: SchoolApart, moment: str):
    school = school_apart
    school.asks(school.ada, DUST_BOWL)
    school.will_be_interrupted(moment, PROMISED)
    school.promises(school.lee, CARD, LETTERS)
    school.is_killed_in_the_middle().rests()
    assert school.times(school.ada, PROMISED) == 1
    assert school.lee.sees(CARD).buttons[:3] == ["Done", "Renegotiate", "Release"]


def test_killed_after_the_promise_is_stored_the_form_sent_again_makes_one_promise(school_apart: SchoolApart):
    school = school_apart
    school.asks(school.ada, DUST_BOWL)
    school.lee.sees(CARD).presses("Promise")
    form = school.lee.modal().fill({DOING: LETTERS})
    with school.acks_get_lost():
        submitting = school.at_the_same_time(form.submits)
        school.stored("commitments")
        school.is_killed()
        assert submitting.exception()
    school.opens()
    assert form.submits()
    school.rests()
    assert len(school.rows("commitments")) == 1
    assert school.times(school.ada, PROMISED) == 1


def test_killed_while_the_card_is_rewritten_it_tells_the_truth_in_the_end(school_apart: SchoolApart):
    school = school_apart
    school.asks(school.ada, DUST_BOWL)
    school.faults.dropped("chat.update", hang=True, count=1)
    school.promises(school.lee, CARD, LETTERS)
    school.is_killed_in_the_middle().rests()
    assert LETTERS in school.lee.sees(CARD).text
