"""1. What could not be sent stands on the librarians' Homes, with Try again, until it is sent or let go."""

from datetime import date

import pytest
from world import MONDAY, TUESDAY, WEDNESDAY, World

from bot.slack.blocks.home import home_view
from domain.errors import UserError
from domain.notices import NoticeKind, NoticeState
from domain.request import Source
from handlers.home import open_home
from handlers.sending import Refused
from handlers.stories import place_of
from handlers.try_again import let_go, try_again
from store import outbox, people
from tests.scenarios.school import CARD, DUST_BOWL, SchoolWithin
from tests.scenarios.school import MORNING as STORY_MORNING
from tests.scenarios.school import TUESDAY as STORY_TUESDAY
from tests.scenarios.school import WEDNESDAY as STORY_WEDNESDAY


def failed_card(world: World):
    """The id of Lee's card, which Slack would not take."""
    open_home(world.store, world.act("Lee"))
    open_home(world.store, world.act("Ada"))
    open_home(world.store, world.act("Sam"))
    world.passes()
    world.platform.answers(Refused("channel_not_found"))
    world.asks("Ada")
    world.passes()
    (failed,) = world.ledger(state="failed")
    return failed


def test_home_shows_librarians_what_failed(any_world):
    failed = failed_card(any_world)
    (shown,) = any_world.platform.homes["Lee"].undelivered
    assert (shown.notice_id, shown.kind, shown.reason) == (failed.id, "card", "channel_not_found")
    assert shown.person in {"Lee", "Kim"}
    assert any_world.platform.homes["Ada"].undelivered is any_world.platform.homes["Sam"].undelivered is None


def test_trying_again_sends_it_once_and_takes_it_off_the_list(any_world):
    failed = failed_card(any_world)
    try_again(any_world.store, any_world.act("Lee"), failed.id)
    any_world.passes()
    assert any_world.told("Lee") == any_world.told("Kim") == ["Card"]
    assert any_world.platform.homes["Lee"].undelivered == ()
    with pytest.raises(UserError, match="on its way already"):
        try_again(any_world.store, any_world.act("Lee"), failed.id)
    any_world.passes()
    assert any_world.week().unexplained == ()
    assert len(any_world.platform.letters) == 2


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_only_librarians_may_try_again(world, name):
    failed = failed_card(world)
    with pytest.raises(UserError, match="librarians"):
        try_again(world.store, world.act(name), failed.id)
    with world.store.reading() as db:
        assert outbox.get(db, failed.id).state is NoticeState.FAILED


def test_what_failed_stays_on_home_until_it_is_sent_or_let_go(world):
    failed = failed_card(world)
    world.comes(date(2026, 3, 17))
    open_home(world.store, world.act("Lee"))
    world.passes()
    (shown,) = world.platform.homes["Lee"].undelivered
    let_go(world.store, world.act("Lee"), shown.notice_id)
    world.passes()
    assert world.platform.homes["Lee"].undelivered == ()
    (row,) = world.ledger(id=failed.id)
    assert (row.state, row.reason) == ("cancelled", "let go by a librarian after it could not be sent")
    with pytest.raises(UserError, match="was let go"):
        try_again(world.store, world.act("Lee"), failed.id)
    assert world.week(MONDAY).unexplained == ()


def test_home_says_how_many_failed_when_it_cannot_show_them_all(world):
    open_home(world.store, world.act("Lee"))
    world.at(MONDAY, "20:00")
    for number in range(7):
        world.platform.answers(Refused("channel_not_found"))
        world.asks("Ada", f"books {number}", source=Source.FORM)
        world.passes()
    home = world.platform.homes["Lee"]
    assert (len(home.undelivered), home.undelivered_in_all) == (5, 7)
    shown = str(home_view(home, place_of(world.school(), world.now)))
    assert "1 to 2 of 5" in shown
    assert "And 2 older ones" in shown
    assert shown.count("'Try again'") == shown.count("'Let it go'") == 2
    let_go(world.store, world.act("Lee"), home.undelivered[0].notice_id)
    world.passes()
    assert len(world.platform.homes["Lee"].undelivered) == 5, "the next comes up"


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_only_librarians_may_let_go(world, name):
    failed = failed_card(world)
    with pytest.raises(UserError, match="librarians"):
        let_go(world.store, world.act(name), failed.id)


def test_lee_is_told_when_a_message_is_not_needed_any_more(world):
    world.promises("Lee", world.asks("Ada"), TUESDAY)
    world.passes()
    world.at(TUESDAY, "08:00").platform.answers(Refused("channel_not_found"))
    world.passes()
    (failed,) = [row for row in world.ledger(state="failed") if row.kind is NoticeKind.MORNING]
    world.at(WEDNESDAY, "10:00")
    told = try_again(world.store, world.act("Lee"), failed.id)
    assert told == (
        "That message is not needed any more: its day had passed; the next morning’s message stands in for it. "
        "It is off your list, and nothing was sent."
    )
    world.passes()
    (row,) = world.ledger(id=failed.id)
    assert row.state is NoticeState.CANCELLED


def test_lee_is_told_that_the_reader_has_left(world):
    failed = failed_card(world)
    world.leaves(world.read(people.get, failed.person_id).name)
    staying = next(name for name in ("Lee", "Kim") if world.person(name).left_at is None)
    assert "has left the school" in try_again(world.store, world.act(staying), failed.id)


def test_lee_sees_in_slack_that_a_message_is_not_needed_any_more(school: SchoolWithin):
    school.troubles_expected = True
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "A box of books", STORY_TUESDAY)
    school.rests()
    school.faults.failing("chat.postMessage", status=200, error="channel_not_found", text=STORY_MORNING, count=1)
    school.comes(STORY_TUESDAY, "08:00")
    school.lee.home("“Morning” for Lee Park")
    school.comes(STORY_WEDNESDAY, "08:00")
    school.rests()
    school.lee.home("“Morning” for Lee Park").presses("Try again")
    assert "not needed any more: its day had passed" in school.lee.modal().text
    school.rests()
    assert "could not be sent" not in school.lee.home().text


def test_lee_presses_try_again_on_home(school: SchoolWithin):
    school.troubles_expected = True
    school.faults.failing("chat.postMessage", status=200, error="channel_not_found", count=1)
    school.asks(school.ada, DUST_BOWL)
    home = school.lee.home("could not be sent")
    assert "“Card” for Lee Park" in home.text
    assert "channel_not_found" in home.text
    home.presses("Try again")
    school.lee.sees(CARD)
    school.rests()
    assert "could not be sent" not in school.lee.home().text
    assert school.times(school.lee, CARD) == 1
