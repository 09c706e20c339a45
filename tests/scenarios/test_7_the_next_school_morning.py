"""Step 7. Each school morning one message: what is due, overdue and unanswered, with buttons that tell the truth."""

from datetime import date

import pytest

from tests.people import Modal
from tests.scenarios.school import (
    AFTERNOON,
    ANOTHER,
    ANSWERED,
    CARD,
    DUST_BOWL,
    FRIDAY,
    MONDAY,
    MORNING,
    NEW_DATE,
    NEXT_MONDAY,
    PROMISED,
    STILL_FLYING,
    TAKEN,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    School,
    SchoolApart,
    SchoolWithin,
)

LETTERS = "Find five letters from Oklahoma"


def promised(school: School, by: date = TUESDAY, words: str = DUST_BOWL, doing: str = LETTERS) -> None:
    school.asks(school.ada, words)
    school.promises(school.lee, words, doing, by)
    school.rests()


def mornings(school: School) -> list[str]:
    return [said for said in school.dms(school.lee) if MORNING in said]


def chosen(form: Modal, begins: str) -> str:
    return next(offer for offer in form.menu if offer.lower().startswith(begins))


def test_one_message_says_what_is_due_overdue_and_unanswered(school: SchoolWithin):
    school.wants_no_proposals()
    promised(school, MONDAY, "maps of Oklahoma", "Copy two maps")
    promised(school, TUESDAY, "songs of Oklahoma", "Find three songs")
    school.asks(school.ben, "a film about bees")
    school.comes(TUESDAY, "07:59")
    school.rests()
    assert mornings(school) == []
    school.comes(TUESDAY, "08:00")
    morning = school.lee.sees(MORNING)
    school.rests()
    assert len(mornings(school)) == 1
    assert "Overdue since" in morning.text
    assert "Due today" in morning.text
    assert morning.text.index("Copy two maps") < morning.text.index("Find three songs"), "most pressing first"
    assert "a film about bees" in morning.text
    promise_buttons = ["Done", "Snooze", "Renegotiate"]
    assert morning.buttons == [*promise_buttons, *promise_buttons, "Promise", "Ask back", "Answer", "Refer", "Decline"]


def test_a_promise_due_tomorrow_is_told_of_the_school_day_before(school: SchoolWithin):
    promised(school, NEXT_MONDAY)
    school.comes(THURSDAY, "08:00")
    school.rests()
    assert mornings(school) == []
    school.comes(FRIDAY, "08:00")
    assert LETTERS in school.lee.sees(MORNING).text


def test_nothing_goes_out_on_a_closed_day(school: SchoolWithin):
    promised(school, FRIDAY)
    school.comes(FRIDAY, "15:59")
    school.rests()
    before = len(school.dms(school.lee))
    school.comes(date(2027, 3, 7), "12:00")
    school.rests()
    assert len(school.dms(school.lee)) == before


def test_in_the_afternoon_what_is_promised_for_today_and_still_open_is_told_of_once_more(school: SchoolWithin):
    promised(school, TUESDAY)
    school.comes(TUESDAY, "08:00")
    school.lee.sees(MORNING)
    school.comes(TUESDAY, "14:05")
    assert LETTERS in school.lee.sees(AFTERNOON).text
    school.rests()
    assert len(mornings(school)) == 1


def test_done_keeps_the_promise_asks_ada_and_rewrites_every_card(school: SchoolWithin):
    school.wants_no_proposals()
    promised(school, TUESDAY)
    home = school.lee.home(LETTERS)
    assert "Done" in home.buttons
    card = school.lee.sees(CARD)
    school.comes(TUESDAY, "08:00")
    morning = school.lee.sees(MORNING)
    morning.presses("Done")
    assert school.ada.sees(ANSWERED).buttons == ["Yes", "Partly", "Not yet"]
    assert "Kept" in morning.becomes("Kept").text
    assert morning.becomes("Kept").buttons == []
    assert card.becomes("Done by Lee Park").buttons == []
    school.rests()
    assert LETTERS not in school.lee.home().text
    assert [each["state"] for each in school.rows("commitments")] == ["kept"]
    assert len([said for said in school.dms(school.ada) if ANSWERED in said]) == 1


@pytest.mark.parametrize(
    ("choice", "quiet", "again"),
    [
        ("tomorrow", TUESDAY, WEDNESDAY),
        ("in three school days", THURSDAY, FRIDAY),
        ("next week", FRIDAY, NEXT_MONDAY),
    ],
)
def test_snooze_is_quiet_until_the_chosen_morning(school: SchoolWithin, choice: str, quiet: date, again: date):
    promised(school, TUESDAY)
    school.comes(TUESDAY, "08:00")
    school.lee.sees(MORNING).presses("Snooze")
    form = school.lee.modal(title="Snooze")
    (field,) = form.labels
    assert len(form.menu) == 3
    form.fill({field: chosen(form, choice)}).submits()
    school.rests()
    before = len(mornings(school))
    school.comes(quiet, "15:00")
    school.rests()
    assert len(mornings(school)) == before
    school.comes(again, "08:00")
    school.waits_for(lambda: len(mornings(school)) == before + 1, "the next morning's message")
    assert LETTERS in mornings(school)[-1]
    assert school.rows("commitments")[0]["due_on"] == "2027-03-02", "the date that was promised stays"


def test_renegotiate_gives_a_new_date_and_a_word_and_ada_is_told(school: SchoolWithin):
    promised(school, WEDNESDAY)
    card = school.lee.sees(CARD)
    school.comes(TUESDAY, "08:00")
    morning = school.lee.sees(MORNING)
    morning.presses("Renegotiate")
    form = school.lee.modal(title="Renegotiate")
    assert form.labels[:2] == [NEW_DATE, ANOTHER]
    word = form.labels[2]
    assert not form.submits()
    assert list(form.errors) == [word]
    form.fill({ANOTHER: FRIDAY, word: "The scanner is being mended"}).submits()
    told = school.ada.sees("The scanner is being mended")
    assert "Friday, March 5" in told.text
    assert "Friday, March 5" in card.becomes("March 5").text
    assert "March 5" in morning.becomes("March 5").text
    school.rests()
    assert school.times(school.ada, "The scanner is being mended") == 1
    assert [each["due_on"] for each in school.rows("due_dates")] == ["2027-03-03", "2027-03-05"]


def test_a_button_pressed_twice_changes_nothing_and_says_so_kindly(school: SchoolWithin):
    promised(school, TUESDAY)
    school.comes(TUESDAY, "08:00")
    morning = school.lee.sees(MORNING)
    morning.presses("Done")
    school.rests()
    morning.presses("Done")
    assert "Nothing was changed" in school.lee.sees("kept already").text
    school.rests()
    assert len([said for said in school.dms(school.ada) if ANSWERED in said]) == 1


@pytest.mark.parametrize("label", ["Snooze", "Renegotiate"])
def test_on_a_card_already_settled_the_other_buttons_say_so_too(school: SchoolWithin, label: str):
    promised(school, TUESDAY)
    school.comes(TUESDAY, "08:00")
    morning = school.lee.sees(MORNING)
    morning.presses("Done")
    school.rests()
    morning.presses(label)
    assert "Nothing was changed" in school.lee.sees("kept already").text
    assert not school.lee.has_a_modal()


def test_a_form_opened_before_it_was_settled_says_so_when_it_is_sent(school: SchoolWithin):
    promised(school, TUESDAY)
    school.comes(TUESDAY, "08:00")
    morning = school.lee.sees(MORNING)
    morning.presses("Renegotiate")
    form = school.lee.modal().fill({ANOTHER: FRIDAY})
    form.fill({form.labels[2]: "The scanner is being mended"})
    morning.presses("Done")
    school.rests()
    form.submits()
    assert "Nothing was changed" in school.lee.modal().text
    school.rests()
    assert school.times(school.ada, "scanner") == 0


def test_a_colleague_may_not_settle_lees_promise(school_of_two: SchoolWithin):
    """Kim presses a button that she was shown before Lee promised."""
    school = school_of_two
    school.asks(school.ada, DUST_BOWL)
    kims = school.kim.sees(CARD)
    school.promises(school.lee, CARD, LETTERS)
    kims.becomes("Lee Park")
    for label in ("Promise", "Ask back", "Answer"):
        kims.presses(label)
        assert "Lee Park" in school.kim.sees("Nothing was changed").text
        assert not school.kim.has_a_modal()
    kims.presses("Decline")
    assert not school.kim.has_a_modal()
    school.rests()
    assert [each["state"] for each in school.rows("commitments")] == ["open"]


def test_the_same_press_told_twice_counts_once(school: SchoolWithin):
    promised(school, TUESDAY)
    school.comes(TUESDAY, "08:00")
    school.lee.sees(MORNING).presses("Done")
    school.sends_again("interactive")
    school.rests()
    assert len([said for said in school.dms(school.ada) if ANSWERED in said]) == 1
    assert school.times(school.lee, "Nothing was changed") == 0, "the second is the first, so there is nothing to say"


# --- the bot dies


@pytest.mark.parametrize("moment", [TAKEN, STILL_FLYING])
def test_killed_while_the_morning_message_goes_out_it_comes_once(school_apart: SchoolApart, moment: str):
    school = school_apart
    promised(school, TUESDAY)
    school.will_be_interrupted(moment, MORNING)
    school.comes(TUESDAY, "08:00")
    school.is_killed_in_the_middle().rests()
    assert len(mornings(school)) == 1


def test_killed_before_the_morning_it_comes_when_the_bot_is_back_and_once(school_apart: SchoolApart):
    school = school_apart
    promised(school, TUESDAY)
    school.is_killed()
    school.comes(TUESDAY, "10:20")
    school.opens().rests()
    assert len(mornings(school)) == 1
    school.is_killed_and_opens_again().rests()
    assert len(mornings(school)) == 1


def test_killed_after_done_is_stored_ada_is_asked_once_and_the_cards_tell_the_truth(school_apart: SchoolApart):
    school = school_apart
    promised(school, TUESDAY)
    school.comes(TUESDAY, "08:00")
    morning = school.lee.sees(MORNING)
    with school.acks_get_lost():
        pressing = school.at_the_same_time(lambda: morning.presses("Done"))
        school.stored("answers")
        school.is_killed()
        assert pressing.exception()
    school.opens().rests()
    assert "Kept" in morning.now().text
    morning.presses("Done")
    school.lee.sees("kept already")
    school.rests()
    assert len([said for said in school.dms(school.ada) if ANSWERED in said]) == 1
    assert school.times(school.ada, PROMISED) == 1
