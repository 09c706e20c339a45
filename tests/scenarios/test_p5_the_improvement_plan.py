"""Point 5. Lee keeps the library improvement plan: objectives, readings, the evidence behind them, the next year."""

from datetime import date

from tests.people import Modal
from tests.scenarios.school import CARD, DOING, DUST_BOWL, MONDAY, TUESDAY, SchoolWithin

PLAN, OBJECTIVE_PAGE = "Improvement plan", "Objective"
TITLE, AIM, MEASURE, TARGET, YEAR = "Title", "School aim it serves", "Measure", "Target", "Year"
OBJECTIVE, READING, DATE, WORD = "Improvement-plan objective", "Reading", "Date", "A word on it"
SEARCH = "Every Year 8 class learns to search"


def opens_plan(school: SchoolWithin) -> Modal:
    school.lee.types("/library-partner plan")
    return school.lee.modal(title=PLAN)


def adds(school: SchoolWithin, title: str = SEARCH, **changed: str) -> Modal:
    """From the open plan; the plan as it is afterwards."""
    school.lee.modal(title=PLAN).presses("Add objective")
    form = school.lee.modal(title="Add objective")
    fields = {TITLE: title, AIM: "Independent learners", MEASURE: "Classes taught together", TARGET: "6 classes"}
    assert form.fill(fields | changed).submits(), form.errors
    return school.lee.modal(title=PLAN)


def opens(school: SchoolWithin, title: str = SEARCH) -> Modal:
    school.lee.modal(title=PLAN).presses("Open", beside=title)
    return school.lee.modal(title=OBJECTIVE_PAGE)


def promises_for(school: SchoolWithin, title: str) -> None:
    school.lee.sees(CARD).presses("Promise")
    form = school.lee.modal(title="Promise")
    assert form.fill({DOING: "Teach it with Ada", OBJECTIVE: title}).submits(), form.errors


def test_lee_opens_the_plan_of_this_school_year_and_adds_an_objective(school: SchoolWithin):
    plan = opens_plan(school)
    assert "2026–27" in plan.text
    assert "no objectives" in plan.text
    plan = adds(school)
    for words in (SEARCH, "Independent learners", "6 classes", "No reading yet", "nothing tied to it yet"):
        assert words in plan.text
    page = opens(school)
    for words in (SEARCH, "Independent learners", "Classes taught together", "6 classes"):
        assert words in page.text


def test_lee_changes_an_objective_and_finds_it_changed(school: SchoolWithin):
    opens_plan(school)
    adds(school)
    opens(school).presses("Edit")
    form = school.lee.modal(title="Edit objective")
    assert form.values[TITLE] == SEARCH
    assert form.fill({TARGET: "8 classes"}).submits(), form.errors
    page = school.lee.modal(title=OBJECTIVE_PAGE)
    assert "8 classes" in page.text
    page.presses("Back to the plan")
    assert "8 classes" in school.lee.modal(title=PLAN).text


def test_lee_notes_what_the_measure_shows(school: SchoolWithin):
    opens_plan(school)
    adds(school)
    for value, word in (("2 classes", "a slow start"), ("4 classes", None)):
        if value == "2 classes":
            opens(school)
        school.lee.modal(title=OBJECTIVE_PAGE).presses("Note a reading")
        form = school.lee.modal(title="Note a reading")
        assert form.fill({READING: value, **({WORD: word} if word else {})}).submits(), form.errors
    page = school.lee.modal(title=OBJECTIVE_PAGE)
    assert "Latest reading: 4 classes" in page.text
    assert "2 classes (a slow start)" in page.text


def test_a_promise_made_for_an_objective_is_the_evidence_behind_it(school: SchoolWithin):
    opens_plan(school)
    adds(school)
    school.lee.modal(title=PLAN).closes()
    school.asks(school.ada, DUST_BOWL)
    promises_for(school, SEARCH)
    school.rests()
    opens_plan(school)
    page = opens(school)
    assert "1 request, 1 promise" in page.text
    for words in ("Ada", "dust bowl", "Teach it with Ada", "promised"):
        assert words in page.text
    page.closes()
    school.lee.sees("Teach it with Ada").presses("Done")
    school.rests()
    opens_plan(school)
    assert "1 promise (1 kept)" in school.lee.modal(title=PLAN).text


def test_without_a_plan_no_form_asks_for_an_objective(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.lee.sees(CARD).presses("Promise")
    assert OBJECTIVE not in school.lee.modal(title="Promise").labels


def test_a_retired_objective_stays_to_be_read_and_cannot_be_chosen(school: SchoolWithin):
    opens_plan(school)
    adds(school)
    opens(school).presses("Retire")
    page = school.lee.modal(title=OBJECTIVE_PAGE)
    assert "Retired" in page.text
    assert "Note a reading" not in page.buttons
    page.presses("Back to the plan")
    plan = school.lee.modal(title=PLAN)
    assert f"{SEARCH} (retired" in plan.text
    plan.closes()
    school.asks(school.ada, DUST_BOWL)
    school.lee.sees(CARD).presses("Promise")
    assert OBJECTIVE not in school.lee.modal(title="Promise").labels


def test_a_year_rolls_over_and_the_last_stays_readable(school: SchoolWithin):
    opens_plan(school)
    adds(school)
    opens(school).presses("Note a reading")
    form = school.lee.modal(title="Note a reading")
    assert form.fill({READING: "4 classes"}).submits()
    school.lee.modal(title=OBJECTIVE_PAGE).presses("Back to the plan")
    plan = school.lee.modal(title=PLAN)
    assert "2026–27 stays as it is" in (plan.confirmation("Roll over to 2027–28") or "")
    plan.presses("Roll over to 2027–28")
    following = school.lee.modal(title=PLAN)
    assert "School year 2027–28" in following.text
    assert SEARCH in following.text
    assert "No reading yet" in following.text
    following.presses("See 2026–27")
    last = school.lee.modal(title=PLAN)
    assert "Latest reading: 4 classes" in last.text
    assert "Roll over to 2027–28" not in last.buttons, "it rolls over once"
    last.closes()
    school.comes(date(2027, 9, 7), "10:00")
    assert "School year 2027–28" in opens_plan(school).text
    assert "Goes on from 2026–27" in opens(school).text


def test_what_cannot_be_is_said_under_its_field_and_nothing_is_stored(school: SchoolWithin):
    opens_plan(school).presses("Add objective")
    form = school.lee.modal(title="Add objective")
    assert not form.fill({TITLE: "  ", AIM: "Readers", MEASURE: "Loans", TARGET: "9"}).submits()
    assert TITLE in form.errors
    assert school.rows("objectives") == []
    assert form.fill({TITLE: SEARCH}).submits(), "what was typed stays"
    opens(school).presses("Note a reading")
    reading = school.lee.modal(title="Note a reading")
    assert not reading.fill({READING: "4 classes", DATE: TUESDAY}).submits()
    assert "still to come" in reading.errors[DATE]
    assert school.rows("readings") == []
    assert reading.fill({DATE: MONDAY}).submits(), reading.errors
    assert len(school.rows("readings")) == 1


def test_others_get_a_kind_refusal(school: SchoolWithin):
    for somebody in (school.ada, school.sam):
        somebody.types("/library-partner plan")
        assert "for the school’s librarians" in somebody.sees("librarians").text
        assert not somebody.has_a_modal()


def test_a_topic_somebody_feels_less_confident_about_is_shown_to_librarians_only(school: SchoolWithin):
    opens_plan(school)
    adds(school).closes()
    school.ada.types("/library-help")
    form = school.ada.modal()
    assert form.fill(
        {"What do you need?": "help with statistics", "What kind of help?": "Less confident topic"}
    ).submits()
    promises_for(school, SEARCH)
    school.rests()
    opens_plan(school)
    assert "help with statistics" in opens(school).text
    for somebody in (school.ben, school.sam):
        assert "statistics" not in " ".join(school.dms(somebody))
