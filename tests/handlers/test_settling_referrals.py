"""On Home, beside a request that is with a partner: They helped, and Take back."""

from datetime import timedelta

import pytest
from test_referring import TEN, museum, refers, says, unexplained
from world import FRIDAY, NEXT_MONDAY, TUESDAY, World

from domain.answer import Helped
from domain.errors import UserError
from domain.request import RequestState
from handlers.home import home_of
from handlers.messages import Card, DidTheyHelp
from handlers.sending import Busy
from handlers.settle_referral import note_that_they_helped, take_back_referral
from store.types import new_id


def a_referral(world: World):
    request_id = world.asks("Ada")
    world.passes()
    referral = refers(world, "Lee", request_id, museum(world))
    world.passes()
    return request_id, referral


def waiting(world: World) -> int:
    with world.store.reading() as db:
        return len(home_of(db, world.school(), world.person("Lee"), world.now).referred)


def test_what_helped_is_off_the_list_and_nobody_is_asked_about_it(world):
    request_id, _ = a_referral(world)
    assert waiting(world) == 1
    note_that_they_helped(world.store, world.act("Lee"), request_id)
    assert waiting(world) == 0
    world.lives_through(TUESDAY, TEN)
    assert world.heard("Ada", DidTheyHelp) == []
    assert unexplained(world) == []
    assert world.request(request_id).state is RequestState.REFERRED


@pytest.mark.parametrize("helped", Helped)
def test_what_ada_says_takes_it_off_the_list(any_world, helped):
    world = any_world
    request_id, referral = a_referral(world)
    world.comes(TEN)
    assert waiting(world) == 1
    says(world, "Ada", request_id, referral, helped)
    assert waiting(world) == 0


def test_ada_can_still_say_that_they_did_not_help_where_she_was_asked(world):
    request_id, referral = a_referral(world)
    world.comes(TEN)
    note_that_they_helped(world.store, world.act("Lee"), request_id)
    says(world, "Ada", request_id, referral, Helped.NOT_YET)
    assert world.request(request_id).state is RequestState.OPEN


def test_a_question_that_still_waits_is_not_asked_any_more(world):
    request_id, _ = a_referral(world)
    world.comes(FRIDAY, "15:00")
    world.platform.answers(Busy("ratelimited", 3600))
    world.comes(NEXT_MONDAY)
    assert world.heard("Ada", DidTheyHelp) == []
    note_that_they_helped(world.store, world.act("Lee"), request_id)
    world.real += timedelta(hours=2)
    world.passes()
    assert world.heard("Ada", DidTheyHelp) == []
    assert unexplained(world) == []


def test_what_is_taken_back_is_open_for_the_library_and_a_colleague_gets_a_card(world):
    request_id, _ = a_referral(world)
    before = {name: len(world.heard(name, Card)) for name in ("Lee", "Kim")}
    act = world.act("Lee")
    for _ in range(2):
        take_back_referral(world.store, act, request_id)
    world.passes()
    assert world.request(request_id).state is RequestState.OPEN
    assert waiting(world) == 0
    assert {name: len(world.heard(name, Card)) - count for name, count in before.items()} == {"Lee": 0, "Kim": 1}
    world.promises("Lee", request_id, TUESDAY)
    world.lives_through(TUESDAY, TEN)
    assert world.heard("Ada", DidTheyHelp) == []
    assert unexplained(world) == []


@pytest.mark.parametrize("deed", [note_that_they_helped, take_back_referral])
def test_what_is_settled_or_unknown_is_refused_kindly(world, deed):
    request_id, _ = a_referral(world)
    take_back_referral(world.store, world.act("Lee"), request_id)
    for each in (request_id, new_id()):
        with pytest.raises(UserError, match="Nothing was changed"):
            deed(world.store, world.act("Lee"), each)
    with pytest.raises(UserError, match="librarians"):
        deed(world.store, world.act("Ada"), request_id)


def test_it_is_noted_once(world):
    request_id, _ = a_referral(world)
    note_that_they_helped(world.store, world.act("Lee"), request_id)
    with pytest.raises(UserError, match="known already"):
        note_that_they_helped(world.store, world.act("Kim"), request_id)
