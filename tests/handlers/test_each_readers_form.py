"""Dates, hours and numbers as each reader writes them, whatever their locale; what they type is read likewise."""

import ast
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from babel.core import localedata
from hypothesis import given
from hypothesis import strategies as st
from world import FRIDAY, MONDAY, World, moment

from bot.roll import Roll
from domain.dates_in_words import DateOrder
from domain.notices import NoticeKind
from domain.person import Habits
from domain.request import Request, Source
from handlers.act import Act
from handlers.ask import Draft, ask
from handlers.home import open_home
from handlers.learn import learn
from handlers.log_contact import log_contact
from handlers.manner import manner_of
from handlers.messages import Receipt
from handlers.place import Place, written_order
from handlers.stories import place_of
from handlers.whose_contact import ContactDraft
from store import homes, people

AMERICAN, BRITISH, GERMAN = Habits("en-US"), Habits("en-GB"), Habits("de-DE")
CHICAGO = "America/Chicago"
THIRD_OF_DECEMBER = date(2026, 12, 3)
TWO = time(14)

MONTHS = [date(2026, month, 1).strftime("%B") for month in range(1, 13)]

LOCALES = st.sampled_from(sorted(localedata.locale_identifiers())).map(lambda name: name.replace("_", "-"))
ANY_LOCALE = LOCALES | st.sampled_from(["", "xx-YY", "nonsense", "es-LA", "en-", "-"]) | st.text(max_size=20)


def asks(world: World, act: Act, need: str, **draft: object) -> Request:
    asked = ask(world.store, act, Draft(need, **({"source": Source.COMMAND} | draft)))
    return asked.story.request


def place(world: World, habits: Habits | None = None) -> Place:
    return place_of(world.school(), moment(date(2026, 11, 23)), habits)


@pytest.mark.parametrize(
    ("habits", "shown"),
    [
        (AMERICAN, ("Thu, Dec 3", "Thursday, December 3", "2:00 PM", "1,234")),
        (BRITISH, ("Thu 3 Dec", "Thursday 3 December", "14:00", "1,234")),
        (GERMAN, ("Thu 3 Dec", "Thursday 3 December", "14:00", "1.234")),
        (Habits("en-AU"), ("Thu 3 Dec", "Thursday 3 December", "2:00 PM", "1,234")),
        (Habits("ja-JP"), ("Thu 3 Dec", "Thursday 3 December", "14:00", "1,234")),
        (Habits("fr-CA"), ("Thu 3 Dec", "Thursday 3 December", "14:00", "1\xa0234")),
        (Habits("es-LA"), ("Thu 3 Dec", "Thursday 3 December", "2:00 PM", "1,234")),
    ],
    ids=lambda each: each.locale if isinstance(each, Habits) else "",
)
def test_the_same_day_hour_and_number_in_each_readers_form(world, habits, shown):
    here = place(world, habits)
    told = (here.short(THIRD_OF_DECEMBER), here.lasting(THIRD_OF_DECEMBER), here.school_hour(TWO), here.number(1234))
    assert told == shown


@pytest.mark.parametrize("habits", [None, Habits(), Habits("xx-YY"), Habits("nonsense", "Nowhere/Land")])
def test_without_a_locale_that_is_known_it_is_told_as_the_school_has_it(world, habits):
    """An American school's, where hours are counted to twelve."""
    here = place(world, habits)
    assert here.short(THIRD_OF_DECEMBER) == "Thu, Dec 3"
    assert here.school_hour(TWO) == "2:00 PM"
    assert here.own_zone is None


@pytest.mark.parametrize(
    ("order", "hour"),
    [(DateOrder.MONTH_FIRST, "2:00 PM"), (DateOrder.DAY_FIRST, "14:00"), (DateOrder.YEAR_FIRST, "14:00")],
)
def test_an_hour_without_a_locale_goes_with_the_way_the_school_writes_a_date(world, order, hour):
    school = replace(world.school(), date_order=order)
    assert place_of(school, moment(date(2026, 11, 23))).school_hour(TWO) == hour


def test_a_moment_is_told_by_the_readers_own_clock_and_names_its_city_where_it_is_another(world):
    noon = moment(THIRD_OF_DECEMBER, "12:00")
    assert place(world, Habits("en-GB", CHICAGO)).moment(noon) == "Thu 3 Dec, 12:00"
    assert place(world, Habits("en-GB", "Europe/Berlin")).moment(noon) == "Thu 3 Dec, 19:00 Berlin time"
    assert place(world, Habits("en-US", "Asia/Tokyo")).moment(noon) == "Fri, Dec 4, 3:00 AM Tokyo time"


def test_a_zone_with_the_schools_hours_is_as_good_as_the_schools(world):
    noon = moment(THIRD_OF_DECEMBER, "12:00")
    assert place(world, Habits("en-GB", "America/Winnipeg")).moment(noon) == "Thu 3 Dec, 12:00"


def test_an_hour_of_the_school_day_says_so_to_who_reads_by_another_clock(world):
    assert place(world, Habits("en-GB", "Europe/Berlin")).school_hour(TWO) == "14:00 school time"
    assert place(world, Habits("en-GB", CHICAGO)).school_hour(TWO) == "14:00"


@given(locale=ANY_LOCALE, day=st.dates(date(2020, 1, 1), date(2039, 12, 31)), minutes=st.integers(0, 1439))
def test_whatever_the_locale_day_and_month_can_be_told_apart(locale, day, minutes):
    manner = manner_of(locale)
    order = manner.order if manner else DateOrder.DAY_FIRST
    here = Place(date(2030, 6, 1), order, "UTC", "Riverside", datetime(2030, 6, 1, tzinfo=UTC))
    here = replace(here, halves_day=manner.halves_day, numbers=manner.numbers) if manner else here
    for told, month in ((here.short(day), MONTHS[day.month - 1][:3]), (here.near(day), MONTHS[day.month - 1])):
        without_year = re.sub(r"\b\d{4}\b", "", told)
        assert re.findall(r"\d+", without_year) == [str(day.day)]
        assert re.search(rf"\b{month}\b", told)
    at = (datetime(2030, 6, 1, tzinfo=UTC) + timedelta(minutes=minutes)).time()
    said = here.school_hour(at)
    read = datetime.strptime(said, "%I:%M %p" if said.endswith("M") else "%H:%M")  # noqa: DTZ007
    assert read.time() == at


@given(locale=ANY_LOCALE, count=st.integers(0, 10**9))
def test_whatever_the_locale_a_number_keeps_its_figures(locale, count):
    manner = manner_of(locale)
    if manner:
        here = Place(MONDAY, manner.order, "UTC", "Riverside", datetime(2030, 6, 1, tzinfo=UTC), numbers=manner.numbers)
        assert re.sub(r"\D", "", here.number(count)) == str(count)


def test_three_slash_twelve_is_read_as_its_writer_writes_it(world):
    read = {}
    for name, habits in (("Ada", GERMAN), ("Ben", AMERICAN), ("Cleo", Habits())):
        act = replace(world.act(name), habits=habits)
        read[name] = asks(world, act, "dust bowl letters by 3/12").needed_by
    assert read == {"Ada": date(2026, 12, 3), "Ben": date(2026, 3, 12), "Cleo": date(2026, 3, 12)}


def test_slacks_own_language_says_nothing_of_how_somebody_writes_a_date(world):
    """Whoever never chose one in a British school has it too."""
    british = replace(world.school(), date_order=DateOrder.DAY_FIRST)
    assert written_order(british, AMERICAN) is DateOrder.DAY_FIRST
    assert written_order(british, Habits("en-PH")) is DateOrder.MONTH_FIRST
    assert written_order(world.school(), BRITISH) is DateOrder.DAY_FIRST


class TestWhatIsKnownOfThem:
    def test_it_is_learned_when_they_act_and_follows_the_platform(self, world):
        asks(world, replace(world.act("Ada"), habits=Habits("de-DE", "Europe/Berlin")), "maps")
        assert world.person("Ada").habits == Habits("de-DE", "Europe/Berlin")
        asks(world, replace(world.act("Ada"), habits=Habits("en-GB")), "globes")
        assert world.person("Ada").habits == Habits("en-GB", "Europe/Berlin")
        asks(world, world.act("Ada"), "charts")
        assert world.person("Ada").habits == Habits("en-GB", "Europe/Berlin")

    def test_the_next_message_is_in_the_new_form_and_home_is_written_anew(self, world):
        act = replace(world.act("Ada"), habits=AMERICAN)
        asks(world, act, "maps")
        open_home(world.store, act)
        world.passes()
        learn(world.store, world.school_id, act.address, BRITISH)
        assert world.read(lambda db, school_id: homes.next_stale(db, school_id, world.real)) is not None
        assert place_of(world.school(), world.now, world.person("Ada").habits).short(MONDAY) == "Mon 2 Feb"

    def test_nobody_is_met_by_it(self, world):
        learn(world.store, world.school_id, "U0NOBODY", GERMAN)
        assert world.read(lambda db, school_id: people.by_address(db, school_id, "U0NOBODY")) is None

    def test_the_roll_learns_it_of_those_the_library_counts_on(self, world):
        Roll(world.store, world.school_id, lambda _: False, lambda _: GERMAN).call_if_due(world.now)
        assert {world.person(name).habits for name in ("Lee", "Kim", "Sam")} == {GERMAN}


def test_what_is_told_in_a_thread_is_told_as_the_school_has_it(world):
    """Others read it too; what comes as a direct message is the reader's own."""
    for name, draft in (
        ("Ada", {"source": Source.DIRECT_MESSAGE}),
        ("Ben", {"source": Source.MENTION, "thread": "C0STAFF:1.2"}),
    ):
        asks(world, replace(world.act(name), habits=GERMAN), "maps", **draft)
    world.passes()
    receipts = {letter.person.name: letter for letter in world.platform.letters if isinstance(letter.message, Receipt)}
    assert receipts["Ben"].thread
    told, seen = receipts["Ada"], receipts["Ben"]
    assert (told.place.short(FRIDAY), seen.place.short(FRIDAY)) == ("Fri 6 Feb", "Fri, Feb 6")


def test_a_line_that_is_written_down_for_somebody_is_in_their_form(world):
    asks(world, replace(world.act("Ada"), habits=BRITISH), "maps")
    ada = world.person("Ada")
    draft = ContactDraft("Ada", (("U0ADA", "Ada"),), "the inquiry unit", next_step="maps", due_on=FRIDAY, tells=True)
    log_contact(world.store, world.act("Lee"), draft)
    world.passes()
    (news,) = (each for each in world.ledger(kind=NoticeKind.NEWS, person_id=ada.id))
    assert news.facts["words"].endswith("Next step: maps, by Friday 6 February.")


def test_nobody_forgets_whose_form_it_is():
    """Without habits it would be told as the school has it, and nobody would notice."""
    calls = [
        (path.name, node)
        for folder in ("handlers", "bot")
        for path in (Path(__file__).parents[2] / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "place_of"
    ]
    assert len(calls) > 10
    assert [name for name, call in calls if len(call.args) != 3] == []
