"""Whom the week's proposal names: never the same teacher two weeks running, and nobody by an untrue reason."""

from datetime import date

import pytest
from world import MONDAY, NEXT_MONDAY, World, moment

from domain.partner import Category
from domain.request import HelpKind
from domain.take_action import ProposalKind
from handlers.act_on_proposal import accept, another, not_this_week
from handlers.add_partner import PartnerDraft, add_partner
from handlers.propose import propose_for
from store import schools
from store.weekly_proposals import WeeklyProposal

TEACHERS = ("Ada", "Ben", "Cai")
WEEK, WEEK_AFTER, THIRD_WEEK, FOURTH_WEEK = NEXT_MONDAY, date(2026, 2, 16), date(2026, 2, 23), date(2026, 3, 2)


@pytest.fixture
def world(sqlite_store) -> World:
    """Three teachers have asked for something; the conversation of the term has had its week."""
    world = World(sqlite_store, now=moment(MONDAY))
    assert proposal(world).kind is ProposalKind.ADMINISTRATOR
    for teacher, need in zip(TEACHERS, ("bees", "volcanoes", "the moon"), strict=True):
        world.asks(teacher, need)
    return world.at(WEEK)


def proposal(world: World) -> WeeklyProposal:
    with world.store.writing() as db:
        return propose_for(db, schools.get(db, world.school_id), world.person("Lee"), world.now)


def who(world: World) -> str:
    return proposal(world).facts.get("who", "nobody")


def press(world: World, deed) -> None:
    deed(world.store, world.act("Lee"), proposal(world).id)


def ask_each(world: World, need: str, kind: HelpKind) -> None:
    for teacher in TEACHERS:
        world.asks(teacher, need, kind=kind)


def becomes_a_partner(world: World, name: str) -> None:
    draft = PartnerDraft(f"Ms {name}", Category.TEACHER, person=(f"U0{name.upper()}", name))
    add_partner(world.store, world.act("Lee"), draft)


def names_in_turn(world: World, count: int = 3) -> list[str]:
    names = [who(world)]
    while len(names) < count:
        press(world, another)
        names.append(who(world))
    return names


def test_whoever_was_passed_over_last_week_is_not_this_weeks_teacher(world):
    shown = names_in_turn(world, 2)
    press(world, not_this_week)
    world.at(WEEK_AFTER)
    assert {*shown, who(world)} == {*TEACHERS}
    assert names_in_turn(world, 2) == [who(world)] * 2


def test_whoever_was_accepted_may_be_named_again(world):
    first = who(world)
    press(world, accept)
    world.at(WEEK_AFTER)
    assert who(world) == first


def test_becoming_a_partner_makes_nobody_another_teacher(world):
    first = who(world)
    becomes_a_partner(world, first)
    world.at(WEEK_AFTER)
    assert {*names_in_turn(world)} == {*TEACHERS} - {first}


def test_another_is_another_also_when_a_problem_came_up_meanwhile(world):
    first = who(world)
    ask_each(world, "citing sources", HelpKind.COMPLEX_CONCEPT)
    press(world, another)
    assert proposal(world).kind is ProposalKind.REACH_OUT
    assert who(world) != first


def test_each_problem_asked_about_three_times_has_its_week(world):
    ask_each(world, "citation", HelpKind.COMPLEX_CONCEPT)
    ask_each(world, "debate", HelpKind.ACTIVITY)
    problems = [proposal(world.at(week)).facts.get("problem") for week in (WEEK_AFTER, THIRD_WEEK, FOURTH_WEEK)]
    assert sorted(problems[:2]) == ["citation", "debate"]
    assert problems[2] is None


def test_a_partner_who_was_answered_before_they_were_one_is_no_stranger(world):
    world.answers("Lee", world.asks("Ada", "maps"))
    becomes_a_partner(world, "Ada")
    assert names_in_turn(world)[2] == "Ms Ada"
    assert proposal(world).facts["why who"].startswith("a teacher with an existing relationship, last contact")


def test_nobody_who_has_left_is_to_be_reached_out_to(world):
    becomes_a_partner(world, "Ada")
    world.leaves("Ada")
    assert {*names_in_turn(world)} == {"Ben", "Cai"}
