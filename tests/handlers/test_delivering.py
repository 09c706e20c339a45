"""Delivery: leased before the call, settled after it, looked up when in doubt; rewritten until it is true."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from world import MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, World, name_of, seed

from domain.notices import NoticeKind, NoticeState
from domain.request import Source
from handlers.ask_back import ask_back
from handlers.finish import finish
from handlers.home import open_home
from handlers.messages import Card, Receipt
from handlers.open_school import open_school
from handlers.rewrite import publish_one
from handlers.sending import Busy, Paused, Refused, Unsure
from handlers.withdraw import withdraw
from store.tables import notices

LONG = timedelta(hours=1)


def states(world: World, name: str) -> list[NoticeState]:
    return [notice.state for notice in world.ledger(person_id=world.person(name).id)]


def receipt(world: World, name: str = "Ada"):
    """A request whose only message so far is its receipt, because the librarians' cards are for later."""
    return world.asks(name, f"books {len(world.ledger())}", source=Source.DIRECT_MESSAGE)


@pytest.fixture
def night(world):
    """At night only receipts go out, so a test has one message at a time."""
    return world.at(MONDAY, "22:00")


# sending


def test_a_message_is_written_down_as_being_sent_before_the_call(night):
    receipt(night)
    seen = []
    night.platform.while_sending = lambda: seen.extend(states(night, "Ada"))
    night.delivers_one()
    assert seen == [NoticeState.SENDING]


def test_a_message_that_arrived_is_sent_with_its_key_and_its_moment(night):
    receipt(night)
    night.delivers_one()
    (notice,) = night.ledger(person_id=night.person("Ada").id)
    assert (notice.state, notice.sent_at, notice.attempts) == (NoticeState.SENT, night.now, 1)
    assert notice.message == f"message {notice.id}"
    assert night.person("Ada").conversation == "with U0ADA"


def test_there_is_nothing_to_do_when_nothing_is_owed(world):
    assert not world.delivers_one()
    assert not world.rewrites_one()
    assert not world.looks_up_one()


def test_a_message_in_a_thread_is_no_conversation_with_the_person(night):
    night.asks("Ada", source=Source.MENTION, thread="C1:1")
    night.passes()
    assert night.person("Ada").conversation is None


def test_what_is_refused_has_failed_with_the_reason_and_the_rest_goes_on(night):
    receipt(night)
    receipt(night)
    night.platform.answers(Refused("cannot_dm_bot"))
    night.passes()
    assert states(night, "Ada") == [NoticeState.FAILED, NoticeState.SENT]
    assert night.ledger(state="failed")[0].reason == "cannot_dm_bot"


def test_a_busy_platform_is_tried_again_when_it_says(night):
    receipt(night)
    night.platform.answers(Busy("ratelimited", 30))
    night.passes()
    assert states(night, "Ada") == [NoticeState.WAITING]
    night.real += timedelta(seconds=29)
    night.passes()
    assert night.platform.calls == 1
    night.real += timedelta(seconds=1)
    night.passes()
    assert states(night, "Ada") == [NoticeState.SENT]


def test_a_platform_that_stays_busy_is_asked_less_and_less_often(night):
    receipt(night)
    waits = []
    for _ in range(12):
        night.platform.answers(Busy("fatal_error"))
        night.delivers_one()
        retry_at = next_try_at(night)
        waits.append((retry_at - night.real).total_seconds())
        night.real = retry_at
    assert all(0.5 * 2**tries <= wait <= 2**tries for tries, wait in enumerate(waits[:8]))
    assert all(150 <= wait <= 300 for wait in waits[9:])


def test_moving_the_schools_clock_neither_hurries_nor_delays_a_retry(night):
    receipt(night)
    night.platform.answers(Busy("ratelimited", 30))
    night.passes()
    night.comes(NEXT_MONDAY)
    assert states(night, "Ada") == [NoticeState.WAITING]


def test_one_busy_person_does_not_keep_others_waiting(night):
    receipt(night, "Ada")
    receipt(night, "Ben")
    night.platform.answers(Busy("ratelimited", 30))
    night.passes()
    assert states(night, "Ben") == [NoticeState.SENT]


def test_a_dead_token_pauses_the_school_with_its_messages_waiting(night):
    receipt(night)
    receipt(night, "Ben")
    night.platform.answers(Paused("token_revoked"))
    night.passes()
    assert night.platform.calls == 1
    assert states(night, "Ada") + states(night, "Ben") == [NoticeState.WAITING] * 2
    open_school(night.store, seed(), night.now, name_of)
    night.passes()
    assert states(night, "Ada") + states(night, "Ben") == [NoticeState.SENT] * 2


def test_a_message_that_cannot_be_composed_is_moved_aside_and_the_rest_goes_out(any_world, monkeypatch):
    world = any_world.at(MONDAY, "22:00")
    receipt(world)
    receipt(world)
    broken = world.ledger(kind=NoticeKind.RECEIPT)[0].id
    mend = break_composing(monkeypatch, broken)
    with pytest.raises(ZeroDivisionError):
        world.delivers_one()
    world.passes()
    assert states(world, "Ada") == [NoticeState.WAITING, NoticeState.SENT]
    assert "could not be composed" in world.ledger(state="waiting", kind=NoticeKind.RECEIPT)[0].reason
    mend()
    world.real += LONG
    world.passes()
    assert states(world, "Ada") == [NoticeState.SENT, NoticeState.SENT]


def test_what_is_held_up_past_closing_time_waits_for_the_next_opening(world):
    request_id = world.asks("Ada")
    world.passes()
    world.at(MONDAY, "15:59").promises("Lee", request_id, WEDNESDAY)
    world.platform.answers(Busy("internal_error", 600))
    world.passes()
    world.real += LONG
    world.comes(MONDAY, "16:10")
    assert world.told("Ada") == []
    world.comes(TUESDAY)
    assert world.told("Ada") == ["Promised"]


# in doubt


def test_a_message_that_arrived_without_an_answer_is_found_and_not_posted_again(any_world):
    world = any_world.at(MONDAY, "22:00")
    receipt(world)
    world.platform.posts_but_answers(Unsure("timed out"))
    world.passes()
    assert states(world, "Ada") == [NoticeState.UNSURE]
    world.real += timedelta(seconds=59)
    assert not world.looks_up_one()
    world.real += timedelta(seconds=1)
    world.passes()
    assert states(world, "Ada") == [NoticeState.SENT]
    assert world.told("Ada") == ["Receipt"]


def test_a_message_that_did_not_arrive_is_posted_again_once(any_world):
    world = any_world.at(MONDAY, "22:00")
    receipt(world)
    world.platform.answers(Unsure("connection reset"))
    world.passes()
    world.real += LONG
    world.passes()
    assert states(world, "Ada") == [NoticeState.SENT]
    assert world.told("Ada") == ["Receipt"]


@pytest.mark.parametrize("has_arrived", [True, False])
def test_a_program_that_dies_in_the_middle_of_a_call_neither_loses_nor_doubles(night, has_arrived):
    receipt(night)
    if has_arrived:
        night.platform.posts_but_answers(RuntimeError("killed"))
    else:
        night.platform.answers(RuntimeError("killed"))
    with pytest.raises(RuntimeError):
        night.delivers_one()
    assert states(night, "Ada") == [NoticeState.SENDING]
    night.real += timedelta(seconds=69)
    night.passes()
    assert states(night, "Ada") == [NoticeState.SENDING]
    night.real += timedelta(seconds=1)
    night.passes()
    assert states(night, "Ada") == [NoticeState.SENT]
    assert night.told("Ada") == ["Receipt"]


def test_a_found_message_was_sent_when_it_was_tried(night):
    receipt(night)
    tried_at = night.now
    night.platform.posts_but_answers(Unsure("timed out"))
    night.passes()
    night.now += LONG
    night.real += LONG
    night.passes()
    (notice,) = night.ledger(kind=NoticeKind.RECEIPT)
    assert notice.sent_at == tried_at


def test_a_look_up_that_fails_is_tried_again(night):
    receipt(night)
    night.platform.posts_but_answers(Unsure("timed out"))
    night.platform.finds(Busy("ratelimited", 60), Busy("fatal_error"))
    night.passes()
    for _ in range(3):
        night.real += LONG
        night.passes()
    assert states(night, "Ada") == [NoticeState.SENT]
    assert night.told("Ada") == ["Receipt"]


def test_a_dead_token_found_while_looking_up_pauses_the_school(night):
    receipt(night)
    night.platform.posts_but_answers(Unsure("timed out"))
    night.platform.finds(Paused("account_inactive"))
    night.passes()
    night.real += LONG
    night.passes()
    assert states(night, "Ada") == [NoticeState.UNSURE]
    open_school(night.store, seed(), night.now, name_of)
    night.real += LONG
    night.passes()
    assert states(night, "Ada") == [NoticeState.SENT]


def test_what_is_in_doubt_holds_back_what_follows_for_the_same_person(night):
    receipt(night)
    receipt(night)
    night.platform.answers(Unsure("timed out"))
    night.passes()
    assert night.told("Ada") == []
    night.real += LONG
    night.passes()
    assert night.told("Ada") == ["Receipt", "Receipt"]


def test_an_answer_that_comes_after_the_look_up_overturns_nothing(night):
    receipt(night)

    def look_up_meanwhile():
        night.platform.while_sending = lambda: None
        night.real += LONG
        assert night.looks_up_one()

    night.platform.while_sending = look_up_meanwhile
    night.platform.posts_but_answers(Unsure("timed out"))
    night.delivers_one()
    assert states(night, "Ada") == [NoticeState.SENT]


# rewriting


def test_the_last_state_wins(world):
    request_id = world.asks("Ada")
    world.passes()
    finish(world.store, world.act("Lee"), world.promises("Lee", request_id, WEDNESDAY))
    assert world.rewrites_one()
    assert world.rewrites_one()
    assert not world.rewrites_one()
    for name in ("Lee", "Kim"):
        (card,) = world.now_shown(name, Card)
        assert not card.story.commitment.is_open


def test_a_change_during_a_rewrite_is_shown_by_another(world):
    request_id = world.asks("Ada", source=Source.DIRECT_MESSAGE)
    world.passes()
    ask_back(world.store, world.act("Lee"), request_id, "Which grade?")

    def withdraw_meanwhile():
        world.platform.while_rewriting = lambda: None
        withdraw(world.store, world.act("Ada"), request_id)

    world.platform.while_rewriting = withdraw_meanwhile
    world.passes()
    world.real += LONG
    world.passes()
    for shown in (*world.now_shown("Lee", Card), *world.now_shown("Kim", Card), *world.now_shown("Ada", Receipt)):
        assert shown.story.request.state == "withdrawn"


@pytest.mark.parametrize("trouble", [Busy("ratelimited", 30), Unsure("timed out"), RuntimeError("killed")])
def test_a_rewrite_that_fails_is_tried_until_it_succeeds(world, trouble):
    withdrawn_under(world, trouble)
    assert any(card.story.request.is_live for card in cards(world))
    world.real += LONG
    world.passes()
    assert not any(card.story.request.is_live for card in cards(world))


def test_a_dead_token_found_while_rewriting_pauses_the_school_and_loses_no_rewrite(world):
    withdrawn_under(world, Paused("token_revoked"))
    assert not world.rewrites_one()
    open_school(world.store, seed(), world.now, name_of)
    world.real += LONG
    world.passes()
    assert not any(card.story.request.is_live for card in cards(world))


def test_a_message_that_is_gone_is_not_rewritten_for_ever(world):
    withdrawn_under(world, Refused("message_not_found"))
    world.real += LONG
    assert not world.rewrites_one()


def test_a_card_that_cannot_be_read_again_does_not_stop_the_others(any_world, monkeypatch):
    request_id = any_world.asks("Ada")
    any_world.passes()
    withdraw(any_world.store, any_world.act("Ada"), request_id)
    break_composing(monkeypatch, any_world.ledger(kind=NoticeKind.CARD)[0].id, "handlers.rewrite.compose")
    raised = 0
    for _ in range(3):
        try:
            any_world.rewrites_one()
        except ZeroDivisionError:
            raised += 1
    assert raised == 1
    assert sorted(card.story.request.is_live for card in cards(any_world)) == [False, True]


def test_a_home_is_published_when_it_is_opened_and_when_something_changed(any_world):
    for name in ("Ada", "Lee", "Sam"):
        open_home(any_world.store, any_world.act(name))
    any_world.passes()
    request_id = any_world.asks("Ada")
    any_world.passes()
    homes = any_world.platform.homes
    assert [story.request.id for story in homes["Ada"].mine] == [request_id]
    assert homes["Ada"].promises is homes["Ada"].unanswered is homes["Ada"].told is None
    any_world.promises("Lee", request_id, WEDNESDAY)
    any_world.passes()
    assert [line.commitment.doing for line in homes["Lee"].promises] == ["a box of books"]


def test_a_home_that_nobody_opened_is_not_published(world):
    world.asks("Ada")
    world.passes()
    assert world.platform.homes == {}


@pytest.mark.parametrize("trouble", [Busy("ratelimited", 30), Unsure("timed out"), Paused("token_revoked")])
def test_a_home_that_could_not_be_published_is_tried_again(world, trouble):
    open_home(world.store, world.act("Ada"))
    world.platform.rewrites(trouble)
    world.passes()
    assert world.platform.homes == {}
    open_school(world.store, seed(), world.now, name_of)
    world.real += LONG
    world.passes()
    assert "Ada" in world.platform.homes


def test_a_home_that_cannot_be_made_does_not_stop_the_others(world, monkeypatch):
    for name in ("Ada", "Ben"):
        open_home(world.store, world.act(name))
    from handlers import rewrite  # noqa: PLC0415

    real = rewrite.home_of
    ada = world.person("Ada").id
    monkeypatch.setattr(
        rewrite, "home_of", lambda db, school, who, now: 1 / 0 if who.id == ada else real(db, school, who, now)
    )
    raised = 0
    for _ in range(3):
        try:
            publish_one(world.store, world.school_id, world.platform, world.clocks, world.patience)
        except ZeroDivisionError:
            raised += 1
    assert raised == 1
    assert list(world.platform.homes) == ["Ben"]


def cards(world: World) -> list[Card]:
    return world.now_shown("Lee", Card) + world.now_shown("Kim", Card)


def withdrawn_under(world: World, trouble: object) -> None:
    """Both librarians have the card; the first rewrite after the withdrawal meets trouble."""
    request_id = world.asks("Ada")
    world.passes()
    withdraw(world.store, world.act("Ada"), request_id)
    world.platform.rewrites(trouble)
    for _ in range(3):
        try:
            world.rewrites_one()
        except RuntimeError:
            continue


def next_try_at(world: World):
    with world.store.reading() as db:
        return db.execute(notices.select().where(notices.c.kind == NoticeKind.RECEIPT)).one().next_try_at


def break_composing(monkeypatch, notice_id, where: str = "handlers.deliver.compose") -> Callable[[], None]:
    from handlers.compose import compose  # noqa: PLC0415

    monkeypatch.setattr(
        where, lambda db, notice, place: 1 / 0 if notice.id == notice_id else compose(db, notice, place)
    )
    return monkeypatch.undo
