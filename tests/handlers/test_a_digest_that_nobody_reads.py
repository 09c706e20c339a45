"""Where a school has no administrator yet: nothing is lost, the first digest that somebody gets tells of it."""

from datetime import date, timedelta

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, World

from handlers.board_page import board_page_of_term
from handlers.finish import finish
from handlers.messages import Digest
from handlers.preview_digest import preview_digest
from handlers.set_people import Newcomer, Roles, set_people

LAST_FRIDAY, NEXT_FRIDAY = (FRIDAY + timedelta(weeks=weeks) for weeks in (-1, 1))
SAM = Newcomer("U0SAM", "Sam")


def has_no_administrator(world: World) -> None:
    set_people(world.store, world.act("Lee"), Roles(), Roles(goes=frozenset({SAM.address})))


def names_sam(world: World) -> None:
    set_people(world.store, world.act("Lee"), Roles(), Roles(comes=(SAM,)))


def keeps_a_promise(world: World, due_on: date = TUESDAY) -> None:
    finish(world.store, world.act("Lee"), world.promises("Lee", world.asks("Ada", f"maps {world.now}"), due_on))


@pytest.fixture
def unread(any_world: World) -> World:
    """A week with a promise kept and nobody to be told of it; Sam is named ten minutes after the digest's hour."""
    has_no_administrator(any_world.at(MONDAY))
    keeps_a_promise(any_world)
    any_world.comes(FRIDAY, "14:00")
    any_world.at(FRIDAY, "14:10")
    names_sam(any_world)
    any_world.passes()
    return any_world


def test_the_first_digest_tells_what_nobody_was_told_and_the_term_report_with_it(unread):
    assert unread.heard("Sam", Digest) == []
    unread.at(NEXT_MONDAY)
    keeps_a_promise(unread, NEXT_FRIDAY)
    unread.comes(NEXT_FRIDAY, "14:00")
    told = unread.the("Sam", Digest).figures
    assert (told.kept, told.first, told.last) == (2, MONDAY, NEXT_FRIDAY)
    page = board_page_of_term(unread.store, unread.school_id, NEXT_FRIDAY, unread.now)
    assert page.told
    assert page.told.kept == 2
    for monday in (MONDAY, NEXT_MONDAY):
        assert unread.week(monday).unexplained == ()


def test_what_was_told_once_is_not_told_again(unread):
    for weeks in (1, 2):
        unread.comes(FRIDAY + timedelta(weeks=weeks), "14:00")
    assert [each.figures.kept for each in unread.heard("Sam", Digest)] == [1, 0]


def test_between_two_administrators_the_next_ones_digest_goes_on_where_the_last_one_ended(world):
    keeps_a_promise(world.at(MONDAY))
    world.comes(FRIDAY, "14:00")
    world.at(NEXT_MONDAY)
    has_no_administrator(world)
    keeps_a_promise(world, NEXT_FRIDAY)
    world.comes(NEXT_FRIDAY, "14:10")
    names_sam(world)
    world.comes(NEXT_FRIDAY + timedelta(weeks=1), "14:00")
    assert [(each.figures.first, each.figures.kept) for each in world.heard("Sam", Digest)] == [
        (LAST_FRIDAY, 1),
        (FRIDAY, 1),
    ]


def test_a_digest_that_could_not_go_out_before_its_only_reader_went_is_carried_on_too(world):
    keeps_a_promise(world.at(MONDAY))
    world.at(FRIDAY, "14:01")
    has_no_administrator(world)
    world.passes()
    names_sam(world)
    world.comes(NEXT_FRIDAY, "14:00")
    assert world.the("Sam", Digest).figures.kept == 1


def test_another_terms_week_is_not_counted_in_this_one(world):
    """Closed for two weeks: what nobody was told before that stays with the term it belongs to."""
    has_no_administrator(world.at(MONDAY))
    keeps_a_promise(world)
    world.closes(NEXT_MONDAY, NEXT_MONDAY + timedelta(days=20), "Winter break")
    world.comes(FRIDAY, "14:00")
    after = NEXT_MONDAY + timedelta(weeks=3)
    world.comes(after + timedelta(days=4), "14:10")
    names_sam(world)
    world.comes(after + timedelta(days=11), "14:00")
    told = world.the("Sam", Digest).figures
    assert (told.kept, told.first) == (0, after)


def test_lee_sees_in_the_preview_that_nobody_reads_it_and_what_is_kept_for_them(world):
    has_no_administrator(world.at(MONDAY))
    keeps_a_promise(world)
    world.comes(FRIDAY, "14:00")
    seen = preview_digest(world.store, world.act("Lee"))
    assert seen.readers == ()
    assert seen.digest.figures.kept == 1
