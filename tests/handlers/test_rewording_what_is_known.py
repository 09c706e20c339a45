"""Ada edits the message with which she asked: its class and date follow her words, and kind words take nothing away."""

import pytest
from world import FRIDAY, NEXT_MONDAY, THURSDAY, TUESDAY, World

from domain.request import Request, RequestState, Source
from handlers.edit import edit
from handlers.hear import Heard
from handlers.messages import Noted
from handlers.mine import mine
from handlers.reword import reword
from store.inbounds import find

RIVERS = "rivers map for year 8 by Monday"


def rewords(world: World, words: str, key: str = "D1:edit") -> None:
    heard = Heard(words, Source.DIRECT_MESSAGE, "D1:1", is_in_thread=False)
    reword(world.store, world.act("Ada", key), heard, "D1:1")


def the_request(world: World) -> Request:
    (story,) = mine(world.store, world.act("Ada"))
    return story.request


def sets_in_the_form(world: World, class_name: str | None, needed_by: object) -> None:
    asked = the_request(world)
    edit(
        world.store,
        world.act("Ada"),
        asked.id,
        need=asked.need,
        kind=None,
        class_name=class_name,
        needed_by=needed_by,
    )


def test_a_class_and_a_date_that_the_new_words_no_longer_say_are_gone(any_world):
    any_world.writes("Ada", RIVERS, key="D1:1")
    assert (the_request(any_world).class_name, the_request(any_world).needed_by) == ("Year 8", NEXT_MONDAY)
    rewords(any_world, "rivers map, no rush at all")
    asked = the_request(any_world)
    assert (asked.need, asked.class_name, asked.needed_by) == ("rivers map, no rush at all", None, None)


def test_the_old_words_are_read_as_on_the_day_on_which_she_asked(world):
    world.writes("Ada", "rivers map by tomorrow", key="D1:1")
    assert the_request(world).needed_by == TUESDAY
    world.at(THURSDAY)
    rewords(world, "rivers map, no rush at all")
    assert the_request(world).needed_by is None


def test_what_was_set_in_the_form_stays_when_the_words_change(world):
    world.writes("Ada", RIVERS, key="D1:1")
    sets_in_the_form(world, "8B", FRIDAY)
    rewords(world, "a map of rivers for year 8 by Monday")
    assert (the_request(world).class_name, the_request(world).needed_by) == ("8B", FRIDAY)
    rewords(world, "rivers map, no rush at all", key="D1:again")
    assert (the_request(world).class_name, the_request(world).needed_by) == ("8B", FRIDAY)


def test_a_new_date_in_the_words_is_newer_than_the_form(world):
    world.writes("Ada", RIVERS, key="D1:1")
    sets_in_the_form(world, None, FRIDAY)
    rewords(world, "rivers map for year 8 by Thursday")
    assert (the_request(world).class_name, the_request(world).needed_by) == (None, THURSDAY)


@pytest.mark.parametrize("words", ["thanks", "Hello", "ok"])
def test_kind_words_leave_the_request_as_it_was_and_she_is_told(any_world, words):
    any_world.writes("Ada", RIVERS, key="D1:1")
    for _ in range(2):
        rewords(any_world, words)
    any_world.passes()
    asked = the_request(any_world)
    assert (asked.need, asked.class_name, asked.state) == (RIVERS, "Year 8", RequestState.OPEN)
    assert "left your request as it was" in any_world.the("Ada", Noted).words
    assert any_world.week().unexplained == ()
    assert any_world.read(find, "D1:edit") is not None
