"""What was owed in the evening and is no longer true in the morning is not said, and the ledger says why."""

import pytest
from world import FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World

from domain.errors import UserError
from domain.notices import NoticeKind
from domain.request import Source
from handlers.deliver import Unsure
from handlers.finish import finish
from handlers.messages import Cards
from handlers.release import release
from handlers.renegotiate import renegotiate
from handlers.withdraw import withdraw


@pytest.fixture
def promised(world):
    """(request id, commitment id) of a promise that Ada knows of; it is evening now."""
    request_id = world.asks("Ada")
    world.passes()
    commitment_id = world.promises("Lee", request_id, WEDNESDAY)
    world.passes()
    world.at(MONDAY, "19:00")
    return request_id, commitment_id


def why_cancelled(world: World, kind: NoticeKind) -> set[str | None]:
    return {notice.reason for notice in world.ledger(kind=kind, state="cancelled")}


def test_a_new_date_of_a_promise_that_was_kept_meanwhile(world, promised):
    _, commitment_id = promised
    renegotiate(world.store, world.act("Lee"), commitment_id, due_on=THURSDAY, word="the van")
    finish(world.store, world.act("Lee"), commitment_id)
    world.comes(TUESDAY)
    assert world.told("Ada") == ["Promised", "Answered"]
    assert why_cancelled(world, NoticeKind.RENEGOTIATED) == {"the promise was kept before this was sent"}


def test_a_release_of_a_request_that_was_withdrawn_meanwhile(world, promised):
    request_id, commitment_id = promised
    release(world.store, world.act("Lee"), commitment_id, word="ill")
    withdraw(world.store, world.act("Ada"), request_id)
    world.comes(TUESDAY)
    assert world.told("Ada") == ["Promised"]
    assert why_cancelled(world, NoticeKind.RELEASED) == {"the request was withdrawn before this was sent"}


def test_an_addition_to_a_request_that_was_withdrawn_meanwhile(world):
    world.at(MONDAY, "19:00").writes("Ada", "books on bees", key="D1:1", thread="D1:1")
    world.writes("Ada", "and wasps please", thread="D1:1", is_in_thread=True)
    withdraw(world.store, world.act("Ada"), world.ledger(kind=NoticeKind.RECEIPT)[0].request_id)
    world.comes(TUESDAY)
    assert world.told("Lee") == []
    assert why_cancelled(world, NoticeKind.REPLY) == {"the request was withdrawn before this was sent"}


def test_a_group_whose_requests_were_all_withdrawn_before_it_could_be_posted_again(world):
    world.at(MONDAY, "19:00")
    ids = [world.asks("Ada", f"books {number}") for number in range(4)]
    world.at(TUESDAY, "08:00").platform.answers(Unsure("timed out"), Unsure("timed out"))
    world.passes()
    for request_id in ids:
        withdraw(world.store, world.act("Ada"), request_id)
    world.real += 2 * world.patience.until_look_up
    world.passes()
    assert world.heard("Lee", Cards) == []
    assert why_cancelled(world, NoticeKind.CARDS) == {"every request was settled before this was sent"}


def test_a_card_for_a_request_that_a_colleague_promised_at_night(world):
    request_id = world.at(MONDAY, "19:00").asks("Ada")
    world.promises("Kim", request_id, FRIDAY)
    world.comes(TUESDAY)
    assert world.told("Lee") == []
    assert why_cancelled(world, NoticeKind.CARD) == {"the request was promised before this was sent"}


def test_a_receipt_is_sent_even_so_and_tells_the_truth(world):
    request_id = world.asks("Ada", source=Source.DIRECT_MESSAGE)
    withdraw(world.store, world.act("Ada"), request_id)
    world.passes()
    assert world.messages("Ada")[0].story.request.state == "withdrawn"


@pytest.mark.parametrize("note", ["x" * 501])
def test_an_endless_word_with_an_answer_is_refused(world, note):
    request_id = world.asks("Ada")
    with pytest.raises(UserError, match="under 500 characters"):
        world.answers("Lee", request_id, note=note)
