"""What teachers write when they mean a day, and what only looks like one."""

from datetime import date, timedelta

import pytest

from domain.dates_in_words import DateOrder, find_date, in_words, read_date, short
from domain.school_days import Closure, SchoolCalendar

WEDNESDAY = date(2026, 11, 18)
TEXAS = SchoolCalendar(
    "America/Chicago",
    holidays="US-TX",
    closures=(
        Closure(date(2026, 11, 23), date(2026, 11, 27), "Thanksgiving break"),
        Closure(date(2026, 12, 21), date(2027, 1, 1), "Winter break"),
        Closure(date(2027, 3, 15), date(2027, 3, 19), "Spring break"),
    ),
)
PLAIN = SchoolCalendar("America/Chicago", holidays="US")
ENGLAND = SchoolCalendar(
    "Europe/London",
    holidays="GB-ENG",
    closures=(
        Closure(date(2026, 12, 21), date(2027, 1, 1), "Christmas holidays"),
        Closure(date(2027, 2, 15), date(2027, 2, 19), "Half-term"),
        Closure(date(2027, 3, 29), date(2027, 4, 9), "Easter holidays"),
    ),
)


def found(text: str, calendar: SchoolCalendar = PLAIN, order: DateOrder = DateOrder.MONTH_FIRST, today=WEDNESDAY):
    answer = find_date(text, today=today, calendar=calendar, order=order)
    return answer and answer.on


# Each on Wednesday 18 November 2026, in a school of the United States that writes the month first.
MEANT = {
    "dust bowl primary sources for grade 8 by next Friday": "2026-11-27",
    "dust bowl sources by the 14th": "2026-12-14",
    "something on cells in two weeks": "2026-12-02",
    "atlases tomorrow": "2026-11-19",
    "tomorrow, can I have the atlases?": "2026-11-19",
    "need 30 atlases tomorrow please": "2026-11-19",
    "maps for tomorrow's lesson on rivers": "2026-11-19",
    "maps by tommorow": "2026-11-19",
    "maps for the day after tomorrow": "2026-11-20",
    "atlases by 3/12": "2027-03-12",
    "atlases, 12/3": "2026-12-03",
    "atlases by 12/3/26": "2026-12-03",
    "atlases by 25/12": "2026-12-25",
    "atlases by 2026-12-03": "2026-12-03",
    "atlases 2026-12-03": "2026-12-03",
    "display before Thanksgiving": "2026-11-25",
    "display ready by Thanksgiving": "2026-11-26",
    "display by the day before Thanksgiving": "2026-11-25",
    "display in time for Christmas": "2026-12-25",
    "display before Presidents' Day": "2027-02-12",
    "by the Monday after Thanksgiving, a reading list": "2026-11-30",
    "poems by end of next week": "2026-11-27",
    "poems by the end of the week": "2026-11-20",
    "poems before the end of the week": "2026-11-20",
    "poems by EOD Friday": "2026-11-20",
    "poems by the end of Friday": "2026-11-20",
    "poems by the weekend": "2026-11-20",
    "poems early next week": "2026-11-23",
    "poems next week": "2026-11-23",
    "poems this week if you can": "2026-11-20",
    "poems for the week of December 7": "2026-12-07",
    "poems by the end of the month": "2026-11-30",
    "poems by the end of January": "2027-01-29",
    "a week from Monday I start the unit on bees": "2026-11-30",
    "bees, three weeks from tomorrow": "2026-12-10",
    "bees two weeks from today": "2026-12-02",
    "bees for Monday": "2026-11-23",
    "bees for Mon": "2026-11-23",
    "bees by wed": "2026-11-25",
    "bees by Sat": "2026-11-21",
    "bees due Monday": "2026-11-23",
    "bees, need it Friday": "2026-11-20",
    "bees, 8B, Friday": "2026-11-20",
    "bees next Tuesday period 3": "2026-11-24",
    "bees for Tuesday p5 please": "2026-11-24",
    "bees by 10am on Friday": "2026-11-20",
    "bees before school on Friday": "2026-11-20",
    "bees by Monday 9am": "2026-11-23",
    "bees first thing Monday. By Monday morning at the latest!": "2026-11-23",
    "bees this Friday": "2026-11-20",
    "bees this coming Friday": "2026-11-20",
    "bees Friday week, no rush": "2026-11-27",
    "bees on Friday next week": "2026-11-27",
    "bees by the Friday after next": "2026-12-04",
    "bees by Friday": "2026-11-20",
    "bees before Friday": "2026-11-19",
    "bees by Friday dust bowl next": "2026-11-20",
    "by Friday grade 8 sources on bees": "2026-11-20",
    "bees by Friday 4th": "2026-12-04",
    "bees by Friday, December 4": "2026-12-04",
    "bees by Fri. Dec 4, 2026": "2026-12-04",
    "bees by Friday the 4th of December": "2026-12-04",
    "bees on 12 March": "2027-03-12",
    "bees by Dec 3": "2026-12-03",
    "bees by Dec. 3rd": "2026-12-03",
    "bees by 3rd of December": "2026-12-03",
    "bees by the first of December": "2026-12-01",
    "bees by the fifth": "2026-12-05",
    "bees 3 December": "2026-12-03",
    "bees by May 5": "2027-05-05",
    "bees by 12-Mar-2027": "2027-03-12",
    "bees by the 1st of next month": "2026-12-01",
    "bees no later than the 30th": "2026-11-30",
    "deadline: December 12. Bees": "2026-12-12",
    "bees in 3 school days": "2026-11-23",
    "bees within 3 days": "2026-11-21",
    "bees in a fortnight": "2026-12-02",
    "bees in a week's time": "2026-11-25",
    "bees in two weeks’ time": "2026-12-02",
    "bees in a couple of weeks": "2026-12-02",
    "bees in a month": "2026-12-18",
    "bees needed today": "2026-11-18",
    "bees needed this afternoon": "2026-11-18",
    "bees by the end of the day": "2026-11-18",
    "I HAVE UNTIL FRIDAY FOR BEES": "2026-11-20",
    "bees by 12 mars": "2027-03-12",
    "I need this\nby Friday\nthanks": "2026-11-20",
    "bees by:\nFriday": "2026-11-20",
    "NEED BEES BY NEXT FRIDAY": "2026-11-27",
    "(by Friday) bees": "2026-11-20",
    "by Friday 27": "2026-11-27",
    "by Friday 28th": "2026-11-28",
    "bees by next wk": "2026-11-23",
    "bees in two or three weeks": "2026-12-02",
    "bees in 2-3 weeks": "2026-12-02",
    "bees by 3rd period tomorrow": "2026-11-19",
    "bees, later today": "2026-11-18",
    "tonight if possible": "2026-11-18",
    "bees. December 4 would be great": "2026-12-04",
    "bees for the week commencing 30 November": "2026-11-30",
    "by noon on the 30th, bees": "2026-11-30",
    "bees for Friday's debate on nuclear power": "2026-11-20",
    "bees for next week's lesson": "2026-11-23",
    "Date needed: 12/4/2026 (bees)": "2026-12-04",
    "need 25 copies of 1984 by Friday": "2026-11-20",
    "primary sources on 9/11 for Friday": "2026-11-20",
    "Good Friday Agreement sources by Friday": "2026-11-20",
    "a class set of Night by Elie Wiesel by December 1": "2026-12-01",
    "*bees* by _Friday_": "2026-11-20",
    "“bees by Friday”": "2026-11-20",
    "I need atlases today": "2026-11-18",
    "can I get maps today?": "2026-11-18",
    "owl pellets for KS3 today": "2026-11-18",
    "maps for year 8 today": "2026-11-18",
    "maps for my class today": "2026-11-18",
    "30 atlases today please": "2026-11-18",
    "could we have maps today at 2pm?": "2026-11-18",
    "NEED ATLASES TODAY": "2026-11-18",
    "books on bees tonight": "2026-11-18",
    "maps this afternoon": "2026-11-18",
    "atlases by noon": "2026-11-18",
    "atlases by lunch please": "2026-11-18",
    "can I get maps by 3pm?": "2026-11-18",
    "maps by 3 pm, for year 8": "2026-11-18",
    "maps by noon tomorrow": "2026-11-19",
    "maps on Friday by noon": "2026-11-20",
    "by 10am": "2026-11-18",
    "by noon": "2026-11-18",
    "bees <https://example.org/2026-12-24|the page> by Friday": "2026-11-20",
}  # fmt: skip

NOT_MEANT = (
    "Friday the 13th", "a film guide for Friday the 13th", "Born on the Fourth of July", "the fourth of July",
    "Remember the 5th of November", "the Fifth of November", "One Day by David Nicholls", "28 Days Later",
    "Seven Days in May", "Thank God it's Friday", "The Man Who Was Thursday", "Blue Monday", "freaky friday",
    "the wednesday wars", "books for Black History Month", "USA Today", "History Today",
    "psychology today for year 9", "for today's teens", "tomorrow's world", "for tomorrow's leaders",
    "this week magazine", "by Easter Rising authors", "by the end of the book", "a month of Sundays", "day by day",
    "the day before yesterday", "weekend reading", "version 3.12.26", "3.12", "20261203", "2026-13-45", "599.2 MAY",
    "FIC FRI", "www.monday.com", ":friday:", "#friday", "beware the ides of March", "March 15 Caesar",
    "December 7, 1941", "July 4 1776", "for the 1st amendment", "may 12 students come", "for 2 weeks",
    "a two-week unit", "in 100 days", "by chapter 12", "from 1914 to 1918", "may", "march", "sat", "sun", "mon",
    "wed", "second", "august", "1/2 a lesson", "3/4 of the class", "copies for 3/4 of the class", "open 24/7",
    "9/11", "resources on 9/11", "a unit for 9/11", "chapter 3", "for chapter 3", "grade 8", "for grade 8", "7B",
    "for 7B", "year 9", "by year 9", "May Fourth Movement", "sources for the May Fourth Movement", "the 1920s",
    "jazz of the 1920s", "the 19th century", "sources for the 19th century", "on the 14th amendment",
    "for the 14th and 15th centuries", "from the 5th to the 15th century", "Friday Night Lights",
    "30 copies for Friday Night Lights", "copies for friday night lights", "Black Friday",
    "sources about Black Friday", "poems on Bloody Sunday", "Good Friday Agreement",
    "sources for the Good Friday Agreement", "before the Good Friday Agreement", "a book about Juneteenth",
    "books for Juneteenth", "1984", "Fahrenheit 451", "fourth of July speeches", "speeches on the fourth of July",
    "Ruby Tuesday", "Man Friday", "essay on Man Friday", "March of the Penguins",
    "the film of the March of the Penguins", "March on Washington", "two weeks of lessons on WWI",
    "in two weeks of lessons on WWI", "D-Day", "a day in the life", "WWII 6 June 1944 landings",
    "landings on 6 June 1944", "the battle of 14 October 1066", "978-0-14-118776-1", "ISBN 9780141187761",
    "940.53 FRA", "823.914 by 12", "https://example.org/2026/12/03", "see https://example.org/by-friday",
    "Around the World in 80 Days", "around the world in 80 days", "the night before Christmas",
    "'Twas the Night Before Christmas", "A Christmas Carol", "The Day After Tomorrow",
    "a copy of The Day After Tomorrow", "Edge of Tomorrow", "Tomorrow, When the War Began", "the world of tomorrow",
    "teens today", "racism in America today", "books by Sunday Adelaja", "books by August Wilson", "a play by May",
    "something by April Raintree", "Wednesday Addams", "for Wednesday Addams", "Thursday Next novels",
    "Tuesdays with Morrie", "what we did last Friday", "every Friday", "the paper of last Friday",
    "Saturday Night Fever", "Sunday in the Park", "for Sunday school songs", 'the film "by next Friday"',
    "“Tomorrow” on tape", "next month", "end of term", "before half term", "the second world war",
    "by the second half", "for the first time", "the Third Reich", "Henry the 5th", "King George the 6th",
    "grades 6-8", "pages 12-14", "ratio 3:4", "by 10", "30 copies", "Apollo 11",
    "the Fifth Element", "Catch-22", "Slaughterhouse-Five", "SAT practice", "practice for SAT",
    "practice for the SAT", "the sun and the moon", "powered by sun", "books for sun", "life on Mars",
    "march 12 miles", "they may 5", "in 20 minutes", "in a few days", "Rome built in a day", "by 31/31",
    "by 2020-12-03", "by December 3, 2019", "by 30 February", "not before Friday", "after Friday", "a poem for 1/2",
    "the 3/5 compromise", "by and by", "", "   ", "?!", "<@U12345> bees", "by 3 pigs", "room 12", "in the end",
    "due process", "needed badly", "on time", "until dawn", "through Mordor", "before the flood",
    "today's newspaper", "in today's world", "the Today show", "the Tonight Show", "life today",
    "I need books on life today",
    "I need sources on racism in America today", "can you find articles about teens today?", "I need USA Today",
    "can I get psychology today?", "how teens see the world today", "what kids need today", "bees today",
    "every Friday by noon", "not before noon", "Tokyo by night", "poems by Alfred Noon", "books by Noon",
    "the week before last", "once in two weeks", "by next year", "by break", "before recess",
)  # fmt: skip


def test_there_are_enough_examples():
    assert len(MEANT) >= 60
    assert len(NOT_MEANT) >= 60


@pytest.mark.parametrize("text", MEANT)
def test_a_needed_by_date_is_found_in_free_text(text):
    assert str(found(text)) == MEANT[text]


@pytest.mark.parametrize("text", NOT_MEANT)
@pytest.mark.parametrize("order", DateOrder)
def test_what_is_no_date_never_becomes_one(text, order):
    assert found(text, order=order) is None


@pytest.mark.parametrize(
    "phrase",
    ["may", "march", "sat", "sun", "mon", "second", "1/2", "24/7", "9/11", "3/4 of the class", "chapter 3", "year 9",
     "7B", "1984", "Friday Night Lights", "the 19th century", "three", "12", "3 pigs", "6 set", "", "bees by Friday"],
)  # fmt: skip
@pytest.mark.parametrize("order", DateOrder)
def test_a_whole_phrase_that_is_no_date_is_not_read(phrase, order):
    assert read_date(phrase, today=WEDNESDAY, calendar=PLAIN, order=order) is None


@pytest.mark.parametrize(
    ("phrase", "day"),
    {
        "Friday": "2026-11-20", "tues": "2026-11-24", "the 14th": "2026-12-14", "14th": "2026-12-14",
        "3/12": "2026-12-03", "Thanksgiving": "2026-11-26", "by Friday please": "2026-11-20",
        "Friday at the latest": "2026-11-20", "today": "2026-11-18", "12 mars": "2027-03-12",
        "3. Dezember": "2026-12-03", "lunes 30 noviembre": "2026-11-30", "3.12.2026": "2026-12-03",
        "2026/12/03": "2026-12-03", "Friday, 3pm": "2026-11-20", "the week after next": "2026-11-30",
        "next weekend": "2026-11-27",
    }.items(),
)  # fmt: skip
def test_a_whole_phrase_is_read(phrase, day):
    assert str(read_date(phrase, today=WEDNESDAY, calendar=PLAIN, order=DateOrder.DAY_FIRST)) == day


@pytest.mark.parametrize(
    ("order", "day"),
    [(DateOrder.DAY_FIRST, "2026-12-03"), (DateOrder.MONTH_FIRST, "2027-03-12"), (DateOrder.YEAR_FIRST, "2027-03-12")],
)
def test_the_order_of_the_school_decides_what_3_12_is(order, day):
    assert str(found("atlases by 3/12", order=order)) == day


@pytest.mark.parametrize(
    ("text", "day"),
    {
        "by half term": "2027-02-15", "before half term": "2027-02-12", "before the half-term break": "2027-02-12",
        "before the Christmas holidays": "2026-12-18", "before the holidays": "2026-12-18",
        "by end of term": "2026-12-18", "before the end of term": "2026-12-18", "before Easter": "2027-03-25",
        "by Easter Monday": "2027-03-29", "by Good Friday": "2027-03-26", "the Monday after half term": "2027-02-22",
        "by the Monday after the Christmas holidays": "2027-01-04",
    }.items(),
)  # fmt: skip
def test_the_schools_own_calendar_gives_names_their_days(text, day):
    assert str(found(f"bees {text}", ENGLAND, DateOrder.DAY_FIRST)) == day


def test_before_a_day_is_the_last_school_day_before_it():
    assert str(found("bees before Thanksgiving", TEXAS)) == "2026-11-20"
    assert str(found("bees before spring break", TEXAS)) == "2027-03-12"
    assert str(found("bees before Monday", today=date(2026, 11, 21))) == "2026-11-21"


def test_said_on_a_friday_friday_is_in_a_week_and_this_friday_is_today():
    friday = date(2026, 11, 20)
    assert str(found("bees by Friday", today=friday)) == "2026-11-27"
    assert found("bees by this Friday", today=friday) == friday
    assert str(found("bees by next Friday", today=friday)) == "2026-11-27"


def test_next_friday_is_the_friday_of_next_week_on_every_day_of_this_one():
    monday = date(2026, 11, 16)
    assert {str(found("bees by next Friday", today=monday + timedelta(days=n))) for n in range(7)} == {"2026-11-27"}


def test_of_two_dates_the_one_with_a_deadlines_cue_counts_otherwise_the_last():
    assert str(found("the lesson is on Monday, bees by Friday please")) == "2026-11-20"
    assert str(found("bees by Friday, my lesson is on Monday")) == "2026-11-20"
    assert str(found("bees for Monday, or for Tuesday")) == "2026-11-24"
    assert str(found("bees by Thursday, no wait, by Friday")) == "2026-11-20"
    assert str(found("laptops from Monday until Friday")) == "2026-11-23"


def test_the_phrase_is_given_with_its_place():
    text = "dust bowl sources by next Friday, for grade 8"
    answer = find_date(text, today=WEDNESDAY, calendar=PLAIN, order=DateOrder.DAY_FIRST)
    assert answer.phrase == "by next Friday"
    assert text[answer.start : answer.end] == answer.phrase


def test_a_weekday_that_disagrees_leaves_the_number_standing():
    assert str(found("bees by Friday 5 December")) == "2026-12-05"
    assert found("bees by Tuesday 17 November") is None
    assert found("bees by Friday the 13th") is None


@pytest.mark.parametrize(
    ("today", "order", "words"),
    [
        (None, DateOrder.DAY_FIRST, "Friday 27 November"),
        (None, DateOrder.MONTH_FIRST, "Friday, November 27"),
        (None, DateOrder.YEAR_FIRST, "Friday 27 November"),
        (date(2026, 11, 27), DateOrder.DAY_FIRST, "today, Friday 27 November"),
        (date(2026, 11, 26), DateOrder.MONTH_FIRST, "tomorrow, Friday, November 27"),
        (date(2026, 1, 5), DateOrder.DAY_FIRST, "Friday 27 November 2026"),
        (date(2025, 12, 1), DateOrder.MONTH_FIRST, "Friday, November 27, 2026"),
        (date(2026, 11, 28), DateOrder.DAY_FIRST, "Friday 27 November"),
    ],
)
def test_a_day_is_said_back_in_words(today, order, words):
    assert in_words(date(2026, 11, 27), today=today, order=order) == words


def test_a_day_has_a_short_form():
    assert short(date(2026, 11, 27)) == "Fri 27 Nov"
    assert short(date(2026, 11, 27), DateOrder.MONTH_FIRST) == "Fri, Nov 27"
