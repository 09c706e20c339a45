"""Activities: entered once, then each of their days is followed like a promise, and closed days are left out."""

from datetime import date

import pytest

from handlers.close_days import close_days
from store import schools
from store.session import Store, open_engine
from tests.people import Message, Modal
from tests.scenarios.school import (
    FRIDAY,
    MORNING,
    NEXT_MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    SchoolWithin,
)

READING = {"Kind": "Class on a regular schedule", "Title": "Reading hour, year 8", "First day": WEDNESDAY}
CONFERENCE = {"Kind": "Training or conference", "Title": "State library conference", "First day": FRIDAY}


def the_list(school: SchoolWithin) -> Message:
    school.lee.types("/library-partner activities")
    return school.lee.sees("Activities")


def form(school: SchoolWithin) -> Modal:
    the_list(school).presses("Add an activity")
    return school.lee.modal(title="Add an activity")


def adds(school: SchoolWithin, values: dict, **more: object) -> Message:
    filled = form(school).fill({**values, **more})
    assert filled.submits(), filled.errors
    school.rests()
    return school.lee.sees(values["Title"])


def test_lee_enters_a_weekly_class_and_sees_its_next_days(school: SchoolWithin):
    shown = adds(school, READING, **{"How often?": "Weekly", "Time": "10:40"})
    for words in ("class on a regular schedule, weekly on Wednesdays, at 10:40", "Wed, Mar 3 · Wed, Mar 10"):
        assert words in shown.text


def test_the_day_before_and_on_the_day_it_is_in_the_morning_message_and_done_keeps_it(school: SchoolWithin):
    adds(school, READING, **{"How often?": "Weekly", "Time": "10:40"})
    school.comes(TUESDAY, "08:00")
    assert (
        MORNING
        in school.lee.sees(
            "Due tomorrow, Wednesday, March 3: Reading hour, year 8 (class on a regular schedule), at 10:40 AM"
        ).text
    )
    school.comes(WEDNESDAY, "08:00")
    morning = school.lee.sees("Due today, Wednesday, March 3: Reading hour")
    assert [label for label in morning.buttons if label in ("Done", "Snooze", "Renegotiate")]
    morning.presses("Done")
    assert "✓ Kept: Reading hour" in morning.becomes("✓ Kept").text
    school.comes(THURSDAY, "08:00")
    school.rests()
    assert school.times(school.lee, "Overdue") == 0


def test_a_snow_day_takes_its_occurrence_with_it_and_nobody_is_nudged(school: SchoolWithin):
    adds(school, READING, **{"How often?": "Weekly"})
    snow(school, WEDNESDAY)
    school.comes(TUESDAY, "08:00")
    school.comes(THURSDAY, "08:00")
    school.rests()
    assert school.times(school.lee, MORNING) == 0
    assert "Next: Wed, Mar 10" in the_list(school).text
    school.comes(NEXT_MONDAY, "08:00")
    school.comes(date(2027, 3, 9), "08:00")
    assert MORNING in school.lee.sees("Due tomorrow, Wednesday, March 10").text


def snow(school: SchoolWithin, day: date) -> None:
    """As `python -m bot calendar close` does while the bot runs."""
    store = Store(open_engine(school.settings["DATABASE_URL"]))
    with store.reading() as db:
        school_id = schools.every(db)[0].id
    close_days(store, school_id, day, day, "Snow day", school.sandbox.moving_clock.now())
    store.engine.dispose()


def test_a_conference_attended_is_kept_as_professional_learning(school: SchoolWithin):
    assert "Next: Fri, Mar 5." in adds(school, CONFERENCE).text
    school.comes(FRIDAY, "08:00")
    school.lee.sees("Due today, Friday, March 5: State library conference").presses("Done")
    school.rests()
    school.comes(NEXT_MONDAY, "09:00")
    learnt = "Professional learning this school year: State library conference (Fri, Mar 5, Lee Park)."
    assert learnt in the_list(school).text


def test_an_activity_is_changed_and_its_days_follow(school: SchoolWithin):
    shown = adds(school, READING, **{"How often?": "Weekly"})
    shown.presses("Edit")
    changed = school.lee.modal(title="Edit the activity")
    assert changed.values["Title"] == "Reading hour, year 8"
    assert changed.fill({"First day": THURSDAY, "Title": "Story hour"}).submits(), changed.errors
    school.rests()
    assert "Thu, Mar 4 · Thu, Mar 11" in school.lee.sees("Story hour").text
    school.comes(WEDNESDAY, "08:00")
    assert MORNING in school.lee.sees("Due tomorrow, Thursday, March 4: Story hour").text


def test_an_activity_is_ended_and_nothing_more_is_heard_of_it(school: SchoolWithin):
    shown = adds(school, READING, **{"How often?": "Weekly"})
    assert "What was kept stays kept." in str(shown.confirmation("End"))
    shown.presses("End")
    school.lee.sees("nothing on the calendar yet")
    school.comes(TUESDAY, "08:00")
    school.comes(WEDNESDAY, "08:00")
    school.rests()
    assert school.times(school.lee, MORNING) == 0


@pytest.mark.parametrize(
    ("values", "label", "sentence"),
    [
        ({"First day": date(2027, 2, 26)}, "First day", "That day has passed. Please choose today or a later day."),
        ({"First day": date(2027, 3, 6)}, "First day", "The school is closed that day (Saturday)."),
        ({"First day": date(2037, 3, 6)}, "First day", "is the year right?"),
        ({"How often?": "Weekly", "Until": TUESDAY}, "Until", "The last day cannot be before the first."),
    ],
)
def test_a_day_that_makes_no_sense_gets_a_sentence_and_nothing_is_stored(school: SchoolWithin, values, label, sentence):
    filled = form(school).fill({**READING, **values})
    assert not filled.submits()
    assert sentence in filled.errors[label]
    assert school.rows("activities") == []
    assert school.rows("commitments") == []


def test_activities_are_the_librarians(school: SchoolWithin):
    school.ada.types("/library-partner activities")
    assert "for the school’s librarians" in school.ada.sees("librarians").text
