"""Lee's Home, filtered by a person, a class or an objective of the plan."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from world import TUESDAY, WEDNESDAY, World

from domain.errors import UserError
from domain.partner import Category
from domain.request import CLASS_LIMIT
from handlers.add_partner import PartnerDraft, add_partner
from handlers.ask_back import ask_back
from handlers.filter_home import FilterDraft, filter_home, look_before_filtering, show_everything
from handlers.home import home_of, open_home
from handlers.log_contact import log_contact
from handlers.messages import Home, HomeList, ShownOnly
from handlers.promise import promise
from handlers.refer import refer
from handlers.sending import Refused
from handlers.set_objective import ObjectiveDraft, add_objective
from handlers.turn_home import turn_home
from handlers.whose_contact import ContactDraft
from store import homes
from store.types import new_id

ADA, BEN = ("U0ADA", "Ada"), ("U0BEN", "Ben")
SEARCH = ObjectiveDraft("Every Year 8 class learns to search", "Independent learners", "Classes", "6 classes", 2025)


def filters(world: World, name: str = "Lee", **to: object) -> None:
    filter_home(world.store, world.act(name), FilterDraft(**to))


def home(world: World, name: str = "Lee") -> Home:
    with world.store.reading() as db:
        return home_of(db, world.school(), world.person(name), world.now)


def offered(world: World):
    return look_before_filtering(world.store, world.act("Lee"))


def needs(world: World) -> dict[str, list[str]]:
    """What stands in each list, by the words of what was asked."""
    shown = home(world)
    return {
        "new": [each.story.request.need for each in shown.unanswered],
        "promises": [each.commitment.doing for each in shown.promises],
        "questions": [each.story.request.need for each in shown.asked_back],
        "referred": [each.request.need for each in shown.referred],
        "partners": [each.partner.name for each in shown.partners],
        "failed": [each.person for each in shown.undelivered],
    }


def a_full_home(world: World) -> UUID:
    """One of everything for Ada's 8B and for Ben's 7a; Ada's serve the objective, which is given."""
    add_objective(world.store, world.act("Lee"), SEARCH)
    objective_id = offered(world).objectives[0].id
    museum = add_partner(world.store, world.act("Lee"), PartnerDraft("County Museum", Category.NATIONAL))
    for (address, name), group, serves in ((ADA, "8B", objective_id), (BEN, "7a", None)):
        draft = PartnerDraft(name, Category.TEACHER, person=(address, name), ideal_days=1, objective_id=serves)
        add_partner(world.store, world.act("Lee"), draft)
        asked = {each: world.asks(name, f"{each} for {name}", class_name=group) for each in ("maps", "songs", "films")}
        promise(
            world.store,
            world.act("Lee"),
            world.asks(name, f"letters for {name}", class_name=group),
            doing=f"Find letters for {name}",
            share=None,
            due_on=WEDNESDAY,
            objective_id=serves,
        )
        ask_back(world.store, world.act("Lee"), asked["songs"], "Of which years?")
        refer(world.store, world.act("Lee"), asked["films"], partner_id=museum, word=None, objective_id=serves)
    world.at(TUESDAY).now += timedelta(days=3)
    log_contact(
        world.store,
        world.act("Lee"),
        ContactDraft("", (ADA,), what="bees", next_step="Show the hives", due_on=world.now.date() + timedelta(days=3)),
    )
    return objective_id


def test_a_person_is_in_every_list_and_nobody_else(world):
    a_full_home(world)
    filters(world, person=BEN)
    assert needs(world) == {
        "new": ["maps for Ben"],
        "promises": ["Find letters for Ben"],
        "questions": ["songs for Ben"],
        "referred": ["films for Ben"],
        "partners": ["Ben"],
        "failed": [],
    }
    assert home(world).only == ShownOnly(person="Ben")
    filters(world, person=ADA)
    assert needs(world)["promises"] == ["Find letters for Ada", "Show the hives"]


def test_a_class_is_the_same_however_it_is_written(world):
    a_full_home(world)
    filters(world, class_name="8 b")
    shown = needs(world)
    assert [shown[each] for each in ("new", "promises", "questions", "referred")] == [
        ["maps for Ada"],
        ["Find letters for Ada"],
        ["songs for Ada"],
        ["films for Ada"],
    ]
    assert shown["partners"], "a partner has no class"


def test_an_objective_is_what_requests_promises_and_partners_serve(world):
    filters(world, objective_id=a_full_home(world))
    assert needs(world) == {
        "new": [],
        "promises": ["Find letters for Ada"],
        "questions": [],
        "referred": ["films for Ada"],
        "partners": [],
        "failed": [],
    }


def test_several_go_together_and_everything_comes_back(world):
    objective_id = a_full_home(world)
    everything = needs(world)
    filters(world, person=BEN, objective_id=objective_id)
    assert not any(needs(world).values())
    show_everything(world.store, world.act("Lee"))
    assert needs(world) == everything
    assert home(world).only is None


def test_failed_messages_are_those_to_that_person(world):
    for name in ("Ada", "Ben"):
        world.asks(name)
        world.passes()
        world.platform.answers(Refused("channel_not_found"))
        world.is_told(name, "The reading group meets on Thursday.")
        world.passes()
    assert sorted(needs(world)["failed"]) == ["Ada", "Ben"]
    filters(world, person=ADA)
    assert needs(world)["failed"] == ["Ada"]
    filters(world, class_name="8B")
    assert sorted(needs(world)["failed"]) == ["Ada", "Ben"], "what failed is not hidden behind a class"


def test_it_outlasts_what_happens_and_belongs_to_one_home(any_world):
    world = any_world
    for name in ("Lee", "Kim"):
        open_home(world.store, world.act(name))
    world.asks("Ben", "wasps")
    filters(world, person=BEN)
    world.passes()
    world.asks("Ada", "bees")
    world.now += timedelta(minutes=1)
    world.passes()
    world.comes(TUESDAY, "00:00")
    shown = world.platform.homes
    assert [each.story.request.need for each in shown["Lee"].unanswered] == ["wasps"]
    assert [each.story.request.need for each in shown["Kim"].unanswered] == ["wasps", "bees"]


def test_each_list_is_shown_from_its_beginning(world):
    turn_home(world.store, world.act("Lee"), HomeList.NEW, 3)
    filters(world, person=ADA)
    assert home(world).turned == {}


def test_somebody_who_never_asked_can_be_chosen_and_nothing_fits(world):
    world.asks("Ada")
    filters(world, person=("U0CLEO", "Cleo"))
    world.now += timedelta(minutes=1)
    assert home(world).only == ShownOnly(person="Cleo")
    assert needs(world)["new"] == []


def test_the_menu_has_each_class_once_the_newest_first(world):
    for group in ("8B", "7a", "8b", None):
        world.asks("Ada", f"maps for {group}", class_name=group)
        world.now += timedelta(minutes=1)
    assert offered(world).classes == ("8b", "7a")


def test_the_form_says_what_is_shown_now(world):
    assert offered(world).only is None
    filters(world, person=ADA, class_name="8B")
    assert offered(world).only == ShownOnly("Ada", "8B", None)


def test_nothing_chosen_is_everything_shown(world):
    filters(world, person=ADA)
    filters(world)
    assert home(world).only is None


@pytest.mark.parametrize(
    "wrong",
    [{"objective_id": new_id()}, {"class_name": "x" * (CLASS_LIMIT + 1)}],
    ids=["objective that is gone", "class of too many words"],
)
def test_what_is_nothing_to_choose_is_refused_and_nothing_is_stored(world, wrong):
    filters(world, person=ADA)
    with pytest.raises(UserError):
        filters(world, person=BEN, **wrong)
    assert home(world).only == ShownOnly(person="Ada")


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_only_librarians_filter(world, name):
    for deed in (
        lambda: filters(world, name, person=ADA),
        lambda: look_before_filtering(world.store, world.act(name)),
        lambda: show_everything(world.store, world.act(name)),
    ):
        with pytest.raises(UserError, match="librarians"):
            deed()


def test_pressing_twice_is_choosing_once(world):
    act = world.act("Lee")
    filter_home(world.store, act, FilterDraft(person=ADA))
    filters(world, person=BEN)
    filter_home(world.store, act, FilterDraft(person=ADA))
    assert home(world).only == ShownOnly(person="Ben")


def test_who_no_longer_runs_the_library_has_no_filter(world):
    filters(world, person=ADA)
    with world.store.reading() as db:
        assert homes.filter_of(db, world.person("Lee").id).is_on
        lee = replace(world.person("Lee"), is_librarian=False, is_administrator=True)
        assert home_of(db, world.school(), lee, world.now).only is None
