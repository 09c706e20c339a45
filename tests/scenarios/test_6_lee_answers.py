"""Step 6. Lee answers with at most five resources, or declines kindly; Ada says whether it helped."""

import pytest

from tests.people import Message
from tests.scenarios.school import (
    ANSWERED,
    CARD,
    DUST_BOWL,
    NOT_TAKEN,
    PROMISED,
    TAKEN,
    SchoolApart,
    SchoolWithin,
)

FIVE = """Dust Bowl Voices | https://loc.gov/voices | recordings they can quote
The Worst Hard Time | 978.032 EGA | chapter 3
Migrant Mother | https://loc.gov/migrant | one picture, many questions
Black Sunday | https://loc.gov/black-sunday | letters
Woody Guthrie | CD 782.42 | songs"""
SIX = FIVE + "\nGrapes of Wrath | FIC STE"


def answers(school: SchoolWithin, resources: str = FIVE, note: str = "Start with the first.") -> None:
    school.lee.sees(CARD).presses("Answer")
    form = school.lee.modal(title="Answer")
    field, words = form.labels
    assert form.fill({field: resources, words: note}).submits(), form.errors


def answered(school: SchoolWithin) -> Message:
    school.asks(school.ada, DUST_BOWL)
    answers(school)
    school.rests()
    return school.ada.sees(ANSWERED)


def test_ada_gets_one_message_with_titles_links_call_numbers_and_a_word_why(school: SchoolWithin):
    answer = answered(school)
    for words in ("Lee Park", "Dust Bowl Voices", "978.032 EGA", "recordings they can quote", "Start with the first."):
        assert words in answer.text
    assert answer.buttons == ["Yes", "Partly", "Not yet"]
    assert len(school.dms(school.ada)) == 1
    assert school.lee.sees(CARD).buttons == []


def test_a_sixth_is_refused_in_the_form_with_the_guides_reason(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.lee.sees(CARD).presses("Answer")
    form = school.lee.modal(title="Answer")
    field = form.labels[0]
    assert not form.fill({field: SIX}).submits()
    assert "The guide" in form.errors[field]
    assert form.refresh().values[field] == SIX, "what was typed stays, to be cut"
    assert form.fill({field: FIVE}).submits()
    school.ada.sees(ANSWERED)


def test_an_empty_answer_is_refused(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.lee.sees(CARD).presses("Answer")
    form = school.lee.modal(title="Answer")
    assert not form.submits()
    assert form.errors
    assert school.rows("answers") == []


def test_answering_keeps_the_promise(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Find five letters")
    school.ada.sees(PROMISED)
    school.rests()
    answers(school)
    school.ada.sees(ANSWERED)
    school.rests()
    assert [each["state"] for each in school.rows("commitments")] == ["kept"]
    assert [PROMISED in said for said in school.dms(school.ada)] == [True, False]


@pytest.mark.parametrize(("label", "word"), [("Yes", "yes"), ("Partly", "partly")])
def test_ada_says_that_it_helped_and_lee_sees_it_on_the_card(school: SchoolWithin, label: str, word: str):
    answer = answered(school)
    answer.presses(label)
    assert answer.becomes(f"You said: {word}").buttons == (["Say thanks"] if label == "Yes" else [])
    assert word in school.lee.sees(CARD).becomes(word).text
    school.rests()
    assert len(school.dms(school.lee)) == 1, "a card is rewritten, not a message more"


def test_not_yet_opens_the_request_again_as_a_new_card(school: SchoolWithin):
    answer = answered(school)
    first = school.lee.sees(CARD)
    answer.presses("Not yet")
    second = school.lee.sees(CARD, after=first)
    assert DUST_BOWL in second.text
    assert "not help yet" in second.text
    assert second.buttons == ["Promise", "Ask back", "Answer", "Refer", "Decline"]
    assert answer.becomes("not yet").buttons == []
    school.rests()
    assert [each["state"] for each in school.rows("requests")] == ["open"]


def test_saying_it_twice_changes_nothing(school: SchoolWithin):
    answer = answered(school)
    answer.presses("Yes")
    school.rests()
    answer.presses("Not yet")
    assert "already" in school.ada.sees("already").text
    school.rests()
    assert [each["helped"] for each in school.rows("answers")] == ["yes"]
    assert len(school.dms(school.lee)) == 1


def test_decline_needs_a_kind_word_and_may_name_somebody_else(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    card = school.lee.sees(CARD)
    card.presses("Decline")
    form = school.lee.modal(title="Decline")
    word, instead = form.labels
    assert not form.submits()
    assert list(form.errors) == [word]
    form.fill({word: "Sorry, we have no films", instead: "Sam Okoro, who lends the projector"}).submits()
    told = school.ada.sees("Sorry, we have no films")
    assert "Sam Okoro, who lends the projector" in told.text
    assert card.becomes("Sorry, we have no films").buttons == []
    school.rests()
    assert len(school.dms(school.ada)) == 1


# --- the bot dies


@pytest.mark.parametrize("moment", [NOT_TAKEN, TAKEN])
def test_killed_while_the_answer_goes_out_ada_gets_it_once(school_apart: SchoolApart, moment: str):
    school = school_apart
    school.asks(school.ada, DUST_BOWL)
    school.will_be_interrupted(moment, "Dust Bowl Voices")
    answers(school)
    school.is_killed_in_the_middle().rests()
    assert school.times(school.ada, ANSWERED) == 1
    assert school.lee.sees(CARD).buttons == []


def test_killed_after_not_yet_is_stored_lee_gets_one_new_card(school_apart: SchoolApart):
    school = school_apart
    answer = answered(school)
    with school.acks_get_lost():
        pressing = school.at_the_same_time(lambda: answer.presses("Not yet"))
        school.waits_for(lambda: school.rows("answers")[0]["helped"], "her word to be stored")
        school.is_killed()
        assert pressing.exception()
    school.opens().rests()
    answer.presses("Not yet")
    school.rests()
    assert school.times(school.lee, CARD) == 2
