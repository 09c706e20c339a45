"""Lee keeps the improvement plan: objectives, readings of their measures, and the evidence behind them."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from world import FRIDAY, MONDAY, NEXT_MONDAY, World, moment

from domain.collaboration import ActivityKind
from domain.errors import UserError
from domain.objective import Evidence, Objective
from domain.partner import Category
from handlers.add_activity import ActivityDraft, add_activity
from handlers.add_partner import PartnerDraft, add_partner
from handlers.answer import answer
from handlers.change_contact import change_contact, look_at_contact
from handlers.change_partner import change_partner
from handlers.edit_activity import edit_activity
from handlers.filter_home import FilterDraft, filter_home
from handlers.log_contact import log_contact
from handlers.look_at_plan import Plan, look_at_objective, look_at_plan, look_before_setting
from handlers.note_reading import note_reading
from handlers.promise import look_before_promising, promise
from handlers.refer import refer
from handlers.retire_objective import retire_objective
from handlers.roll_over import roll_over
from handlers.set_objective import ObjectiveDraft, add_objective, edit_objective
from handlers.whose_contact import ContactDraft
from handlers.withdraw import withdraw
from store import activities as activity_rows
from store import contacts as contact_rows
from store import partners as partner_rows
from store.tables import activities, contacts, objectives, partners, readings
from store.types import new_id

SEARCH = ObjectiveDraft(
    "Every Year 8 class learns to search", "Independent learners", "Classes taught together", "6 classes", 2025
)
SEPTEMBER = date(2026, 9, 7)


def plan(world: World, year: int | None = None) -> Plan:
    return look_at_plan(world.store, world.act("Lee"), year)


def sets(world: World, **changed: object) -> Objective:
    draft = replace(SEARCH, **changed)
    year = add_objective(world.store, world.act("Lee"), draft)
    return plan(world, year).progress[-1].objective


def behind(world: World, objective: Objective) -> Evidence:
    return look_at_objective(world.store, world.act("Lee"), objective.id).progress.evidence


def rows(world: World, table: sa.Table) -> int:
    with world.store.reading() as db:
        return len(db.execute(sa.select(table)).all())


def titles(shown: Plan) -> list[str]:
    return [each.objective.title for each in shown.progress]


# objectives


def test_an_objective_is_in_the_plan_of_its_year(any_world):
    world = any_world
    sets(world)
    sets(world, title="A reading group for staff", year=2026)
    assert titles(plan(world)) == ["Every Year 8 class learns to search"]
    assert titles(plan(world, 2026)) == ["A reading group for staff"]
    assert plan(world).years == (2025, 2026)
    (there,) = plan(world).progress
    assert (there.objective.aim, there.objective.measure, there.objective.target) == (
        "Independent learners",
        "Classes taught together",
        "6 classes",
    )


def test_a_form_that_is_delivered_twice_adds_one(any_world):
    act = any_world.act("Lee")
    for _ in range(2):
        add_objective(any_world.store, act, SEARCH)
    assert rows(any_world, objectives) == 1


def test_it_can_be_changed_and_stays_the_same_objective(any_world):
    world = any_world
    before = sets(world)
    edit_objective(world.store, world.act("Lee"), before.id, replace(SEARCH, target="8 classes", year=2026))
    (there,) = plan(world, 2026).progress
    assert (there.objective.id, there.objective.target) == (before.id, "8 classes")


@pytest.mark.parametrize(
    ("changed", "about"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 151}, "title"),
        ({"aim": None}, "aim"),
        ({"measure": ""}, "measure"),
        ({"target": "x" * 101}, "target"),
        ({"year": 2031}, "year"),
        ({"year": None}, "year"),
    ],
)
def test_what_an_objective_must_not_be_is_said_under_its_field_and_nothing_is_kept(any_world, changed, about):
    world, before = any_world, sets(any_world)
    for deed in (
        lambda: add_objective(world.store, world.act("Lee"), replace(SEARCH, **changed)),
        lambda: edit_objective(world.store, world.act("Lee"), before.id, replace(SEARCH, **changed)),
    ):
        with pytest.raises(UserError) as refused:
            deed()
        assert refused.value.about == about
    assert [each.objective for each in plan(world).progress] == [before]


def test_a_retired_one_stays_to_be_read_and_can_no_longer_be_chosen(any_world):
    world = any_world
    objective = sets(world)
    retire_objective(world.store, world.act("Lee"), objective.id)
    (there,) = plan(world).progress
    assert there.objective.retired_on == MONDAY
    request_id = world.asks("Ada")
    assert look_before_promising(world.store, world.act("Lee"), request_id).objectives == ()
    with pytest.raises(UserError) as refused:
        promise(
            world.store,
            world.act("Lee"),
            request_id,
            doing="a box",
            share=None,
            due_on=FRIDAY,
            objective_id=objective.id,
        )
    assert refused.value.about == "objective"
    assert world.commitment(request_id) is None
    with pytest.raises(UserError, match="retired already"):
        retire_objective(world.store, world.act("Lee"), objective.id)
    with pytest.raises(UserError, match="is retired"):
        reads(world, objective, "4")


TIED = {
    "an activity": lambda world, tied: add_activity(
        world.store, world.act("Lee"), ActivityDraft(ActivityKind.EVENT, "Book fair", FRIDAY, objective_id=tied)
    ),
    "a partner": lambda world, tied: add_partner(
        world.store, world.act("Lee"), PartnerDraft("County Museum", Category.NATIONAL, objective_id=tied)
    ),
    "a contact": lambda world, tied: log_contact(
        world.store, world.act("Lee"), ContactDraft("Ada", what="frogs", objective_id=tied)
    ),
    "the filter of Home": lambda world, tied: filter_home(
        world.store, world.act("Lee"), FilterDraft(objective_id=tied)
    ),
}


@pytest.mark.parametrize("tie", TIED.values(), ids=TIED)
def test_nothing_is_tied_to_a_retired_one_any_more(world, tie):
    objective = sets(world)
    retire_objective(world.store, world.act("Lee"), objective.id)
    for gone in (objective.id, UUID(int=7)):
        with pytest.raises(UserError, match="no longer in the plan") as refused:
            tie(world, gone)
        assert refused.value.about == "objective"
    assert rows(world, activities) == rows(world, partners) == rows(world, contacts) == 0


def test_what_serves_one_goes_on_serving_it_when_it_is_changed(world):
    objective, lee = sets(world), world.act("Lee")
    fair = ActivityDraft(ActivityKind.EVENT, "Book fair", FRIDAY, objective_id=objective.id)
    museum = PartnerDraft("County Museum", Category.NATIONAL, objective_id=objective.id)
    add_activity(world.store, lee, fair)
    partner_id = add_partner(world.store, world.act("Lee"), museum)
    contact = log_contact(world.store, world.act("Lee"), ContactDraft("Ada", what="frogs", objective_id=objective.id))
    retire_objective(world.store, world.act("Lee"), objective.id)
    (activity,) = world.read(activity_rows.live)
    edit_activity(world.store, world.act("Lee"), activity.id, replace(fair, title="Spring book fair"))
    change_partner(world.store, world.act("Lee"), partner_id, replace(museum, offers="loans"))
    form = look_at_contact(world.store, world.act("Lee"), contact.contact.id)
    assert form.objectives == ((objective.id, objective.title),)
    change_contact(world.store, world.act("Lee"), contact.contact.id, replace(form.draft, what="toads"))
    assert world.read(activity_rows.live)[0].objective_id == objective.id
    assert world.read(partner_rows.get, partner_id).objective_id == objective.id
    assert world.read(contact_rows.find, contact.contact.id).objective_id == objective.id


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_only_librarians_see_or_change_the_plan(world, name):
    objective, act = sets(world), world.act
    for deed in (
        lambda: look_at_plan(world.store, act(name)),
        lambda: look_at_objective(world.store, act(name), objective.id),
        lambda: look_before_setting(world.store, act(name)),
        lambda: add_objective(world.store, act(name), SEARCH),
        lambda: edit_objective(world.store, act(name), objective.id, replace(SEARCH, target="0")),
        lambda: retire_objective(world.store, act(name), objective.id),
        lambda: roll_over(world.store, act(name), 2025),
        lambda: note_reading(world.store, act(name), objective.id, value="4", read_on=None, note=None),
    ):
        with pytest.raises(UserError, match="librarians"):
            deed()
    assert (rows(world, objectives), rows(world, readings)) == (1, 0)
    assert plan(world).progress[0].objective == objective


def test_what_was_never_there_is_said_kindly(world):
    with pytest.raises(UserError, match="cannot find that objective"):
        look_at_objective(world.store, world.act("Lee"), new_id())


# readings


def reads(world: World, objective: Objective, value: str | None, day: date | None = None, note: str | None = None):
    note_reading(world.store, world.act("Lee"), objective.id, value=value, read_on=day, note=note)


def test_readings_are_shown_with_the_latest_first(any_world):
    world = any_world
    objective = sets(world)
    reads(world.at(FRIDAY), objective, " 3 classes ", note=" slow start ")
    reads(world, objective, "2 classes", MONDAY)
    reads(world.at(NEXT_MONDAY), objective, "4 classes")
    shown = plan(world).progress[0].readings
    assert [(each.value, each.read_on) for each in shown] == [
        ("4 classes", NEXT_MONDAY),
        ("3 classes", FRIDAY),
        ("2 classes", MONDAY),
    ]
    assert shown[1].note == "slow start"


@pytest.mark.parametrize(
    ("value", "day", "note", "about"),
    [
        ("", None, None, "value"),
        ("x" * 101, None, None, "value"),
        ("4", MONDAY + timedelta(days=1), None, "read-on"),
        ("4", None, "x" * 501, "word"),
    ],
)
def test_a_reading_that_cannot_be_is_refused_whole(any_world, value, day, note, about):
    objective = sets(any_world)
    with pytest.raises(UserError) as refused:
        reads(any_world, objective, value, day, note)
    assert refused.value.about == about
    assert rows(any_world, readings) == 0


# the evidence behind it


def test_what_serves_an_objective_is_counted_and_read_out(any_world):
    world = any_world
    objective = sets(world)
    first, second, third = (world.asks("Ada", need) for need in ("bees", "wasps", "ants"))
    promise(world.store, world.act("Lee"), first, doing="a box", share=None, due_on=FRIDAY, objective_id=objective.id)
    answer(world.store, world.act("Lee"), second, resources="The Wasp Book", note=None, objective_id=objective.id)
    museum = PartnerDraft("County Museum", Category.NATIONAL, objective_id=objective.id)
    partner_id = add_partner(world.store, world.act("Lee"), museum)
    refer(world.store, world.act("Lee"), third, partner_id=partner_id, word=None, objective_id=objective.id)
    had(world, objective)
    evidence = behind(world, objective)
    counts = (evidence.requests, evidence.promises, evidence.kept, evidence.contacts, evidence.partners)
    assert counts == (3, 1, 0, 1, 1)
    assert [(each.who, each.what, each.state) for each in evidence.newest_requests] == [
        ("Ada", "ants", "referred"),
        ("Ada", "wasps", "answered"),
        ("Ada", "bees", "promised"),
    ]
    assert [(each.who, each.what) for each in evidence.newest_contacts] == [("Ada", "co-planned two lessons")]
    world.answers("Lee", first)
    assert behind(world, objective).kept == 1


def had(world: World, objective: Objective) -> None:
    """A contact that was logged for the objective."""
    with world.store.writing() as db:
        db.execute(
            contacts.insert().values(
                id=new_id(),
                school_id=world.school_id,
                with_whom="Ada",
                logged_by=world.person("Lee").id,
                on=MONDAY,
                what="co-planned two lessons",
                objective_id=objective.id,
                logged_at=world.now,
            )
        )


def test_what_was_taken_back_is_no_evidence(world):
    objective, request_id = sets(world), world.asks("Ada")
    promise(
        world.store, world.act("Lee"), request_id, doing="a box", share=None, due_on=FRIDAY, objective_id=objective.id
    )
    withdraw(world.store, world.act("Ada"), request_id)
    assert behind(world, objective) == Evidence()


def test_the_newest_five_are_read_out_and_all_are_counted(world):
    objective = sets(world)
    for number in range(7):
        answer(
            world.store,
            world.act("Lee"),
            world.asks("Ada", f"book {number}"),
            resources="A Book",
            note=None,
            objective_id=objective.id,
        )
    evidence = behind(world, objective)
    assert evidence.requests == 7
    assert [each.what for each in evidence.newest_requests] == [f"book {number}" for number in (6, 5, 4, 3, 2)]


def test_the_form_offers_the_objectives_of_this_school_year(world):
    this, _ = sets(world), sets(world, title="Next year’s", year=2026)
    form = look_before_promising(world.store, world.act("Lee"), world.asks("Ada"))
    assert form.objectives == (this,)


def test_another_schools_objective_cannot_be_served(world):
    request_id = world.asks("Ada")
    with pytest.raises(UserError, match="no longer in the plan"):
        answer(world.store, world.act("Lee"), request_id, resources="A Book", note=None, objective_id=UUID(int=7))
    assert world.request(request_id).is_live


# a year rolls over


def test_a_year_rolls_over_once_and_the_last_stays_as_it_is(any_world):
    world = any_world
    first, second = sets(world), sets(world, title="A reading group for staff")
    retired = sets(world, title="Given up")
    retire_objective(world.store, world.act("Lee"), retired.id)
    reads(world, first, "3 classes")
    last_year = plan(world).progress
    assert plan(world).rolls_to == 2026
    assert roll_over(world.store, world.act("Lee"), 2025) == 2
    assert roll_over(world.store, world.act("Lee"), 2025) == 0
    assert plan(world).rolls_to is None
    following = plan(world, 2026).progress
    assert [(each.objective.title, each.objective.rolled_from) for each in following] == [
        (first.title, first.id),
        (second.title, second.id),
    ]
    assert [each.readings for each in following] == [(), ()]
    assert plan(world).progress == last_year
    page = look_at_objective(world.store, world.act("Lee"), following[0].objective.id)
    assert page.goes_on_from == first


def test_two_librarians_who_roll_over_at_once_make_one_copy(any_world):
    world = any_world
    sets(world)
    act, other = world.act("Lee"), world.act("Kim")
    assert roll_over(world.store, act, 2025) + roll_over(world.store, other, 2025) == 1
    assert len(plan(world, 2026).progress) == 1


def test_what_is_added_after_the_roll_can_follow(world):
    sets(world)
    roll_over(world.store, world.act("Lee"), 2025)
    sets(world, title="Added in spring")
    assert plan(world).rolls_to == 2026
    assert roll_over(world.store, world.act("Lee"), 2025) == 1
    assert titles(plan(world, 2026)) == ["Every Year 8 class learns to search", "Added in spring"]


def test_no_year_is_rolled_farther_than_the_next(world):
    sets(world, year=2026)
    assert plan(world, 2026).rolls_to is None
    with pytest.raises(UserError, match="goes up to 2026–27"):
        roll_over(world.store, world.act("Lee"), 2026)


def test_a_partner_who_helps_with_an_objective_helps_with_the_one_that_goes_on_from_it(world):
    objective = sets(world)
    museum = PartnerDraft("County Museum", Category.NATIONAL, objective_id=objective.id)
    add_partner(world.store, world.act("Lee"), museum)
    roll_over(world.store, world.act("Lee"), 2025)
    world.now = moment(SEPTEMBER)
    (new,) = plan(world).progress
    assert new.evidence.partners == 1
    assert behind(world, objective).partners == 1
