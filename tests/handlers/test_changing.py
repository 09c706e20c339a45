"""Ada edits or withdraws what she asked, in the form or by editing her message; whoever has promised is told."""

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, World

from domain.errors import UserError
from domain.notices import NoticeKind
from domain.request import HelpKind, RequestState, Source
from handlers.ask_back import ask_back
from handlers.edit import edit, look_at_own
from handlers.hear import Heard
from handlers.messages import Card, Changed, Noted, Receipt, Reply, Withdrawn
from handlers.mine import mine
from handlers.release import release
from handlers.reword import reword
from handlers.withdraw import withdraw


def edits(world: World, name: str, request_id, need: str = "books on bees", **to: object) -> Receipt:
    fields = {"kind": None, "class_name": None, "needed_by": None} | to
    return edit(world.store, world.act(name), request_id, need=need, **fields)


def rewords(world: World, words: str, original: str = "D1:1", name: str = "Ada", **heard: object) -> None:
    spoken = {"source": Source.DIRECT_MESSAGE, "thread": original, "is_in_thread": False} | heard
    reword(world.store, world.act(name), Heard(words, **spoken), original)


def the_need(world: World) -> str:
    (story,) = mine(world.store, world.act("Ada"))
    return story.request.need


# in the form


def test_an_edit_replaces_what_was_there_and_every_card_shows_it(world):
    request_id = world.asks("Ada")
    world.passes()
    receipt = edits(world, "Ada", request_id, "books on wasps", kind=HelpKind.RESOURCES, class_name="7B")
    world.passes()
    assert receipt.story.request.need == "books on wasps"
    for name in ("Lee", "Kim"):
        (card,) = world.now_shown(name, Card)
        assert (card.story.request.need, card.story.request.class_name) == ("books on wasps", "7B")


def test_an_edit_before_a_promise_tells_nobody(world):
    edits(world, "Ada", world.asks("Ada"), "books on wasps")
    assert world.owed("Lee") == {NoticeKind.CARD: 1}


def test_an_edit_after_a_promise_sends_its_owner_one_line(any_world):
    request_id = any_world.asks("Ada")
    any_world.promises("Lee", request_id, WEDNESDAY)
    edits(any_world, "Ada", request_id, "books on wasps")
    any_world.passes()
    assert any_world.the("Lee", Changed).story.request.need == "books on wasps"
    assert any_world.heard("Kim", Changed) == []


def test_an_edit_that_changes_nothing_tells_nobody(world):
    request_id = world.asks("Ada")
    world.promises("Lee", request_id, WEDNESDAY)
    edits(world, "Ada", request_id)
    world.passes()
    assert world.heard("Lee", Changed) == []


def test_edits_of_one_evening_send_one_line_in_the_morning(world):
    request_id = world.asks("Ada")
    world.promises("Lee", request_id, FRIDAY)
    world.at(MONDAY, "20:00")
    edits(world, "Ada", request_id, "books on wasps")
    edits(world, "Ada", request_id, "books on hornets")
    world.comes(TUESDAY)
    assert world.the("Lee", Changed).story.request.need == "books on hornets"


def test_an_edit_is_not_told_of_when_the_promise_is_gone_by_the_morning(world):
    request_id = world.asks("Ada")
    commitment_id = world.promises("Lee", request_id, FRIDAY)
    world.at(MONDAY, "20:00")
    edits(world, "Ada", request_id, "books on wasps")
    release(world.store, world.act("Lee"), commitment_id, word="I am ill")
    world.comes(TUESDAY)
    assert world.heard("Lee", Changed) == []


def test_an_edited_command_gets_one_receipt_that_stays_and_follows(world):
    request_id = world.asks("Ada")
    edits(world, "Ada", request_id, "books on wasps")
    world.passes()
    edits(world, "Ada", request_id, "books on hornets")
    world.passes()
    (receipt,) = world.now_shown("Ada", Receipt)
    assert receipt.story.request.need == "books on hornets"


def test_an_edit_settles_the_doubt(world):
    request_id = world.asks("Ada", "bees", doubtful=True)
    edits(world, "Ada", request_id, "books on bees")
    assert not world.request(request_id).doubtful


def test_a_day_that_went_by_may_stay_but_no_new_one_may_be_past(world):
    request_id = world.asks("Ada", needed_by=MONDAY)
    world.at(WEDNESDAY)
    edits(world, "Ada", request_id, "books on wasps", needed_by=MONDAY)
    assert world.request(request_id).needed_by == MONDAY
    with pytest.raises(UserError, match="has passed"):
        edits(world, "Ada", request_id, needed_by=TUESDAY)


@pytest.mark.parametrize("name", ["Ben", "Lee", "Sam"])
def test_nobody_else_can_look_at_it_edit_it_or_withdraw_it(world, name):
    request_id = world.asks("Ada")
    for act in (
        lambda: edits(world, name, request_id, "mine now"),
        lambda: withdraw(world.store, world.act(name), request_id),
        lambda: look_at_own(world.store, world.act(name), request_id),
    ):
        with pytest.raises(UserError, match="Only the person who asked"):
            act()
    assert the_need(world) == "books on bees"


def test_what_is_settled_can_no_longer_be_edited(world):
    request_id = world.asks("Ada")
    world.answers("Lee", request_id)
    for act in (
        lambda: edits(world, "Ada", request_id, "books on wasps"),
        lambda: look_at_own(world.store, world.act("Ada"), request_id),
    ):
        with pytest.raises(UserError, match="answered already"):
            act()


# withdrawing


def test_withdrawing_shows_on_every_card_and_tells_nobody_when_nobody_promised(world):
    request_id = world.asks("Ada")
    world.passes()
    withdraw(world.store, world.act("Ada"), request_id)
    world.passes()
    assert world.told("Lee") == ["Card"]
    (card,) = world.now_shown("Lee", Card)
    assert card.story.request.state is RequestState.WITHDRAWN


def test_withdrawing_releases_the_promise_and_tells_its_owner(any_world):
    request_id = any_world.asks("Ada")
    any_world.promises("Lee", request_id, WEDNESDAY)
    withdraw(any_world.store, any_world.act("Ada"), request_id)
    any_world.passes()
    assert not any_world.commitment(request_id).is_open
    assert any_world.heard("Lee", Withdrawn)
    assert any_world.heard("Kim", Withdrawn) == []


def test_withdrawing_twice_says_so_and_a_redelivery_does_not(world):
    request_id = world.asks("Ada")
    act = world.act("Ada")
    for _ in range(2):
        assert withdraw(world.store, act, request_id).story.request.state is RequestState.WITHDRAWN
    with pytest.raises(UserError, match="was withdrawn"):
        withdraw(world.store, world.act("Ada"), request_id)


def test_a_promise_of_the_night_that_is_withdrawn_before_the_morning_is_not_announced(world):
    request_id = world.asks("Ada")
    world.at(MONDAY, "20:00").promises("Lee", request_id, WEDNESDAY)
    withdraw(world.store, world.act("Ada"), request_id)
    world.comes(TUESDAY)
    assert world.told("Ada") == []
    (cancelled,) = world.ledger(kind=NoticeKind.PROMISED)
    assert cancelled.reason == "the promise was released before this was sent"


# by editing the message


def test_an_edited_message_updates_its_request(any_world):
    any_world.writes("Ada", "books on bees by Friday", key="D1:1")
    rewords(any_world, "books on wasps for grade 8 by Wednesday")
    (story,) = mine(any_world.store, any_world.act("Ada"))
    assert story.request.need == "books on wasps for grade 8 by Wednesday"
    assert (story.request.class_name, story.request.needed_by) == ("Grade 8", WEDNESDAY)


def test_an_edited_message_tells_the_owner_of_a_promise(world):
    world.writes("Ada", "books on bees", key="D1:1")
    (story,) = mine(world.store, world.act("Ada"))
    world.promises("Lee", story.request.id, WEDNESDAY)
    rewords(world, "books on wasps")
    world.passes()
    assert world.the("Lee", Changed).story.request.need == "books on wasps"


def test_an_edit_that_arrives_twice_counts_once(world):
    world.writes("Ada", "books on bees", key="D1:1")
    act = world.act("Ada")
    heard = Heard("books on wasps", Source.DIRECT_MESSAGE, "D1:1", is_in_thread=False)
    reword(world.store, act, heard, "D1:1")
    rewords(world, "books on hornets")
    reword(world.store, act, heard, "D1:1")
    assert the_need(world) == "books on hornets"


def test_kindness_edited_into_a_request_is_one(world):
    world.writes("Ada", "hello", key="D1:1")
    rewords(world, "hello, I need books on bees")
    world.passes()
    assert the_need(world) == "hello, I need books on bees"
    assert "Card" in world.told("Lee")


def test_kindness_edited_into_kindness_is_left_alone(world):
    world.writes("Ada", "helo", key="D1:1")
    world.writes("Ada", "thanks", key="D1:2")
    rewords(world, "thanks a lot", original="D1:2")
    assert len(mine(world.store, world.act("Ada"))) == 1


@pytest.mark.parametrize("refused", ["  ", "bees " * 2_000])
def test_words_that_were_refused_can_be_edited_into_a_request(world, refused):
    world.writes("Ada", refused, key="D1:1")
    rewords(world, "books on bees")
    assert the_need(world) == "books on bees"


def test_a_librarians_words_under_a_card_are_no_request_when_they_are_edited(world):
    world.asks("Ada")
    world.passes()
    card = next(notice.message for notice in world.ledger(kind=NoticeKind.CARD, person_id=world.person("Lee").id))
    world.writes("Lee", "which grade is it fro?", key="D9:1", thread=card, is_in_thread=True)
    rewords(world, "which grade is it for?", original="D9:1", name="Lee", thread=card, is_in_thread=True)
    assert mine(world.store, world.act("Lee")) == ()


def test_an_edit_that_cannot_be_taken_is_told_so_and_changes_nothing(world):
    world.writes("Ada", "books on bees", key="D1:1")
    rewords(world, "bees " * 2_000)
    world.passes()
    assert "characters" in world.the("Ada", Noted).words
    assert the_need(world) == "books on bees"


def test_an_edit_after_the_end_is_told_so(world):
    world.writes("Ada", "books on bees", key="D1:1")
    (story,) = mine(world.store, world.act("Ada"))
    world.answers("Lee", story.request.id)
    rewords(world, "books on wasps")
    world.passes()
    assert "settled already" in world.the("Ada", Noted).words
    assert world.request(story.request.id).need == "books on bees"


def test_an_edited_reply_reads_anew_on_the_card(world):
    world.writes("Ada", "books on bees", key="D1:1", thread="D1:1")
    (story,) = mine(world.store, world.act("Ada"))
    ask_back(world.store, world.act("Lee"), story.request.id, "Which grade?")
    world.writes("Ada", "grade 7", key="D1:2", thread="D1:1", is_in_thread=True)
    world.passes()
    rewords(world, "grade 8", original="D1:2", thread="D1:1", is_in_thread=True)
    world.passes()
    (card,) = world.now_shown("Lee", Card)
    assert card.story.remarks[-1].words == "grade 8"
    assert len(world.heard("Lee", Reply)) == 1


def test_somebody_elses_edit_changes_no_request(world):
    world.writes("Ada", "books on bees", key="D1:1")
    rewords(world, "mine now", name="Ben")
    assert the_need(world) == "books on bees"


def test_an_edit_at_the_weekend_is_told_of_on_monday(world):
    request_id = world.asks("Ada")
    world.promises("Lee", request_id, NEXT_MONDAY)
    world.at(FRIDAY, "18:00")
    edits(world, "Ada", request_id, "books on wasps")
    world.passes()
    assert world.heard("Lee", Changed) == []
    world.comes(NEXT_MONDAY)
    assert len(world.heard("Lee", Changed)) == 1
