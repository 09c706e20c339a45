"""Whatever a Home shows, it is published anew when that changes, on a new day, and once for a burst of changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from uuid import UUID

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, World

from domain.answer import Helped
from domain.library_need import NeedKind
from domain.partner import Category
from domain.person import UNKNOWN
from handlers.add_partner import PartnerDraft, add_partner
from handlers.add_to_digest import add_need, close_need
from handlers.change_partner import change_partner
from handlers.home import open_home
from handlers.learn import learn
from handlers.log_contact import log_contact
from handlers.look_at_plan import look_at_plan
from handlers.messages import Answered, Digest
from handlers.offer_help import offer_help
from handlers.put_off_partner import not_this_term, snooze_partner
from handlers.refer import refer
from handlers.renegotiate import renegotiate
from handlers.retire_objective import retire_objective
from handlers.roll_over import roll_over
from handlers.sending import Patience, Refused
from handlers.set_objective import ObjectiveDraft, add_objective, edit_objective
from handlers.settings import change_settings, look_at_settings
from handlers.snooze import SnoozeFor, snooze
from handlers.try_again import let_go
from handlers.whose_contact import ContactDraft
from store import digest_words, partners, people

MUSEUM = PartnerDraft("County Museum", Category.NATIONAL)
SEARCH = ObjectiveDraft("Every Year 8 class learns to search", "Independent learners", "Classes", "6 classes", 2025)
EVERYBODY = ["Ada", "Ben", "Kim", "Lee", "Sam"]
WHO_RUNS_IT = ["Kim", "Lee", "Sam"]

Change = Callable[[World], object]


def opened(world: World) -> World:
    """Everybody has looked at Home, and all of it is true."""
    for name in EVERYBODY:
        open_home(world.store, world.act(name))
    world.passes()
    world.platform.published.clear()
    return world


def published(world: World) -> list[str]:
    world.passes()
    found = sorted(set(world.platform.published))
    world.platform.published.clear()
    return found


def prepared(world: World) -> UUID:
    """A partner, an objective, a need, and a request with a promise: what changes later."""
    add_partner(world.store, world.act("Lee"), MUSEUM)
    add_objective(world.store, world.act("Lee"), SEARCH)
    add_need(world.store, world.act("Lee"), NeedKind.COVER, "an hour on Tuesdays")
    request_id = world.asks("Ada")
    world.promises("Lee", request_id, WEDNESDAY)
    return request_id


def museum(world: World) -> UUID:
    return world.read(partners.every)[0].id


def need(world: World) -> UUID:
    return world.read(digest_words.open_needs, world.now)[0].id


def objective(world: World) -> UUID:
    return look_at_plan(world.store, world.act("Lee")).progress[0].objective.id


def the_promise(world: World):
    (promised,) = world.platform.homes["Lee"].promises
    return promised.commitment


LIBRARYS: dict[str, Change] = {
    "contact logged": lambda world: log_contact(
        world.store, world.act("Lee"), ContactDraft("County Museum", what="boxes")
    ),
    "follow-up snoozed": lambda world: snooze_partner(world.store, world.act("Lee"), museum(world)),
    "partner put off": lambda world: not_this_term(world.store, world.act("Lee"), museum(world)),
    "partner renamed": lambda world: change_partner(
        world.store, world.act("Lee"), museum(world), replace(MUSEUM, name="City Museum")
    ),
    "promise snoozed": lambda world: snooze(world.store, world.act("Lee"), the_promise(world).id, SnoozeFor.TOMORROW),
    "need added": lambda world: add_need(world.store, world.act("Lee"), NeedKind.MONEY, "atlases"),
    "need closed": lambda world: close_need(world.store, world.act("Lee"), need(world)),
    "help offered": lambda world: offer_help(world.store, world.act("Sam"), need(world)),
    "objective added": lambda world: add_objective(world.store, world.act("Lee"), replace(SEARCH, title="Reading")),
    "objective edited": lambda world: edit_objective(
        world.store, world.act("Lee"), objective(world), replace(SEARCH, title="Searching")
    ),
    "objective retired": lambda world: retire_objective(world.store, world.act("Lee"), objective(world)),
    "plan rolled over": lambda world: roll_over(world.store, world.act("Lee"), 2025),
    "calendar changed": lambda world: world.closes(FRIDAY, FRIDAY),
    "settings changed": lambda world: change_settings(
        world.store,
        world.act("Lee"),
        replace(look_at_settings(world.store, world.act("Lee")), digest_at=time(12)),
    ),
}
"""What changes what those see who run the library or decide about it, and nobody else."""


@pytest.mark.parametrize("change", LIBRARYS.values(), ids=LIBRARYS.keys())
def test_what_the_library_sees_is_published_to_those_who_run_it(world, change):
    prepared(world)
    opened(world)
    change(world)
    assert published(world) == WHO_RUNS_IT
    assert published(world) == []


OF_ONE_REQUEST: dict[str, Change] = {
    "date moved": lambda world: renegotiate(
        world.store, world.act("Lee"), the_promise(world).id, due_on=FRIDAY, word="the copies are late"
    ),
    "referred": lambda world: refer(
        world.store, world.act("Lee"), the_promise(world).request_id, partner_id=museum(world), word=None
    ),
    "answered": lambda world: world.answers("Lee", the_promise(world).request_id),
}


@pytest.mark.parametrize("change", OF_ONE_REQUEST.values(), ids=OF_ONE_REQUEST.keys())
def test_what_becomes_of_a_request_is_published_to_who_asked_as_well(world, change):
    prepared(world)
    opened(world)
    change(world)
    assert published(world) == ["Ada", *WHO_RUNS_IT]


def test_saying_whether_it_helped_takes_it_off_her_home_and_so_do_ten_school_days(world):
    for need in ("bees", "wasps"):
        world.answers("Lee", world.asks("Ada", need))
    opened(world)
    answered = world.heard("Ada", Answered)[-1].answer
    world.judges("Ada", answered.request_id, Helped.YES, answered.id)
    assert "Ada" in published(world)
    assert len(world.platform.homes["Ada"].mine) == 1
    world.comes(world.school().calendar.add_school_days(MONDAY, 11), "00:00")
    assert "Ada" in published(world)
    assert world.platform.homes["Ada"].mine == ()


OF_PEOPLE: dict[str, Change] = {
    "somebody left": lambda world: world.leaves("Kim"),
    "somebody was given another name": lambda world: learn(world.store, world.school_id, "U0LEE", UNKNOWN, "Lee Park"),
    "somebody comes with another name": lambda world: open_home(
        world.store, replace(world.act("Lee"), name="Lee Park")
    ),
}


@pytest.mark.parametrize("change", OF_PEOPLE.values(), ids=OF_PEOPLE.keys())
def test_who_is_in_the_library_and_what_they_are_called_is_published_to_everybody(world, change):
    opened(world)
    change(world)
    assert {"Ada", "Ben", "Sam"} <= set(published(world))


def test_a_message_that_failed_and_one_that_was_let_go_are_published(world):
    opened(world)
    world.platform.answers(Refused("channel_not_found"))
    world.is_told("Ben", "The reading group meets on Thursday.")
    assert published(world) == WHO_RUNS_IT
    (failed,) = world.platform.homes["Lee"].undelivered
    assert (failed.person, failed.reason) == ("Ben", "channel_not_found")
    let_go(world.store, world.act("Lee"), failed.notice_id)
    assert published(world) == WHO_RUNS_IT
    assert world.platform.homes["Lee"].undelivered == ()


def test_the_digest_that_goes_out_is_on_home_at_once(world):
    opened(world)
    world.at(FRIDAY, "13:59")
    published(world)
    world.at(FRIDAY, "14:00")
    assert published(world) == WHO_RUNS_IT
    home = world.platform.homes["Sam"]
    assert home.told.figures == world.the("Sam", Digest).figures
    assert home.next_digest_at > world.now


def test_a_new_day_is_published_though_nothing_happened(any_world):
    world = any_world
    world.promises("Lee", world.asks("Ada"), MONDAY)
    opened(world)
    world.at(MONDAY, "23:59")
    assert published(world) == []
    world.at(TUESDAY, "00:00")
    assert published(world) == EVERYBODY
    world.at(TUESDAY, "00:01")
    assert published(world) == []


def test_whoever_ran_the_library_and_has_left_sees_no_more_of_it(world):
    opened(world).leaves("Kim")
    assert "Kim" not in published(world)
    prepared(world)
    assert published(world) == ["Ada", "Lee", "Sam"]


def test_whoever_comes_back_sees_how_things_stand(world):
    opened(world).leaves("Kim")
    published(world)
    open_home(world.store, world.act("Kim"))
    assert "Kim" in published(world)


def test_whoever_has_left_has_no_new_days(world):
    opened(world)
    world.leaves("Ben")
    published(world)
    world.at(NEXT_MONDAY, "00:00")
    assert "Ben" not in published(world)


def test_a_burst_of_changes_is_published_once(world):
    opened(world)
    world.patience = Patience(between_homes=5)
    world.asks("Ada", "book number 0")
    assert published(world) == ["Ada", *WHO_RUNS_IT]
    for number in range(1, 6):
        world.asks("Ada", f"book number {number}")
        assert published(world) == [], "it rests"
    world.now = world.now.replace(minute=1)
    world.real += world.patience.until_look_up
    world.passes()
    assert sorted(world.platform.published) == ["Ada", *WHO_RUNS_IT]
    assert len(world.platform.homes["Lee"].unanswered) == 6


def test_what_changes_while_a_home_is_published_is_published_next(world):
    opened(world)
    world.asks("Ada", "bees")
    changes = iter([lambda: world.asks("Ada", "wasps")])
    before = world.platform.publish

    def publish_meanwhile(*letter: object):
        next(changes, lambda: None)()
        return before(*letter)

    world.platform.publish = publish_meanwhile
    world.passes()
    assert len(world.platform.homes["Ada"].mine) == 2


def test_nobody_is_stored_because_of_another_name_and_the_same_name_changes_nothing(world):
    opened(world)
    learn(world.store, world.school_id, "U0DORA", UNKNOWN, "Dora")
    learn(world.store, world.school_id, "U0LEE", UNKNOWN, "Lee")
    assert published(world) == []
    with world.store.reading() as db:
        assert people.by_address(db, world.school_id, "U0DORA") is None
