"""A Home's lists are read whole in as many queries as one row takes, and say what each row by itself would."""

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa
from world import FRIDAY, MONDAY, WEDNESDAY, World

from domain.answer import Helped
from domain.partner import Category
from handlers.add_partner import PartnerDraft, add_partner
from handlers.home import home_of
from handlers.log_contact import log_contact
from handlers.messages import Answered, Home
from handlers.refer import refer
from handlers.settle_referral import note_that_they_helped
from handlers.stories import line_of, story_of
from handlers.story_lists import lines_of, stories_of
from handlers.whose_contact import ContactDraft
from store import commitments, people, requests


def home(world: World, name: str) -> Home:
    with world.store.reading() as db:
        return home_of(db, world.school(), world.person(name), world.now)


def queries(world: World, name: str) -> int:
    """How many it takes to read this Home."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    engine = world.store.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        home(world, name)
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def a_busy_week(world: World, first: int, last: int) -> None:
    """New requests and promises, for a teacher and from her."""
    for number in range(first, last):
        world.asks("Ada", f"book number {number}")
        world.promises("Lee", world.asks("Ada", f"song number {number}"), WEDNESDAY)
    world.now += timedelta(minutes=1)


def test_a_long_home_takes_no_more_queries_than_a_short_one(any_world):
    world = any_world
    a_busy_week(world, 0, 2)
    few = {name: queries(world, name) for name in ("Ada", "Lee", "Sam")}
    a_busy_week(world, 2, 8)
    assert {name: queries(world, name) for name in few} == few
    assert (len(home(world, "Lee").unanswered), len(home(world, "Ada").mine)) == (8, 16)


def every_state(world: World) -> None:
    museum = add_partner(world.store, world.act("Lee"), PartnerDraft("County Museum", Category.NATIONAL))
    asked = {each: world.asks("Ada", each) for each in ("open", "promised", "referred", "answered", "again")}
    world.promises("Lee", asked["promised"], WEDNESDAY)
    refer(world.store, world.act("Lee"), asked["referred"], partner_id=museum, word=None)
    for each in ("answered", "again"):
        world.answers("Lee", asked[each])
    world.passes()
    answered = world.heard("Ada", Answered)[-1]
    world.judges("Ada", asked["again"], Helped.NOT_YET, answered.answer.id)
    world.promises("Kim", asked["again"], FRIDAY)
    next_step = ContactDraft("Ben", what="bees", next_step="Show the hives", due_on=FRIDAY)
    log_contact(world.store, world.act("Lee"), next_step)


def test_each_row_says_what_it_would_say_alone(world):
    every_state(world)
    with world.store.reading() as db:
        lee = people.by_address(db, world.school_id, "U0LEE")
        asked = requests.all_of(db, world.school_id, world.person("Ada").id)
        alone = [replace(story_of(db, world.school_id, each), remarks=()) for each in asked]
        assert [*stories_of(db, world.school_id, asked)] == alone
        promised = commitments.all_open(db, world.school_id)
        assert len(promised) == 3
        assert [*lines_of(db, lee, promised)] == [line_of(db, world.school_id, each) for each in promised]


def own_needs(world: World) -> list[str]:
    return [story.request.need for story in home(world, "Ada").mine]


def test_what_was_answered_stays_until_she_says_whether_it_helped_behind_what_she_still_waits_for(any_world):
    world = any_world
    older, newer = world.asks("Ada", "bees"), world.asks("Ada", "wasps")
    world.answers("Lee", newer)
    world.passes()
    assert own_needs(world) == ["wasps", "bees"]
    assert home(world, "Ada").mine[0].answer.given_at == world.now
    world.judges("Ada", newer, Helped.PARTLY, world.heard("Ada", Answered)[-1].answer.id)
    assert own_needs(world) == ["bees"]
    assert older == home(world, "Ada").mine[0].request.id


def test_what_was_answered_or_is_with_a_partner_leaves_after_ten_school_days(any_world):
    world = any_world
    museum = add_partner(world.store, world.act("Lee"), PartnerDraft("County Museum", Category.NATIONAL))
    answered, referred = world.asks("Ada", "bees"), world.asks("Ada", "wasps")
    world.answers("Lee", answered)
    refer(world.store, world.act("Lee"), referred, partner_id=museum, word=None)
    world.at(world.school().calendar.add_school_days(MONDAY, 10))
    assert own_needs(world) == ["bees", "wasps"]
    world.at(world.school().calendar.add_school_days(MONDAY, 11))
    assert own_needs(world) == []


def test_a_partner_who_has_helped_is_settled(world):
    museum = add_partner(world.store, world.act("Lee"), PartnerDraft("County Museum", Category.NATIONAL))
    referred = world.asks("Ada", "wasps")
    refer(world.store, world.act("Lee"), referred, partner_id=museum, word=None)
    assert own_needs(world) == ["wasps"]
    note_that_they_helped(world.store, world.act("Lee"), referred)
    assert own_needs(world) == []
