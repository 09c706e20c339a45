"""Sam keeps every digest and compares them: what Ada alone did in a week shows in none of them, nor between them."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, World, moment

from domain.collaboration import ActivityKind, Benefit, Gain, Level, Served
from domain.commitment import Share
from domain.counted import REST, Counted
from domain.digest import Figures
from domain.library_need import NeedKind
from domain.notices import NoticeKind
from domain.partner import Category
from domain.request import HelpKind
from handlers.add_activity import ActivityDraft, add_activity
from handlers.add_partner import PartnerDraft, add_partner
from handlers.add_to_digest import add_need, close_need
from handlers.digest import digest_one
from handlers.finish import finish
from handlers.log_contact import log_contact
from handlers.messages import Digest
from handlers.my_settings import Wanted, change_my_settings
from handlers.promise import promise
from handlers.set_objective import ObjectiveDraft, add_objective
from handlers.whose_contact import ContactDraft
from store import commitments, objectives, outbox, people

NEXT_FRIDAY = FRIDAY + timedelta(weeks=1)
BOTH = tuple(Gain(Benefit.SUPPORT, served) for served in Served)


def an_objective(world: World):
    add_objective(world.store, world.act("Lee"), ObjectiveDraft("Search well", "Aim", "Measure", "6", 2025))
    (objective,) = world.read(objectives.all_of_year, 2025)
    return objective.id


def is_helped(world: World, name: str, objective_id, due_on: date) -> None:
    """A request, a promise that is kept and a contact, all for the objective."""
    request_id = world.asks(name, f"books {len(world.ledger())}", kind=HelpKind.COMPLEX_CONCEPT)
    doing = {"doing": "a box", "share": Share.TECHNOLOGY, "due_on": due_on, "objective_id": objective_id}
    promise(world.store, world.act("Lee"), request_id, **doing)
    finish(world.store, world.act("Lee"), world.commitment(request_id).id)
    draft = ContactDraft(
        None, ((f"U0{name.upper()}", name),), f"talk {len(world.ledger())}", level=Level.COOPERATION, gains=BOTH
    )
    log_contact(world.store, world.act("Lee"), replace(draft, objective_id=objective_id))


def grown(figures: Figures) -> list[tuple[str, int]]:
    every = [*figures.levels, *figures.to_library, *figures.to_partners, *figures.plan[0].behind]
    return [(each.what, each.count) for each in every]


def test_what_ada_alone_did_shows_in_no_figure_and_in_no_difference(any_world):
    world = any_world.at(MONDAY)
    objective_id = an_objective(world)
    for name in ("Ada", "Ben", "Cleo"):
        is_helped(world, name, objective_id, TUESDAY)
    world.comes(FRIDAY, "14:00")
    world.at(NEXT_MONDAY)
    for _ in range(5):
        is_helped(world, "Ada", objective_id, NEXT_FRIDAY)
    world.comes(NEXT_FRIDAY, "14:00")
    first, second = (each.figures for each in world.heard("Sam", Digest))
    assert first.by_kind == (Counted("complex concept", 3),)
    assert first.by_share == (Counted("technology", 3),)
    assert {count for _, count in grown(first)} == {3}
    assert len(grown(first)) == 6
    assert second.by_kind == second.by_share == (Counted(REST, None),)
    assert grown(second) == grown(first)


def test_when_two_more_come_the_figures_catch_up_with_all_three(world):
    objective_id = an_objective(world.at(MONDAY))
    is_helped(world, "Ada", objective_id, TUESDAY)
    world.comes(FRIDAY, "14:00")
    world.at(NEXT_MONDAY)
    for name in ("Ben", "Cleo"):
        is_helped(world, name, objective_id, NEXT_FRIDAY)
    world.comes(NEXT_FRIDAY, "14:00")
    first, second = (each.figures for each in world.heard("Sam", Digest))
    assert grown(first) == []
    assert {count for _, count in grown(second)} == {3}


def test_a_title_that_names_somebody_is_counted_and_not_told(world):
    """Trainings are entered by hand: what names a person of the school stays with the librarians."""
    world.asks("Ada")
    for title in ("Coaching with Ada", "Area conference"):
        add_activity(world.store, world.act("Lee"), ActivityDraft(ActivityKind.TRAINING, title, TUESDAY))
    for each in world.read(commitments.all_open):
        finish(world.store, world.act("Lee"), each.id)
    world.comes(FRIDAY, "14:00")
    told = world.the("Sam", Digest).figures
    assert (told.learned, told.learned_at) == (2, ("Area conference",))


def teaches(world: World, name: str, department: str) -> None:
    wanted = Wanted(department, None, None, None, ends_quiet=False, quotes_thanks=False)
    change_my_settings(world.store, world.act(name), wanted)


def asks_for(world: World, kind: HelpKind, *names: str) -> None:
    for name in names:
        world.asks(name, f"books {len(world.ledger())}", kind=kind)


def breakdowns(world: World) -> list[tuple[tuple[Counted, ...], tuple[Counted, ...]]]:
    """By kind and by department, in each digest as Sam sees it now."""
    return [(each.figures.by_kind, each.figures.by_department) for each in world.now_shown("Sam", Digest)]


def test_two_breakdowns_of_the_same_week_do_not_give_each_other_away(any_world):
    """Four ask for resources. That three of them are scientists would tell what the artist asked for."""
    world = any_world.at(MONDAY)
    for name in ("Ben", "Cleo", "Dan"):
        teaches(world, name, "Science")
    teaches(world, "Ada", "Art and design")
    asks_for(world, HelpKind.RESOURCES, "Ada", "Ben", "Cleo", "Dan")
    world.comes(FRIDAY, "14:00")
    assert breakdowns(world) == [((Counted("resources", 4),), (Counted(REST, None),))]


def test_what_waits_is_no_total_from_which_the_one_artist_could_be_taken(world):
    """Nothing was handled, so four asked in all. Three for resources, or three scientists, would leave Ada."""
    for name in ("Ben", "Cleo", "Dan"):
        teaches(world, name, "Science")
    teaches(world, "Ada", "Art and design")
    asks_for(world, HelpKind.RESOURCES, "Ben", "Cleo", "Dan")
    asks_for(world, HelpKind.ACTIVITY, "Ada")
    world.comes(FRIDAY, "14:00")
    assert world.the("Sam", Digest).figures.waiting == 4
    assert breakdowns(world) == [((Counted(REST, None),), (Counted(REST, None),))]


def test_sam_who_teaches_too_does_not_find_two_colleagues_by_taking_himself_off(any_world):
    """Of three scientists who ask for resources he is one: a figure of three would tell him of both others."""
    world = any_world.at(MONDAY)
    for name in ("Ada", "Ben", "Sam"):
        teaches(world, name, "Science")
    asks_for(world, HelpKind.RESOURCES, "Ada", "Ben", "Sam")
    world.comes(FRIDAY, "14:00")
    world.at(NEXT_MONDAY)
    teaches(world, "Cleo", "Science")
    asks_for(world, HelpKind.RESOURCES, "Ada", "Ben", "Cleo", "Sam")
    world.comes(NEXT_FRIDAY, "14:00")
    hidden = (Counted(REST, None),)
    assert breakdowns(world) == [
        (hidden, hidden),
        ((Counted("resources", 4),), (Counted("Science", 4),)),
    ]


def test_nor_by_what_was_lifted_from_him_and_what_he_was_told_or_got(world):
    objective_id = an_objective(world.at(MONDAY))
    for name in ("Ada", "Ben", "Sam"):
        is_helped(world, name, objective_id, TUESDAY)
    world.comes(FRIDAY, "14:00")
    figures = world.the("Sam", Digest).figures
    assert (figures.kept, figures.by_share) == (3, (Counted(REST, None),))
    assert grown(figures) == []


def test_a_written_name_may_be_the_readers_own(world):
    for name in ("Ada", "Ben"):
        talks(world, person=name)
    talks(world, name="the principal")
    assert levels(world) == []


def is_kept(world: World, name: str, share: Share) -> None:
    request_id = world.asks(name, f"books {len(world.ledger())}")
    promise(world.store, world.act("Lee"), request_id, doing="a box", share=share, due_on=TUESDAY)
    finish(world.store, world.act("Lee"), world.commitment(request_id).id)


def is_partner(world: World, name: str) -> UUID:
    return add_partner(world.store, world.act("Lee"), PartnerDraft(name, Category.TEACHER, (f"U0{name.upper()}", name)))


def attends(world: World, kind: ActivityKind, partner_id: UUID | None = None) -> None:
    """An activity of Tuesday, kept."""
    add_activity(world.store, world.act("Lee"), ActivityDraft(kind, "An hour", TUESDAY, partner_id=partner_id))
    for each in world.read(commitments.all_open):
        finish(world.store, world.act("Lee"), each.id)


def shares(world: World) -> tuple[int, tuple[Counted, ...]]:
    """How many promises were kept, and what of them was lifted from teachers."""
    world.comes(FRIDAY, "14:00")
    figures = world.the("Sam", Digest).figures
    return figures.kept, figures.by_share


def test_a_conference_is_kept_and_not_taken_on_for_a_teacher(any_world):
    for name in ("Ada", "Ben", "Cleo"):
        is_kept(any_world, name, Share.TECHNOLOGY)
    attends(any_world, ActivityKind.TRAINING)
    assert shares(any_world) == (4, (Counted("technology", 3),))


def test_a_week_of_conferences_took_nothing_on_for_teachers(world):
    attends(world, ActivityKind.TRAINING)
    assert shares(world) == (1, ())


def test_what_is_taught_together_is_taken_on_without_a_request(world):
    for each in ("Ada", "Ben", "Cleo"):
        attends(world, ActivityKind.CO_TEACHING, is_partner(world, each))
    assert shares(world) == (3, (Counted("co-teaching", 3),))


def test_the_conference_is_taken_off_the_total_and_the_one_teacher_still_is_not_what_is_left(world):
    """Of five kept one is the conference's: beside three for technology the fifth would be Dan's."""
    for name in ("Ada", "Ben", "Cleo"):
        is_kept(world, name, Share.TECHNOLOGY)
    is_kept(world, "Dan", Share.CURATION)
    attends(world, ActivityKind.TRAINING)
    assert shares(world) == (5, (Counted(REST, None),))


def test_what_was_planned_with_one_teacher_is_not_what_the_shares_leave_of_the_total(world):
    for name in ("Ada", "Ben", "Cleo"):
        is_kept(world, name, Share.TECHNOLOGY)
    attends(world, ActivityKind.CO_PLANNING, is_partner(world, "Dan"))
    assert shares(world) == (4, (Counted(REST, None),))


def test_who_changes_department_is_not_what_differs_from_one_telling_to_the_next(world):
    """A need that is settled has the digest written anew: what was asked in Art stays Art's."""
    for name in ("Ada", "Ben", "Cleo"):
        teaches(world, name, "Art and design")
    for name in ("Dan", "Eve", "Fay"):
        teaches(world, name, "Science")
    asks_for(world, HelpKind.RESOURCES, "Ada", "Ben", "Cleo", "Dan", "Eve", "Fay")
    add_need(world.store, world.act("Lee"), NeedKind.COVER, "an hour")
    world.comes(FRIDAY, "14:00")
    first = breakdowns(world)
    assert first == [((Counted("resources", 6),), (Counted("Art and design", 3), Counted("Science", 3)))]
    teaches(world, "Ada", "Science")
    (need,) = world.the("Sam", Digest).needs
    close_need(world.store, world.act("Lee"), need.id)
    world.passes()
    assert breakdowns(world) == first


def test_from_week_to_week_a_change_of_department_shows_nobody(world):
    """In the next week Ada has moved to Science: neither her old colleagues nor her new ones have a figure by it."""
    for name in ("Ada", "Ben", "Cleo"):
        teaches(world, name, "Art and design")
    for name in ("Dan", "Eve"):
        teaches(world, name, "Science")
    everybody = ("Ada", "Ben", "Cleo", "Dan", "Eve")
    asks_for(world, HelpKind.RESOURCES, *everybody)
    world.comes(FRIDAY, "14:00")
    world.comes(NEXT_MONDAY)
    asks_for(world, HelpKind.RESOURCES, "Ada")
    teaches(world, "Ada", "Science")
    asks_for(world, HelpKind.RESOURCES, *everybody)
    world.comes(NEXT_FRIDAY, "14:00")
    assert breakdowns(world) == [
        ((Counted("resources", 5),), (Counted(REST, None),)),
        ((Counted("resources", 6),), (Counted("Art and design", 3), Counted("Science", 3))),
    ]


def test_two_administrators_who_compare_one_digest_of_two_weeks_with_two_of_one_find_nobody(world):
    """Slack did not take Kim's for a week, and hers tells of both. What is more in it than in Sam's first is no Ada."""
    objective_id = an_objective(world)
    with world.store.writing() as db:
        people.make_administrator(db, people.by_address(db, world.school_id, "U0KIM").id, world.now)
    for name in ("Ada", "Ben", "Cleo"):
        teaches(world, name, "Science")
        is_helped(world, name, objective_id, TUESDAY)
    digest_one(world.store, world.school_id, moment(FRIDAY, "14:00"))
    (waits,) = world.ledger(kind=NoticeKind.DIGEST, person_id=world.person("Kim").id)
    with world.store.writing() as db:
        outbox.defer(db, waits.id, moment(NEXT_FRIDAY, "14:00"), "Slack does not take it")
    world.comes(FRIDAY, "14:00")
    world.at(NEXT_MONDAY)
    for name in ("Ada", "Ben"):
        is_helped(world, name, objective_id, NEXT_FRIDAY)
    world.comes(NEXT_FRIDAY, "14:00")
    first, second = (each.figures for each in world.heard("Sam", Digest))
    both = world.the("Kim", Digest).figures
    assert (both.first, both.last, both.kept) == (first.first, second.last, 5)
    assert both.by_kind == (Counted("complex concept", 3), Counted(REST, None))
    assert both.by_department == (Counted("Science", 3), Counted(REST, None))
    assert both.by_share == (Counted("technology", 3), Counted(REST, None))
    assert grown(both) == grown(second) == grown(first)


def talks(world: World, *, name: str | None = None, person: str | None = None) -> None:
    """Logged by a name that somebody wrote, or with somebody of the workspace."""
    people = ((f"U0{person.upper()}", person),) if person else ()
    draft = ContactDraft(name, people, f"talk {world.now}{name}", level=Level.INTEGRATED_CURRICULUM, gains=BOTH)
    log_contact(world.store, world.act("Lee"), draft)


def levels(world: World) -> list[int]:
    world.comes(FRIDAY, "14:00")
    return [each.count for each in world.the("Sam", Digest).figures.levels]


def test_one_person_under_four_names_is_not_four_people(any_world):
    talks(any_world, person="Ada")
    for name in ("Mrs Byron", "A. Byron", "Byron, A."):
        talks(any_world, name=name)
    assert levels(any_world) == []


def test_a_teacher_among_the_partners_whom_nobody_tied_to_an_account_may_be_one_of_them(world):
    talks(world, person="Ada")
    for name in ("Mrs Byron", "A. Byron"):
        add_partner(world.store, world.act("Lee"), PartnerDraft(name, Category.TEACHER))
        talks(world, name=name)
    assert levels(world) == []


def test_organisations_are_told_apart(world):
    for name in ("City Museum", "Riverside Library", "County Archive"):
        add_partner(world.store, world.act("Lee"), PartnerDraft(name, Category.NATIONAL))
        talks(world, name=name)
    assert levels(world) == [3]
