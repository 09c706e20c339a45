"""An activity is entered once; each of its days is a promise like any other, and follows the calendar."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World

from domain.activity import Recurrence
from domain.collaboration import ActivityKind, Level
from domain.commitment import CommitmentState
from domain.errors import UserError
from domain.notices import NoticeKind
from domain.partner import Category
from handlers.add_activity import ActivityDraft, add_activity
from handlers.add_partner import PartnerDraft, add_partner
from handlers.close_days import close_days
from handlers.collaboration_log import log_of_term
from handlers.edit_activity import edit_activity, end_activity, look_at_activity
from handlers.finish import finish
from handlers.list_activities import list_activities
from handlers.look_at_partner import look_at_partner
from handlers.messages import Digest, News, Nudge
from handlers.open_day import open_day
from handlers.plan_activity import plan_activity_one
from handlers.release import release
from handlers.renegotiate import renegotiate
from handlers.snooze import SnoozeFor, snooze
from store import activities, commitments, partners

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
PRESIDENTS_DAY = date(2026, 2, 16)
READING = ActivityDraft(ActivityKind.REGULAR_CLASS, "Reading hour", WEDNESDAY, time(10, 40), Recurrence.WEEKLY)
PLANNING = replace(READING, kind=ActivityKind.CO_PLANNING, title="The frog unit", at=None, level=Level.COOPERATION)
CONFERENCE = ActivityDraft(ActivityKind.TRAINING, "State library conference", FRIDAY)


def adds(world: World, draft: ActivityDraft = READING, name: str = "Lee", **to: object) -> UUID:
    known = {each.id for each in world.read(activities.live)}
    add_activity(world.store, world.act(name), replace(draft, **to))
    (added,) = [each.id for each in world.read(activities.live) if each.id not in known]
    return added


def edits(world: World, activity_id: UUID, draft: ActivityDraft = READING, **to: object) -> None:
    edit_activity(world.store, world.act("Lee"), activity_id, replace(draft, **to))


def made(world: World, activity_id: UUID):
    return world.read(activities.made_for, activity_id)


def open_days(world: World, activity_id: UUID) -> list[date]:
    return [each.due_on for each in made(world, activity_id) if each.is_open]


def occurrence(world: World, activity_id: UUID, day: date) -> UUID:
    return next(each.commitment_id for each in made(world, activity_id) if each.due_on == day and each.is_open)


def listed(world: World) -> list[str]:
    """What stands in Lee's messages, in order."""
    return [line.commitment.doing for nudge in world.heard("Lee", Nudge) for line in nudge.promises]


def explained(world: World, *days: date) -> bool:
    return all(not world.week(day).unexplained for day in days)


# planning


def test_the_days_to_come_are_promised_at_once_for_ten_school_days(any_world):
    activity_id = adds(any_world)
    assert open_days(any_world, activity_id) == [WEDNESDAY, WEDNESDAY + WEEK]
    first = any_world.read(commitments.all_open)[0]
    assert (first.doing, first.at) == ("Reading hour (class on a regular schedule)", time(10, 40))


def test_as_time_goes_on_each_day_is_promised_once(any_world):
    activity_id = adds(any_world)
    any_world.lives_through(MONDAY, FRIDAY)
    for _ in range(3):
        plan_activity_one(any_world.store, any_world.school_id, any_world.now)
    any_world.comes(NEXT_MONDAY)
    assert [each.day for each in made(any_world, activity_id)] == [WEDNESDAY + number * WEEK for number in range(3)]


def test_it_is_followed_like_any_other_promise_the_day_before_and_on_the_day(world):
    activity_id = adds(world)
    world.lives_through(MONDAY, WEDNESDAY)
    assert world.nudged("Lee") == [TUESDAY, WEDNESDAY]
    assert world.nudged("Lee", NoticeKind.AFTERNOON) == [WEDNESDAY]
    finish(world.store, world.act("Lee"), occurrence(world, activity_id, WEDNESDAY))
    world.lives_through(THURSDAY, FRIDAY)
    assert world.nudged("Lee") == [TUESDAY, WEDNESDAY]
    assert explained(world, MONDAY)


def test_an_occurrence_is_snoozed_renegotiated_and_released(world):
    activity_id = adds(world)
    snooze(world.store, world.act("Lee"), occurrence(world, activity_id, WEDNESDAY), SnoozeFor.TOMORROW)
    moved = occurrence(world, activity_id, WEDNESDAY)
    renegotiate(world.store, world.act("Lee"), moved, due_on=THURSDAY, word="assembly")
    release(world.store, world.act("Lee"), occurrence(world, activity_id, WEDNESDAY + WEEK), word="class trip")
    world.lives_through(MONDAY, NEXT_MONDAY)
    assert open_days(world, activity_id) == [THURSDAY, WEDNESDAY + 2 * WEEK]
    assert explained(world, MONDAY, NEXT_MONDAY)


def test_the_ledger_tells_every_morning_of_a_month_of_activities_again(world):
    adds(world)
    adds(world, first_on=TUESDAY, recurrence=Recurrence.FORTNIGHTLY)
    world.lives_through(MONDAY, MONDAY + 3 * WEEK)
    assert explained(world, *(MONDAY + number * WEEK for number in range(4)))


def test_two_processes_that_plan_at_once_make_one_promise_a_day(postgres_store):
    world = World(postgres_store)
    each = [adds(world, title=f"Class {number}") for number in range(4)]
    world.at(NEXT_MONDAY)

    def plan(_: int) -> None:
        while plan_activity_one(world.store, world.school_id, world.now):
            pass

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(plan, range(8)))
    for activity_id in each:
        assert [found.day for found in made(world, activity_id)] == [WEDNESDAY + number * WEEK for number in range(3)]


def test_one_that_cannot_be_planned_does_not_stop_the_others(world, monkeypatch):
    ill = adds(world, title="Ill")
    well = adds(world, title="Well")
    world.at(NEXT_MONDAY)
    true_add = commitments.add

    def stumble(*arguments: object, **named: object) -> UUID:
        if "Ill" in str(named["doing"]):
            raise ValueError("a bug")
        return true_add(*arguments, **named)

    monkeypatch.setattr(commitments, "add", stumble)
    with pytest.raises(ValueError, match="a bug"):
        plan_activity_one(world.store, world.school_id, world.now)
    assert plan_activity_one(world.store, world.school_id, world.now)
    assert not plan_activity_one(world.store, world.school_id, world.now)
    assert len(made(world, well)) == 3
    monkeypatch.undo()
    world.comes(NEXT_MONDAY + DAY)
    assert WEDNESDAY + 2 * WEEK in open_days(world, ill)


# the calendar


def test_holidays_and_closures_are_left_out(world):
    activity_id = adds(world, first_on=MONDAY)
    assert MONDAY + 2 * WEEK == PRESIDENTS_DAY
    world.lives_through(MONDAY, NEXT_MONDAY + DAY)
    assert [each.day for each in made(world, activity_id)] == [MONDAY, NEXT_MONDAY, MONDAY + 3 * WEEK]


def test_a_closure_added_later_releases_the_day_without_a_nudge(any_world):
    activity_id = adds(any_world)
    any_world.comes(MONDAY, "12:00")
    any_world.closes(WEDNESDAY, WEDNESDAY)
    assert open_days(any_world, activity_id)[0] == WEDNESDAY + WEEK
    (gone,) = [each for each in made(any_world, activity_id) if not each.is_open]
    assert gone.state is CommitmentState.RELEASED
    assert gone.closing_word.startswith("the school is closed that day")
    any_world.lives_through(TUESDAY, FRIDAY)
    assert any_world.nudged("Lee") == []
    assert explained(any_world, MONDAY)


def test_whoever_closes_the_day_is_told_what_fell_away(world):
    adds(world)
    change = close_days(world.store, world.school_id, WEDNESDAY, WEDNESDAY, "snow", world.now)
    assert (change.moved.fell_away, change.caught) == (1, ())


def test_snow_called_in_the_morning_is_told_from_what_the_morning_knew(world):
    adds(world)
    world.comes(TUESDAY)
    world.at(WEDNESDAY, "08:00").closes(WEDNESDAY, WEDNESDAY)
    world.passes()
    world.lives_through(WEDNESDAY, FRIDAY)
    assert world.nudged("Lee", NoticeKind.AFTERNOON) == []
    assert explained(world, MONDAY)


def test_a_day_that_opens_again_comes_back_once(world):
    activity_id = adds(world)
    world.closes(WEDNESDAY, WEDNESDAY)
    open_day(world.store, world.school_id, WEDNESDAY, world.now)
    world.passes()
    assert sorted(open_days(world, activity_id))[:2] == [WEDNESDAY, WEDNESDAY + WEEK]
    assert len(set(open_days(world, activity_id))) == len(open_days(world, activity_id))


def test_a_day_that_lee_released_does_not_come_back(world):
    activity_id = adds(world)
    release(world.store, world.act("Lee"), occurrence(world, activity_id, WEDNESDAY), word="the class is on a trip")
    world.closes(TUESDAY, TUESDAY)
    world.passes()
    assert open_days(world, activity_id)[0] == WEDNESDAY + WEEK


def test_what_lee_moved_to_another_day_is_not_taken_back(world):
    activity_id = adds(world)
    renegotiate(
        world.store, world.act("Lee"), occurrence(world, activity_id, WEDNESDAY), due_on=THURSDAY, word="assembly"
    )
    world.closes(WEDNESDAY, WEDNESDAY)
    assert THURSDAY in open_days(world, activity_id)


def test_a_conference_stays_when_the_school_closes_that_day(world):
    activity_id = adds(world, CONFERENCE)
    world.closes(FRIDAY, FRIDAY, "staff training")
    assert open_days(world, activity_id) == [FRIDAY]
    world.lives_through(TUESDAY, THURSDAY)
    assert world.nudged("Lee") == [WEDNESDAY, THURSDAY]


# changing and ending


def test_ending_releases_what_is_open_and_keeps_what_was_kept(any_world):
    activity_id = adds(any_world)
    any_world.comes(WEDNESDAY)
    finish(any_world.store, any_world.act("Lee"), occurrence(any_world, activity_id, WEDNESDAY))
    end_activity(any_world.store, any_world.act("Kim"), activity_id)
    states = [each.state.value for each in made(any_world, activity_id)]
    assert states == ["kept", *["released"] * (len(states) - 1)]
    assert len(states) > 1
    any_world.lives_through(THURSDAY, NEXT_MONDAY + 3 * DAY)
    assert any_world.nudged("Lee") == [WEDNESDAY]
    assert explained(any_world, MONDAY, NEXT_MONDAY)
    with pytest.raises(UserError, match="ended already"):
        look_at_activity(any_world.store, any_world.act("Lee"), activity_id)


def test_another_day_of_the_week_moves_the_days_to_come(world):
    activity_id = adds(world)
    edits(world, activity_id, first_on=THURSDAY)
    assert open_days(world, activity_id) == [THURSDAY, THURSDAY + WEEK]
    edits(world, activity_id)
    assert open_days(world, activity_id) == [WEDNESDAY, WEDNESDAY + WEEK]


def test_another_title_changes_the_words_and_nothing_else(world):
    activity_id = adds(world)
    ids = [each.commitment_id for each in made(world, activity_id)]
    edits(world, activity_id, title="Story hour", at=None)
    assert [each.commitment_id for each in made(world, activity_id)] == ids
    assert {each.doing for each in world.read(commitments.all_open)} == {"Story hour (class on a regular schedule)"}


def test_another_hour_alone_is_told_with_what_was_promised_already(world):
    activity_id = adds(world)
    edits(world, activity_id, at=time(14))
    assert {each.at for each in world.read(commitments.all_open)} == {time(14)}


def test_the_same_form_sent_twice_is_one_activity(world):
    act = world.act("Lee", "form:1")
    add_activity(world.store, act, READING)
    add_activity(world.store, act, READING)
    assert len(world.read(activities.live)) == 1


@pytest.mark.parametrize(
    ("to", "about"),
    [
        ({"first_on": None}, "first"),
        ({"first_on": date(2026, 1, 30)}, "first"),
        ({"first_on": date(2026, 2, 7), "recurrence": Recurrence.ONCE}, "first"),
        ({"until": date(2026, 2, 3)}, "until"),
        ({"title": " "}, "title"),
        ({"kind": ActivityKind.CONVERSATION}, "kind"),
        ({"partner_id": UUID(int=7)}, "partner"),
        ({"objective_id": UUID(int=7)}, "objective"),
    ],
)
def test_what_the_form_must_not_hold_is_refused_and_nothing_is_stored(any_world, to, about):
    with pytest.raises(UserError) as refused:
        add_activity(any_world.store, any_world.act("Lee"), replace(READING, **to))
    assert refused.value.about == about
    assert any_world.read(activities.live) == ()
    assert any_world.read(commitments.all_open) == ()


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_activities_are_the_librarians(world, name):
    activity_id = adds(world)
    act = world.act(name)
    for deed in (
        lambda: add_activity(world.store, act, READING),
        lambda: list_activities(world.store, act),
        lambda: edit_activity(world.store, act, activity_id, READING),
        lambda: end_activity(world.store, act, activity_id),
    ):
        with pytest.raises(UserError, match="librarians"):
            deed()
    assert len(world.read(activities.live)) == 1


# what comes of them


def test_a_kept_occurrence_is_contact_with_the_partner(any_world):
    partner_id = add_partner(
        any_world.store, any_world.act("Lee"), PartnerDraft("History department", Category.CURRICULUM_LEADERS)
    )
    activity_id = adds(any_world, partner_id=partner_id)
    any_world.comes(WEDNESDAY)
    assert any_world.read(partners.get, partner_id).last_contact_on is None
    finish(any_world.store, any_world.act("Lee"), occurrence(any_world, activity_id, WEDNESDAY))
    assert any_world.read(partners.get, partner_id).last_contact_on == WEDNESDAY
    assert "with History department" in any_world.read(commitments.all_open)[0].doing


def keeps(world: World, activity_id: UUID, day: date) -> None:
    finish(world.store, world.act("Lee"), occurrence(world, activity_id, day))


def test_a_kept_day_counts_with_its_level_in_the_digest_the_log_and_the_partners_story(any_world):
    names = ("City Museum", "County Archive", "Riverside Library")
    known = [
        add_partner(any_world.store, any_world.act("Lee"), PartnerDraft(name, Category.NATIONAL)) for name in names
    ]
    planned = [adds(any_world, PLANNING, title=f"Unit {number}", partner_id=each) for number, each in enumerate(known)]
    any_world.comes(WEDNESDAY)
    for activity_id in planned:
        keeps(any_world, activity_id, WEDNESDAY)
    lines = log_of_term(any_world.store, any_world.school_id, WEDNESDAY).lines
    assert [(each.on, each.with_whom, each.activity, each.level) for each in lines] == [
        (WEDNESDAY, name, "co-planning", "cooperation") for name in names
    ]
    assert lines[0].what == "Unit 0, with City Museum (co-planning)"
    page = look_at_partner(any_world.store, any_world.act("Lee"), known[0])
    assert page.story.levels == ((WEDNESDAY, Level.COOPERATION),)
    any_world.comes(FRIDAY, "14:00")
    figures = any_world.the("Sam", Digest).figures
    assert [(each.what, each.count) for each in figures.levels] == [("cooperation", 3)]


def test_days_that_nobody_named_a_partner_for_point_at_nobody(world):
    for title in ("Unit 1", "Unit 2", "Unit 3"):
        activity_id = adds(world, PLANNING, title=title)
        keeps(world, activity_id, WEDNESDAY)
    world.comes(FRIDAY, "14:00")
    assert world.the("Sam", Digest).figures.levels == ()


def test_another_level_is_for_the_days_to_come_and_without_one_nothing_is_said_of_it(world):
    activity_id = adds(world, PLANNING)
    reading = adds(world)
    world.comes(WEDNESDAY)
    keeps(world, activity_id, WEDNESDAY)
    keeps(world, reading, WEDNESDAY)
    edits(world, activity_id, PLANNING, first_on=WEDNESDAY + WEEK, level=Level.INTEGRATED_INSTRUCTION)
    world.at(WEDNESDAY + WEEK)
    keeps(world, activity_id, WEDNESDAY + WEEK)
    lines = log_of_term(world.store, world.school_id, WEDNESDAY).lines
    assert [each.level for each in lines] == ["cooperation", "integrated instruction"]


def test_a_conference_attended_is_professional_learning(any_world):
    activity_id = adds(any_world, CONFERENCE)
    reading = adds(any_world)
    any_world.comes(FRIDAY, "15:00")
    assert any_world.read(activities.professional_learning, MONDAY, FRIDAY) == ()
    finish(any_world.store, any_world.act("Lee"), occurrence(any_world, activity_id, FRIDAY))
    finish(any_world.store, any_world.act("Lee"), occurrence(any_world, reading, WEDNESDAY))
    (learnt,) = any_world.read(activities.professional_learning, MONDAY, FRIDAY)
    assert (learnt.title, learnt.on, learnt.who) == ("State library conference", FRIDAY, "Lee")
    assert any_world.read(activities.professional_learning, MONDAY, THURSDAY) == ()
    assert list_activities(any_world.store, any_world.act("Lee")).learning == (learnt,)


def test_the_list_shows_the_next_days_and_what_falls_away(world):
    adds(world, first_on=MONDAY, title="Mondays")
    adds(world, CONFERENCE)
    world.closes(NEXT_MONDAY, NEXT_MONDAY, "Snow day")
    mondays, conference = list_activities(world.store, world.act("Lee")).entries
    assert mondays.days == (MONDAY, MONDAY + 3 * WEEK, MONDAY + 4 * WEEK)
    assert [(each.on, each.why) for each in mondays.falls_away] == [
        (NEXT_MONDAY, "Snow day"),
        (PRESIDENTS_DAY, "Washington's Birthday"),
    ]
    assert conference.days == (FRIDAY,)


def test_what_is_over_leaves_the_list(world):
    adds(world, CONFERENCE)
    adds(world, until=WEDNESDAY)
    world.at(NEXT_MONDAY)
    assert list_activities(world.store, world.act("Lee")).entries == ()


def test_a_leavers_activities_go_on_with_a_colleague_who_is_told(world):
    activity_id = adds(world, name="Kim")
    world.at(TUESDAY).leaves("Kim")
    world.lives_through(TUESDAY, NEXT_MONDAY)
    assert any("Reading hour" in line for news in world.heard("Lee", News) for line in news.lines)
    world.lives_through(NEXT_MONDAY, NEXT_MONDAY + 2 * WEEK)
    owners = {each.due_on: each.owner for each in world.read(commitments.all_open) if each.activity_id == activity_id}
    assert owners[WEDNESDAY + WEEK] == "Kim"
    assert owners[WEDNESDAY + 3 * WEEK] == "Lee"
    assert explained(world, MONDAY, NEXT_MONDAY)
