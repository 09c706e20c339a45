"""Ada writes outside any thread: is it her reply, another request, a word for help, or nothing after all?"""

import pytest
from world import THURSDAY, World

from domain.request import RemarkKind, Source
from handlers.ask_back import ask_back
from handlers.messages import Noted
from handlers.mine import mine
from handlers.split_off import split_off
from store import remarks


def is_asked_about(world: World, need: str) -> object:
    request_id = world.asks("Ada", need, source=Source.DIRECT_MESSAGE)
    ask_back(world.store, world.act("Lee"), request_id, "Which grade?")
    return request_id


def replies(world: World, request_id: object) -> list[str]:
    return [each.words for each in world.read(remarks.on, request_id) if each.kind is RemarkKind.REPLY]


def needs(world: World) -> list[str]:
    return [story.request.need for story in mine(world.store, world.act("Ada"))]


def test_the_note_names_the_request_that_was_replied_to(any_world):
    rivers = is_asked_about(any_world, "rivers map")
    any_world.writes("Ada", "grade 8")
    any_world.passes()
    assert any_world.the("Ada", Noted).words == "Thank you, I passed that on as your reply about “rivers map”."
    assert replies(any_world, rivers) == ["grade 8"]


def test_of_several_questions_the_last_is_replied_to_and_the_note_says_which(world):
    rivers = is_asked_about(world, "rivers map")
    world.at(THURSDAY)
    atlases = is_asked_about(world, "atlases")
    world.writes("Ada", "grade 8")
    world.passes()
    noted = world.the("Ada", Noted)
    assert "about “atlases”, the question asked last" in noted.words
    assert (replies(world, rivers), replies(world, atlases)) == ([], ["grade 8"])
    split_off(world.store, world.act("Ada"), noted.remark_id)
    assert replies(world, atlases) == []


def test_a_long_request_is_named_by_its_beginning(world):
    is_asked_about(world, "maps of " + "very " * 100 + "long rivers")
    world.writes("Ada", "grade 8")
    world.passes()
    assert "very…”" in world.the("Ada", Noted).words


def test_a_clear_request_with_a_day_of_its_own_is_no_reply(world):
    rivers = is_asked_about(world, "rivers map")
    world.writes("Ada", "By the way I also need a projector on Thursday")
    assert needs(world) == ["By the way I also need a projector on Thursday", "rivers map"]
    assert replies(world, rivers) == []
    assert world.request(rivers).asked_back_at is not None


@pytest.mark.parametrize("words", ["I need it by Thursday", "grade 8, for Thursday", "I also need the key words in it"])
def test_what_may_be_the_reply_is_taken_as_one(world, words):
    rivers = is_asked_about(world, "rivers map")
    world.writes("Ada", words)
    assert replies(world, rivers) == [words]


@pytest.mark.parametrize("words", ["help", "Help!", "mine", "MINE."])
def test_help_and_mine_are_answered_and_make_no_request(any_world, words):
    rivers = is_asked_about(any_world, "rivers map")
    for _ in range(2):
        any_world.writes("Ada", words, key="D1:5")
    any_world.passes()
    noted = any_world.the("Ada", Noted)
    assert "/library-help mine lists your requests" in noted.words
    assert "Home" in noted.words
    assert needs(any_world) == ["rivers map"]
    assert replies(any_world, rivers) == []
    assert any_world.week().unexplained == ()


@pytest.mark.parametrize("words", ["cancel my request", "never mind", "Forget it!", "please ignore that"])
def test_taking_back_in_words_changes_nothing_and_tells_how(any_world, words):
    any_world.asks("Ada", "rivers map")
    for _ in range(2):
        any_world.writes("Ada", words, key="D1:5")
    any_world.passes()
    assert any_world.the("Ada", Noted).words == (
        "To take back a request, press Withdraw on its receipt or in /library-help mine; nothing was changed."
    )
    assert needs(any_world) == ["rivers map"]
    assert any_world.week().unexplained == ()


def test_who_has_nothing_open_has_nothing_to_take_back(world):
    world.writes("Ada", "cancel my request")
    world.passes()
    assert "nothing to take back" in world.the("Ada", Noted).words
    assert needs(world) == []
