"""The same facts, each reader in their own form: by the language and the zone that they have chosen in Slack."""

from tests.people import Person
from tests.scenarios.school import FRIDAY, THURSDAY, WEDNESDAY, SchoolWithin

CARD = "asks the library"
TUTORIAL = {"Kind": "Co-planning", "Title": "Inquiry unit", "First day": WEDNESDAY, "Time": "14:00"}


def chooses(school: SchoolWithin, person: Person, **profile: str) -> None:
    """Their language, their time zone: Slack tells the bot, which then knows it."""
    school.sandbox.workspace.change_user(person.id, **profile)
    known = {"locale": "locale", "tz": "zone"}
    school.waits_for(
        lambda: any(
            all(row[known[name]] == value for name, value in profile.items())
            for row in school.rows("people")
            if row["address"] == person.id
        ),
        "the bot to know of it",
    )


def test_the_same_promise_is_told_to_ada_and_shown_to_lee_each_in_their_form(school: SchoolWithin):
    chooses(school, school.lee, locale="en-GB")
    school.asks(school.ada, "globes")
    assert "Promised by Thursday, March 4" not in school.lee.sees(CARD).text
    school.promises(school.lee, CARD, "Bring three globes", THURSDAY)
    assert "Thursday, March 4" in school.ada.sees("promised").text
    assert "Thursday 4 March" in school.lee.sees(CARD).becomes("romised").text


def test_lees_hours_are_of_her_own_clock_and_say_so_where_it_is_another(school: SchoolWithin):
    def activities() -> str:
        school.lee.types("/library-partner activities")
        return school.lee.sees("Activities").text

    school.lee.types("/library-partner activities")
    school.lee.sees("Activities").presses("Add an activity")
    assert school.lee.modal(title="Add an activity").fill(TUTORIAL).submits()
    school.rests()
    assert "at 2:00 PM" in activities()
    chooses(school, school.lee, locale="de-DE")
    assert "at 14:00" in activities()
    chooses(school, school.lee, tz="Europe/Berlin")
    assert "at 14:00 school time" in activities()
    school.lee.types("/library-digest")
    shown = school.lee.modal(title="Weekly digest").text
    assert "It goes to Sam Okoro, Friday 5 March, 20:00 Berlin time." in shown


def test_who_chooses_another_language_sees_home_and_the_next_message_in_the_new_form(school: SchoolWithin):
    school.asks(school.ada, "globes")
    school.promises(school.lee, CARD, "Bring three globes", THURSDAY)
    assert "Thursday, March 4" in school.lee.home("Bring three globes").text
    chooses(school, school.lee, locale="de-DE")
    assert "Thursday 4 March" in school.lee.home("Thursday 4 March").text
    school.comes(THURSDAY, "08:00")
    assert "Due today, Thursday 4 March: Bring three globes" in school.lee.sees("Good morning").text


def test_the_digest_is_in_its_readers_form(school: SchoolWithin):
    chooses(school, school.sam, locale="de-DE")
    school.comes(FRIDAY, "14:00")
    assert "Fri 26 Feb to Fri 5 Mar" in school.sam.sees("The library’s week").text


def test_a_date_in_figures_is_read_as_its_writer_writes_it_and_said_back_with_its_month(school: SchoolWithin):
    school.asks(school.ada, "plans by 3/12")
    assert "Needed by: Friday, March 12" in school.ada.sees("plans").text
    school.sandbox.workspace.change_user("U0BEN", locale="de-DE")
    school.asks(school.ben, "maps by 3/12")
    assert "Needed by: Friday 3 December" in school.ben.sees("maps").text


def test_our_words_follow_the_setting_and_what_people_wrote_stays_as_it_was(school: SchoolWithin):
    words = "a colour chart and a color wheel for an organisation, or an organization"
    school.asks(school.ada, words)
    school.lee.types("/library-partner map")
    assert "Organisers of clubs and societies" in school.lee.modal(title="Partner map").text
    school.lee.modal().closes()
    school.lee.home("Your list").presses("Settings")
    school.lee.modal(title="Settings").presses("Messages")
    assert school.lee.modal(title="Messages").fill({"Spelling": "American English"}).submits()
    school.lee.modal(title="Settings").closes()
    school.lee.types("/library-partner map")
    assert "Organizers of clubs and societies" in school.lee.modal(title="Partner map").text
    assert words in school.lee.sees(CARD).text
