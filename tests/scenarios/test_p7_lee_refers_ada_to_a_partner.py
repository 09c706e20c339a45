"""Point 7. Lee refers a request to a partner; five school days later Ada is asked whether they helped."""

from typing import Any

import pytest

from domain.partner import Category
from handlers.act import Act
from handlers.add_partner import PartnerDraft, add_partner
from store import schools
from store.session import Store, open_engine
from tests.people import Message, Modal
from tests.scenarios.school import (
    CARD,
    DUST_BOWL,
    NEXT_MONDAY,
    NEXT_TUESDAY,
    PROMISED,
    TUESDAY,
    School,
    SchoolApart,
    SchoolWithin,
)

MUSEUM = "County Museum"
REFERRED, DID_THEY_HELP = "knows who can help you", "Did they help?"
PARTNER, WORD = "Partner", "A word to go with it"


def knows(school: School, name: str = MUSEUM, **more: Any) -> None:
    """Lee has this partner already."""
    draft = {"offers": "Handling boxes about the 1930s", "reach": "schools@museum.example", "contact": "Grace Hopper"}
    store = Store(open_engine(school.settings["DATABASE_URL"]))
    with store.reading() as db:
        (the_school,) = schools.every(db)
    act = Act(the_school.id, "U0LEE", "Lee Park", school.sandbox.moving_clock.now())
    category = more.pop("category", Category.NATIONAL)
    add_partner(store, act, PartnerDraft(name, category, **(draft | more)))
    store.engine.dispose()


def opens_refer(school: School) -> Modal:
    school.lee.sees(CARD).presses("Refer")
    return school.lee.modal(title="Refer")


def refers(school: School, word: str = "Ask for the Dust Bowl box.") -> None:
    form = opens_refer(school)
    assert form.fill({PARTNER: MUSEUM, WORD: word}).submits(), form.errors


def referred(school: School) -> Message:
    knows(school)
    school.asks(school.ada, DUST_BOWL)
    refers(school)
    school.rests()
    return school.ada.sees(REFERRED)


def asked(school: School) -> Message:
    """Five school days after Monday."""
    referred(school)
    school.comes(NEXT_MONDAY, "08:00")
    return school.ada.sees(DID_THEY_HELP)


def test_ada_is_told_who_they_are_what_they_offer_and_how_to_reach_them(school: SchoolWithin):
    told = referred(school)
    for words in (
        "Lee Park",
        MUSEUM,
        "national organisations",
        "Handling boxes about the 1930s",
        "schools@museum.example",
        "Grace Hopper",
        "Ask for the Dust Bowl box.",
        "dust bowl",
    ):
        assert words in told.text
    assert len(school.dms(school.ada)) == 1
    card = school.lee.sees(CARD)
    assert f"Referred to {MUSEUM}" in card.becomes("Referred to").text
    assert card.becomes("Referred to").buttons == []


def test_the_partners_clock_begins_anew(school: SchoolWithin):
    knows(school)
    school.comes(TUESDAY, "09:00")
    school.asks(school.ada, DUST_BOWL)
    refers(school)
    school.rests()
    assert [each["last_contact_on"] for each in school.rows("partners")] == [TUESDAY.isoformat()]


def test_a_promise_ends_with_the_referral_and_is_chased_no_more(school: SchoolWithin):
    knows(school)
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Find five letters")
    school.ada.sees(PROMISED)
    school.rests()
    refers(school)
    school.ada.sees(REFERRED)
    school.rests()
    assert [each["state"] for each in school.rows("commitments")] == ["released"]
    assert len(school.dms(school.ada)) == 2, "the promise, and the referral"
    school.comes(TUESDAY, "08:00")
    school.rests()
    school.lee.never_sees("Find five letters", after=school.lee.sees(CARD))


def test_five_school_days_later_ada_is_asked_whether_they_helped(school: SchoolWithin):
    question = asked(school)
    assert MUSEUM in question.text
    assert question.buttons == ["Yes", "Partly", "Not yet"]
    school.rests()
    assert school.times(school.ada, DID_THEY_HELP) == 1


@pytest.mark.parametrize(("label", "word"), [("Yes", "yes"), ("Partly", "partly")])
def test_her_word_is_on_the_card(school: SchoolWithin, label: str, word: str):
    question = asked(school)
    question.presses(label)
    assert question.becomes(f"You said: {word}").buttons == []
    assert f"says: {word}" in school.lee.sees(CARD).becomes(word).text


def test_not_yet_opens_the_request_again_as_a_new_card(school: SchoolWithin):
    question, first = asked(school), school.lee.sees(CARD)
    question.presses("Not yet")
    second = school.lee.sees(CARD, after=first)
    assert f"{MUSEUM} did not help yet" in second.text
    assert second.buttons == ["Promise", "Ask back", "Answer", "Refer", "Decline"]
    assert question.becomes("on its list again").buttons == []
    school.rests()
    assert [each["state"] for each in school.rows("requests")] == ["open"]


def test_saying_it_twice_changes_nothing(school: SchoolWithin):
    question = asked(school)
    question.presses("Yes")
    school.rests()
    question.presses("Not yet")
    school.ada.sees("already")
    assert [each["helped"] for each in school.rows("referrals")] == ["yes"]


def test_with_nobody_to_refer_to_lee_is_told_what_to_do(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.lee.sees(CARD).presses("Refer")
    school.lee.sees("no partner to refer to yet")
    assert [each["state"] for each in school.rows("requests")] == ["open"]


def test_with_three_hundred_partners_lee_finds_each_under_its_category(school: SchoolWithin):
    knows(school)
    for number in range(150):
        knows(school, f"Library {number:03}", category=Category.PUBLIC_LIBRARIES)
        knows(school, f"School {number:03}", category=Category.FEEDER_SCHOOLS)
    school.asks(school.ada, DUST_BOWL)
    form = opens_refer(school)
    assert len(form.menu) >= 301
    assert form.fill({PARTNER: "Library 149"}).submits(), form.errors
    assert "Library 149" in school.ada.sees(REFERRED).text


def test_a_form_without_a_partner_is_refused_and_nothing_is_stored(school: SchoolWithin):
    knows(school)
    school.asks(school.ada, DUST_BOWL)
    form = opens_refer(school)
    assert not form.fill({WORD: "Ask for Grace"}).submits()
    assert PARTNER in form.errors
    assert school.rows("referrals") == []
    assert [each["state"] for each in school.rows("requests")] == ["open"]
    assert form.fill({PARTNER: MUSEUM}).submits()


# --- the bot dies


def test_a_bot_that_was_dead_on_the_day_asks_when_it_is_back(school_apart: SchoolApart):
    school = school_apart
    referred(school)
    school.is_killed()
    school.comes(NEXT_TUESDAY, "09:00")
    school.opens().rests()
    school.ada.sees(DID_THEY_HELP)
    assert school.times(school.ada, DID_THEY_HELP) == 1


def test_killed_while_the_question_goes_out_ada_is_asked_once(school_apart: SchoolApart):
    school = school_apart
    referred(school)
    school.will_be_interrupted("after Slack took it without a word", DID_THEY_HELP)
    school.comes(NEXT_MONDAY, "08:00")
    school.is_killed_in_the_middle().make_the_look_up_due()
    school.rests()
    assert school.times(school.ada, DID_THEY_HELP) == 1
