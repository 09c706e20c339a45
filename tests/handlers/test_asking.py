"""Ada asks: it is stored once, acknowledged, and every librarian gets a card at a humane moment."""

from datetime import timedelta

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, moment

from domain.errors import UserError
from domain.notices import NoticeKind
from domain.request import HelpKind, RequestState, Source
from handlers.ask import Draft, ask
from handlers.messages import Card, Cards, Receipt, Recorded
from handlers.mine import mine
from handlers.withdraw import withdraw


def test_a_request_is_stored_with_what_its_words_say(world):
    request = world.request(world.asks("Ada", "dust bowl primary sources for grade 8 by next Friday"))
    assert request.need == "dust bowl primary sources for grade 8 by next Friday"
    assert request.class_name == "Grade 8"
    assert request.needed_by == FRIDAY + timedelta(weeks=1)
    assert request.state is RequestState.OPEN


def test_the_receipt_of_a_command_is_its_answer_and_no_message(world):
    receipt = ask(world.store, world.act("Ada"), Draft("books on bees", Source.COMMAND))
    assert receipt.story.request.need == "books on bees"
    world.passes()
    assert world.told("Ada") == []


@pytest.mark.parametrize("source", [Source.FORM, Source.SHORTCUT, Source.DIRECT_MESSAGE])
def test_other_ways_to_ask_get_a_receipt_by_direct_message(world, source):
    world.asks("Ada", source=source)
    world.passes()
    assert world.told("Ada") == ["Receipt"]
    assert world.platform.letters[0].thread is None


def test_a_mention_gets_its_receipt_in_its_thread(world):
    world.asks("Ada", source=Source.MENTION, thread="C1:12")
    world.passes()
    receipt = next(letter for letter in world.platform.letters if letter.person.name == "Ada")
    assert receipt.thread == "C1:12"


def test_a_receipt_comes_at_once_even_at_night(world):
    world.at(MONDAY, "22:00").asks("Ada", source=Source.DIRECT_MESSAGE)
    world.passes()
    assert world.told("Ada") == ["Receipt"]


def test_every_librarian_gets_a_card_at_once_in_school_hours(any_world):
    any_world.asks("Ada")
    any_world.passes()
    for name in ("Lee", "Kim"):
        assert any_world.the(name, Card).story.asker == "Ada"
    assert any_world.told("Sam") == any_world.told("Ben") == []


def test_cards_of_the_evening_wait_for_the_next_opening(world):
    world.at(FRIDAY, "16:00").asks("Ada")
    world.passes()
    assert world.told("Lee") == []
    world.comes(NEXT_MONDAY, "07:59")
    assert world.told("Lee") == []
    world.comes(NEXT_MONDAY, "08:00")
    assert "Card" in world.told("Lee")


def test_cards_of_the_early_morning_wait_for_the_same_day(world):
    world.at(MONDAY, "06:30").asks("Ada")
    assert {notice.owed_at for notice in world.ledger()} == {moment(MONDAY, "08:00")}


def test_a_card_tells_what_the_teacher_asked_before_newest_first(world):
    gone = world.asks("Ada", "withdrawn")
    withdraw(world.store, world.act("Ada"), gone)
    for need in ("atlases", "globes", "maps", "compasses"):
        world.asks("Ada", need)
        world.passes()
    world.asks("Ben", "not hers")
    card = next(card for card in world.heard("Lee", Card) if card.story.request.need == "compasses")
    assert [request.need for request in card.story.before] == ["maps", "globes", "atlases"]


def test_a_redelivered_command_gets_the_same_answer_and_makes_nothing(any_world):
    act = any_world.act("Ada", key="trigger 1")
    draft = Draft("books on bees", Source.COMMAND)
    first, second = ask(any_world.store, act, draft), ask(any_world.store, act, draft)
    assert first == second
    assert len(mine(any_world.store, act)) == 1
    assert any_world.owed("Lee") == {NoticeKind.CARD: 1}


def test_a_redelivered_repetition_is_told_again_that_it_was_one(world):
    world.asks("Ada", "books on bees")
    act = world.act("Ada", key="trigger 2")
    for _ in range(2):
        assert ask(world.store, act, Draft("books on bees", Source.COMMAND)).recorded is Recorded.ALREADY


def test_the_same_words_within_ten_minutes_are_one_request(world):
    first = world.asks("Ada", "books on bees")
    world.now += timedelta(minutes=10)
    again = ask(world.store, world.act("Ada"), Draft("  books on bees ", Source.COMMAND))
    assert (again.story.request.id, again.recorded) == (first, Recorded.ALREADY)
    assert world.owed("Lee") == {NoticeKind.CARD: 1}


def test_the_same_words_after_ten_minutes_are_another_request(world):
    first = world.asks("Ada", "books on bees")
    world.now += timedelta(minutes=10, seconds=1)
    assert world.asks("Ada", "books on bees") != first


def test_the_same_words_from_somebody_else_are_another_request(world):
    assert world.asks("Ada", "books on bees") != world.asks("Ben", "books on bees")


def test_the_same_words_after_withdrawing_are_another_request(world):
    first = world.asks("Ada", "books on bees")
    withdraw(world.store, world.act("Ada"), first)
    assert world.asks("Ada", "books on bees") != first


def test_somebody_who_writes_the_same_again_is_told_that_it_stands(world):
    world.asks("Ada", source=Source.DIRECT_MESSAGE)
    world.asks("Ada", source=Source.DIRECT_MESSAGE)
    world.passes()
    assert [receipt.recorded for receipt in world.heard("Ada", Receipt)] == [Recorded.NEW, Recorded.ALREADY]


@pytest.mark.parametrize(
    ("need", "says"), [("", "a few words"), ("  \n ", "a few words"), ("x" * 10_000, "10,000 characters")]
)
def test_an_empty_or_endless_request_is_refused_and_leaves_nothing(world, need, says):
    with pytest.raises(UserError, match=says):
        world.asks("Ada", need)
    assert world.person("Ada") is None
    assert world.ledger() == []


def test_a_refused_request_can_be_sent_again_under_the_same_key(world):
    act = world.act("Ada", key="form 1")
    with pytest.raises(UserError):
        ask(world.store, act, Draft("", Source.FORM))
    assert ask(world.store, act, Draft("books on bees", Source.FORM)).recorded is Recorded.NEW


def test_the_longest_need_is_kept_to_the_letter(world):
    need = "🐝" * 1_500
    assert world.request(world.asks("Ada", need)).need == need


def test_odd_words_are_kept_to_the_letter(any_world):
    need = "<!channel> <@U0LEE> &amp; \n\n كتب عن النحل 🐝\u202e end"
    assert any_world.request(any_world.asks("Ada", need)).need == need


def test_a_day_that_has_passed_is_refused(world):
    with pytest.raises(UserError, match="has passed"):
        world.asks("Ada", needed_by=MONDAY - timedelta(days=1))


def test_today_is_not_past_in_the_evening(world):
    world.at(MONDAY, "21:00")
    assert world.request(world.asks("Ada", needed_by=MONDAY)).needed_by == MONDAY


def test_what_a_form_says_counts_more_than_the_words(world):
    said = {"kind": HelpKind.COMPLEX_CONCEPT, "class_name": " 7B ", "needed_by": TUESDAY}
    request = world.request(world.asks("Ada", "sources for grade 8 by Friday", source=Source.FORM, **said))
    assert (request.kind, request.class_name, request.needed_by) == (HelpKind.COMPLEX_CONCEPT, "7B", TUESDAY)


def test_words_that_are_not_to_be_read_give_no_class_and_no_day(world):
    request = world.request(world.asks("Ada", "sources for grade 8 by Friday", reads_words=False))
    assert (request.class_name, request.needed_by) == (None, None)


def test_days_are_understood_from_the_schools_today(world):
    world.at(MONDAY, "23:30")  # Tuesday already in UTC
    assert world.request(world.asks("Ada", "bees tomorrow")).needed_by == TUESDAY


def test_mine_lists_what_one_still_waits_for_newest_first(world):
    first, gone, second = world.asks("Ada", "maps"), world.asks("Ada", "globes"), world.asks("Ada", "atlases")
    withdraw(world.store, world.act("Ada"), gone)
    answered = world.asks("Ada", "compasses")
    world.answers("Lee", answered)
    world.asks("Ben", "bees")
    assert [story.request.id for story in mine(world.store, world.act("Ada"))] == [second, first]


def test_a_request_withdrawn_overnight_sends_no_card(world):
    request_id = world.at(MONDAY, "20:00").asks("Ada")
    withdraw(world.store, world.act("Ada"), request_id)
    world.comes(TUESDAY)
    assert world.told("Lee") == []
    assert {notice.reason for notice in world.ledger(kind=NoticeKind.CARD)} == {
        "the request was withdrawn before this was sent"
    }


def test_more_than_three_cards_of_the_night_come_as_one_message(any_world):
    any_world.at(MONDAY, "20:00")
    for number in range(4):
        any_world.asks("Ada", f"books on bees {number}")
    any_world.comes(TUESDAY)
    group = any_world.the("Lee", Cards)
    assert [card.story.request.need[-1] for card in group.cards] == ["0", "1", "2", "3"]
    assert any_world.heard("Lee", Card) == []
    reasons = [notice.reason for notice in any_world.ledger(person_id=any_world.person("Lee").id, state="cancelled")]
    assert reasons == ["went out in one message with others"] * 3


def test_three_cards_of_the_night_come_one_by_one(world):
    world.at(MONDAY, "20:00")
    for number in range(3):
        world.asks("Ada", f"books on bees {number}")
    world.comes(TUESDAY)
    assert world.told("Lee").count("Card") == 3


def test_what_was_settled_overnight_does_not_count_into_the_group(world):
    world.at(MONDAY, "20:00")
    ids = [world.asks("Ada", f"books on bees {number}") for number in range(4)]
    withdraw(world.store, world.act("Ada"), ids[0])
    world.comes(TUESDAY)
    assert world.told("Lee").count("Card") == 3


def test_a_long_holidays_requests_come_in_messages_that_can_be_posted(world):
    world.at(FRIDAY, "20:00")
    for number in range(20):
        world.asks("Ada", f"books on bees {number}")
    world.comes(NEXT_MONDAY)
    assert [len(group.cards) for group in world.heard("Lee", Cards)] == [15, 5]
