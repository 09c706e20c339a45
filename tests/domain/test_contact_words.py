"""What librarians type about a contact is understood in any order, and no word of it is lost."""

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contact_words import ContactWords, Days, read_contact
from domain.dates_in_words import DateOrder
from domain.errors import UserError
from domain.minutes_in_words import spells_in
from domain.school_days import SchoolCalendar

MONDAY = date(2027, 3, 1)
TUESDAY, THURSDAY, FRIDAY = date(2027, 3, 2), date(2027, 3, 4), date(2027, 3, 5)
NEXT_MONDAY, NEXT_FRIDAY, THE_12TH, SATURDAY = date(2027, 3, 8), date(2027, 3, 12), date(2027, 3, 12), date(2027, 3, 6)
DAYS = Days(MONDAY, SchoolCalendar("America/New_York", holidays="US"), DateOrder.MONTH_FIRST)
ADA, BEN = "Ada Byron", "Ben Ortiz"
CARTS = ("book carts", TUESDAY)


def read(text: str) -> ContactWords:
    return read_contact(text, [name for name in (ADA, BEN) if f"@{name}" in text], DAYS)


PHRASES = [
    # text, who, minutes, what, (next step, by)
    ("10 min with @Ada Byron about the inquiry unit, next step book carts by Tuesday",
     ADA, 10, "the inquiry unit", CARTS),
    ("10m with @Ada Byron re inquiry unit", ADA, 10, "inquiry unit", None),
    ("with @Ada Byron about the inquiry unit", ADA, None, "the inquiry unit", None),
    ("@Ada Byron 10 min inquiry unit", ADA, 10, "inquiry unit", None),
    ("met @Ada Byron about the inquiry unit", ADA, None, "the inquiry unit", None),
    ("about the inquiry unit with @Ada Byron, 10 min", ADA, 10, "the inquiry unit", None),
    ("talked about the inquiry unit with ms park for half an hour",
     "ms park", 30, "talked about the inquiry unit", None),
    ("next step book carts by Tuesday, 10 min with @Ada Byron about frogs", ADA, 10, "frogs", CARTS),
    ("Next step: book carts by Tuesday. 10 min with @Ada Byron about frogs.", ADA, 10, "frogs", CARTS),
    ("frogs, 10 min, @Ada Byron, next step: book carts tomorrow", ADA, 10, "frogs", CARTS),
    ("10 min with @Ada Byron about books, by Tuesday I will book carts", ADA, 10, "books", CARTS),
    ("10 min with @Ada Byron on sources, then I'll book carts Tuesday", ADA, 10, "sources", CARTS),
    ("10 min with @Ada Byron on sources, then book carts by Tuesday", ADA, 10, "sources", CARTS),
    ("10 min with @Ada Byron on sources; next: book carts Tuesday", ADA, 10, "sources", CARTS),
    ("10 min with @Ada Byron on sources, I'm going to book carts on Tuesday", ADA, 10, "sources", CARTS),
    ("10 min with @Ada Byron on sources, will book carts by Tuesday", ADA, 10, "sources", CARTS),
    ("10 min with @Ada Byron on sources. Next steps: by Tuesday book carts", ADA, 10, "sources", CARTS),
    ("10 min with @Ada Byron on sources then planned the lesson", ADA, 10, "sources then planned the lesson", None),
    ("with @Ada Byron: frogs. She said I will love it", ADA, None, "frogs. She said I will love it", None),
    ('10 min with @Ada Byron about "next step" posters', ADA, 10, '"next step" posters', None),
    ("10 min with @Ada Byron about frogs next step none", ADA, 10, "frogs", None),
    ("with @Ada Byron about frogs, next step send list", ADA, None, "frogs", ("send list", None)),
    ("with @Ada Byron about frogs, next step meet Ben on Thursday after school", ADA, None, "frogs",
     ("meet Ben on Thursday after school", THURSDAY)),
    ("with @Ada Byron about frogs, next step 30 min session with Ben on Thursday", ADA, None, "frogs",
     ("30 min session with Ben", THURSDAY)),
    ("with @Ada Byron about frogs, next step send flyer next week", ADA, None, "frogs", ("send flyer", NEXT_MONDAY)),
    ("with @Ada Byron about frogs - next step: book them by next Friday",
     ADA, None, "frogs", ("book them", NEXT_FRIDAY)),
    ("with @Ada Byron about frogs, next step book carts on Saturday", ADA, None, "frogs", ("book carts", SATURDAY)),
    ("half an hour with Ms Park about poster space", "Ms Park", 30, "poster space", None),
    ("Met with Ms. Park from the City Museum about loans, 1.5 h", "Ms. Park from the City Museum", 90, "loans", None),
    ("an hour and a half w/ the city museum on the loan box; next: send dates by Friday", "the city museum", 90,
     "the loan box", ("send dates", FRIDAY)),
    ("with the head of science about lab safety books", "the head of science", None, "lab safety books", None),
    ("with Dr. Smith about genetics, 2 hours", "Dr. Smith", 120, "genetics", None),
    ("phoned the public library about the reading group, 20 min", "the public library", 20,
     "phoned about the reading group", None),
    ("emailed Kim at Oakfield School about a book swap",
     "Kim at Oakfield School", None, "emailed about a book swap", None),
    ("saw Mrs O'Neil, 5 min: lost book", "Mrs O'Neil", 5, "lost book", None),
    ("spoke to Mr Cole about the 20-minute film", "Mr Cole", None, "the 20-minute film", None),
    ("talked to Mr Cole about the 20-minute film, 10 min", "Mr Cole", 10, "the 20-minute film", None),
    ("about reading with dogs, with Ms Park, 15 min", "Ms Park", 15, "reading with dogs", None),
    ("with ms park about reading with dogs 15 min", "ms park", 15, "reading with dogs", None),
    ("spent 45 minutes with @Ada Byron planning the dust bowl lesson", ADA, 45, "planning the dust bowl lesson", None),
    ("about an hour with Sam about budget", "Sam", 60, "budget", None),
    ("(10 min) with @Ada Byron: inquiry unit", ADA, 10, "inquiry unit", None),
    ("5 min w/ @Ada Byron (corridor) about maps", ADA, 5, "(corridor) about maps", None),
    ("lunch with Sam, 40', budget & carts, next: figures Friday",
     "Sam", 40, "lunch, budget & carts", ("figures", FRIDAY)),
    ("co-planning with @Ada Byron and @Ben Ortiz for 30 min, I'll book carts by Tuesday", f"{ADA} and {BEN}", 30,
     "co-planning", CARTS),
    ("with Ada Byron, Ben Ortiz and Cleo about frogs", "Ada Byron, Ben Ortiz and Cleo", None, "frogs", None),
    ("10 min with parents association about the fair; next step book the hall by March 12", "parents association", 10,
     "the fair", ("book the hall", THE_12TH)),
    ("3 hours with 4 teachers about the new database", "4 teachers", 180, "the new database", None),
    ("coffee with Ben", "Ben", None, "coffee", None),
    ("9999 min with @Ada Byron about books", ADA, 9999, "books", None),
    ("with @Ada Byron about books, −5 min", ADA, -5, "books", None),
    ("-5 min with @Ada Byron about books", ADA, -5, "books", None),
    ("with @Ada Byron about the -5 min countdown", ADA, None, "the -5 min countdown", None),
    # not whole: a form asks for the rest
    ("10 min with @Ada Byron", ADA, 10, None, None),
    ("10 min about the inquiry unit", None, 10, "the inquiry unit", None),
    ("the inquiry unit", None, None, "the inquiry unit", None),
    ("with", None, None, "with", None),
    ("10 min", None, 10, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "minutes", "what", "step"), PHRASES, ids=[each[0] for each in PHRASES])
def test_it_is_taken_apart_as_it_was_meant(text, who, minutes, what, step):
    read_it = read(text)
    assert (read_it.who, read_it.minutes, read_it.what) == (who, minutes, what)
    assert (read_it.next_step and (read_it.next_step.doing, read_it.next_step.on)) == step


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ("book carts by yesterday", "has passed. Please name today"),
        ("book carts last Friday", "has passed. Please name today"),
        ("book carts by 1 January 2020", "has passed, or there is no such day"),
        ("book carts by the 31st of February", "has passed, or there is no such day"),
        ("by 13/45/2027 carts", "has passed, or there is no such day"),
    ],
)
def test_a_day_that_has_passed_or_never_comes_is_refused(step, why):
    with pytest.raises(UserError, match=why):
        read(f"10 min with @Ada Byron about books, next step {step}")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10 min", 10), ("10 mins", 10), ("10min", 10), ("10 minutes", 10), ("10m", 10), ("10-minute", 10), ("10'", 10),
        ("ten minutes", 10), ("forty-five mins", 45), ("5-10 min", 10), ("five or ten minutes", 10), ("1 h", 60),
        ("1h", 60), ("1 hr", 60), ("2 hours", 120), ("two hours", 120), ("1.5 h", 90), ("1,5 h", 90), ("1½ hours", 90),
        ("1h30", 90), ("1 h 30 min", 90), ("1 hour and 20 minutes", 80), ("1:30 h", 90), ("an hour", 60),
        ("an hour and a half", 90), ("one and a half hours", 90), ("two and a half hours", 150), ("half an hour", 30),
        ("a half hour", 30), ("½ hour", 30), ("quarter of an hour", 15), ("three quarters of an hour", 45),
        ("1,000 minutes", 1000), ("an hour 20", 80), ("0 min", 0), ("-5 min", -5), ("−5 min", -5), ("–5 min", -5),
        ("−1.5 h", -90), ("- 5 min", 5), ("lunch–5 min", 5), ("5–10 min", 10),
    ],
)  # fmt: skip
def test_minutes_in_the_usual_words(text, minutes):
    (spell,) = spells_in(f"it took {text}.")
    assert spell.minutes == minutes


@pytest.mark.parametrize(
    "text", ["grade 8 maps", "10 books", "at 10:30", "the 5th", "minutes of the meeting", "1 home"]
)
def test_what_is_no_length_of_time(text):
    assert spells_in(text) == ()


UNSPOKEN = frozenset(
    "with w/ about re on next step by i will for met spent and then min minutes an hour half a to the of".split()  # noqa: SIM905
)
WORDS = st.sampled_from(
    ["with", "about", "10", "min", "next", "step", "by", "Tuesday", "frogs", "Ms", "Park", "I", "will", "then", ",",
     ".", "on", "@Ada Byron", "half an hour", "book", "carts", "tomorrow", "–", "(", ")",
     "und", "日本", "re:", ";", "\n"]
)  # fmt: skip


def test_a_name_within_another_is_not_mentioned_as_well():
    assert read_contact("with @Ada Byron about frogs", ["Ada", ADA], DAYS).mentioned == (ADA,)


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_no_word_is_lost_whatever_is_written(text):
    try:
        understood = read(text)
    except UserError:
        return
    step = understood.next_step
    kept = " ".join(filter(None, [understood.who, understood.what, step.doing if step else ""])).lower()
    for word in re.findall(r"\w+", text.lower()):
        said_otherwise = word in UNSPOKEN or word in {"10", "tuesday", "tomorrow"}
        assert said_otherwise or word in kept, (text, understood)


@given(st.text(max_size=200))
def test_anything_can_be_read(text):
    read(text)


def test_a_long_text_is_read_quickly():
    for words in ("10 min with Ada about frogs and then next step ", "with A ", "@Ada Byron, ", " ", "\n"):
        long = f"with Ada about {words * (3000 // len(words))}"
        begun = time.perf_counter()
        assert read(long).who
        assert time.perf_counter() - begun < 3
