"""Sam's Home repeats what the digests told, and nothing of the running week: it would tell of one person."""

from datetime import date, timedelta

import pytest
from world import FRIDAY, NEXT_MONDAY, TUESDAY, World

from domain.library_need import NeedKind
from domain.objective import Objective
from handlers.add_to_digest import add_need
from handlers.finish import finish
from handlers.home import home_of, open_home
from handlers.look_at_plan import look_at_plan
from handlers.messages import Digest, Home, Told
from handlers.sending import Busy, Refused
from handlers.set_objective import ObjectiveDraft, add_objective, edit_objective
from store import people

WEEK = timedelta(weeks=1)
NEXT_FRIDAY = FRIDAY + WEEK


def home(world: World, name: str = "Sam") -> Home:
    with world.store.reading() as db:
        return home_of(db, world.school(), world.person(name), world.now)


def told(world: World, name: str = "Sam") -> Told:
    found = home(world, name).told
    assert found
    return found


def keeps(world: World, teacher: str = "Ada") -> None:
    finish(world.store, world.act("Lee"), world.promises("Lee", world.asks(teacher), world.school().today(world.now)))


def has_a_digest(world: World, friday: date, kept: int) -> None:
    for _ in range(kept):
        world.at(friday, "09:00")
        keeps(world)
        world.now += timedelta(minutes=11)
        world.passes()
    world.comes(friday, "14:00")


def objective(world: World) -> Objective:
    return look_at_plan(world.store, world.act("Lee")).progress[0].objective


def test_before_the_first_digest_there_are_no_figures(world):
    keeps(world)
    assert told(world) == Told(None)
    assert home(world).next_digest_at is not None


def test_the_figures_are_those_of_the_latest_digest_until_the_next_one(any_world):
    world = any_world
    has_a_digest(world, FRIDAY, kept=1)
    digest = world.the("Sam", Digest)
    assert told(world).figures == digest.figures
    world.at(NEXT_MONDAY, "10:00")
    for teacher in ("Ada", "Ben"):
        keeps(world, teacher)
    world.asks("Ada", "wasps")
    assert told(world).figures == digest.figures, "looking before and after shows nobody"
    world.comes(NEXT_FRIDAY, "14:00")
    assert told(world).figures == world.heard("Sam", Digest)[-1].figures != digest.figures


def test_the_term_is_told_week_by_week(world):
    for number, kept in enumerate((2, 0, 1)):
        has_a_digest(world, FRIDAY + number * WEEK, kept)
    assert [(each.last, each.kept) for each in told(world).term] == [
        (FRIDAY, 2),
        (NEXT_FRIDAY, 0),
        (FRIDAY + 2 * WEEK, 1),
    ]
    assert [each.last for each in told(world).term] == [each.figures.last for each in world.heard("Sam", Digest)]


def test_another_term_begins_anew(world):
    has_a_digest(world, FRIDAY, kept=1)
    closed = FRIDAY + timedelta(days=1)
    world.closes(closed, closed + 2 * WEEK, "holidays")
    after = FRIDAY + 3 * WEEK
    world.comes(after, "14:00")
    assert [each.last for each in told(world).term] == [after]


def test_a_digest_that_still_waits_is_not_told_by_home_first(world):
    """Merged with the next one it would tell something else, and the difference of the two something more."""
    keeps(world)
    world.platform.answers(*[Busy("ratelimited", 3600)] * 4)
    world.comes(FRIDAY, "14:00")
    assert world.heard("Sam", Digest) == []
    assert told(world).figures is None


def test_what_could_not_reach_sam_is_on_home(world):
    world.at(FRIDAY, "13:59").passes()
    world.platform.answers(Refused("channel_not_found"))
    world.comes(FRIDAY, "14:00")
    assert world.heard("Sam", Digest) == []
    assert told(world).figures.last == FRIDAY


def test_an_administrator_who_has_just_come_reads_what_the_others_were_told(world):
    has_a_digest(world, FRIDAY, kept=1)
    world.asks("Ben")
    with world.store.writing() as db:
        people.make_administrator(db, world.person("Ben").id, world.now)
    assert told(world, "Ben").figures == told(world).figures
    assert len(told(world, "Ben").term) == 1


@pytest.mark.parametrize("name", ["Ada", "Lee"])
def test_nobody_else_sees_any_of_it(world, name):
    world.asks("Ada")
    has_a_digest(world, FRIDAY, kept=1)
    assert home(world, name).told is None


def test_the_plan_is_called_what_it_is_called_now_with_the_evidence_that_was_told(world):
    draft = ObjectiveDraft("Every Year 8 class learns to search", "Learners", "Classes", "6 classes", 2025)
    add_objective(world.store, world.act("Lee"), draft)
    assert [(each.title, each.behind) for each in told(world).plan] == [(draft.title, ())]
    has_a_digest(world, FRIDAY, kept=1)
    assert told(world).plan == told(world).figures.plan
    renamed = ObjectiveDraft("Year 8 searches well", "Learners", "Classes", "6 classes", 2025)
    edit_objective(world.store, world.act("Lee"), objective(world).id, renamed)
    assert [each.title for each in told(world).plan] == ["Year 8 searches well"]


def test_a_head_who_runs_the_library_has_all_of_it_on_one_home(world):
    with world.store.writing() as db:
        people.make_librarian(db, world.person("Sam").id, world.now)
    add_need(world.store, world.act("Lee"), NeedKind.COVER, "an hour on Tuesdays")
    world.asks("Ada")
    open_home(world.store, world.act("Sam"))
    world.at(TUESDAY).passes()
    shown = world.platform.homes["Sam"]
    assert len(shown.unanswered) == len(shown.needs) == 1
    assert shown.told == Told(None)


def test_somebody_is_new_until_they_have_asked(world):
    with world.store.writing() as db:
        people.meet(db, world.school_id, address="U0ADA", name="Ada")
    assert home(world, "Ada").is_new
    assert [home(world, name).is_new for name in ("Lee", "Sam")] == [False, False]
    world.asks("Ada")
    assert not home(world, "Ada").is_new
