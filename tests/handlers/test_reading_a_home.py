"""A Home's lists are read whole in as many queries as one row takes, and say what each row by itself would."""

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa
from world import FRIDAY, WEDNESDAY, World

from domain.answer import Helped
from domain.partner import Category
from handlers.add_partner import PartnerDraft, add_partner
from handlers.home import home_of
from handlers.log_contact import log_contact
from handlers.messages import Answered, Home
from handlers.refer import refer
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
