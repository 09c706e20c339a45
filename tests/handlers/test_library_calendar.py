"""A librarian's own calendar: what is open and what is to come, each under one key whatever becomes of its day."""

from datetime import time, timedelta

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World

from domain.activity import Recurrence
from domain.collaboration import ActivityKind
from domain.errors import UserError
from handlers.add_activity import ActivityDraft, add_activity
from handlers.calendar_address import calendar_at, look_at_address, renew_address, withdraw_address
from handlers.finish import finish
from handlers.library_calendar import CalendarEntry, library_calendar
from handlers.renegotiate import renegotiate
from store import commitments, people, schools


def entries(world: World, name: str = "Lee") -> list[CalendarEntry]:
    with world.store.reading() as db:
        librarian = people.by_address(db, world.school_id, f"U0{name.upper()}")
        assert librarian
        return [*library_calendar(db, schools.get(db, world.school_id), librarian, world.now).entries]


def an_hour(world: World, **to: object) -> None:
    draft = {"kind": ActivityKind.CO_TEACHING, "title": "Reading hour", "first_on": FRIDAY, "at": time(10, 15), **to}
    add_activity(world.store, world.act("Lee"), ActivityDraft(**draft))


def test_a_promise_moves_under_the_same_key_and_goes_when_it_is_kept(any_world):
    world = any_world.at(MONDAY)
    promise_id = world.promises("Lee", world.asks("Ada"), TUESDAY, "Five letters")
    (before,) = entries(world)
    assert (before.on, before.at, before.words, before.is_due, before.sequence) == (
        TUESDAY,
        None,
        "Five letters",
        True,
        0,
    )
    world.at(MONDAY, "11:00")
    renegotiate(world.store, world.act("Lee"), promise_id, due_on=THURSDAY, word="the copies are late")
    (after,) = entries(world)
    assert (after.key, after.on, after.sequence) == (before.key, THURSDAY, 1)
    assert after.changed_at > before.changed_at
    finish(world.store, world.act("Lee"), promise_id)
    assert entries(world) == []


def test_a_day_of_an_activity_keeps_its_key_when_it_becomes_a_promise(world):
    far = NEXT_MONDAY + timedelta(weeks=3)
    an_hour(world, first_on=far, recurrence=Recurrence.WEEKLY)
    before = {each.key: (each.on, each.at) for each in entries(world)}
    world.comes(far, "08:00")
    after = {each.key: (each.on, each.at) for each in entries(world)}
    assert next(iter(after.values())) == (far, time(10, 15))
    assert {key: value for key, value in after.items() if key in before} == before
    assert len({each.on for each in entries(world)}) == len(entries(world)), "no day is there twice"


def test_a_day_that_is_closed_or_kept_is_not_to_come(world):
    an_hour(world, first_on=WEDNESDAY, recurrence=Recurrence.WEEKLY)
    world.passes()
    closed = WEDNESDAY + timedelta(weeks=1)
    world.closes(closed, closed)
    world.passes()
    world.comes(WEDNESDAY, "12:00")
    (today,) = [each for each in entries(world) if each.on == WEDNESDAY]
    (promised,) = [each for each in world.read(commitments.all_open) if each.due_on == WEDNESDAY]
    finish(world.store, world.act("Lee"), promised.id)
    days = {each.on for each in entries(world)}
    assert today.words == "Reading hour"
    assert not days & {WEDNESDAY, closed}
    assert WEDNESDAY + timedelta(weeks=2) in days


def test_a_colleague_has_a_calendar_of_their_own(world):
    an_hour(world)
    world.promises("Lee", world.asks("Ada"), TUESDAY)
    assert entries(world, "Kim") == []


def test_an_address_is_one_librarians_and_ends_with_the_next(any_world):
    world = any_world.at(MONDAY)
    assert look_at_address(world.store, world.act("Lee")) is None
    act = world.act("Lee")
    first = renew_address(world.store, act)
    assert renew_address(world.store, act) == first, "what is delivered twice counts once"
    assert look_at_address(world.store, world.act("Kim")) is None
    assert first
    found = calendar_at(world.store, world.school_id, first, world.now)
    assert found
    assert found.librarian == "Lee"
    second = renew_address(world.store, world.act("Lee"))
    assert second
    assert calendar_at(world.store, world.school_id, first, world.now) is None
    assert calendar_at(world.store, world.school_id, second, world.now)
    withdraw_address(world.store, world.act("Lee"))
    assert calendar_at(world.store, world.school_id, second, world.now) is None


def test_an_address_ends_when_its_librarian_leaves(world):
    feed_id = renew_address(world.store, world.act("Lee"))
    assert feed_id
    world.leaves("Lee")
    assert calendar_at(world.store, world.school_id, feed_id, world.now) is None


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_others_have_none(world, name):
    for deed in (look_at_address, renew_address, withdraw_address):
        with pytest.raises(UserError, match="for the school’s librarians"):
            deed(world.store, world.act(name))
