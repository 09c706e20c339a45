"""Somebody writes to the bot, or mentions it: a request, a reply, an addition, or only kindness."""

import pytest
from world import MONDAY, TUESDAY, WEDNESDAY, World

from domain.notices import NoticeKind
from domain.request import RemarkKind, RequestState, Source
from domain.small_talk import Intent
from handlers.ask_back import ask_back
from handlers.messages import Noted, Receipt, Reply, SmallTalk
from handlers.mine import mine
from handlers.split_off import split_off
from store import remarks


def asked_back(world: World, question: str = "Which grade?") -> object:
    request_id = world.asks("Ada", "books on bees", source=Source.DIRECT_MESSAGE, thread="D1:1")
    ask_back(world.store, world.act("Lee"), request_id, question)
    world.passes()
    return request_id


def joined(world: World, request_id):
    return [(remark.kind, remark.author, remark.words) for remark in world.read(remarks.on, request_id)]


def test_a_direct_message_makes_a_request(any_world):
    any_world.writes("Ada", "dust bowl sources for grade 8 by Friday")
    any_world.passes()
    assert any_world.the("Ada", Receipt).story.request.need == "dust bowl sources for grade 8 by Friday"
    assert "Card" in any_world.told("Lee")


def test_one_post_makes_one_request_however_often_it_arrives(any_world):
    for _ in range(3):
        any_world.writes("Ada", "books on bees", key="C1:12", source=Source.MENTION)
    any_world.passes()
    assert any_world.told("Ada") == ["Receipt"]
    assert any_world.told("Lee") == ["Card"]


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("thank you!", Intent.THANKS),
        ("Hello", Intent.GREETING),
        ("bye", Intent.FAREWELL),
        ("ok", Intent.ACKNOWLEDGEMENT),
    ],
)
def test_kindness_gets_kindness_and_makes_no_request(world, words, intent):
    for _ in range(2):
        world.writes("Ada", words, key="D1:5")
    world.passes()
    assert world.the("Ada", SmallTalk).intent is intent
    assert mine(world.store, world.act("Ada")) == ()
    assert world.told("Lee") == []


def test_what_is_doubtful_is_recorded_rather_than_lost(world):
    world.writes("Ada", "bees")
    world.passes()
    assert world.the("Ada", Receipt).story.request.doubtful
    assert "Card" in world.told("Lee")


@pytest.mark.parametrize(("has_file", "says"), [(False, "any words"), (True, "cannot read files")])
def test_an_empty_message_is_told_so_and_stores_no_request(world, has_file, says):
    for _ in range(2):
        world.writes("Ada", "  ", key="D1:5", has_file=has_file)
    world.passes()
    assert says in world.the("Ada", Noted).words
    assert mine(world.store, world.act("Ada")) == ()


def test_an_endless_message_is_refused_once_with_what_to_do(world):
    for _ in range(2):
        world.writes("Ada", "bees " * 2_000, key="D1:5")
    world.passes()
    assert "10,000" in world.the("Ada", Noted).words or "9,999" in world.the("Ada", Noted).words
    assert world.told("Lee") == []


def test_a_file_with_words_is_a_request_by_its_words(world):
    world.writes("Ada", "more books like this one on bees", has_file=True)
    world.passes()
    assert world.told("Ada") == ["Receipt"]


def test_a_question_goes_to_the_one_who_asked_and_the_reply_joins_the_request(any_world):
    request_id = asked_back(any_world)
    assert "Question" in any_world.told("Ada")
    any_world.writes("Ada", "grade 8, about 30 pupils", key="D1:9", thread="D1:1", is_in_thread=True)
    any_world.passes()
    assert joined(any_world, request_id)[-1] == (RemarkKind.REPLY, "Ada", "grade 8, about 30 pupils")
    reply = any_world.the("Lee", Reply)
    assert (reply.author, reply.words) == ("Ada", "grade 8, about 30 pupils")
    assert any_world.heard("Kim", Reply) == []
    assert any_world.request(request_id).asked_back_at is None


def test_a_reply_under_the_question_itself_joins_too(world):
    request_id = asked_back(world)
    question = world.ledger(kind=NoticeKind.QUESTION)[0].message
    world.writes("Ada", "grade 8", thread=question, is_in_thread=True)
    assert joined(world, request_id)[-1][0] is RemarkKind.REPLY


def test_a_reply_outside_the_thread_is_taken_as_the_reply_and_may_be_split_off(world):
    request_id = asked_back(world)
    world.writes("Ada", "Grade 8, about 30 pupils")
    world.passes()
    noted = world.the("Ada", Noted)
    assert "reply" in noted.words
    assert noted.remark_id
    assert joined(world, request_id)[-1][0] is RemarkKind.REPLY


def test_a_reply_that_was_a_new_request_becomes_one_and_the_question_waits_again(world):
    request_id = asked_back(world)
    world.writes("Ada", "atlases for Friday please")
    world.passes()
    split_off(world.store, world.act("Ada"), world.the("Ada", Noted).remark_id)
    assert [story.request.need for story in mine(world.store, world.act("Ada"))] == [
        "atlases for Friday please",
        "books on bees",
    ]
    assert [kind for kind, _, _ in joined(world, request_id)] == [RemarkKind.QUESTION]
    assert world.request(request_id).asked_back_at is not None


def test_a_reply_split_off_before_the_morning_pings_nobody(world):
    asked_back(world)
    world.at(MONDAY, "20:00").writes("Ada", "atlases for Friday please")
    world.passes()
    split_off(world.store, world.act("Ada"), world.the("Ada", Noted).remark_id)
    world.comes(TUESDAY)
    assert world.heard("Lee", Reply) == []


def test_a_reply_reworded_before_the_morning_is_passed_on_as_it_reads_now(world):
    request_id = asked_back(world)
    world.at(MONDAY, "20:00").writes("Ada", "grade 7", thread="D1:1", is_in_thread=True)
    (remark,) = [each for each in world.read(remarks.on, request_id) if each.kind is RemarkKind.REPLY]
    with world.store.writing() as db:
        remarks.reword(db, world.school_id, remark.id, "grade 8")
    world.comes(TUESDAY)
    assert world.the("Lee", Reply).words == "grade 8"


@pytest.mark.parametrize("words", ["Thank you so much!", "hello"])
def test_kindness_outside_the_thread_is_no_reply_to_a_question(world, words):
    request_id = asked_back(world)
    world.writes("Ada", words)
    assert world.request(request_id).asked_back_at is not None


def test_yes_outside_the_thread_is_the_reply_to_a_question(world):
    request_id = asked_back(world, "Do you mean grade 8?")
    world.writes("Ada", "yes")
    assert joined(world, request_id)[-1] == (RemarkKind.REPLY, "Ada", "yes")


def test_what_she_adds_in_the_thread_joins_and_every_librarian_hears(world):
    world.writes("Ada", "books on bees", key="D1:1", thread="D1:1")
    world.writes("Ada", "and wasps, if there are any", thread="D1:1", is_in_thread=True)
    world.passes()
    (story,) = mine(world.store, world.act("Ada"))
    assert [remark.kind for remark in story.remarks] == [RemarkKind.ADDITION]
    assert world.the("Lee", Reply).words == world.the("Kim", Reply).words == "and wasps, if there are any"
    assert world.the("Ada", Noted).words == "Added to the request."


def test_what_she_adds_after_a_promise_concerns_its_owner_only(world):
    world.writes("Ada", "books on bees", key="D1:1", thread="D1:1")
    (story,) = mine(world.store, world.act("Ada"))
    world.promises("Lee", story.request.id, WEDNESDAY)
    world.writes("Ada", "and wasps, if there are any", thread="D1:1", is_in_thread=True)
    world.passes()
    assert len(world.heard("Lee", Reply)) == 1
    assert world.heard("Kim", Reply) == []


def test_what_she_adds_at_night_pings_in_the_morning(world):
    world.writes("Ada", "books on bees", key="D1:1", thread="D1:1")
    world.passes()
    world.at(MONDAY, "19:00").writes("Ada", "and wasps please", thread="D1:1", is_in_thread=True)
    world.passes()
    assert world.heard("Lee", Reply) == []
    assert len(world.heard("Ada", Noted)) == 1
    world.comes(TUESDAY)
    assert len(world.heard("Lee", Reply)) == 1


def test_thanks_in_the_thread_of_a_request_adds_nothing(world):
    world.writes("Ada", "books on bees", key="D1:1", thread="D1:1")
    world.writes("Ada", "thank you!", thread="D1:1", is_in_thread=True)
    world.passes()
    (story,) = mine(world.store, world.act("Ada"))
    assert story.remarks == ()
    assert world.told("Ada") == ["Receipt", "SmallTalk"]


def test_a_mention_is_answered_in_its_thread_and_additions_join_there(world):
    world.writes("Ada", "books on bees", key="C1:1", thread="C1:1", source=Source.MENTION)
    world.writes("Ben", "the same for my class", thread="C1:1", source=Source.MENTION, is_in_thread=True)
    world.passes()
    (story,) = mine(world.store, world.act("Ada"))
    assert [(remark.author, remark.kind) for remark in story.remarks] == [("Ben", RemarkKind.ADDITION)]
    assert {letter.thread for letter in world.platform.letters if letter.person.name in ("Ada", "Ben")} == {"C1:1"}
    assert mine(world.store, world.act("Ben")) == ()


def test_somebody_elses_words_in_a_thread_are_no_reply_to_the_question(world):
    world.writes("Ada", "books on bees", key="C1:1", thread="C1:1", source=Source.MENTION)
    (story,) = mine(world.store, world.act("Ada"))
    ask_back(world.store, world.act("Lee"), story.request.id, "Which grade?")
    world.writes("Ben", "mine is grade 7", thread="C1:1", source=Source.MENTION, is_in_thread=True)
    assert world.request(story.request.id).asked_back_at is not None


def test_words_in_the_thread_of_a_settled_request_are_a_new_one(world):
    world.writes("Ada", "books on bees", key="D1:1", thread="D1:1")
    (story,) = mine(world.store, world.act("Ada"))
    world.answers("Lee", story.request.id)
    world.writes("Ada", "and now books on wasps", thread="D1:1", is_in_thread=True)
    assert [each.request.need for each in mine(world.store, world.act("Ada"))] == ["and now books on wasps"]
    assert world.request(story.request.id).state is RequestState.ANSWERED


def test_a_librarian_who_writes_under_a_card_is_told_that_nothing_was_passed_on(world):
    request_id = world.asks("Ada")
    world.passes()
    card = next(notice.message for notice in world.ledger(kind=NoticeKind.CARD, person_id=world.person("Lee").id))
    world.writes("Lee", "which grade is it for?", thread=card, is_in_thread=True)
    world.passes()
    assert "passed nothing on" in world.the("Lee", Noted).words
    assert joined(world, request_id) == []
    assert mine(world.store, world.act("Lee")) == ()


def test_an_answer_in_words_comes_back_where_it_was_said(world):
    world.writes("Ada", "thanks", thread="D1:1", is_in_thread=True)
    world.writes("Ada", "hello")
    world.passes()
    assert [letter.thread for letter in world.platform.letters] == ["D1:1", None]


def test_a_reply_to_somebody_who_has_left_reaches_those_who_are_there(world):
    request_id = world.asks("Ada")
    ask_back(world.store, world.act("Kim"), request_id, "Which grade?")
    world.passes()
    world.leaves("Kim")
    world.writes("Ada", "grade 8")
    world.passes()
    assert world.the("Lee", Reply).words == "grade 8"
