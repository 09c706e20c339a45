"""8. In a teacher's quiet weeks nothing comes that she did not ask for; afterwards it comes as one message."""

from datetime import date, timedelta

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World, moment

from domain.notices import NoticeKind
from domain.request import Source
from handlers.decline import decline
from handlers.messages import News
from handlers.my_settings import Wanted, change_my_settings

NEXT_TUESDAY = NEXT_MONDAY + timedelta(days=1)
AFTER = NEXT_MONDAY + timedelta(days=8)
"""The Tuesday of the third week: its Monday is Presidents' Day."""


def is_quiet(world: World, first: date | None, last: date | None, name: str = "Ada") -> None:
    wanted = Wanted(None, None, first, last, ends_quiet=False, quotes_thanks=False)
    change_my_settings(world.store, world.act(name), wanted)


def news(world: World, name: str = "Ada") -> list[tuple[str, ...]]:
    return [said.lines for said in world.heard(name, News)]


@pytest.fixture
def quiet(world):
    """Ada wants quiet until Friday of next week; Ben does not."""
    is_quiet(world, MONDAY, NEXT_MONDAY + timedelta(days=4))
    world.asks("Ben")
    return world


def is_told_on(world: World, day: date, *each: str) -> None:
    world.comes(day)
    for words in each:
        world.is_told("Ada", words)
        world.passes()


def test_what_she_did_not_ask_for_waits_and_comes_as_one(quiet):
    is_told_on(quiet, TUESDAY, "a film")
    is_told_on(quiet, FRIDAY, "a visit")
    is_told_on(quiet, NEXT_TUESDAY, "a prize")
    quiet.lives_through(NEXT_TUESDAY, AFTER - timedelta(days=1))
    assert news(quiet) == []
    quiet.comes(AFTER)
    assert news(quiet) == [("a film", "a visit", "a prize")]


def test_why_it_waits_is_in_the_ledger_and_nothing_is_unexplained(quiet):
    is_told_on(quiet, TUESDAY, "a film")
    (waiting,) = quiet.ledger(kind=NoticeKind.NEWS)
    assert (waiting.reason, waiting.not_before) == ("quiet weeks, until 2026-02-13", moment(AFTER, "08:00"))
    quiet.at(FRIDAY)
    assert quiet.week().unexplained == ()
    assert [each.why for each in quiet.week().held] == ["quiet weeks, until 2026-02-13"]


def test_two_weeks_of_quiet_are_no_lateness_of_the_bots(quiet):
    is_told_on(quiet, TUESDAY, "a film")
    quiet.lives_through(TUESDAY, AFTER)
    line = quiet.at(AFTER, "09:00").line(NoticeKind.NEWS, TUESDAY)
    assert (line.owed, line.sent, line.unexplained, line.worst) == (1, 1, 0, timedelta(0))
    for day in (MONDAY, NEXT_MONDAY, AFTER):
        assert quiet.week(day).unexplained == ()


def test_a_bot_that_was_away_when_they_ended_is_late_from_then_on(quiet):
    is_told_on(quiet, TUESDAY, "a film")
    quiet.comes_back(AFTER, "09:30")
    assert quiet.line(NoticeKind.NEWS, TUESDAY).worst == timedelta(hours=1, minutes=30)


def test_what_she_asked_for_comes_all_the_same(quiet):
    promised = quiet.asks("Ada", "bees", source=Source.FORM)
    quiet.promises("Lee", promised, WEDNESDAY)
    quiet.passes()
    quiet.answers("Lee", promised)
    declined = quiet.asks("Ada", "wasps", source=Source.FORM)
    decline(quiet.store, quiet.act("Lee"), declined, word="not ours", ask_instead=None)
    quiet.passes()
    assert sorted(quiet.told("Ada")) == ["Answered", "Declined", "Promised", "Receipt", "Receipt"]


def test_others_are_told_as_ever(quiet):
    quiet.is_told("Ben", "a film")
    quiet.passes()
    assert news(quiet, "Ben") == [("a film",)]


def test_when_she_ends_them_what_waited_comes_at_once(quiet):
    is_told_on(quiet, TUESDAY, "a film", "a visit")
    is_quiet(quiet, None, None)
    quiet.passes()
    assert news(quiet) == [("a film", "a visit")]


def test_when_she_moves_their_end_it_waits_until_then(quiet):
    is_told_on(quiet, TUESDAY, "a film")
    is_quiet(quiet, MONDAY, WEDNESDAY)
    quiet.lives_through(TUESDAY, WEDNESDAY)
    assert news(quiet) == []
    quiet.comes(THURSDAY)
    assert news(quiet) == [("a film",)]


def test_what_waited_for_the_ceiling_waits_for_quiet_weeks_that_begin_then(world):
    world.asks("Ada")
    for words in ("one", "two", "three"):
        world.is_told("Ada", words)
        world.passes()
    is_quiet(world, NEXT_MONDAY, NEXT_TUESDAY)
    world.passes()
    world.lives_through(MONDAY, NEXT_TUESDAY)
    assert news(world) == [("one",), ("two",)]
    world.comes(NEXT_TUESDAY + timedelta(days=1))
    assert news(world) == [("one",), ("two",), ("three",)]


def test_a_snow_day_after_them_moves_it_to_the_day_after(quiet):
    is_told_on(quiet, TUESDAY, "a film")
    quiet.closes(AFTER, AFTER)
    quiet.lives_through(TUESDAY, AFTER)
    assert news(quiet) == []
    quiet.comes(AFTER + timedelta(days=1))
    assert news(quiet) == [("a film",)]
    assert quiet.week(TUESDAY).unexplained == ()


def test_the_weeks_two_are_counted_afterwards_as_ever(quiet):
    is_told_on(quiet, TUESDAY, "a film")
    quiet.lives_through(TUESDAY, NEXT_TUESDAY)
    quiet.comes(AFTER)
    for words in ("a second", "a third"):
        quiet.is_told("Ada", words)
        quiet.passes()
    assert news(quiet) == [("a film",), ("a second",)]
