"""Point 8. A week begins with a proposal: I'll do it, Another, Not this week; and staff see whom there is to meet."""

from datetime import date

import pytest

from tests.people import Message
from tests.scenarios.school import (
    CARD,
    FRIDAY,
    MORNING,
    NEXT_FRIDAY,
    NEXT_MONDAY,
    NEXT_TUESDAY,
    SchoolApart,
    SchoolWithin,
)
from tests.scenarios.test_p2_lee_keeps_the_partners import APPROACH, CATEGORY, NAME, OFFERS, PERSON, REACH, adds

PROPOSAL = "A proposal for this week"
ANSWERS = ["I'll do it", "Another", "Not this week"]
THIRD, FOURTH = date(2027, 3, 15), date(2027, 3, 22)


def answers(school: SchoolWithin, words: str, resource: str) -> None:
    school.asks(school.ada, words)
    school.lee.sees(CARD).presses("Answer")
    form = school.lee.modal().fill({"Resources, one a line, 5 at most": resource})
    assert form.submits(), form.errors
    school.rests()


def morning(school: SchoolWithin, day: date = NEXT_MONDAY, after: Message | None = None) -> Message:
    school.comes(day, "08:00")
    school.rests()
    return school.lee.sees(PROPOSAL, after=after)


def knows_two(school: SchoolWithin) -> None:
    adds(school, {NAME: "Ben Ortiz", CATEGORY: "Individual teacher", PERSON: "Ben"}).closes()
    leader = {NAME: "Maths team", CATEGORY: "Curriculum leaders", APPROACH: "Team leader or department chair"}
    adds(school, leader).closes()


def test_monday_names_a_teacher_something_that_helped_and_an_idea_each_with_its_reason(school: SchoolWithin):
    knows_two(school)
    answers(school, "letters of the dust bowl", "Dust Bowl letters")
    school.ada.sees("Did this help?").presses("Yes")
    school.rests()
    list_ = morning(school)
    assert list_.text.startswith("Good morning. On your list today: a proposal for the week")
    assert "Reach out to Ada Byron (a teacher with an existing relationship, last contact not long ago)." in list_.text
    assert "Offer a lesson idea: " in list_.text
    assert "(a good one to begin with)." in list_.text
    assert list_.buttons == ANSWERS
    list_.presses("Another")
    second = list_.becomes("Reach out to Maths team (team leader or department chair, no contact noted yet).")
    assert "Share Dust Bowl letters (it helped somebody lately)." in second.text
    second.presses("Another")
    third = list_.becomes("Reach out to Ben Ortiz (new to the library, no contact noted yet).")
    assert third.buttons == ANSWERS
    assert school.times(school.lee, PROPOSAL) == 1, "all in one message"


def test_doing_it_is_a_promise_for_friday_and_kept_it_is_contact(school: SchoolWithin):
    knows_two(school)
    list_ = morning(school)
    list_.presses("I'll do it")
    done = list_.becomes("✓ You are doing this, by Friday, March 12.")
    assert done.buttons == []
    assert [each["due_on"] for each in school.rows("commitments")] == [NEXT_FRIDAY.isoformat()]
    school.comes(date(2027, 3, 11), "08:00")
    school.rests()
    due = school.lee.sees("Due tomorrow, Friday, March 12: Reach out to Maths team and offer “", after=list_)
    due.presses("Done")
    due.becomes("✓ Kept: Reach out to Maths team")
    assert "You are doing this" not in list_.becomes("✓ You did this.").text
    school.rests()
    contacted = {each["name"]: each["last_contact_on"] for each in school.rows("partners")}
    assert contacted == {"Maths team": "2027-03-11", "Ben Ortiz": None}


def test_not_this_week_is_respected_until_the_next(school: SchoolWithin):
    knows_two(school)
    list_ = morning(school)
    list_.presses("Not this week")
    quiet = list_.becomes("This week’s proposal: not this week. The next one comes with the new week.")
    assert quiet.buttons == []
    assert "On your list today: all done" in quiet.text
    school.asks(school.ada, "maps of Oklahoma")
    school.comes(NEXT_TUESDAY, "08:00")
    school.rests()
    assert PROPOSAL not in school.lee.sees(MORNING).text
    later = morning(school, THIRD)
    assert "Reach out to Ada Byron" in later.text, "who has asked meanwhile"
    later.presses("Another")
    later = later.becomes("Reach out to Ben Ortiz")
    later.presses("Another")
    assert "Maths team" not in later.becomes("Ada Byron").text, "not the same one two weeks running"


def test_an_answer_to_last_weeks_proposal_changes_nothing(school: SchoolWithin):
    knows_two(school)
    list_ = morning(school)
    school.comes(THIRD, "08:00")
    school.rests()
    list_.presses("I'll do it")
    school.lee.sees("That proposal was for another week. Nothing was changed.")
    assert school.rows("commitments") == []


def test_after_two_weeks_it_is_a_conversation_with_sam_and_the_interview_question_opens_it(school: SchoolWithin):
    knows_two(school)
    morning(school, THIRD, after=morning(school))
    list_ = morning(school, FOURTH)
    assert "Talk with Sam Okoro (no contact noted yet, and once a term those who decide should hear" in list_.text
    assert "• How do you plan to use the library?" in list_.text
    list_.presses("I'll do it")
    list_.becomes("✓ You are doing this, by Friday, March 26.")
    school.comes(date(2027, 3, 25), "08:00")
    school.lee.sees("Due tomorrow, Friday, March 26: Talk with Sam Okoro about the library")


def test_a_problem_asked_about_three_times_is_the_makings_of_a_pd_rotation_for_lees_eyes_only(school: SchoolWithin):
    for name, words in (
        ("Ada", "spreadsheets"),
        ("Ben", "a spreadsheet of scores"),
        ("Cleo", "help with spreadsheets"),
    ):
        person = school.person(name)
        person.types("/library-help")
        form = person.modal().fill({"What do you need?": words, "What kind of help?": "Less confident topic"})
        assert form.submits(), form.errors
    school.rests()
    list_ = morning(school)
    assert "Plan a PD rotation on “spreadsheet” (less confident topic, asked about 3 times this term)." in list_.text
    list_.presses("I'll do it")
    list_.becomes("✓ You are doing this")
    school.comes(NEXT_FRIDAY, "14:00")
    school.rests()
    school.sam.sees("The library’s week")
    seen = " ".join(school.dms(school.sam))
    for words in ("spreadsheet", "ess confident", "rotation"):
        assert words not in seen


def test_a_bot_that_was_away_on_monday_proposes_with_the_next_morning(school_apart: SchoolApart):
    school = school_apart
    school.asks(school.ada, "maps of Oklahoma")
    school.promises(school.lee, CARD, "Copy two maps", NEXT_TUESDAY)
    school.comes(FRIDAY, "16:30")
    school.rests()
    school.is_killed()
    school.comes(NEXT_TUESDAY, "08:00")
    school.opens().rests()
    assert "Due today, Tuesday, March 9: Copy two maps" in school.lee.sees(PROPOSAL).text
    assert school.times(school.lee, PROPOSAL) == 1


# the ideas


def test_lee_adds_edits_and_retires_ideas(school: SchoolWithin):
    lee = school.lee
    lee.types("/library-partner ideas")
    list_ = lee.modal(title="Lesson ideas")
    assert "36 lesson ideas. The weekly proposal offers one of the kind of help that is asked for most." in list_.text
    list_.presses("Add an idea")
    form = lee.modal(title="Add an idea")
    assert not form.submits()
    assert form.fill({"Title": "A museum in a box", "In two sentences": "Ten objects, ten labels. We lend the boxes."})
    assert form.submits(), form.errors
    list_ = list_.becomes("37 lesson ideas.")
    assert "A museum in a box\nTen objects, ten labels. We lend the boxes.\n(activity needing support" in list_.text
    list_.presses("Edit", beside="A museum in a box")
    form = lee.modal(title="Change the idea")
    assert form.values["Title"] == "A museum in a box"
    assert form.fill({"Title": "A museum on a trolley"}).submits(), form.errors
    list_ = list_.becomes("A museum on a trolley")
    assert "It will not be proposed any more." in (list_.confirmation("Retire", beside="A museum on a trolley") or "")
    list_.presses("Retire", beside="A museum on a trolley")
    list_ = list_.becomes("36 lesson ideas.")
    list_.presses("More ideas")
    assert "Retire" in list_.becomes("Escape the archive").buttons


def test_the_weekly_proposal_is_stopped_and_wanted_again(school: SchoolWithin):
    lee = school.lee
    lee.types("/library-partner ideas")
    list_ = lee.modal(title="Lesson ideas")
    assert "at any time" in (list_.confirmation("Stop the weekly proposal") or "")
    list_.presses("Stop the weekly proposal")
    school.waits_for(lambda: not school.rows("schools")[0]["proposes"], "the proposals to be stopped")
    school.comes(NEXT_MONDAY, "09:00")
    school.rests()
    lee.never_sees(PROPOSAL)
    list_.refresh().presses("Propose something every week")
    school.waits_for(lambda: school.rows("schools")[0]["proposes"], "the proposals to be wanted")
    assert "Offer a lesson idea" in morning(school, THIRD).text


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_the_ideas_are_the_librarians(school: SchoolWithin, name: str):
    person = school.person(name)
    person.types("/library-partner ideas")
    person.sees("librarians")
    assert not person.has_a_modal()


# whom there is to meet


def test_ada_finds_whom_the_library_can_put_her_in_touch_with_and_asks_for_it(school: SchoolWithin):
    adds(school, {NAME: "Riverside", CATEGORY: "Public libraries", OFFERS: "Story <hour> & a van", REACH: "555 0100"})
    school.lee.modal().closes()
    knows_two(school)
    school.ada.types("/library-help partners")
    shown = school.ada.sees("The library can put you in touch with")
    assert "Riverside (public libraries)\nStory <hour> & a van" in shown.text
    assert "555 0100" not in shown.text, "how to reach them is Lee's to say"
    assert "Maths team" not in shown.text, "who offers nothing is nobody to be put in touch with"
    shown.presses("Ask for an introduction")
    form = school.ada.modal()
    words = f"{form.values['What do you need?']}a story hour for 7B"
    assert form.fill({"What do you need?": words}).submits(), form.errors
    assert "Please put me in touch with Riverside: a story hour for 7B" in school.lee.sees(CARD).text


def test_where_there_is_nobody_yet_it_says_so_and_what_to_do(school: SchoolWithin):
    school.ada.types("/library-help partners")
    school.ada.sees(
        "There is nobody yet whom the library can put you in touch with. Type /library-help and what you need."
    )


def test_both_helps_name_them(school: SchoolWithin):
    school.ada.types("/library-help help")
    school.ada.sees("/library-help partners — whom the library can put you in touch with.")
    school.lee.types("/library-partner help")
    school.lee.sees("/library-partner ideas — the lesson ideas that Monday’s proposal offers")
