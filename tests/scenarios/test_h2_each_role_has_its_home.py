"""Home by what people do: somebody new, a teacher, a librarian who filters it, the head, who reads what was told."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.people import Home, Person
from tests.scenarios.school import (
    CARD,
    CLASS,
    DOING,
    DUST_BOWL,
    FRIDAY,
    NEED,
    NEXT_FRIDAY,
    NEXT_MONDAY,
    TUESDAY,
    WEDNESDAY,
    SchoolWithin,
)

NOTHING_WAITS = "Nothing is waiting for you"


def labels(home: Home) -> list[str]:
    """Of the buttons, in order."""
    elements = [each for block in home.shown["blocks"] for each in block.get("elements", [])]
    return [each["text"]["text"] for each in elements if each["type"] == "button"]


def asks_for_class(school: SchoolWithin, teacher: Person, need: str, group: str) -> None:
    teacher.types("/library-help")
    assert teacher.modal().fill({NEED: need, CLASS: group}).submits()
    school.rests()


def needs(school: SchoolWithin, words: str) -> None:
    school.lee.home("What the library needs").presses("Add a need")
    form = school.lee.modal(title="Add a need").fill({"What is it?": "Cover", "What does the library need?": words})
    assert form.submits(), form.errors


def keeps(school: SchoolWithin, teacher: Person, need: str, day: date) -> None:
    school.asks(teacher, need)
    school.promises(school.lee, need, f"Find {need}", day)
    school.lee.sees(f"Find {need}").presses("Done", beside=f"Find {need}")
    school.rests()


def test_cleo_is_new_and_reads_three_lines_and_has_one_button(school: SchoolWithin):
    home = school.cleo.home("In the library: Lee Park.")
    assert labels(home) == ["Ask the library"]
    assert len(home.text.splitlines()) == 7, "a heading and three lines; a heading, the ways, and who is there"
    assert "/library-help" in home.text
    home.presses("Ask the library")
    assert school.cleo.modal(title="Ask the library").fill({NEED: "a globe"}).submits()
    later = school.cleo.home("What you asked for")
    assert "a globe" in later.text
    assert labels(later) == ["Ask the library", "Edit", "Withdraw", "My settings"]
    school.sandbox.workspace.change_user("U0LEE", real_name="Lee Hart")
    assert "In the library: Lee Hart." in school.cleo.home("Lee Hart").text


def test_sam_reads_what_was_told_and_nothing_of_the_running_week(a_school: Callable[..., SchoolWithin]):
    school = a_school(PICTURE_SECONDS="0.01")  # the picture is another story
    first = school.sam.home("The first weekly digest is still to come").text
    assert "The first digest comes Friday, March 5, 2:00 PM." in first
    needs(school, "an hour on Tuesdays")
    for teacher in (school.ada, school.ben):
        keeps(school, teacher, f"maps for {teacher.id}", TUESDAY)
    assert "Promises kept" not in school.sam.home("an hour on Tuesdays").text
    school.comes(FRIDAY, "14:00")
    school.rests()
    told = school.sam.home("The library kept 2 promises, both on time.").text
    assert "As the latest digest told it: Fri, Feb 26 to Fri, Mar 5." in told
    assert "week by week" not in told
    school.comes(NEXT_MONDAY, "09:00")
    keeps(school, school.cleo, "songs of the road", date(2027, 3, 9))
    assert "Promises kept: 2" in school.sam.home("kept 2 promises").text
    school.sam.home("an hour on Tuesdays").presses("I can help")
    assert "Sam Okoro can help; the library knows" in school.sam.home("can help").text
    assert "Sam Okoro can help" in school.lee.sees("It is on your list").text
    school.comes(NEXT_FRIDAY, "14:00")
    school.rests()
    trend = school.sam.home("The term, week by week").text
    assert (
        "3 promises kept since the term began, all of them on time.\nFri, Mar 5: 2 kept, 2 on time, 0 open\n" in trend
    )
    assert "Fri, Mar 12: 1 kept, 1 on time, 1 open" in trend, "what was promised to talk with Sam is open"


def test_lee_writes_down_what_the_library_needs_and_looks_at_the_digest(school: SchoolWithin):
    needs(school, "an hour on Tuesdays")
    home = school.lee.home("Cover: an hour on Tuesdays")
    home.presses("Weekly digest")
    preview = school.lee.modal(title="Weekly digest")
    assert "an hour on Tuesdays" in preview.text
    preview.closes()
    school.lee.home("an hour on Tuesdays").presses("No longer needed")
    assert "an hour on Tuesdays" not in school.lee.home("Nothing is written down just now").text
    assert not school.lee.has_a_modal()


def test_lee_filters_home_and_leads_it_back(school: SchoolWithin):
    asks_for_class(school, school.ada, "maps of Oklahoma", "8B")
    asks_for_class(school, school.ben, "songs of the road", "Grade 7")
    school.promises(school.lee, "songs of the road", "Find songs", WEDNESDAY)
    school.lee.home("maps of Oklahoma").presses("Filter")
    form = school.lee.modal(title="Filter")
    assert form.labels == ["Person", "Class"], "there is no plan to filter by"
    assert form.fill({"Person": school.ben.id}).submits(), form.errors
    shown = school.lee.home("Shown: Ben").text
    assert "Find songs" in shown
    assert "maps of Oklahoma" not in shown
    school.asks(school.ada, "bees")
    assert "bees" not in school.lee.home("Shown: Ben").text
    school.lee.home("Shown: Ben").presses("Filter")
    form = school.lee.modal(title="Filter")
    assert form.fill({"Person": school.ben.id, "Class": "8B"}).submits(), form.errors
    assert "Nothing on your list is about Ben" in school.lee.home("class 8B just now").text
    school.lee.home("just now").presses("Show everything")
    everything = school.lee.home("bees").text
    assert "Shown:" not in everything
    assert "Find songs" in everything
    assert "maps of Oklahoma" in everything


def test_what_is_with_a_partner_is_settled_or_taken_back_on_home(school: SchoolWithin):
    school.lee.types("/library-partner add")
    form = school.lee.modal(title="Add a partner").fill({"Name": "City Museum", "Category": "National organisations"})
    assert form.submits(), form.errors
    school.lee.modal(title="Partner").closes()
    for need in ("maps", "songs"):
        school.asks(school.ada, f"{need} of Oklahoma")
        school.lee.sees(CARD).presses("Refer", beside=f"{need} of Oklahoma")
        assert school.lee.modal(title="Refer").fill({"Partner": "City Museum"}).submits()
        school.rests()
    home = school.lee.home("Waiting for others: partners")
    home.presses("They helped", beside="maps of Oklahoma")
    school.rests()
    assert "maps of Oklahoma" not in school.lee.home("songs of Oklahoma").text
    school.lee.home("songs of Oklahoma").presses("Take back", beside="songs of Oklahoma")
    assert "Today: new" in school.lee.home("Today: new").text
    school.lee.home("Today: new").presses("Promise", beside="songs of Oklahoma")
    assert school.lee.modal(title="Promise").fill({DOING: "Five songs"}).submits()
    assert "Waiting for others" not in school.lee.home("Five songs").text


def test_a_burst_of_requests_is_shown_with_few_publications(a_school: Callable[..., SchoolWithin]):
    school = a_school(HOME_SECONDS="1")
    school.lee.home(NOTHING_WAITS)
    school.rests()
    before = len(school.calls("views.publish"))
    for number in range(12):
        school.ada.types(f"/library-help book number {number}")
    assert "1 to 3 of 12" in school.lee.home("of 12").text
    school.rests()
    assert len(school.calls("views.publish")) - before <= 6


@pytest.mark.parametrize("at", ["00:01"])
def test_midnight_makes_it_overdue_though_nothing_happened(school: SchoolWithin, at: str):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, "dust bowl", "Five letters", TUESDAY)
    assert "Due tomorrow, Tuesday, March 2" in school.lee.home("Five letters").text
    school.rests()
    seen = len(school.calls("views.publish"))
    school.comes(WEDNESDAY, at)
    school.waits_for(
        lambda: "Overdue since" in str(school.calls("views.publish")[seen:]), "Home to say that it is overdue"
    )
