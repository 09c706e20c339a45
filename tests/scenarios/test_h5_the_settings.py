"""Settings: one press from Home, one page that says how the school is set, and a form for each part of it."""

import sqlite3
from contextlib import closing

import pytest

from tests.people import Modal
from tests.scenarios.school import DUST_BOWL, FRIDAY, MONDAY, TUESDAY, WEDNESDAY, SchoolWithin


def settings(school: SchoolWithin, *parts: str) -> Modal:
    """The page, or the form behind its buttons."""
    school.lee.home("Your list").presses("Settings")
    for title, part in zip(("Settings", *parts), parts, strict=False):
        school.lee.modal(title=title).presses(part)
    return school.lee.modal(title=parts[-1] if parts else "Settings")


def refuses(form: Modal, values: dict[str, object], words: str) -> None:
    """Under the field, and the form keeps what was typed."""
    assert not form.fill(values).submits()
    assert words in str(form.refresh().shown["errors"])


def years_go_by(school: SchoolWithin) -> None:
    """Two of them, in which the bot is not there and nobody misses a morning of it."""
    school.closes()
    school.comes(MONDAY.replace(year=MONDAY.year + 2), "09:00")
    with closing(sqlite3.connect(school.database)) as db:
        db.execute("UPDATE people SET next_nudge_at = NULL")
        db.execute("UPDATE schools SET next_digest_at = NULL, digest_from = NULL, seen_at = NULL")
        db.commit()
    school.opens()


def test_lee_reads_how_the_school_is_set_and_changes_its_hours(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    page = settings(school).text
    for words in (
        "Monday to Friday, 8:00 AM to 4:00 PM, America/New_York time",
        "Public holidays of US: next ",
        "Librarians: Lee Park",
        "Administrators: Sam Okoro",
        "Weekly digest: Friday, 2:00 PM",
        "Reminders: 1 school day before, on the day, 1, 3 and 5 school days after, then every 5 school days",
        "At most 2 unasked messages to one teacher in a week",
        "What is closed is kept for 24 months, and then removed.",
    ):
        assert words in page
    school.lee.modal(title="Settings").presses("School days")
    form = school.lee.modal(title="School days")
    refuses(form, {"School closes": "07:00"}, "closes after it opens")
    refuses(form, {"School closes": "15:00", "School days": ["Monday"]}, "Leave Friday ticked")
    refuses(form, {"School days": []}, "Tick at least one day")
    week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert form.fill({"School days": week, "School opens": "07:30", "School name": "Riverside High"}).submits()
    assert "Riverside High" in school.lee.modal(title="Settings").becomes("7:30 AM to 3:00 PM").text
    school.comes(TUESDAY, "07:31")
    assert "waiting for an answer" in school.lee.sees("Good morning").text


def test_lee_closes_days_opens_one_and_chooses_the_public_holidays(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, "dust bowl", "A folder of letters", TUESDAY)
    form = settings(school, "Closures and holidays", "Add closure")
    refuses(
        form, {"First closed day": WEDNESDAY, "Last closed day": TUESDAY, "Why": "Snow"}, "name the first day first"
    )
    assert form.fill({"First closed day": TUESDAY, "Last closed day": WEDNESDAY}).submits(), form.errors
    page = school.lee.modal(title="Closures and holidays").becomes("Tue, Mar 2 – Wed, Mar 3, 2027: Snow")
    assert "1 promise is due while the school is closed now" in page.text
    page.presses("Open a day")
    form = school.lee.modal(title="Open a day")
    refuses(form, {"Day": FRIDAY}, "That is a school day already")
    assert form.fill({"Day": WEDNESDAY}).submits()
    page = school.lee.modal(title="Closures and holidays").becomes("Open: Wed, Mar 3, 2027, in spite of Snow")
    page.presses("Public holidays")
    form = school.lee.modal(title="Public holidays")
    refuses(form, {"Country or part of it": "GB-XYZ"}, "GB-ENG")
    assert form.fill({"Country or part of it": "gb-eng"}).submits()
    page = school.lee.modal(title="Closures and holidays").becomes("Public holidays of GB-ENG: next Good Friday")
    page.presses("Take back", beside="Open: Wed")
    school.lee.modal(title="Closures and holidays").becomes("is no longer opened by hand")
    school.lee.modal().presses("Remove", beside="Snow")
    page = school.lee.modal(title="Closures and holidays").becomes("Removed: Tue, Mar 2")
    page.presses("Back to settings")
    assert "no closures to come" in school.lee.modal(title="Settings").text
    school.comes(TUESDAY, "08:01")
    school.lee.sees("Good morning")


def test_lee_chooses_who_runs_the_library_and_who_reads_the_digest(school: SchoolWithin):
    form = settings(school, "People")
    for name, words in (
        ("Gus", "Gus Field is a guest in Slack"),
        ("Olive", "belongs to another workspace"),
        ("Del", "account is closed"),
        ("Timetable", "Timetable is an app"),
    ):
        refuses(form, {"Librarians": ["Lee", name]}, words)
        refuses(form, {"Librarians": ["Lee"], "Administrators": ["Sam", name]}, words)
    refuses(form, {"Librarians": [], "Administrators": ["Sam"]}, "At least one librarian has to stay")
    assert {each["address"] for each in school.rows("people")} == {"U0LEE", "U0SAM"}
    assert form.fill({"Librarians": ["Lee", "Ben"], "Administrators": ["Cleo"]}).submits(), form.errors
    page = school.lee.modal(title="Settings").becomes("Saved.")
    assert "Librarians: Lee Park, Ben Ortiz" in page.text
    assert "Administrators: Cleo Marsh" in page.text
    assert "Lee Park has made you one of its librarians" in school.ben.sees("Welcome to the library!").text
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.ben, "dust bowl", "A folder of letters")
    page.presses("People")
    assert school.lee.modal(title="People").fill({"Librarians": ["Lee"]}).submits()
    school.lee.sees("Ben Ortiz no longer runs the library and had promises open").presses("Take over")
    school.ben.sees("what you had promised is offered to your colleagues")
    assert "Your list" not in school.ben.home("Ask the library").text
    school.comes(FRIDAY, "14:01")
    school.cleo.sees("The library")
    school.rests()
    assert not any("digest" in words.lower() and "picture" not in words for words in school.dms(school.ben))


def test_lee_sets_when_the_library_writes(school: SchoolWithin):
    school.wants_no_proposals()
    form = settings(school, "Messages")
    refuses(form, {"Reminders of a promise": "0, soon"}, "“soon” is no whole number")
    refuses(form, {"Reminders of a promise": "1, 3"}, "Keep 0 among them")
    refuses(form, {"Reminders of a promise": "-9, 0"}, "5 school days before to 20 after")
    to = {"Reminders of a promise": "2 0 -2", "Then every … school days": "1", "Hour of the weekly digest": "12:00"}
    assert form.fill({**to, "Day of the weekly digest": "Thursday", "Unasked messages to one teacher": "3"}).submits()
    page = school.lee.modal(title="Settings").becomes("Saved.").text
    assert "2 school days before, on the day, 2 school days after, then every school day" in page
    assert "Weekly digest: Thursday, 12:00" in page
    assert "At most 3 unasked messages" in page
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, "dust bowl", "A folder of letters", FRIDAY)
    school.comes(WEDNESDAY, "08:01")
    assert "A folder of letters" in school.lee.sees("Good morning").text


def test_two_librarians_who_save_at_once_keep_what_each_has_changed(school: SchoolWithin):
    form = settings(school, "People")
    assert form.fill({"Librarians": ["Lee", "Ben"]}).submits()
    school.ben.home("Your list").presses("Settings")
    school.ben.modal(title="Settings").presses("Messages")
    school.lee.modal(title="Settings").becomes("Saved.").presses("Messages")
    hers, his = school.lee.modal(title="Messages"), school.ben.modal(title="Messages")
    assert hers.fill({"Unasked messages to one teacher": "5"}).submits()
    assert his.fill({"Reminders of a promise": "0"}).submits()
    page = school.ben.modal(title="Settings").becomes("Saved.").text
    assert "At most 5 unasked messages" in page
    assert "Reminders: on the day, then every 5 school days" in page


def test_lee_chooses_how_long_things_are_kept_and_what_is_older_goes(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.lee.sees("asks the library").presses("Answer")
    assert school.lee.modal(title="Answer").fill({"A word to go with them": "They are on the shelf."}).submits()
    school.rests()
    form = settings(school, "Keeping")
    assert not form.fill({"Months for which it is kept": "3"}).submits()
    assert form.fill({"Months for which it is kept": "12"}).submits()
    school.lee.modal(title="Settings").becomes("What is closed is kept for 12 months")
    years_go_by(school)
    school.waits_for(lambda: not school.rows("requests"), "the old request to be removed")
    school.ada.sees("Did this help?").presses("Yes")
    assert "cannot find that request any more" in school.ada.sees("cannot find").text


@pytest.mark.parametrize("part", ["School days", "Messages", "Keeping", "People"])
def test_a_form_that_somebody_else_sends_changes_nothing(school: SchoolWithin, part: str):
    form = settings(school, part)
    before = school.rows("schools"), school.rows("people")
    school.slack_hears_from("U0SAM", form)
    after = school.rows("schools"), school.rows("people")
    assert [{**each, "seen_at": None} for each in after[0]] == [{**each, "seen_at": None} for each in before[0]]
    assert [each["is_librarian"] for each in after[1]] == [each["is_librarian"] for each in before[1]]
