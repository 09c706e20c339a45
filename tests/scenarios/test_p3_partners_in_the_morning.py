"""Point 3. Past the ideal gap a partner is worth a word in the morning, past the limit overdue, and never forgotten."""

from datetime import date

import pytest

from tests.people import Message, Modal
from tests.scenarios.school import (
    CARD,
    FRIDAY,
    MORNING,
    NEXT_MONDAY,
    THURSDAY,
    WEDNESDAY,
    School,
    SchoolApart,
    SchoolWithin,
)
from tests.scenarios.test_p2_lee_keeps_the_partners import CATEGORY, IDEAL, MOST, NAME, PERSON, adds

ADA = {NAME: "Ada Byron", CATEGORY: "Individual teacher", PERSON: "Ada", IDEAL: "2", MOST: "4"}
LINE = ["Log contact", "Snooze", "Not now this term"]
WORTH = "Worth a word: Ada Byron — individual teacher, no contact in the 3 school days since they were added. "


def knows(school: School, **changed: object) -> None:
    adds(school, {**ADA, **changed}).closes()


def morning(school: SchoolWithin, day: date, after: Message | None = None) -> Message:
    school.comes(day, "08:00")
    school.rests()
    return school.lee.sees(MORNING, after=after)


def mornings(school: SchoolWithin) -> list[str]:
    return [said for said in school.dms(school.lee) if MORNING in said]


@pytest.fixture
def calm(school: SchoolWithin) -> SchoolWithin:
    """The week begins without a proposal, for only partners are in these mornings."""
    school.wants_no_proposals()
    return school


def test_past_the_ideal_gap_they_are_worth_a_word_and_past_the_limit_overdue(calm: SchoolWithin):
    knows(calm)
    calm.comes(WEDNESDAY, "09:00")
    calm.rests()
    assert mornings(calm) == []
    first = morning(calm, THURSDAY)
    assert first.text.startswith("Good morning. On your list today: 1 partner worth a word\nPartners\n")
    assert f"{WORTH}The limit is 4 school days." in first.text
    assert first.buttons == LINE
    second = morning(calm, date(2027, 3, 11), after=first)
    assert "1 partner overdue for a word" in second.text
    assert "Overdue: Ada Byron — individual teacher, no contact in the 8 school days" in second.text
    assert len(mornings(calm)) == 2


def test_log_contact_opens_the_form_with_them_in_it_and_settles_the_line(calm: SchoolWithin):
    knows(calm)
    list_ = morning(calm, THURSDAY)
    list_.presses("Log contact")
    form: Modal = calm.lee.modal()
    assert form.values["Who"] == "U0ADA"
    assert not form.submits(), "what it was about is needed"
    assert form.fill({"What": "the inquiry unit"}).submits(), form.errors
    settled = list_.becomes("✓ Ada Byron: in touch")
    assert settled.buttons == []
    assert "On your list today: all done" in settled.text
    assert [each["last_contact_on"] for each in calm.rows("partners")] == [THURSDAY.isoformat()]


@pytest.mark.parametrize(
    ("label", "words", "back"),
    [
        ("Snooze", "quiet until Thu, Mar 11", date(2027, 3, 11)),
        ("Not now this term", "quiet until Mon, Aug 2", date(2027, 8, 2)),
    ],
)
def test_whoever_is_put_off_is_named_with_the_day_and_comes_back(
    calm: SchoolWithin, label: str, words: str, back: date
):
    knows(calm)
    list_ = morning(calm, THURSDAY)
    list_.presses(label)
    settled = list_.becomes(f"✓ Ada Byron: {words}")
    assert settled.buttons == []
    calm.comes(date.fromordinal(back.toordinal() - 1), "17:00")
    calm.rests()
    assert len(mornings(calm)) == 1
    assert "Overdue: Ada Byron" in morning(calm, back, after=list_).text


@pytest.mark.parametrize("kind", ["answered", "logged"])
def test_real_contact_sets_the_clock_anew(calm: SchoolWithin, kind: str):
    knows(calm)
    calm.comes(WEDNESDAY, "10:00")
    if kind == "answered":
        calm.asks(calm.ada, "letters of the dust bowl")
        calm.lee.sees(CARD).presses("Answer")
        assert calm.lee.modal().fill({"Resources, one a line, 5 at most": "Five letters"}).submits(), (
            calm.lee.modal().errors
        )
    else:
        calm.lee.types("/library-log 10 min with @Ada Byron about bees")
    calm.rests()
    calm.comes(FRIDAY, "09:00")
    calm.rests()
    assert mornings(calm) == []
    assert "Ada Byron" in morning(calm, NEXT_MONDAY).text


def test_five_at_once_come_three_and_then_two(calm: SchoolWithin):
    for number in range(5):
        knows(calm, **{NAME: f"Partner {number}", CATEGORY: "Book trade", PERSON: None, IDEAL: "1", MOST: "1"})
    first = morning(calm, WEDNESDAY)
    assert first.buttons == LINE * 3
    assert "3 partners overdue for a word" in first.text
    second = morning(calm, THURSDAY, after=first)
    assert second.buttons == LINE * 2
    named = [f"Partner {number}" for number in range(5)]
    assert sorted(name for name in named if name in first.text + second.text) == named
    assert not any(name in first.text and name in second.text for name in named)


def test_beside_promises_they_come_after_what_is_due(calm: SchoolWithin):
    knows(calm)
    calm.asks(calm.ben, "maps of Oklahoma")
    calm.promises(calm.lee, "maps of Oklahoma", "Copy two maps", THURSDAY)
    calm.rests()
    calm.comes(WEDNESDAY, "09:00")
    calm.rests()
    list_ = morning(calm, THURSDAY)
    assert "1 due today, 1 partner worth a word" in list_.text
    assert list_.text.index("Copy two maps") < list_.text.index("Worth a word")
    list_.presses("Snooze", beside="Worth a word")
    assert "quiet until" in list_.becomes("✓ Ada Byron").text


def test_both_librarians_read_it_and_what_one_does_both_see(school_of_two: SchoolWithin):
    school = school_of_two
    school.wants_no_proposals()
    knows(school)
    lees = morning(school, THURSDAY)
    kims = school.kim.sees(MORNING)
    assert "Worth a word: Ada Byron" in kims.text
    kims.presses("Snooze")
    assert lees.becomes("✓ Ada Byron: quiet until").buttons == []


def test_a_button_of_yesterday_about_somebody_retired_is_told(calm: SchoolWithin):
    knows(calm)
    list_ = morning(calm, THURSDAY)
    calm.lee.types("/library-partner Ada Byron")
    calm.lee.modal(title="Partner").presses("Retire")
    calm.lee.modal().becomes("Retired").closes()
    assert list_.becomes("✓ Ada Byron: retired").buttons == []
    list_.presses("Snooze")
    calm.lee.sees("I cannot find that partner any more. Nothing was changed.")


def test_a_bot_that_was_dead_on_the_day_says_it_the_next_morning_once(school_apart: SchoolApart):
    school = school_apart
    school.wants_no_proposals()
    knows(school)
    school.is_killed()
    school.comes(FRIDAY, "08:30")
    school.opens().rests()
    assert "Worth a word: Ada Byron" in school.lee.sees("On your list today").text
    assert school.times(school.lee, "Worth a word: Ada Byron") == 1


def test_nothing_of_it_is_said_to_ada(calm: SchoolWithin):
    knows(calm)
    morning(calm, THURSDAY)
    assert calm.dms(calm.ada) == []
