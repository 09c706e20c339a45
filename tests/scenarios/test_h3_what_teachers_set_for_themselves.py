"""Ada sets her department, quiet weeks and whether she may be quoted; Lee and Sam see what follows."""

from datetime import date

import pytest

from tests.people import Modal, Person
from tests.scenarios.school import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, SchoolWithin

SETTINGS = "My settings"
SAYS_THANKS = "Say thanks"
QUOTED = "The library may quote this to the school’s administrators"


@pytest.fixture
def school(school: SchoolWithin) -> SchoolWithin:
    """Ada and Ben have asked for something before."""
    for teacher in (school.ada, school.ben):
        school.asks(teacher, "an atlas")
    return school


def opens_settings(person: Person) -> Modal:
    person.home("Department:").presses(SETTINGS)
    return person.modal(title=SETTINGS)


def sets(person: Person, **to: object) -> None:
    names = {"another": "Another department", "quiet_from": "Quiet weeks from", "quiet_until": "Quiet weeks until"}
    form = opens_settings(person).fill({names.get(name, name.capitalize()): value for name, value in to.items()})
    assert form.submits(), form.errors


def is_helped(school: SchoolWithin, need: str, **more: str) -> None:
    school.ada.types("/library-help")
    assert school.ada.modal().fill({"What do you need?": need, **more}).submits()
    school.rests()
    school.lee.sees(need).presses("Answer", beside=need)
    assert school.lee.modal(title="Answer").fill({"A word to go with them": "On your desk."}).submits()
    school.ada.sees("Did this help?").presses("Yes")
    school.rests()


def tells_ada(school: SchoolWithin, what: str) -> None:
    """Something that Ada did not ask for."""
    school.lee.types("/library-log")
    form = school.lee.modal(title="Log contact")
    assert form.fill({"Who": "Ada Byron", "What": what, "Tell them": ["Tell them"]}).submits(), form.errors
    school.lee.modal(title="Logged").closes()
    school.rests()


def test_ada_sets_what_she_wants_and_it_stands_on_her_home(school: SchoolWithin):
    home = school.ada.home("Department: not said · no quiet weeks · thanks are not quoted")
    assert SETTINGS in home.buttons
    sets(school.ada, department="Science", quiet_from=MONDAY, quiet_until=FRIDAY, thanks=["You may quote my thanks"])
    words = "Department: Science · quiet until Friday, March 5 · thanks may be quoted"
    assert words in school.ada.home("Science").text
    school.ben.types("/library-help settings")
    assert school.ben.modal(title=SETTINGS).fill({"Another department": " astronomy"}).submits()
    assert "Department: Astronomy" in school.ben.home("Astronomy").text
    assert "Astronomy" in str(opens_settings(school.ada).shown["blocks"])
    school.ada.modal().closes()
    school.comes(NEXT_MONDAY, "08:00")
    assert "Department: Science · no quiet weeks" in school.ada.home("no quiet weeks").text


def test_what_is_wrong_is_said_under_its_field_and_nothing_is_stored(school: SchoolWithin):
    form = opens_settings(school.ada)
    wrong = {"Department": "History", "Quiet weeks from": FRIDAY, "Quiet weeks until": TUESDAY}
    assert not form.fill(wrong).submits()
    assert form.errors == {
        "Quiet weeks until": "The last quiet day comes before the first one. Please choose a later day."
    }
    assert not form.fill({"Quiet weeks from": date(2027, 2, 1)}).submits()
    assert form.errors == {"Quiet weeks from": "That day has passed. Please choose today or a later day."}
    assert not form.fill({"Quiet weeks from": MONDAY, "Another department": "42"}).submits()
    assert form.errors == {"Another department": "Please write the department’s name, or choose one above."}
    form.closes()
    assert "Department: not said · no quiet weeks · thanks are not quoted" in school.ada.home("Department").text


def test_in_her_quiet_weeks_ada_gets_what_she_asks_for_and_nothing_else(school: SchoolWithin):
    sets(school.ada, quiet_from=MONDAY, quiet_until=THURSDAY)
    for what in ("the book carts", "the new atlases"):
        tells_ada(school, what)
    is_helped(school, "maps of Oklahoma")
    school.ada.never_sees("the book carts")
    assert "quiet weeks, until 2027-03-04" in school.ledger()
    school.comes(FRIDAY, "08:00")
    told = school.ada.sees("the book carts")
    assert "the new atlases" in told.text


def test_adas_thanks_reach_lee_and_sam_as_long_as_she_allows_it(school: SchoolWithin):
    is_helped(school, "maps of Oklahoma")
    answered = school.ada.sees("Did this help?")
    answered.presses(SAYS_THANKS)
    form = school.ada.modal(title=SAYS_THANKS).fill({"Your words": "You saved <my> week.", "Quoting": [QUOTED]})
    assert form.submits(), form.errors
    told = school.lee.sees("says thanks").text
    assert "You saved <my> week." in told
    assert "You may quote this" in told
    answered.becomes("The library has your thanks.")
    school.lee.types("/library-digest")
    assert "“You saved <my> week.” Ada" in school.lee.modal(title="Weekly digest").text
    school.lee.modal().closes()
    school.comes(FRIDAY, "14:00")
    digest = school.sam.sees("The library’s week")
    assert "What teachers said" in digest.text
    assert "“You saved <my> week.” Ada" in digest.text
    assert "Oklahoma" not in digest.text
    sets(school.ada, thanks=[])
    school.waits_for(lambda: "What teachers said" not in digest.now().text, "the quotation to go")
    assert "Ada" not in digest.now().text


def test_thanks_for_help_with_what_she_feels_unsure_about_stay_with_the_library(school: SchoolWithin):
    sets(school.ada, thanks=["You may quote my thanks"])
    is_helped(school, "long division", **{"What kind of help?": "Less confident topic"})
    school.ada.sees("Did this help?").presses(SAYS_THANKS)
    form = school.ada.modal(title=SAYS_THANKS)
    assert "These words stay between you and the library." in form.text
    assert form.fill({"Your words": "Now I dare to teach it."}).submits(), form.errors
    told = school.lee.sees("says thanks").text
    assert "long division" not in told
    school.comes(FRIDAY, "14:00")
    digest = school.sam.sees("The library’s week").text
    assert "What teachers said" not in digest
    assert "dare" not in digest
