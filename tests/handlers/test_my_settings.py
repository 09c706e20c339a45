"""My settings: a department, quiet weeks, thanks. All is kept or nothing, and what is wrong is said in its place."""

from datetime import date, timedelta

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, World

from domain.department import DEPARTMENTS
from domain.errors import UserError
from domain.own_settings import OwnSettings
from domain.quiet_time import QuietTime
from handlers.messages import Home
from handlers.my_settings import Wanted, change_my_settings, look_at_my_settings
from store import homes

NOTHING = OwnSettings(None, None, quotes_thanks=False)
NEXT_FRIDAY = NEXT_MONDAY + timedelta(days=4)


def sets(world: World, name: str = "Ada", **to: object) -> None:
    empty = {
        "chosen": None,
        "written": None,
        "quiet_from": None,
        "quiet_until": None,
        "ends_quiet": False,
        "quotes_thanks": False,
    }
    change_my_settings(world.store, world.act(name), Wanted(**(empty | to)))


def now_set(world: World, name: str = "Ada") -> OwnSettings:
    return look_at_my_settings(world.store, world.act(name)).now


def offered(world: World, name: str = "Ben") -> tuple[str, ...]:
    return look_at_my_settings(world.store, world.act(name)).offered


def home(world: World, name: str = "Ada") -> Home:
    with world.store.writing() as db:
        homes.open_for(db, world.school_id, world.person(name).id)
    world.passes()
    return world.platform.homes[name]


def test_what_is_saved_is_there_again_and_on_home(any_world):
    sets(any_world, chosen="Science", quiet_from=TUESDAY, quiet_until=NEXT_MONDAY, quotes_thanks=True)
    assert now_set(any_world) == OwnSettings("Science", QuietTime(TUESDAY, NEXT_MONDAY), quotes_thanks=True)
    sets(any_world)
    assert now_set(any_world) == NOTHING


@pytest.mark.parametrize("written", ["Maths", "maths ", "  MATHS", "maths."])
def test_one_department_that_is_written_in_several_ways_is_one(world, written):
    sets(world, "Ben", written="maths")
    sets(world, written=written)
    assert (now_set(world, "Ben").department, now_set(world).department) == ("Maths", "Maths")
    assert offered(world).count("Maths") == 1


def test_what_a_colleague_named_is_in_everybodys_menu(world):
    assert "Astronomy" not in offered(world)
    sets(world, written="astronomy")
    assert offered(world) == tuple(sorted((*DEPARTMENTS, "Astronomy"), key=str.casefold))


def test_one_of_the_list_is_found_again_when_it_is_written(world):
    sets(world, written="physical  EDUCATION")
    assert now_set(world).department == "Physical education"


def test_what_is_written_counts_before_what_is_chosen(world):
    sets(world, chosen="Science", written="Astronomy")
    assert now_set(world).department == "Astronomy"


@pytest.mark.parametrize(
    ("wrong", "about", "words"),
    [
        ({"written": "x" * 41}, "another-department", "under 40 characters"),
        ({"written": "42!"}, "another-department", "department’s name"),
        ({"chosen": "A department that was never there"}, "department", "choose again"),
        ({"quiet_from": TUESDAY}, "quiet-until", "Until which day"),
        ({"quiet_until": TUESDAY}, "quiet-from", "From which day"),
        ({"quiet_from": FRIDAY, "quiet_until": TUESDAY}, "quiet-until", "before the first"),
        ({"quiet_from": MONDAY, "quiet_until": MONDAY - timedelta(days=1)}, "quiet-until", "has passed"),
        ({"quiet_from": MONDAY - timedelta(days=1), "quiet_until": TUESDAY}, "quiet-from", "has passed"),
        ({"quiet_from": MONDAY, "quiet_until": MONDAY + timedelta(days=120)}, "quiet-until", "about a term"),
        ({"quiet_from": date(2028, 1, 3), "quiet_until": date(2028, 1, 7)}, "quiet-from", "more than a year"),
    ],
)
def test_what_cannot_be_is_said_in_its_place_and_nothing_is_stored(world, wrong, about, words):
    sets(world, chosen="History", quotes_thanks=True)
    with pytest.raises(UserError, match=words) as refusal:
        sets(world, **{"chosen": "Science", "quiet_from": None, "quiet_until": None, **wrong})
    assert refusal.value.about == about
    assert now_set(world) == OwnSettings("History", None, quotes_thanks=True)


def test_a_whole_term_and_a_single_day_are_both_fine(world):
    for until in (MONDAY + timedelta(days=119), MONDAY):
        sets(world, quiet_from=MONDAY, quiet_until=until)
        assert now_set(world).quiet == QuietTime(MONDAY, until)


def test_quiet_weeks_that_have_begun_stay_when_something_else_is_changed(world):
    sets(world, quiet_from=MONDAY, quiet_until=NEXT_FRIDAY)
    world.comes(NEXT_MONDAY)
    sets(world, chosen="Science", quiet_from=MONDAY, quiet_until=NEXT_FRIDAY)
    assert now_set(world) == OwnSettings("Science", QuietTime(MONDAY, NEXT_FRIDAY), quotes_thanks=False)


@pytest.mark.parametrize("end", [{"ends_quiet": True}, {"quiet_from": None, "quiet_until": None}])
def test_quiet_weeks_can_be_ended(world, end):
    sets(world, quiet_from=MONDAY, quiet_until=NEXT_FRIDAY)
    sets(world, **{"quiet_from": MONDAY, "quiet_until": NEXT_FRIDAY, **end})
    assert now_set(world).quiet is None


def test_when_they_are_over_home_says_so_by_itself(world):
    sets(world, quiet_from=MONDAY, quiet_until=FRIDAY)
    assert home(world).own == OwnSettings(None, QuietTime(MONDAY, FRIDAY), quotes_thanks=False)
    world.comes(FRIDAY, "15:59")
    assert home(world).own.quiet
    world.comes(NEXT_MONDAY, "00:01")
    assert world.platform.homes["Ada"].own == NOTHING


@pytest.mark.parametrize("name", ["Lee", "Sam"])
def test_librarians_and_administrators_have_them_too(world, name):
    sets(world, name, chosen="Careers and guidance")
    assert now_set(world, name).department == home(world, name).own.department == "Careers and guidance"


def test_a_form_that_is_sent_twice_counts_once(world):
    wanted = Wanted("Science", None, None, None, ends_quiet=False, quotes_thanks=False)
    change_my_settings(world.store, world.act("Ada", "form:V1"), wanted)
    sets(world, chosen="History")
    change_my_settings(world.store, world.act("Ada", "form:V1"), wanted)
    assert now_set(world).department == "History"
