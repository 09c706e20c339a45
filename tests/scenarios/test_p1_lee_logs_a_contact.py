"""Partners, step 1. Lee logs a two-minute talk in the corridor, in one line or in a form, with anybody."""

from datetime import date

import pytest

from tests.people import Message, Modal
from tests.scenarios.school import MONDAY, MORNING, NEXT_MONDAY, TUESDAY, SchoolWithin

INQUIRY = "/library-log 10 min with @ada about the inquiry unit, next step book carts by Tuesday"
CARTS = "book carts"
WHO, NOT_IN_SLACK, WHAT, MINUTES, STEP, BY = (
    "Who",
    "Or who is not in Slack",
    "What",
    "Minutes",
    "Next step",
    "Next step by",
)


def logs(school: SchoolWithin, words: str) -> Message:
    school.lee.types(f"/library-log {words}")
    return school.lee.sees("Logged")


def form(school: SchoolWithin, words: str = "") -> Modal:
    school.lee.types(f"/library-log {words}".strip())
    return school.lee.modal(title="Log contact")


def test_one_line_is_said_back_with_who_minutes_what_and_the_next_step(school: SchoolWithin):
    school.lee.types(INQUIRY)
    said = school.lee.sees("Logged")
    assert said.is_ephemeral
    for words in ("Ada Byron, 10 minutes", "the inquiry unit", "book carts", "tomorrow, Tuesday, March 2"):
        assert words in said.text
    assert said.buttons == ["Make a partner", "Edit", "Undo"]
    (contact,) = school.rows("contacts")
    assert (contact["with_whom"], contact["minutes"], contact["what"]) == ("Ada Byron", 10, "the inquiry unit")
    assert contact["person_id"] is not None


def test_the_next_step_is_a_promise_that_is_followed_until_it_is_done(school: SchoolWithin):
    school.lee.types(INQUIRY)
    school.lee.sees("Logged")
    school.comes(TUESDAY, "08:00")
    morning = school.lee.sees(MORNING)
    assert CARTS in morning.text
    morning.presses("Done", beside=CARTS)
    morning.becomes("Kept")


def test_ada_hears_nothing_of_it_unless_lee_wants_her_to(school: SchoolWithin):
    school.lee.types(INQUIRY)
    school.lee.sees("Logged")
    school.rests()
    assert school.dms(school.ada) == []
    asked = form(school).fill({WHO: "Ada", WHAT: "the book fair", "Tell them": ["Tell them"]})
    assert asked.fill({STEP: "order posters", BY: TUESDAY}).submits(), asked.errors
    told = school.ada.sees("the book fair")
    for words in ("Lee Park", "order posters", "Tuesday, March 2"):
        assert words in told.text
    school.rests()
    assert len(school.dms(school.ada)) == 1


def test_without_words_a_form_opens_in_which_only_who_and_what_are_required(school: SchoolWithin):
    asked = form(school)
    for label in (
        WHO,
        NOT_IN_SLACK,
        WHAT,
        MINUTES,
        STEP,
        BY,
        "Kind of activity",
        "Level of collaboration",
        "Tell them",
    ):
        assert label in asked.labels
    assert not asked.submits()
    assert [*asked.errors] == [WHAT]
    assert not asked.fill({WHAT: "the loan box"}).submits()
    assert "Who was it with?" in asked.errors[WHO]
    assert school.rows("contacts") == []
    assert asked.fill({NOT_IN_SLACK: "Ms Park of the museum"}).submits(), asked.errors
    assert [each["with_whom"] for each in school.rows("contacts")] == ["Ms Park of the museum"]


def test_everything_that_the_form_holds_is_kept_and_can_be_edited(school: SchoolWithin):
    asked = form(school, "10 min with @ada")
    assert asked.values[MINUTES] == "10"
    asked.fill(
        {
            WHAT: "the inquiry unit",
            "Kind of activity": "Co-planning",
            "Level of collaboration": "Cooperation",
            "Benefits for the library": ["Mutual support"],
            "Benefits for the partner": ["Joint planning", "Mutual support"],
        }
    )
    assert asked.submits(), asked.errors
    (contact,) = school.rows("contacts")
    assert (contact["activity"], contact["level"]) == ("co-planning", "cooperation")
    served = {(each["benefit"], each["served"]) for each in school.rows("gains")}
    assert served == {
        ("mutual support", "the library"),
        ("mutual support", "the partner"),
        ("joint planning", "the partner"),
    }


@pytest.mark.parametrize(
    ("words", "known"),
    [("10 min with @ada", {WHO: "U0ADA", MINUTES: "10", WHAT: None}), ("the inquiry unit", {WHAT: "the inquiry unit"})],
)
def test_words_without_who_or_what_open_the_form_with_what_was_understood(
    school: SchoolWithin, words: str, known: dict[str, str | None]
):
    asked = form(school, words)
    assert {label: asked.values[label] for label in known} == known
    assert school.rows("contacts") == []


def test_edit_changes_what_was_said_back_and_the_promise_with_it(school: SchoolWithin):
    said = logs(school, INQUIRY.removeprefix("/library-log "))
    said.presses("Edit")
    asked = school.lee.modal(title="Edit contact")
    assert asked.values[STEP] == CARTS
    assert asked.values[BY] == TUESDAY.isoformat()
    assert asked.fill({MINUTES: "25", STEP: "book six carts", BY: NEXT_MONDAY}).submits(), asked.errors
    changed = school.lee.sees("25 minutes")
    assert "book six carts" in changed.text
    assert "Monday, March 8" in changed.text
    assert len(school.rows("contacts")) == len(school.rows("commitments")) == 1
    school.rests()
    assert school.dms(school.ada) == []


def test_undo_takes_the_contact_and_its_next_step_back(school: SchoolWithin):
    logs(school, INQUIRY.removeprefix("/library-log ")).presses("Undo")
    school.lee.sees("Taken back")
    assert school.rows("contacts") == []
    assert [each["state"] for each in school.rows("commitments")] == ["released"]
    school.comes(TUESDAY, "08:00")
    school.rests()
    assert school.times(school.lee, MORNING) == 0


def test_the_same_words_at_once_are_one_contact(school: SchoolWithin):
    school.lee.types(INQUIRY)
    first = school.lee.sees("Logged")
    school.lee.types(INQUIRY)
    assert "already" in school.lee.sees("Logged", after=first).text
    assert len(school.rows("contacts")) == len(school.rows("commitments")) == 1


def test_a_command_that_slack_delivers_twice_is_one_contact(school: SchoolWithin):
    school.lee.types(INQUIRY)
    school.lee.sees("Logged")
    school.sends_again("slash_commands")
    school.rests()
    assert len(school.rows("contacts")) == len(school.rows("commitments")) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("9999 min with @ada about frogs", "Minutes go from 1 to 600"),
        ("−5 min with @ada about frogs", "Minutes go from 1 to 600"),
        ("10 min with @ada about frogs, next step book carts by Saturday", "closed that day"),
        ("10 min with @ada about frogs, next step book carts by 1 January 2020", "has passed"),
        ("10 min with @ada about frogs, next step book carts by Saturday, with love", "closed that day"),
        ("with @lee about frogs", "That is you"),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence_and_lee_has_the_words_back(
    school: SchoolWithin, words: str, sentence: str
):
    school.lee.types(f"/library-log {words}")
    said = school.lee.sees(sentence)
    assert said.is_ephemeral
    assert words.split("about", 1)[1].strip() in said.text
    assert school.rows("contacts") == []
    assert school.rows("commitments") == []


def test_a_form_with_a_day_that_is_past_keeps_what_was_filled_in(school: SchoolWithin):
    asked = form(school).fill({WHO: "Ada", WHAT: "frogs", STEP: "book carts", BY: date(2027, 2, 26)})
    assert not asked.submits()
    assert "passed" in asked.errors[BY]
    assert not asked.fill({BY: None}).submits()
    assert "By when?" in asked.errors[BY]
    assert not asked.fill({STEP: None, BY: TUESDAY}).submits()
    assert "What is the next step?" in asked.errors[STEP]
    assert school.rows("contacts") == school.rows("commitments") == []


def test_somebody_outside_slack_cannot_be_told(school: SchoolWithin):
    asked = form(school, "with the city museum").fill({WHAT: "loans", "Tell them": ["Tell them"]})
    assert not asked.submits()
    assert "Only somebody in Slack" in asked.errors["Tell them"]
    assert school.rows("contacts") == []


def test_ada_is_told_kindly_that_the_log_is_the_librarians(school: SchoolWithin):
    for words in ("", " 10 min with @ben about frogs"):
        school.ada.types(f"/library-log{words}")
        assert school.ada.sees("librarians keep this log").is_ephemeral
    assert not school.ada.has_a_modal()
    assert school.rows("contacts") == []


def test_a_step_without_a_day_gets_one_and_says_so(school: SchoolWithin):
    said = logs(school, "10 min with @ada about frogs, next step book carts")
    assert "Monday, March 8" in said.text
    assert "You named no day" in said.text
    assert date.fromisoformat(school.rows("commitments")[0]["due_on"]) > MONDAY


def test_a_guest_is_known_by_name_only(school: SchoolWithin):
    assert "Gus Field" in logs(school, "with @gus about the author visit").text
    assert [each["person_id"] for each in school.rows("contacts")] == [None]
    assert "U0GUS" not in {each["address"] for each in school.rows("people")}


def test_a_new_name_becomes_a_partner_whose_clock_runs_from_this_contact(school: SchoolWithin):
    said = logs(school, "1.5 h with Ms Park about the loan box")
    assert "not among the library’s partners yet" in said.text
    said.presses("Make a partner")
    asked = school.lee.modal(title="Add a partner")
    assert asked.values["Name"] == "Ms Park"
    assert asked.fill({"Category": "Feeder schools"}).submits(), asked.errors
    (partner,) = school.rows("partners")
    assert (partner["name"], partner["last_contact_on"]) == ("Ms Park", MONDAY.isoformat())
    assert [each["partner_id"] for each in school.rows("contacts")] == [partner["id"]]
    known = logs(school, "5 min with ms park about the van")
    assert "Noted for Ms Park" in known.text
    assert known.buttons == ["Edit", "Undo"]


def test_a_form_with_a_new_name_offers_the_same(school: SchoolWithin):
    assert form(school).fill({NOT_IN_SLACK: "Ms Park", WHAT: "the loan box"}).submits()
    said = school.lee.modal(title="Logged")
    said.presses("Edit")
    assert school.lee.modal(title="Edit contact").fill({NOT_IN_SLACK: "Ms Parker"}).submits()
    said.becomes("Ms Parker").presses("Make a partner")
    assert school.lee.modal(title="Add a partner").values["Name"] == "Ms Parker"


def test_log_contact_on_a_partners_page_knows_whom_it_is_with(school: SchoolWithin):
    logs(school, "with Ms Park about the loan box").presses("Make a partner")
    school.lee.modal(title="Add a partner").fill({"Category": "Feeder schools"}).submits()
    school.comes(TUESDAY, "09:00")
    page = school.lee.modal().becomes("How things stand")
    page.presses("Log contact")
    asked = school.lee.modal(title="Log contact")
    assert asked.values[NOT_IN_SLACK] == "Ms Park"
    assert asked.fill({WHAT: "the van's next round"}).submits(), asked.errors
    page.becomes("the van's next round")
    assert [each["last_contact_on"] for each in school.rows("partners")] == [TUESDAY.isoformat()]
