"""Lee asks back, answers, finishes or declines; Ada gets one message, and says whether it helped."""

import pytest
from world import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, World

from domain.answer import Helped, Resource
from domain.commitment import CommitmentState
from domain.errors import UserError
from domain.notices import NoticeKind
from domain.request import RequestState
from handlers.answer import answer
from handlers.ask_back import ask_back
from handlers.decline import decline
from handlers.finish import finish
from handlers.messages import Answered, Card, Declined, Nudge, Question, Reply
from handlers.release import release
from handlers.reply import reply
from handlers.withdraw import withdraw
from store import answers as given

FIVE = "\n".join(f"Book {number} | 595.7{number} | clear pictures" for number in range(1, 6))


def answered(world: World, name: str = "Ada"):
    """(request id, answer id) of a request that Lee has answered and Ada has been told of."""
    request_id = world.asks(name)
    world.passes()
    world.answers("Lee", request_id)
    world.passes()
    return request_id, world.read(given.last_for, request_id).id


# asking back


def test_a_promise_that_comes_and_goes_leaves_the_question_waiting(any_world):
    world = any_world
    request_id = world.asks("Ada")
    ask_back(world.store, world.act("Lee"), request_id, "How many?")
    world.passes()
    release(world.store, world.act("Lee"), world.promises("Lee", request_id, WEDNESDAY), word="I am ill")
    world.passes()
    world.writes("Ada", "thirty of them")
    world.passes()
    assert world.the("Lee", Reply).words == "thirty of them"
    assert world.request(request_id).asked_back_at is None


def test_a_question_reaches_ada_once_and_shows_on_the_cards(world):
    request_id = world.asks("Ada")
    world.passes()
    act = world.act("Lee")
    for _ in range(2):
        ask_back(world.store, act, request_id, " Which grade? ")
    world.passes()
    question = world.the("Ada", Question)
    assert (question.librarian, question.words, question.is_waiting) == ("Lee", "Which grade?", True)
    (card,) = world.now_shown("Kim", Card)
    assert [remark.words for remark in card.story.remarks] == ["Which grade?"]


def test_her_reply_in_the_form_joins_and_pings_whoever_asked(world):
    request_id = world.asks("Ada")
    ask_back(world.store, world.act("Lee"), request_id, "Which grade?")
    world.passes()
    reply(world.store, world.act("Ada"), request_id, "grade 8")
    world.passes()
    assert world.the("Lee", Reply).words == "grade 8"
    assert world.heard("Kim", Reply) == []
    (question,) = world.now_shown("Ada", Question)
    assert not question.is_waiting


def test_the_owner_hears_the_reply_to_a_colleagues_question_too(world):
    request_id = world.asks("Ada")
    ask_back(world.store, world.act("Lee"), request_id, "Which grade?")
    world.promises("Kim", request_id, FRIDAY)
    reply(world.store, world.act("Ada"), request_id, "grade 8")
    world.passes()
    assert len(world.heard("Lee", Reply)) == len(world.heard("Kim", Reply)) == 1


def test_only_ada_replies_to_her_question(world):
    request_id = world.asks("Ada")
    ask_back(world.store, world.act("Lee"), request_id, "Which grade?")
    with pytest.raises(UserError, match="Only the person who asked"):
        reply(world.store, world.act("Ben"), request_id, "grade 8")


def test_a_question_settled_before_the_morning_is_not_asked(world):
    request_id = world.at(MONDAY, "19:00").asks("Ada")
    ask_back(world.store, world.act("Lee"), request_id, "Which grade?")
    withdraw(world.store, world.act("Ada"), request_id)
    world.comes(TUESDAY)
    assert world.told("Ada") == []


@pytest.mark.parametrize("question", ["", " ", "x" * 501])
def test_a_question_needs_words_and_few(world, question):
    request_id = world.asks("Ada")
    with pytest.raises(UserError):
        ask_back(world.store, world.act("Lee"), request_id, question)


def test_nobody_acts_on_what_a_colleague_has_promised(world):
    request_id = world.asks("Ada")
    world.promises("Lee", request_id, WEDNESDAY)
    for act in (
        lambda: ask_back(world.store, world.act("Kim"), request_id, "Which grade?"),
        lambda: world.answers("Kim", request_id),
    ):
        with pytest.raises(UserError, match="Lee has promised this one"):
            act()


@pytest.mark.parametrize("name", ["Ada", "Ben", "Sam"])
def test_only_librarians_ask_back_answer_decline_and_finish(world, name):
    request_id = world.asks("Ada")
    commitment_id = world.promises("Lee", world.asks("Ben"), WEDNESDAY)
    for act in (
        lambda: ask_back(world.store, world.act(name), request_id, "Which grade?"),
        lambda: world.answers(name, request_id),
        lambda: decline(world.store, world.act(name), request_id, word="sorry", ask_instead=None),
        lambda: finish(world.store, world.act(name), commitment_id),
    ):
        with pytest.raises(UserError, match="librarians"):
            act()


# answering


def test_five_resources_reach_ada_in_one_message(any_world):
    request_id = any_world.asks("Ada")
    any_world.passes()
    any_world.answers("Lee", request_id, FIVE, note=" Tell me how it goes ")
    any_world.passes()
    told = any_world.the("Ada", Answered).answer
    assert [each.title for each in told.resources] == [f"Book {number}" for number in range(1, 6)]
    assert told.resources[0] == Resource("Book 1", "595.71", "clear pictures")
    assert (told.author, told.note) == ("Lee", "Tell me how it goes")
    assert any_world.request(request_id).state is RequestState.ANSWERED


def test_a_sixth_resource_is_refused_with_the_guides_reason(world):
    request_id = world.asks("Ada")
    with pytest.raises(UserError, match="few well-chosen ones get used, a long list overwhelms"):
        world.answers("Lee", request_id, FIVE + "\nBook 6")
    assert world.request(request_id).state is RequestState.OPEN


def test_an_answer_needs_a_resource_or_a_word(world):
    request_id = world.asks("Ada")
    with pytest.raises(UserError, match="at least one resource"):
        world.answers("Lee", request_id, " \n ", note=" ")
    world.answers("Lee", request_id, "", note="Come and see our new shelf")
    assert world.request(request_id).state is RequestState.ANSWERED


def test_answering_keeps_the_promise(world):
    request_id = world.asks("Ada")
    world.promises("Lee", request_id, WEDNESDAY)
    world.answers("Lee", request_id)
    assert world.commitment(request_id).state is CommitmentState.KEPT


def test_a_redelivered_answer_is_one_and_a_second_is_refused(world):
    request_id, act = world.asks("Ada"), world.act("Lee")
    for _ in range(2):
        answer(world.store, act, request_id, resources="The Bee Book", note=None)
    assert len(world.ledger(kind=NoticeKind.ANSWERED)) == 1
    with pytest.raises(UserError, match="answered already"):
        world.answers("Kim", request_id)


def test_done_keeps_the_promise_and_asks_whether_it_helped(any_world):
    request_id = any_world.asks("Ada")
    any_world.passes()
    commitment_id = any_world.promises("Lee", request_id, WEDNESDAY)
    any_world.passes()
    act = any_world.act("Lee")
    for _ in range(2):
        finish(any_world.store, act, commitment_id)
    any_world.passes()
    assert any_world.commitment(request_id).state is CommitmentState.KEPT
    assert any_world.request(request_id).state is RequestState.ANSWERED
    assert any_world.told("Ada") == ["Promised", "Answered"]
    (card,) = any_world.now_shown("Kim", Card)
    assert card.story.commitment.state is CommitmentState.KEPT


def test_what_was_promised_and_done_in_one_evening_is_one_message(world):
    request_id = world.asks("Ada")
    world.at(MONDAY, "19:00")
    finish(world.store, world.act("Lee"), world.promises("Lee", request_id, TUESDAY))
    world.comes(TUESDAY)
    assert world.told("Ada") == ["Answered"]


def test_a_question_that_waited_is_settled_by_the_answer(world):
    request_id = world.asks("Ada")
    ask_back(world.store, world.act("Lee"), request_id, "Which grade?")
    world.passes()
    world.answers("Lee", request_id)
    world.passes()
    (question,) = world.now_shown("Ada", Question)
    assert not question.is_waiting


# did this help?


@pytest.mark.parametrize("helped", [Helped.YES, Helped.PARTLY])
def test_yes_and_partly_are_kept_and_the_request_stays_answered(world, helped):
    request_id, answer_id = answered(world)
    world.judges("Ada", request_id, helped, answer_id)
    world.passes()
    (shown,) = world.now_shown("Ada", Answered)
    assert shown.answer.helped is helped
    assert world.request(request_id).state is RequestState.ANSWERED
    assert world.told("Lee") == ["Card"]


def test_not_yet_opens_the_request_again_with_a_new_card(any_world):
    request_id, answer_id = answered(any_world)
    any_world.judges("Ada", request_id, Helped.NOT_YET, answer_id)
    any_world.passes()
    assert any_world.request(request_id).state is RequestState.OPEN
    assert any_world.told("Lee") == any_world.told("Kim") == ["Card", "Card"]
    any_world.comes(TUESDAY)
    assert [card.story.request.id for card in any_world.the("Lee", Nudge).unanswered] == [request_id]


def test_she_says_once_whether_it_helped_and_is_told_what_she_said(world):
    request_id, answer_id = answered(world)
    world.judges("Ada", request_id, Helped.PARTLY, answer_id)
    with pytest.raises(UserError, match="You said “partly” already"):
        world.judges("Ada", request_id, Helped.NOT_YET, answer_id)
    assert world.request(request_id).state is RequestState.ANSWERED


def test_the_first_answers_buttons_say_what_was_said_of_the_first(world):
    request_id, first = answered(world)
    world.judges("Ada", request_id, Helped.NOT_YET, first)
    world.answers("Kim", request_id, "A better book")
    with pytest.raises(UserError, match="You said “not yet” already"):
        world.judges("Ada", request_id, Helped.YES, first)
    world.judges("Ada", request_id, Helped.YES, world.read(given.last_for, request_id).id)


def test_what_was_done_stays_what_it_was_when_something_else_is_promised(world):
    """Found by killing the bot: the old message said that the new promise was done."""
    request_id = world.asks("Ada")
    world.passes()
    finish(world.store, world.act("Lee"), world.promises("Lee", request_id, TUESDAY, "a box of books"))
    world.passes()
    world.judges("Ada", request_id, Helped.NOT_YET, world.read(given.last_for, request_id).id)
    world.promises("Kim", request_id, WEDNESDAY, "a film")
    world.passes()
    (done,) = world.now_shown("Ada", Answered)
    assert done.story.commitment.doing == "a box of books"


def test_only_ada_says_whether_it_helped(world):
    request_id, answer_id = answered(world)
    with pytest.raises(UserError, match="Only the person who asked"):
        world.judges("Ben", request_id, Helped.YES, answer_id)


def test_nobody_judges_an_answer_that_somebody_else_got(world):
    _, hers = answered(world)
    mine, _ = answered(world, "Ben")
    with pytest.raises(UserError):
        world.judges("Ben", mine, Helped.NOT_YET, hers)
    assert world.read(given.get, hers).helped is None


def test_an_answer_can_still_be_shown_after_its_reopened_request_was_withdrawn(world):
    request_id, answer_id = answered(world)
    world.judges("Ada", request_id, Helped.NOT_YET, answer_id)
    withdraw(world.store, world.act("Ada"), request_id)
    world.passes()
    (shown,) = world.now_shown("Ada", Answered)
    assert shown.story.request.state is RequestState.WITHDRAWN


# declining


def test_a_decline_carries_a_kind_word_and_somebody_to_ask(any_world):
    request_id = any_world.asks("Ada")
    any_world.passes()
    act = any_world.act("Lee")
    for _ in range(2):
        decline(any_world.store, act, request_id, word="We have none, sorry", ask_instead=" Ben, room 12 ")
    any_world.passes()
    told = any_world.the("Ada", Declined)
    assert (told.librarian, told.word, told.ask_instead) == ("Lee", "We have none, sorry", "Ben, room 12")
    (card,) = any_world.now_shown("Kim", Card)
    assert card.story.request.state is RequestState.DECLINED


def test_a_decline_needs_a_kind_word(world):
    request_id = world.asks("Ada")
    with pytest.raises(UserError, match="kind word"):
        decline(world.store, world.act("Lee"), request_id, word=" ", ask_instead=None)


def test_what_is_promised_cannot_be_declined_only_released(world):
    request_id = world.asks("Ada")
    commitment_id = world.promises("Lee", request_id, WEDNESDAY)
    with pytest.raises(UserError, match="Release the promise first"):
        decline(world.store, world.act("Lee"), request_id, word="sorry", ask_instead=None)
    release(world.store, world.act("Lee"), commitment_id, word="I cannot")
    decline(world.store, world.act("Lee"), request_id, word="sorry", ask_instead=None)
    assert world.request(request_id).state is RequestState.DECLINED


def test_a_declined_request_is_in_no_morning_message(world):
    request_id = world.asks("Ada")
    decline(world.store, world.act("Lee"), request_id, word="sorry", ask_instead=None)
    world.comes(TUESDAY)
    assert world.heard("Lee", Nudge) == []


def test_what_is_settled_cannot_be_declined(world):
    request_id, _ = answered(world)
    with pytest.raises(UserError, match="answered already"):
        decline(world.store, world.act("Lee"), request_id, word="sorry", ask_instead=None)
