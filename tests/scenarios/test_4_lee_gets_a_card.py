"""Step 4. Lee gets a card for each request: at once in school hours, otherwise at the next opening."""

import pytest

from tests.scenarios.school import (
    BEFORE_THE_POST,
    CARD,
    DUST_BOWL,
    FRIDAY,
    MONDAY,
    MORNING,
    NEXT_MONDAY,
    NEXT_TUESDAY,
    NOT_TAKEN,
    RECEIPT,
    TAKEN,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    SchoolApart,
    SchoolWithin,
)

SUBJECTS = ("bees", "wasps", "ants", "moths")
OVERNIGHT = "requests came in"


def beside_the_morning_message(school: SchoolWithin | SchoolApart) -> list[str]:
    """What Lee got; the morning's one message, which lists whatever nobody has taken, is told of elsewhere."""
    return [said for said in school.dms(school.lee) if MORNING not in said]


def test_in_school_hours_the_card_comes_at_once_and_says_all_there_is_to_know(school: SchoolWithin):
    school.ada.types(f"/library-help {DUST_BOWL}")
    card = school.lee.sees(CARD)
    for words in ("Ada Byron", DUST_BOWL, "Class: Grade 8", "Needed by: Friday, March 12", "Kind of help: not said"):
        assert words in card.text
    assert card.buttons == ["Promise", "Ask back", "Answer", "Refer", "Decline"]


def test_after_school_it_waits_for_the_next_opening(school: SchoolWithin):
    school.comes(MONDAY, "18:30")
    school.asks(school.ada, DUST_BOWL)
    assert school.ada.sees(RECEIPT), "Ada just acted, so she is told at once"
    assert school.dms(school.lee) == []
    school.comes(TUESDAY, "07:59")
    school.rests()
    assert school.dms(school.lee) == []
    school.comes(TUESDAY, "08:00")
    school.lee.sees(CARD)
    school.rests()
    assert len(beside_the_morning_message(school)) == 1


def test_what_is_asked_at_the_weekend_comes_on_monday(school: SchoolWithin):
    school.comes(FRIDAY, "17:00")
    school.asks(school.ada, DUST_BOWL)
    school.comes(NEXT_MONDAY, "07:30")
    school.rests()
    assert school.dms(school.lee) == []
    school.comes(NEXT_MONDAY, "08:00")
    school.lee.sees(CARD)


def test_three_that_came_overnight_come_one_by_one(school: SchoolWithin):
    school.comes(MONDAY, "20:00")
    for subject in SUBJECTS[:3]:
        school.asks(school.ada, f"books on {subject}")
    school.comes(TUESDAY, "08:00")
    school.lee.sees("books on ants")
    school.rests()
    assert [CARD in said for said in beside_the_morning_message(school)] == [True] * 3


def test_more_than_three_come_as_one_message_with_buttons_for_each(school: SchoolWithin):
    school.comes(MONDAY, "20:00")
    for subject in SUBJECTS:
        school.asks(school.ada, f"books on {subject}")
    school.comes(TUESDAY, "08:00")
    group = school.lee.sees(OVERNIGHT)
    school.rests()
    assert len(beside_the_morning_message(school)) == 1
    assert [f"books on {subject}" in group.text for subject in SUBJECTS] == [True] * 4
    assert group.buttons == ["Promise", "Ask back", "Answer", "Refer", "Decline"] * 4
    school.promises(school.lee, "books on wasps", "Find three books on wasps")
    shown = group.becomes("Find three books on wasps")
    assert shown.buttons.count("Promise") == 3
    assert shown.buttons.count("Done") == 1


def test_what_was_withdrawn_overnight_never_reaches_lee(school: SchoolWithin):
    school.comes(MONDAY, "20:00")
    school.asks(school.ada, DUST_BOWL)
    school.ada.sees(RECEIPT).presses("Withdraw")
    school.comes(TUESDAY, "08:00")
    school.rests()
    assert school.dms(school.lee) == []
    assert [each["state"] for each in school.rows("notices")] == ["cancelled"]


def test_several_librarians_all_see_it_and_the_first_to_promise_owns_it(school_of_two: SchoolWithin):
    school = school_of_two
    school.asks(school.ada, DUST_BOWL)
    lees, kims = school.lee.sees(CARD), school.kim.sees(CARD)
    lees.presses("Promise")
    form = school.lee.modal().fill({"What will you do?": "Find letters"})
    school.promises(school.kim, DUST_BOWL, "Find songs")
    assert "Kim Doe has promised this" in lees.becomes("Kim Doe").text
    assert lees.becomes("Kim Doe").buttons == []
    assert kims.becomes("Find songs").buttons[0] == "Done"
    form.submits()
    assert "Kim Doe has promised this one already" in school.lee.modal().text
    school.rests()
    assert len(school.rows("commitments")) == 1
    assert len([said for said in school.dms(school.ada) if "promised" in said]) == 1


def test_the_card_says_what_this_teacher_asked_before(school: SchoolWithin):
    school.asks(school.ada, "maps of Oklahoma")
    school.asks(school.ben, "a film about bees")
    school.asks(school.ada, DUST_BOWL)
    card = school.lee.sees(CARD)
    assert "Asked before" in card.text
    assert "maps of Oklahoma" in card.text
    assert "a film about bees" not in card.text


def test_lee_asks_back_and_adas_reply_joins_the_request_and_pings_lee(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    card = school.lee.sees(CARD)
    card.presses("Ask back")
    school.lee.modal(title="Ask back").fill({"Your question": "Letters or photographs?"}).submits()
    question = school.ada.sees("Letters or photographs?")
    assert DUST_BOWL in question.text
    school.rests()
    assert len(school.dms(school.ada)) == 1
    school.ada.writes("Photographs, please")
    card.becomes("Photographs, please")
    ping = school.lee.sees("Photographs, please", after=card)
    assert "Ada Byron" in ping.text
    school.rests()
    assert len(school.rows("requests")) == 1
    assert "Reply" not in (question.now().buttons)


def test_adas_reply_by_the_button_joins_too(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    card = school.lee.sees(CARD)
    card.presses("Ask back")
    school.lee.modal().fill({"Your question": "Letters or photographs?"}).submits()
    school.ada.sees("Letters or photographs?").presses("Reply")
    school.ada.modal().fill({"Your reply": "Both!"}).submits()
    school.lee.sees("Both!", after=card)
    card.becomes("Both!")


def test_until_somebody_acts_it_stands_in_every_morning_message(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    for day in (TUESDAY, WEDNESDAY):
        school.comes(day, "08:00")
        school.rests()
    mornings = [said for said in school.dms(school.lee) if MORNING in said]
    assert [DUST_BOWL in said for said in mornings] == [True, True]
    school.lee.sees(MORNING).presses("Ask back")
    school.lee.modal().fill({"Your question": "Letters or photographs?"}).submits()
    school.comes(THURSDAY, "08:00")
    school.rests()
    assert len([said for said in school.dms(school.lee) if MORNING in said]) == 2, "a question waits with Ada now"


# --- the bot dies


@pytest.mark.parametrize("moment", [BEFORE_THE_POST, TAKEN])
def test_killed_while_the_overnight_message_goes_out_it_comes_once(school_apart: SchoolApart, moment: str):
    school = school_apart
    school.comes(MONDAY, "20:00")
    for subject in SUBJECTS:
        school.asks(school.ada, f"books on {subject}")
    school.will_be_interrupted(moment, OVERNIGHT)
    school.comes(TUESDAY, "08:00")
    school.is_killed_in_the_middle().rests()
    assert [OVERNIGHT in said for said in beside_the_morning_message(school)] == [True]
    assert len(school.dms(school.lee)) == 2


def test_killed_overnight_the_card_still_comes_at_the_opening(school_apart: SchoolApart):
    school = school_apart
    school.comes(MONDAY, "20:00")
    school.asks(school.ada, DUST_BOWL)
    school.is_killed()
    school.comes(TUESDAY, "09:30")
    school.opens().rests()
    assert school.times(school.lee, CARD) == 1


@pytest.mark.parametrize("moment", [NOT_TAKEN, TAKEN])
def test_killed_while_the_question_goes_out_ada_is_asked_once(school_apart: SchoolApart, moment: str):
    school = school_apart
    school.asks(school.ada, DUST_BOWL)
    school.will_be_interrupted(moment, "Letters or photographs?")
    school.lee.sees(CARD).presses("Ask back")
    school.lee.modal().fill({"Your question": "Letters or photographs?"}).submits()
    school.is_killed_in_the_middle().rests()
    assert school.times(school.ada, "Letters or photographs?") == 1


def test_away_over_two_mornings_lee_gets_one_message_that_holds_it_all(school_apart: SchoolApart):
    school = school_apart
    school.asks(school.ada, DUST_BOWL)
    school.is_killed()
    school.comes(NEXT_TUESDAY, "10:00")
    school.opens().rests()
    assert len([said for said in school.dms(school.lee) if MORNING in said]) == 1
