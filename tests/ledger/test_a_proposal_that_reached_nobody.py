"""A week begins with a proposal; where it reached nobody, each morning owes it until it has, and the ledger agrees."""

from datetime import date, timedelta

import pytest
from accounts import are_in_order
from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, World, moment

from domain.notices import NoticeState
from handlers.act_on_proposal import not_this_week
from handlers.keep_idea import retire_idea
from handlers.look_at_ideas import look_at_ideas
from handlers.messages import Nudge
from handlers.sending import Busy, Refused, Unsure
from handlers.set_proposals import set_proposals
from store import weekly_proposals


@pytest.fixture
def begun(store) -> World:
    """The Friday before, in the afternoon; nothing but proposals is owed."""
    world = World(store, now=moment(date(2026, 1, 30), "15:30"), proposes=True)
    world.passes()
    return world


def test_each_week_has_one(begun):
    begun.lives_through(MONDAY, NEXT_MONDAY)
    assert begun.nudged("Lee") == begun.nudged("Kim") == [MONDAY, NEXT_MONDAY]
    are_in_order(begun, MONDAY, NEXT_MONDAY)


def test_a_monday_that_is_closed_once_it_has_come_is_not_made_up_for(begun):
    """Snow is called at ten: Tuesday is then the week's first school day, and the proposal has been read already."""
    begun.comes(MONDAY, "08:00")
    begun.at(MONDAY, "10:00").closes(MONDAY, MONDAY)
    begun.lives_through(MONDAY, FRIDAY)
    assert begun.nudged("Lee") == [MONDAY]
    are_in_order(begun, MONDAY)


def test_a_monday_that_is_closed_before_has_it_on_tuesday(begun):
    begun.at(MONDAY, "07:00").closes(MONDAY, MONDAY)
    begun.lives_through(MONDAY, FRIDAY)
    assert begun.nudged("Lee") == [TUESDAY]
    are_in_order(begun, MONDAY)


def test_what_was_missed_on_monday_comes_on_the_first_morning_that_it_can(begun):
    begun.comes_back(WEDNESDAY, "07:30")
    begun.lives_through(WEDNESDAY, FRIDAY)
    assert begun.nudged("Lee") == [WEDNESDAY]
    are_in_order(begun, MONDAY)


def test_what_was_refused_on_monday_comes_on_tuesday(begun):
    begun.at(MONDAY, "08:00").platform.answers(Refused("channel_not_found"), Busy("ratelimited", 86_000))
    begun.passes()
    begun.comes(MONDAY, "15:59")
    begun.real += timedelta(days=1)
    begun.lives_through(TUESDAY, FRIDAY)
    assert begun.nudged("Lee") == begun.nudged("Kim") == [TUESDAY]
    are_in_order(begun, MONDAY)


def test_an_answer_shows_that_it_has_come(begun):
    """Slack did not say so; Lee presses the button all the same."""
    begun.at(MONDAY, "08:00").platform.posts_but_answers(Unsure("timed out"))
    begun.passes()
    lee = begun.person("Lee")
    not_this_week(begun.store, begun.act("Lee"), begun.read(weekly_proposals.latest, lee.id, MONDAY).id)
    begun.comes(TUESDAY)
    begun.real += timedelta(days=1)
    begun.lives_through(TUESDAY, FRIDAY)
    assert begun.nudged("Lee") == [MONDAY]
    are_in_order(begun, MONDAY)


@pytest.mark.parametrize("found_at", ["07:59", "08:30"])
def test_it_is_found_only_the_next_day_that_it_had_come(begun, found_at):
    begun.at(MONDAY, "08:00").platform.posts_but_answers(Unsure("timed out"))
    begun.passes()
    begun.real += timedelta(days=1)
    begun.comes(TUESDAY, found_at)
    begun.lives_through(TUESDAY, FRIDAY)
    are_in_order(begun, MONDAY)


def test_whoever_wants_it_again_has_it_the_next_week(begun):
    set_proposals(begun.store, begun.act("Lee"), wanted=False)
    begun.comes(MONDAY, "08:00")
    begun.at(WEDNESDAY, "12:00")
    set_proposals(begun.store, begun.act("Lee"), wanted=True)
    begun.lives_through(WEDNESDAY, NEXT_MONDAY)
    assert begun.nudged("Lee") == [NEXT_MONDAY]
    are_in_order(begun, MONDAY, NEXT_MONDAY)


def test_where_there_is_nothing_to_propose_the_ledger_says_so(begun):
    for idea in look_at_ideas(begun.store, begun.act("Lee")).ideas:
        retire_idea(begun.store, begun.act("Lee"), idea.key)
    for name in ("Ada", "Ben", "Sam"):
        begun.leaves(name)
    begun.lives_through(MONDAY, TUESDAY)
    assert begun.heard("Lee", Nudge) == []
    rows = begun.ledger(kind="morning")
    assert {(row.state, row.reason) for row in rows} == {(NoticeState.CANCELLED, "there was nothing to propose")}
    are_in_order(begun, MONDAY)
