"""The bot starts: the environment is believed the first time, the store afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from world import FRIDAY, MONDAY, TUESDAY, World, moment, name_of, seed

from domain.school_days import SchoolCalendar
from handlers.open_school import open_school
from store import people


def librarians(world: World) -> list[str]:
    return [person.name for person in world.read(people.librarians)]


def test_the_first_start_remembers_the_school_its_people_and_their_moments(any_world):
    school = any_world.school()
    assert (school.name, school.calendar.zone, school.calendar.holidays) == ("Riverside", "America/Chicago", "US")
    assert sorted(librarians(any_world)) == ["Kim", "Lee"]
    assert [person.name for person in any_world.read(people.administrators)] == ["Sam"]
    assert any_world.person("Lee").next_nudge_at == moment(TUESDAY, "08:00")
    assert school.next_digest_at == moment(FRIDAY, "14:00")


def test_a_start_before_the_opening_plans_for_the_same_morning(sqlite_store):
    world = World(sqlite_store, now=moment(MONDAY, "07:00"))
    assert world.person("Lee").next_nudge_at == moment(MONDAY, "08:00")


def test_later_starts_believe_the_store(world):
    before = world.school()
    changed = seed(name="Elsewhere", calendar=SchoolCalendar("Europe/London"), librarians=("U0BEN",))
    again = open_school(world.store, changed, world.now, name_of)
    assert again == before
    assert sorted(librarians(world)) == ["Kim", "Lee"]


def test_a_start_moves_no_moment_that_is_planned(world):
    before = world.person("Lee").next_nudge_at
    open_school(world.store, seed(), world.now + timedelta(days=3), name_of)
    assert world.person("Lee").next_nudge_at == before


def test_a_role_that_nobody_holds_is_given_again(world):
    with world.store.writing() as db:
        db.exec_driver_sql("UPDATE people SET is_librarian = false")
    open_school(world.store, seed(librarians=("U0BEN",)), world.now, name_of)
    assert librarians(world) == ["Ben"]
    assert world.person("Ben").next_nudge_at


def test_the_platform_is_asked_only_for_the_names_that_are_needed(world):
    asked = []
    open_school(world.store, seed(), world.now, lambda address: asked.append(address) or address)
    assert asked == []


def test_one_person_may_hold_both_roles(sqlite_store):
    world = World(sqlite_store)
    with world.store.writing() as db:
        db.exec_driver_sql("UPDATE people SET is_librarian = false, is_administrator = false")
    open_school(world.store, seed(librarians=("U0LEE",), administrators=("U0LEE",)), world.now, name_of)
    assert world.person("Lee").is_librarian
    assert world.person("Lee").is_administrator


def test_two_programs_that_start_at_once_open_one_school(store):
    with ThreadPoolExecutor(2) as pool:
        opened = list(pool.map(lambda _: open_school(store, seed(), moment(MONDAY), name_of), range(2)))
    assert opened[0].id == opened[1].id
    with store.reading() as db:
        assert len(people.librarians(db, opened[0].id)) == 2
