"""What is read from a teacher's one line, with nothing taken out of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates_in_words import DateOrder
from domain.needs import read_class, read_need
from domain.school_days import SchoolCalendar

TODAY = date(2026, 11, 18)
CALENDAR = SchoolCalendar("America/Chicago", holidays="US")

CLASSES = {
    "dust bowl sources for grade 8 by next Friday": "Grade 8",
    "grade 8, period 3 needs atlases": "Grade 8, period 3",
    "Grade 8 p3": "Grade 8, period 3",
    "Gr. 10 poems": "Grade 10",
    "poems for 8th grade": "8th grade",
    "poems for my 8th graders": "8th grade",
    "poems for third grade": "3rd grade",
    "Year 9 on bees": "Year 9",
    "Grade-8 bees": "Grade 8",
    "bees for grades 7 and 8": "Grades 7 and 8",
    "bees for grades 6-8": "Grades 6-8",
    "bees for my year 7s": "Year 7",
    "yr 10 bees": "Year 10",
    "year 9B bees": "Year 9B",
    "Y7 bees": "Year 7",
    "bees for 7B": "7B",
    "bees for 9C2, please": "9C2",
    "bees for 11E.": "11E",
    "bees for 7b please": "7B",
    "grade 8 a map of Ohio": "Grade 8",
    "my upper sixth form": "Upper sixth form",
    "documents for AP US History": "AP US History",
    "KS3 bees": "KS3",
    "key stage 4 bees": "KS4",
    "Form 5 bees": "Form 5",
    "sixth form bees": "Sixth form",
    "kindergarten bees": "Kindergarten",
    "bees for my sophomores": "Sophomores",
    "bees for our senior class": "Seniors",
    "bees for the freshman class": "Freshmen",
    "bees for my juniors, by Friday": "Juniors",
}
NO_CLASSES = (
    "3D printing", "2D shapes", "5G masts", "F451", "Fahrenheit 451", "4K video", "MP3 files", "B2B", "A4 paper",
    "in 3 years", "grade 14", "9/11", "7E7", "Y2K", "year 2026", "10K run", "room 7B", "flight 7E",
    "year 1 of the war", "years 1914 to 1918", "page 7B/8", "the year 9 AD and before", "978-0-14-118776-1",
    "813.54 LEE", "https://example.org/7B", "5 a day", "form 27B/6", "senior citizens", "the 8th book",
    "the 3D model", "World War 2", "Henry VIII", "a 5-year plan",
)  # fmt: skip


@pytest.mark.parametrize("text", CLASSES)
def test_a_class_is_read_and_tidied(text):
    assert read_class(text) == CLASSES[text]


@pytest.mark.parametrize("text", NO_CLASSES)
def test_what_is_no_class_never_becomes_one(text):
    assert read_class(text) is None


def test_the_whole_line_is_the_need_and_class_and_date_are_read_from_it():
    need = read_need(
        " dust bowl primary sources for grade 8 by next Friday\n",
        today=TODAY,
        calendar=CALENDAR,
        order=DateOrder.MONTH_FIRST,
    )
    assert need.text == "dust bowl primary sources for grade 8 by next Friday"
    assert (need.class_name, need.needed_by) == ("Grade 8", date(2026, 11, 27))


@given(st.text(max_size=300))
def test_nothing_is_dropped_from_any_text(text):
    assert read_need(text, today=TODAY, calendar=CALENDAR, order=DateOrder.DAY_FIRST).text == text.strip()
