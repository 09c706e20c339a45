"""Partners: Lee adds them from a form, finds them in the list, reads their page, changes and retires them."""

import pytest

from tests.people import Modal
from tests.scenarios.school import NEXT_MONDAY, TUESDAY, School, SchoolWithin

NAME, CATEGORY, PERSON, CONTACT = "Name", "Category", "Somebody in Slack", "Contact outside Slack"
OFFERS, REACH, APPROACH = "What they offer", "How to reach them", "Whom to approach"
IDEAL, MOST = "Ideal days between contacts", "At most days between contacts"
RIVERSIDE = {
    NAME: "Riverside Library",
    CATEGORY: "Public libraries",
    CONTACT: "Mrs Okafor",
    OFFERS: "Story hour <b>every</b> *Tuesday* & a loan van",
    REACH: "555 0100",
}


def adds(school: School, values: dict[str, object] | None = None) -> Modal:
    """The page of the new partner, in the place of the form."""
    school.lee.types("/library-partner add")
    form = school.lee.modal(title="Add a partner").fill(values or RIVERSIDE)
    assert form.submits(), form.errors
    return school.lee.modal(title="Partner")


def adds_many(school: SchoolWithin, count: int) -> None:
    for number in range(count):
        adds(school, {NAME: f"Partner {number:02}", CATEGORY: "Book trade"}).closes()


def test_the_list_of_a_new_school_says_how_to_begin_and_leads_to_the_form(school: SchoolWithin):
    school.lee.types("/library-partner")
    list_ = school.lee.modal(title="Partners")
    assert "no partners here yet" in list_.text
    list_.presses("Add a partner")
    form = school.lee.modal(title="Add a partner").fill(RIVERSIDE)
    assert form.submits(), form.errors
    page = school.lee.modal(title="Partner").becomes("Riverside Library")
    page.presses("All partners")
    assert "1 partner: nobody is waiting for a word." in page.becomes("1 partner").text
    assert "Riverside Library — public libraries\nNew · no contact yet" in school.lee.modal().text


def test_everything_that_was_written_is_on_the_page_as_it_was_written(school: SchoolWithin):
    page = adds(school, {**RIVERSIDE, PERSON: "Ben", APPROACH: "Tech-savvy innovator", IDEAL: "5", MOST: "9"})
    for words in (
        "Public libraries · outside the school · tech-savvy innovator",
        "Contact: Ben Ortiz · Mrs Okafor",
        "What they offer: Story hour <b>every</b> *Tuesday* & a loan van",
        "How to reach them: 555 0100",
        "No contact yet. Next contact due by Mon, Mar 8.",
        "Ideal is 5 school days between contacts, at most 9.",
    ):
        assert words in page.text
    assert page.buttons == ["Log contact", "Edit", "Retire", "All partners"]


def test_the_form_offers_all_twelve_internal_and_ten_external_groups_and_two_more(school: SchoolWithin):
    school.lee.types("/library-partner add")
    menu = school.lee.modal().menu
    for words in ("Individual teacher", "Safeguarding team", "Book trade", "Parents", "Another profession"):
        assert words in menu
    assert len(menu) >= 24


def test_words_after_add_are_the_name_already(school: SchoolWithin):
    school.lee.types("/library-partner add Riverside Library")
    form = school.lee.modal(title="Add a partner")
    assert form.values[NAME] == "Riverside Library"
    assert form.fill({CATEGORY: "Public libraries"}).submits()


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({NAME: None}, NAME, "Write a name"),
        ({CATEGORY: "Parents", CONTACT: None}, CONTACT, "member of staff who answers"),
        ({CATEGORY: "Student council", CONTACT: None}, CONTACT, "Students and families are not named"),
        ({IDEAL: "30", MOST: "10"}, MOST, "cannot be sooner"),
        ({PERSON: "Gus"}, PERSON, "staff"),
    ],
)
def test_what_the_form_must_not_hold_is_said_under_the_field_and_nothing_is_kept(
    school: SchoolWithin, changed: dict[str, object], field: str, words: str
):
    school.lee.types("/library-partner add")
    form = school.lee.modal().fill({**RIVERSIDE, **changed})
    before = school.rows("events")
    assert not form.submits()
    assert words in form.errors[field]
    assert school.rows("partners") == []
    assert school.rows("events") == before
    assert form.values[REACH] == "555 0100", "what was typed is still there"


def test_two_of_one_name_are_told_apart(school: SchoolWithin):
    adds(school).closes()
    school.lee.types("/library-partner add")
    form = school.lee.modal().fill({NAME: "riverside library", CATEGORY: "Book trade"})
    assert not form.submits()
    assert "called Riverside Library already" in form.errors[NAME]
    assert form.fill({NAME: "Riverside Library shop"}).submits()
    assert len(school.rows("partners")) == 2


def test_a_name_leads_to_the_page_part_of_one_to_those_who_have_it_and_none_to_a_sentence(school: SchoolWithin):
    lee = school.lee
    for name in ("Riverside Library", "Riverside Bookshop", "Hilltop School"):
        adds(school, {NAME: name, CATEGORY: "Wider school community"}).closes()
    lee.types("/library-partner riverside bookshop")
    assert "Riverside Bookshop" in lee.modal(title="Partner").text
    lee.modal().closes()
    lee.types("/library-partner hilltop")
    assert "Hilltop School" in lee.modal(title="Partner").text
    lee.modal().closes()
    lee.types("/library-partner riverside")
    found = lee.modal(title="Partners")
    assert "2 found." in found.text
    assert "Hilltop" not in found.text
    found.presses("Open", beside="Riverside Library")
    assert "Riverside Library" in lee.modal(title="Partner").text
    lee.modal().closes()
    lee.types("/library-partner Hiltop Schol")
    assert "Did you mean Hilltop School?" in lee.sees("I know no partner called “Hiltop Schol”").text


def test_a_long_list_is_searched_and_turned_and_the_way_back_is_kept(school: SchoolWithin):
    adds_many(school, 22)
    adds(school).closes()
    lee = school.lee
    lee.types("/library-partner")
    list_ = lee.modal(title="Partners")
    assert "1 to 20 of 23" in list_.text
    list_.presses("Next")
    list_ = list_.becomes("21 to 23 of 23")
    list_.presses("Open", beside="Riverside Library")
    page = list_.becomes("Mrs Okafor")
    page.presses("All partners")
    list_ = page.becomes("21 to 23 of 23")
    assert list_.fill({"Category": "Public libraries"}).submits()
    list_ = list_.becomes("1 found.")
    assert "Partner 03" not in list_.text
    assert list_.fill({"Category": "Public libraries", "Find": "pirates"}).submits()
    list_.becomes("Nobody fits that.")


def test_a_change_is_seen_on_the_page_beneath_the_form(school: SchoolWithin):
    page = adds(school)
    page.presses("Edit")
    form = school.lee.modal(title="Edit a partner")
    assert form.values[NAME] == "Riverside Library"
    assert not form.fill({IDEAL: "9", MOST: "3"}).submits()
    assert form.fill({OFFERS: "Puppets", IDEAL: "3", MOST: "9"}).submits(), form.errors
    page = page.becomes("What they offer: Puppets")
    assert "Next contact due by Thu, Mar 4." in page.text
    assert page.title == "Partner"


def test_a_retired_partner_leaves_the_list_and_the_story_is_kept(school: SchoolWithin):
    page = adds(school)
    assert "story is kept" in (page.confirmation("Retire") or "")
    page.presses("Retire")
    page = page.becomes("Retired Mon, Mar 1.")
    assert page.buttons == ["All partners"]
    page.presses("All partners")
    assert "Riverside" not in page.becomes("no partners here yet").text
    school.lee.types("/library-partner riverside library")
    school.lee.sees("I know no partner called")
    assert len(school.rows("partners")) == 1


def test_the_page_tells_the_story_of_a_teacher(school: SchoolWithin):
    adds(school, {CATEGORY: "Individual teacher", PERSON: "Ada"}).closes()
    school.asks(school.ada, "letters of the dust bowl")
    school.promises(school.lee, "asks the library", "Five letters", TUESDAY)
    school.comes(TUESDAY, "08:00")
    school.lee.sees("Good morning").presses("Done")
    school.rests()
    school.comes(NEXT_MONDAY, "09:00")
    school.lee.types("/library-partner @Ada Byron")
    page = school.lee.modal(title="Partner")
    for words in (
        "Last contact Tue, Mar 2, 4 school days ago.",
        "1 kept, 1 of them on time; 0 open.",
        "Tue, Mar 2 · Kept by Lee Park: Five letters",
        "Mon, Mar 1 · Asked (answered): “letters of the dust bowl”",
    ):
        assert words in page.text, page.text


def test_a_partner_becomes_worth_a_word_and_then_overdue(school: SchoolWithin):
    adds(school, {NAME: "Hilltop", CATEGORY: "Feeder schools", IDEAL: "1", MOST: "4"}).closes()
    school.comes(TUESDAY + (NEXT_MONDAY - TUESDAY) / 3, "09:00")
    school.lee.types("/library-partner")
    assert "Worth a word · no contact yet" in school.lee.modal().text
    school.lee.modal().closes()
    school.comes(NEXT_MONDAY, "09:00")
    school.lee.types("/library-partner hilltop")
    assert "Overdue: the next one was due by Tue, Mar 2." in school.lee.modal().text


def test_whoever_still_has_the_page_of_a_retired_partner_is_told(school_of_two: SchoolWithin):
    school = school_of_two
    adds(school)
    school.kim.types("/library-partner riverside library")
    page = school.kim.modal(title="Partner")
    school.lee.modal().presses("Retire")
    school.lee.modal().becomes("Retired")
    page.presses("Edit")
    sentence = page.becomes("They are no longer on the list of partners.")
    sentence.closes()
    assert school.kim.modal().title == "Partner", "the page is still there beneath"


@pytest.mark.parametrize("words", ["", "add", "map", "riverside"])
def test_others_are_refused_kindly(school: SchoolWithin, words: str):
    school.ada.types(f"/library-partner {words}".strip())
    school.ada.sees("The school’s librarians look after the library’s partners.")
    assert not school.ada.has_a_modal()


def test_a_forged_form_keeps_nothing(school: SchoolWithin):
    school.lee.types("/library-partner add")
    form = school.lee.modal().fill(RIVERSIDE)
    school.slack_hears_from("U0BEN", form)
    school.rests()
    assert school.rows("partners") == []


def test_help_says_what_can_follow(school: SchoolWithin):
    school.lee.types("/library-partner help")
    assert "/library-partner add" in school.lee.sees("every group of people").text
