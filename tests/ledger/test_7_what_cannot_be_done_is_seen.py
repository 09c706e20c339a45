"""7. What fails on our own side, or cannot be found out, is tried some times, then shown; nobody waits for it."""

from datetime import timedelta

import pytest
from world import FRIDAY, MONDAY, World

from domain.notices import NoticeKind, NoticeState
from domain.request import Source
from handlers import compose, composing
from handlers.deliver import MOST_FAILURES
from handlers.home import open_home
from handlers.sending import Letter, Unreadable, Unsure
from handlers.try_again import try_again
from tests.scenarios.school import RECEIPT, SchoolWithin

LONG = timedelta(minutes=10)


def passes_over(world: World) -> None:
    """As the ticker has it: a step that raises comes round again."""
    for _ in range(20):
        try:
            world.passes()
        except ZeroDivisionError:
            continue
        return
    raise AssertionError("It never ends")


def time_goes_by(world: World, times: int = MOST_FAILURES) -> None:
    for _ in range(times):
        world.real += LONG
        passes_over(world)


@pytest.fixture
def broken(any_world, monkeypatch):
    """What tells Ada of a promise cannot be composed."""
    world = any_world
    open_home(world.store, world.act("Lee"))
    request_id = world.asks("Ada")
    world.passes()
    monkeypatch.setitem(compose._MAKERS, NoticeKind.PROMISED, lambda _: 1 / 0)
    world.promises("Lee", request_id, FRIDAY)
    passes_over(world)
    return world


def test_what_can_never_be_composed_fails_where_lee_sees_it(broken):
    assert broken.platform.homes["Lee"].undelivered == ()
    time_goes_by(broken)
    (shown,) = broken.platform.homes["Lee"].undelivered
    assert (shown.kind, shown.person, shown.reason) == ("promised", "Ada", "could not be composed: division by zero")
    (row,) = broken.ledger(kind=NoticeKind.PROMISED)
    assert (row.state, row.failures) == (NoticeState.FAILED, MOST_FAILURES)
    broken.now += timedelta(minutes=1)
    assert (broken.line(NoticeKind.PROMISED).failed, broken.week().unexplained) == (1, ())


def test_once_it_is_mended_lee_tries_again(broken, monkeypatch):
    time_goes_by(broken)
    (row,) = broken.ledger(state="failed")
    assert try_again(broken.store, broken.act("Lee"), row.id) is None
    passes_over(broken)
    assert broken.ledger(id=row.id)[0].state is NoticeState.WAITING, "it is tried as often as the first time"
    monkeypatch.undo()
    time_goes_by(broken, 1)
    assert broken.told("Ada") == ["Promised"]


def test_what_was_refused_a_call_and_can_then_not_be_composed_holds_nobody_up(world, monkeypatch):
    world.at(MONDAY, "20:00").asks("Ada", "birds", source=Source.FORM)
    world.platform.answers(Unsure("timed out"))
    world.passes()
    bad = world.ledger(kind=NoticeKind.RECEIPT)[0].id
    world.asks("Ada", "bees", source=Source.FORM)
    real = compose._MAKERS[NoticeKind.RECEIPT]
    monkeypatch.setitem(
        compose._MAKERS, NoticeKind.RECEIPT, lambda desk: 1 / 0 if desk.notice.id == bad else real(desk)
    )
    time_goes_by(world, 1)
    assert world.told("Ada") == ["Receipt"]


def test_a_bad_card_does_not_take_the_others_with_it(any_world, monkeypatch):
    world = any_world.at(MONDAY, "20:00")
    for number in range(6):
        world.asks("Ada", f"books {number}")
    bad = world.ledger(kind=NoticeKind.CARD, person_id=world.person("Lee").id)[0].request_id
    real = composing.card_of
    monkeypatch.setattr(
        composing, "card_of", lambda db, school, of, who: 1 / 0 if of.id == bad else real(db, school, of, who)
    )
    world.at(MONDAY + timedelta(days=1), "08:10")
    passes_over(world)
    time_goes_by(world)
    failed = world.ledger(state="failed")
    assert {row.request_id for row in failed} >= {bad}
    shown = [card for said in world.messages("Lee") for card in getattr(said, "cards", ())]
    assert len({card.story.request.id for card in shown} - {bad}) == 5


def test_a_call_that_goes_wrong_on_our_side_is_looked_up_and_fails_in_the_end(world, monkeypatch):
    open_home(world.store, world.act("Lee"))
    world.at(MONDAY, "20:00").asks("Ada", source=Source.FORM)

    def breaks(_: Letter) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(world.platform, "send", breaks)
    passes_over(world)
    time_goes_by(world, 2 * MOST_FAILURES)
    (row,) = world.ledger(kind=NoticeKind.RECEIPT)
    assert (row.state, row.reason) == (NoticeState.FAILED, "could not be composed: see the program’s log")


# a conversation that cannot be read


def test_a_look_that_is_never_allowed_ends_where_lee_sees_it_and_the_rest_goes_out(any_world):
    world = any_world
    open_home(world.store, world.act("Lee"))
    world.passes()
    world.at(MONDAY, "20:00").asks("Ada", "birds", source=Source.FORM)
    world.platform.answers(Unsure("timed out"))
    world.passes()
    world.asks("Ada", "bees", source=Source.FORM)
    world.platform.finds(*[Unreadable("missing_scope")] * MOST_FAILURES)
    time_goes_by(world)
    first, second = world.ledger(kind=NoticeKind.RECEIPT)
    reason = "it may have arrived, and the conversation cannot be read: missing_scope"
    assert (first.state, first.reason) == (NoticeState.FAILED, reason)
    assert second.state is NoticeState.SENT
    (shown,) = world.platform.homes["Lee"].undelivered
    assert (shown.notice_id, shown.reason) == (first.id, reason)


def test_a_look_that_is_allowed_at_last_finds_what_arrived(world):
    world.at(MONDAY, "20:00").asks("Ada", source=Source.FORM)
    world.platform.posts_but_answers(Unsure("timed out"))
    world.platform.finds(*[Unreadable("missing_scope")] * (MOST_FAILURES - 1))
    world.passes()
    time_goes_by(world)
    assert [row.state for row in world.ledger(kind=NoticeKind.RECEIPT)] == [NoticeState.SENT]
    assert world.told("Ada") == ["Receipt"]


def test_slack_does_not_let_the_bot_look(school: SchoolWithin):
    school.troubles_expected = True
    school.faults.failing("conversations.history", status=200, error="missing_scope")
    school.faults.failing("chat.postMessage", status=500, error="fatal_error", count=1)
    school.ada.writes("I need books on bees")
    school.ada.writes("I need books on wasps")
    school.ada.sees(RECEIPT)
    home = school.lee.home("could not be sent")
    assert "it may have arrived, and the conversation cannot be read: missing_scope" in home.text
    school.rests()
