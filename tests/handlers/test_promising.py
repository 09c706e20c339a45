"""Lee promises, renegotiates, snoozes or releases: one owner, one date in force, and Ada knows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World

from domain.commitment import CommitmentState, Share
from domain.errors import UserError
from domain.notices import NoticeKind
from domain.request import RequestState
from handlers.finish import finish
from handlers.messages import Card, Nudge, Promised, Released, Renegotiated
from handlers.promise import look_before_promising, promise
from handlers.release import release
from handlers.renegotiate import look_at_commitment, renegotiate
from handlers.snooze import SnoozeFor, look_before_snoozing, snooze
from handlers.withdraw import withdraw
from store import commitments

SATURDAY = FRIDAY + timedelta(days=1)


def test_the_first_to_promise_owns_it_and_ada_gets_one_message(any_world):
    request_id = any_world.asks("Ada")
    any_world.passes()
    promise(
        any_world.store,
        any_world.act("Lee"),
        request_id,
        doing=" a box of books ",
        share=Share.CURATION,
        due_on=WEDNESDAY,
    )
    any_world.passes()
    made = any_world.commitment(request_id)
    assert (made.owner, made.doing, made.share, made.due_on) == ("Lee", "a box of books", Share.CURATION, WEDNESDAY)
    assert any_world.request(request_id).state is RequestState.PROMISED
    assert any_world.the("Ada", Promised).commitment.owner == "Lee"


def test_every_card_says_whose_it_is(world):
    request_id = world.asks("Ada")
    world.passes()
    world.promises("Lee", request_id, WEDNESDAY)
    world.passes()
    for name in ("Lee", "Kim"):
        (card,) = world.now_shown(name, Card)
        assert card.story.commitment.owner == "Lee"
        assert card.viewer_id == world.person(name).id


def test_the_second_to_promise_is_told_who_was_quicker(world):
    request_id = world.asks("Ada")
    world.promises("Lee", request_id, WEDNESDAY)
    for act in (
        lambda: world.promises("Kim", request_id, WEDNESDAY),
        lambda: look_before_promising(world.store, world.act("Kim"), request_id),
    ):
        with pytest.raises(UserError, match="Lee has promised this one already"):
            act()
    assert world.commitment(request_id).owner == "Lee"


def test_of_two_who_promise_at_the_same_moment_one_owns_it(any_world):
    request_id = any_world.asks("Ada")

    def one(name: str) -> bool:
        try:
            any_world.promises(name, request_id, WEDNESDAY)
        except UserError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, ("Lee", "Kim"))) == [False, True]
    assert len(any_world.ledger(kind=NoticeKind.PROMISED)) == 1


def test_a_redelivered_promise_is_one(world):
    request_id, act = world.asks("Ada"), world.act("Lee")
    for _ in range(2):
        promise(world.store, act, request_id, doing="a box", share=None, due_on=WEDNESDAY)
    assert len(world.ledger(kind=NoticeKind.PROMISED)) == 1


@pytest.mark.parametrize("name", ["Ada", "Ben", "Sam"])
def test_only_librarians_promise(world, name):
    request_id = world.asks("Ada")
    with pytest.raises(UserError, match="librarians"):
        world.promises(name, request_id, WEDNESDAY)


@pytest.mark.parametrize(
    ("due_on", "says"),
    [
        (None, "Choose a day"),
        (MONDAY - timedelta(days=3), "has passed"),
        (SATURDAY, "nearest school day is Friday, February 6"),
        (date(2026, 2, 16), "nearest school day is Friday, February 13"),  # Presidents' Day
    ],
)
def test_a_day_on_which_nobody_is_there_is_refused(world, due_on, says):
    request_id = world.asks("Ada")
    with pytest.raises(UserError, match=says):
        world.promises("Lee", request_id, due_on)
    assert world.request(request_id).state is RequestState.OPEN


def test_the_nearest_school_day_is_never_one_that_has_passed(world):
    world.at(SATURDAY)
    request_id = world.asks("Ada")
    with pytest.raises(UserError, match="Monday, February 9"):
        world.promises("Lee", request_id, SATURDAY)


def test_today_may_be_promised(world):
    request_id = world.asks("Ada")
    world.promises("Lee", request_id, MONDAY)
    assert world.commitment(request_id).due_on == MONDAY


@pytest.mark.parametrize("doing", ["", "  ", "x" * 501])
def test_a_promise_needs_words_and_few(world, doing):
    request_id = world.asks("Ada")
    with pytest.raises(UserError):
        world.promises("Lee", request_id, WEDNESDAY, doing)


def test_the_form_proposes_three_days_and_says_which_come_too_late(world):
    request_id = world.asks("Ada", needed_by=TUESDAY)
    form = look_before_promising(world.store, world.act("Lee"), request_id)
    assert [(each.on, each.after_needed_by) for each in form.proposals] == [
        (MONDAY, False),
        (TUESDAY, False),
        (WEDNESDAY, True),
    ]


def test_what_is_settled_cannot_be_promised(world):
    request_id = world.asks("Ada")
    withdraw(world.store, world.act("Ada"), request_id)
    with pytest.raises(UserError, match="was withdrawn"):
        world.promises("Lee", request_id, WEDNESDAY)


def test_a_promise_made_in_the_evening_is_told_in_the_morning(world):
    request_id = world.asks("Ada")
    world.at(MONDAY, "20:00").promises("Lee", request_id, WEDNESDAY)
    world.passes()
    assert world.told("Ada") == []
    world.comes(TUESDAY)
    assert world.told("Ada") == ["Promised"]


# renegotiating


def renegotiates(world: World, name: str, commitment_id, due_on, word: str = "the van is late") -> None:
    renegotiate(world.store, world.act(name), commitment_id, due_on=due_on, word=word)


def test_ada_is_told_the_new_date_with_a_word_and_every_date_is_kept(any_world):
    request_id = any_world.asks("Ada")
    any_world.passes()
    commitment_id = any_world.promises("Lee", request_id, TUESDAY)
    any_world.passes()
    renegotiates(any_world, "Lee", commitment_id, THURSDAY)
    any_world.passes()
    told = any_world.the("Ada", Renegotiated)
    assert (told.commitment.due_on, told.word) == (THURSDAY, "the van is late")
    assert [day for day, _ in any_world.read(commitments.dates_of, commitment_id)] == [TUESDAY, THURSDAY]
    for name in ("Lee", "Kim"):
        (card,) = any_world.now_shown(name, Card)
        assert card.story.commitment.due_on == THURSDAY


def test_of_two_new_dates_of_one_evening_ada_hears_the_last(world):
    request_id = world.asks("Ada")
    commitment_id = world.promises("Lee", request_id, TUESDAY)
    world.passes()
    world.at(MONDAY, "19:00")
    renegotiates(world, "Lee", commitment_id, THURSDAY)
    renegotiates(world, "Lee", commitment_id, FRIDAY)
    world.comes(TUESDAY)
    assert world.the("Ada", Renegotiated).commitment.due_on == FRIDAY


@pytest.mark.parametrize(
    ("due_on", "word", "says"),
    [
        (TUESDAY, "because", "date it has already"),
        (SATURDAY, "because", "closed that day"),
        (MONDAY - timedelta(days=3), "because", "has passed"),
        (THURSDAY, " ", "Write a word"),
    ],
)
def test_a_new_date_that_is_none_is_refused(world, due_on, word, says):
    request_id = world.asks("Ada")
    commitment_id = world.promises("Lee", request_id, TUESDAY)
    with pytest.raises(UserError, match=says):
        renegotiates(world, "Lee", commitment_id, due_on, word)
    assert world.commitment(request_id).due_on == TUESDAY


def test_nobody_but_its_owner_acts_on_a_promise(world):
    request_id = world.asks("Ada")
    commitment_id = world.promises("Lee", request_id, TUESDAY)
    for act in (
        lambda: renegotiates(world, "Kim", commitment_id, THURSDAY),
        lambda: release(world.store, world.act("Kim"), commitment_id, word="no"),
        lambda: snooze(world.store, world.act("Kim"), commitment_id, SnoozeFor.TOMORROW),
        lambda: finish(world.store, world.act("Kim"), commitment_id),
        lambda: look_at_commitment(world.store, world.act("Kim"), commitment_id),
        lambda: look_before_snoozing(world.store, world.act("Kim"), commitment_id),
    ):
        with pytest.raises(UserError, match="Lee has promised this one"):
            act()
    assert world.commitment(request_id).is_open


def test_nothing_more_happens_to_a_promise_that_is_closed(world):
    request_id = world.asks("Ada")
    commitment_id = world.promises("Lee", request_id, TUESDAY)
    finish(world.store, world.act("Lee"), commitment_id)
    before = world.ledger()
    for act in (
        lambda: renegotiates(world, "Lee", commitment_id, THURSDAY),
        lambda: release(world.store, world.act("Lee"), commitment_id, word="no"),
        lambda: snooze(world.store, world.act("Lee"), commitment_id, SnoozeFor.TOMORROW),
        lambda: finish(world.store, world.act("Lee"), commitment_id),
    ):
        with pytest.raises(UserError, match="kept already"):
            act()
    assert world.ledger() == before


# releasing


def test_releasing_tells_ada_why_and_opens_the_request_for_colleagues(any_world):
    request_id = any_world.asks("Ada")
    any_world.passes()
    commitment_id = any_world.promises("Lee", request_id, TUESDAY)
    any_world.passes()
    release(any_world.store, any_world.act("Lee"), commitment_id, word="I am ill")
    any_world.passes()
    assert any_world.request(request_id).state is RequestState.OPEN
    assert any_world.read(commitments.get, commitment_id).state is CommitmentState.RELEASED
    told = any_world.the("Ada", Released)
    assert (told.librarian, told.word) == ("Lee", "I am ill")
    assert any_world.told("Kim") == ["Card", "Card"]


def test_a_released_request_can_be_promised_anew(world):
    request_id = world.asks("Ada")
    release(world.store, world.act("Lee"), world.promises("Lee", request_id, TUESDAY), word="I am ill")
    world.promises("Kim", request_id, WEDNESDAY)
    assert world.commitment(request_id).owner == "Kim"


def test_a_release_needs_a_word(world):
    commitment_id = world.promises("Lee", world.asks("Ada"), TUESDAY)
    with pytest.raises(UserError, match="Write a word"):
        release(world.store, world.act("Lee"), commitment_id, word=" ")


def test_a_released_request_stands_in_the_next_morning_of_every_librarian(world):
    request_id = world.asks("Ada")
    commitment_id = world.promises("Lee", request_id, FRIDAY)
    release(world.store, world.act("Lee"), commitment_id, word="I am ill")
    world.comes(TUESDAY)
    for name in ("Lee", "Kim"):
        assert [card.story.request.id for card in world.the(name, Nudge).unanswered] == [request_id]


# snoozing


@pytest.mark.parametrize(
    ("choice", "day"),
    [
        (SnoozeFor.TOMORROW, WEDNESDAY),
        (SnoozeFor.THREE_SCHOOL_DAYS, FRIDAY),
        (SnoozeFor.NEXT_WEEK, NEXT_MONDAY),
    ],
)
def test_a_snoozed_promise_is_quiet_until_its_day(world, choice, day):
    commitment_id = world.promises("Lee", world.asks("Ada"), TUESDAY)
    world.comes(TUESDAY)
    assert len(world.heard("Lee", Nudge)) == 1
    snooze(world.store, world.act("Lee"), commitment_id, choice)
    world.lives_through(TUESDAY, day - timedelta(days=1))
    assert world.nudged("Lee") == [TUESDAY]
    world.comes(day)
    assert world.nudged("Lee") == [TUESDAY, day]


def test_a_snooze_leaves_the_promise_and_its_date_as_they_are(world):
    request_id = world.asks("Ada")
    commitment_id = world.promises("Lee", request_id, TUESDAY)
    snooze(world.store, world.act("Lee"), commitment_id, SnoozeFor.NEXT_WEEK)
    made = world.commitment(request_id)
    assert (made.state, made.due_on, made.snoozed_until) == (CommitmentState.OPEN, TUESDAY, NEXT_MONDAY)


def test_a_new_date_ends_the_snooze(world):
    request_id = world.asks("Ada")
    commitment_id = world.promises("Lee", request_id, TUESDAY)
    snooze(world.store, world.act("Lee"), commitment_id, SnoozeFor.NEXT_WEEK)
    renegotiates(world, "Lee", commitment_id, THURSDAY)
    world.comes(WEDNESDAY)
    assert len(world.heard("Lee", Nudge)) == 1
