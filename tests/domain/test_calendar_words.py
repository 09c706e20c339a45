"""Which words of a school's own calendar close it, and what its terms say between them."""

from datetime import date, timedelta

import pytest

from domain.closing_words import Verdict, verdict
from domain.errors import UserError
from domain.school_year import CalendarEvent, Why, read_year
from domain.terms import between_terms, marks_in

TODAY = date(2026, 8, 3)


@pytest.mark.parametrize(
    "summary",
    [
        "Winter Break", "Half Term", "October half-term", "Spring Vacation", "Mid-Winter Recess", "INSET Day", "Inset",
        "PD Day (no students)", "Professional Development", "Teacher Workday", "Teacher Work Day", "Staff Day",
        "Staff training day", "Training Day", "Snow Day", "Bank Holiday: Early May", "School closed", "CLOSED",
        "Schools and offices closed", "Labor Day – No School", "MLK Day", "Martin Luther King, Jr. Day", "Thanksgiving",
        "Good Friday", "Student Holiday / Staff Development", "Pupil free day", "Non-student day", "Occasional day",
        "No School - Parent Teacher Conferences", "Christmas holidays", "Public holiday", "In-service day",
        "School closed for polling day", "School closed to pupils", "Summer holidays",
    ],
)  # fmt: skip
def test_words_that_close_the_school(summary):
    assert verdict(summary) is Verdict.CLOSES


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("Sports Day", Verdict.ORDINARY),
        ("Winter Concert", Verdict.ORDINARY),
        ("Holiday Concert", Verdict.ORDINARY),
        ("Half term holiday club", Verdict.ORDINARY),
        ("Parents’ Evening", Verdict.ORDINARY),
        ("Year 11 mock exams", Verdict.ORDINARY),
        ("Thanksgiving feast", Verdict.ORDINARY),
        ("Holiday homework due", Verdict.ORDINARY),
        ("Break the record challenge", Verdict.ORDINARY),
        ("Bake sale at recess", Verdict.ORDINARY),
        ("Library closed for inventory", Verdict.ORDINARY),
        ("Car park closed", Verdict.ORDINARY),
        ("Registration closed", Verdict.ORDINARY),
        ("Assembly before the half term break", Verdict.ORDINARY),
        ("First aid training day", Verdict.ORDINARY),
        ("Columbus Day – School in Session", Verdict.ORDINARY),
        ("Early Dismissal - Professional Development", Verdict.SHORT),
        ("Early Release", Verdict.SHORT),
        ("Half Day", Verdict.SHORT),
        ("Two-hour delay", Verdict.SHORT),
        ("Staff meeting: school closes at 2pm", Verdict.SHORT),
        ("No school for grade 9", Verdict.SILENT),
        ("Veterans Day", Verdict.SILENT),
        ("Coffee with the Head", Verdict.SILENT),
        ("", Verdict.SILENT),
    ],
)
def test_words_that_leave_it_open(summary, said):
    assert verdict(summary) is said


def test_a_category_closes_only_where_the_summary_says_nothing():
    assert verdict("Diwali", ("Holiday",)) is Verdict.CLOSES
    assert verdict("Holiday concert", ("Holiday",)) is Verdict.ORDINARY
    assert verdict("Diwali", ("Events",)) is Verdict.SILENT


def event(summary: str, first: str, last: str = "", **more: object) -> CalendarEvent:
    return CalendarEvent(summary, summary, date.fromisoformat(first), date.fromisoformat(last or first), **more)


def closed(*events: CalendarEvent) -> list[tuple[str, str, str]]:
    found = read_year(events, TODAY).closings
    return [(f"{each.closure.first}", f"{each.closure.last}", each.closure.why) for each in found]


@pytest.mark.parametrize(
    ("ends", "begins"),
    [
        ("Term ends", "Term starts"),
        ("Autumn Term ends (finish at 1.30pm)", "Start of Spring Term"),
        ("End of Term 2", "Term 3 begins"),
        ("Last Day of School – Early Release", "First day of school"),
        ("Pupils break up", "Students return"),
        ("School closes for Christmas", "School reopens"),
        ("Last day of classes", "Classes resume"),
        ("First semester ends", "Second Semester Begins"),
    ],
)
def test_between_an_end_and_a_beginning_the_school_is_closed(ends, begins):
    found = closed(event(ends, "2026-12-18"), event(begins, "2027-01-05"))
    assert found == [("2026-12-19", "2027-01-04", "Between terms")]


def test_a_term_that_is_one_long_event_has_both_ends():
    autumn, spring = event("Autumn Term", "2026-09-03", "2026-12-18"), event("Spring Term", "2027-01-05", "2027-03-25")
    assert closed(autumn, spring) == [("2026-12-19", "2027-01-04", "Between terms")]


def test_a_break_that_begins_and_ends_in_two_events_is_closed_in_between():
    found = closed(event("Winter Break Begins", "2026-12-21"), event("Winter break ends", "2027-01-01"))
    assert found == [("2026-12-21", "2027-01-01", "Winter Break")]
    assert closed(event("Spring break starts", "2027-03-15"), event("Classes resume", "2027-03-22")) == [
        ("2027-03-15", "2027-03-21", "Spring break")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("End of 1st Quarter", "First day of school"),  # not of one family
        ("Term starts", "Term starts"),
        ("Last day for seniors", "First day of school"),
        ("Back to School Night", "Term ends"),
        ("End of term concert", "Term starts"),
    ],
)
def test_what_is_no_pair_closes_nothing(first, second):
    assert closed(event(first, "2026-10-09"), event(second, "2026-11-09")) == []


def test_an_end_without_a_beginning_is_said_and_closes_nothing():
    year = read_year([event("Summer term ends", "2027-07-21")], TODAY)
    assert year.closings == ()
    assert "no beginning follows" in year.doubts[0]
    year = read_year([event("Term ends", "2026-10-09"), event("Term starts", "2027-08-20")], TODAY)
    assert year.closings == ()
    assert "too far apart" in year.doubts[0]
    year = read_year([event("Winter break begins", "2026-12-21")], TODAY)
    assert year.closings == ()
    assert "nothing says when it ends" in year.doubts[0]


def test_half_terms_of_teaching_are_no_holidays():
    (left,) = read_year([event("Autumn half term 1", "2026-09-03", "2026-10-23")], TODAY).left_open
    assert left.why is Why.TERM
    assert closed(event("Half term", "2026-10-17", "2026-11-01")) == [("2026-10-17", "2026-11-01", "Half term")]


def test_a_closure_of_some_hours_leaves_the_day_open():
    (left,) = read_year([event("School closed", "2026-10-08", is_whole=False)], TODAY).left_open
    assert left.why is Why.PART


def test_a_closure_of_a_year_is_refused_in_one_sentence():
    with pytest.raises(UserError, match=r"would close the school for 2\d+ days from 2026-12-21: its end is missing"):
        read_year([event("Winter break", "2026-12-21", "9999-12-31")], TODAY)


def test_an_ordinary_event_may_last_for_ever():
    assert closed(event("Reading challenge", "2026-12-21", "9999-12-31")) == []


def test_days_in_a_row_of_one_event_are_one_closure():
    days = [date(2026, 12, 21) + number * timedelta(days=1) for number in range(5)]
    events = [CalendarEvent("daily", "Closed", day, day) for day in days]
    assert closed(*events) == [("2026-12-21", "2026-12-25", "Closed")]


def test_what_lies_far_off_is_left_out_and_counted():
    year = read_year([event("Winter break", "2019-12-23"), event("Winter break", "2040-12-23")], TODAY)
    assert (year.closings, year.far) == ((), 2)


def test_on_one_day_a_term_ends_before_the_next_begins():
    marks = [*marks_in("Term starts", TODAY, TODAY), *marks_in("Term ends", TODAY, TODAY)]
    later = TODAY + timedelta(days=7)
    assert between_terms([*marks, *marks_in("Term starts", later, later)]).closures == ()
