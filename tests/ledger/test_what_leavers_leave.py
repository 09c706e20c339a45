"""Nothing that somebody leaves behind is dropped: it is offered every school morning until somebody has it."""

from datetime import date

import pytest
from accounts import are_in_order
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World, name_of, seed

from domain.errors import UserError
from domain.notices import NoticeKind
from domain.request import HelpKind
from handlers.ask_back import ask_back
from handlers.finish import finish
from handlers.home import open_home
from handlers.messages import Card, Cards, Left, Nudge, Reply, Seat
from handlers.open_school import open_school
from handlers.take_charge import take_charge
from handlers.take_over import take_over
from store import people
from tests.scenarios.school import CARD, DUST_BOWL, SchoolWithin
from tests.scenarios.school import TUESDAY as STORY_TUESDAY
from tests.scenarios.school import WEDNESDAY as STORY_WEDNESDAY


def promised(world: World, name: str = "Lee", due_on: date = FRIDAY, need: str = "bees"):
    commitment_id = world.promises(name, world.asks("Ada", need), due_on)
    world.passes()
    return commitment_id


def needs(lines) -> list[str]:
    return [line.story.request.need for line in lines]


def everybody_leaves(world: World) -> None:
    for name in ("Lee", "Kim"):
        world.leaves(name)
    world.passes()


# promises


def test_a_list_that_is_ignored_comes_again_every_morning_until_it_is_taken(any_world):
    world = any_world
    commitment_id = promised(world)
    world.leaves("Lee")
    world.passes()
    world.lives_through(MONDAY, WEDNESDAY)
    assert world.nudged("Kim") == [TUESDAY, WEDNESDAY]
    assert [needs(each.promises) for each in world.heard("Kim", Nudge)] == [["bees"], ["bees"]]
    take_over(world.store, world.at(WEDNESDAY, "17:00").act("Kim"), commitment_id)
    world.lives_through(THURSDAY, FRIDAY)
    assert world.nudged("Kim") == [TUESDAY, WEDNESDAY, THURSDAY, FRIDAY], "now by its own ladder"
    are_in_order(world.at(FRIDAY, "17:00"), MONDAY)


def test_what_one_leaver_had_not_taken_over_from_another_is_offered_again(any_world):
    world = any_world
    commitment_id = promised(world)
    world.leaves("Lee")
    world.passes()
    world.at(MONDAY, "11:00").leaves("Kim")
    world.passes()
    left = world.the("Sam", Left)
    assert (left.leaver, needs(left.promises), left.had_promises) == ("Kim", ["bees"], False)
    world.lives_through(MONDAY, WEDNESDAY)
    assert world.nudged("Sam") == [TUESDAY, WEDNESDAY]
    take_over(world.store, world.act("Sam"), commitment_id)
    world.lives_through(WEDNESDAY, NEXT_MONDAY)
    assert world.nudged("Sam") == [TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, NEXT_MONDAY]
    assert world.nudged("Sam", NoticeKind.AFTERNOON) == [FRIDAY]
    are_in_order(world.at(NEXT_MONDAY, "17:00"), MONDAY, NEXT_MONDAY)


def test_in_the_same_night_everybody_leaves(world):
    promised(world)
    world.at(MONDAY, "19:00").leaves("Lee")
    world.leaves("Kim")
    world.comes(TUESDAY)
    assert needs(world.heard("Sam", Left)[-1].promises) == ["bees"]
    assert world.told("Kim").count("Left") == 0
    are_in_order(world.at(TUESDAY, "09:00"), MONDAY)


def test_a_librarian_who_is_named_later_is_told_the_next_morning(world):
    promised(world)
    everybody_leaves(world)
    world.lives_through(MONDAY, TUESDAY)
    open_school(world.store, seed(librarians=("U0NEW",)), world.at(TUESDAY, "17:00").now, name_of)
    world.lives_through(WEDNESDAY, WEDNESDAY)
    assert world.nudged("New") == [WEDNESDAY]
    assert needs(world.the("New", Nudge).promises) == ["bees"]
    assert world.nudged("Sam") == [TUESDAY], "whose hands are free again"
    are_in_order(world.at(WEDNESDAY, "17:00"), MONDAY)


def test_home_shows_what_was_left_until_it_is_taken(world):
    commitment_id = promised(world)
    for name in ("Kim", "Sam", "Ada"):
        open_home(world.store, world.act(name))
    world.leaves("Lee")
    world.passes()
    homes = world.platform.homes
    assert needs(homes["Kim"].left_behind) == ["bees"]
    assert homes["Sam"].left_behind == homes["Ada"].left_behind == ()
    world.leaves("Kim")
    world.passes()
    assert (needs(homes["Sam"].left_behind), homes["Sam"].seat) == (["bees"], Seat.MAY_TAKE_CHARGE)
    take_over(world.store, world.act("Sam"), commitment_id)
    world.passes()
    assert (homes["Sam"].left_behind, needs(homes["Sam"].promises)) == ((), ["bees"])


def test_a_morning_shows_who_has_taken_it_over(world):
    commitment_id = promised(world)
    open_school(world.store, seed(), world.now, name_of)
    world.leaves("Lee")
    world.comes(TUESDAY)
    take_over(world.store, world.at(TUESDAY, "09:00").act("Sam"), commitment_id)
    world.passes()
    (shown,) = world.now_shown("Kim", Nudge)
    assert [line.commitment.owner for line in shown.promises] == ["Sam"]


def test_what_was_taken_over_before_the_morning_was_sent_is_not_said(world):
    commitment_id = promised(world)
    world.at(MONDAY, "17:00").leaves("Lee")
    take_over(world.store, world.act("Sam"), commitment_id)
    world.comes(TUESDAY)
    assert world.nudged("Kim") == []


# requests


def test_what_is_asked_when_nobody_runs_the_library_reaches_the_administrators(any_world):
    world = any_world
    world.asks("Ada", "bees")
    world.passes()
    everybody_leaves(world)
    left = world.the("Sam", Left)
    assert ([card.story.request.need for card in left.unanswered], left.seat) == (["bees"], Seat.MAY_TAKE_CHARGE)
    world.at(MONDAY, "11:00").asks("Ben", "wasps")
    world.passes()
    card = world.the("Sam", Card)
    assert (card.story.request.need, card.seat) == ("wasps", Seat.MAY_TAKE_CHARGE)
    world.lives_through(MONDAY, THURSDAY)
    assert world.nudged("Sam") == [TUESDAY, WEDNESDAY, THURSDAY]
    assert [each.story.request.need for each in world.heard("Sam", Nudge)[0].unanswered] == ["bees", "wasps"]
    are_in_order(world.at(THURSDAY, "17:00"), MONDAY)


def test_at_night_they_come_in_the_morning(world):
    everybody_leaves(world)
    world.at(MONDAY, "20:00")
    for number in range(5):
        world.asks("Ada", f"night {number}")
    world.comes(TUESDAY)
    assert len(world.the("Sam", Cards).cards) == 5
    are_in_order(world.at(TUESDAY, "09:00"), MONDAY)


def test_a_question_that_waits_is_handed_on_too(world):
    request_id = world.asks("Ada", "bees")
    ask_back(world.store, world.act("Lee"), request_id, "Which grade?")
    world.passes()
    everybody_leaves(world)
    assert [card.story.request.need for card in world.the("Sam", Left).unanswered] == ["bees"]
    world.at(MONDAY, "11:00").writes("Ada", "grade 7")
    world.passes()
    assert world.the("Sam", Reply).words == "grade 7"
    are_in_order(world.at(MONDAY, "12:00"), MONDAY)


def test_while_a_colleague_is_there_a_leaver_who_promised_nothing_is_no_news(world):
    world.asks("Ada")
    world.passes()
    world.leaves("Lee")
    world.passes()
    assert world.heard("Kim", Left) == world.heard("Sam", Left) == []


def test_administrators_read_no_more_than_they_need(world):
    """What somebody feels less confident about stays between them and whoever runs the library."""
    request_id = world.asks("Ada", "fractions", kind=HelpKind.LESS_CONFIDENT, class_name="grade 5")
    other = world.asks("Ben", "bees", kind=HelpKind.COMPLEX_CONCEPT)
    everybody_leaves(world)
    delicate, plain = world.the("Sam", Left).unanswered
    assert (delicate.story.asker, delicate.story.request.id) == ("Somebody", request_id)
    assert "fractions" not in repr(delicate)
    assert "grade 5" not in repr(delicate)
    assert (plain.story.request.id, plain.story.request.need, plain.story.request.kind) == (other, "bees", None)
    take_charge(world.store, world.act("Sam"))
    world.passes()
    (shown,) = world.now_shown("Sam", Left)
    assert [card.story.request.kind for card in shown.unanswered] == [HelpKind.LESS_CONFIDENT, HelpKind.COMPLEX_CONCEPT]


# taking charge


def test_an_administrator_takes_charge_and_runs_the_library(any_world):
    world = any_world
    everybody_leaves(world)
    request_id = world.asks("Ada", "bees")
    open_home(world.store, world.act("Sam"))
    world.passes()
    take_charge(world.store, world.at(MONDAY, "11:00").act("Sam"))
    world.passes()
    (card,) = world.now_shown("Sam", Card)
    assert card.seat is world.platform.homes["Sam"].seat is Seat.RUNS_LIBRARY
    finish(world.store, world.act("Sam"), world.promises("Sam", request_id, TUESDAY))
    world.lives_through(MONDAY, TUESDAY)
    assert world.told("Ada")[-1] == "Answered"
    are_in_order(world.at(TUESDAY, "17:00"), MONDAY)


@pytest.mark.parametrize(
    ("name", "gone", "why"),
    [
        ("Sam", ("Lee",), "Kim runs the library"),
        ("Ada", ("Lee", "Kim"), "administrators"),
        ("Kim", (), "You run the library already"),
    ],
)
def test_nobody_else_takes_charge(world, name, gone, why):
    for each in gone:
        world.leaves(each)
    with pytest.raises(UserError, match=why):
        take_charge(world.store, world.act(name))
    assert {each.name for each in world.read(people.librarians)} == {"Lee", "Kim"} - {*gone}


# who was there, and when


def test_who_leaves_and_comes_back_keeps_their_history(any_world):
    world = any_world
    promised(world, due_on=WEDNESDAY)
    world.lives_through(MONDAY, TUESDAY)
    world.leaves("Lee")
    world.at(WEDNESDAY, "12:00").asks("Lee", "me again")
    world.lives_through(WEDNESDAY, FRIDAY)
    assert world.nudged("Lee") == [TUESDAY, THURSDAY, FRIDAY]
    assert world.line(NoticeKind.MORNING).owed == 1 + 1 + 4
    are_in_order(world.at(FRIDAY, "17:00"), MONDAY)


def test_an_administrator_who_was_away_for_a_friday_had_no_digest_then(world):
    world.lives_through(MONDAY, WEDNESDAY)
    world.leaves("Sam")
    world.lives_through(THURSDAY, NEXT_MONDAY)
    world.asks("Sam", "back again")
    world.lives_through(NEXT_MONDAY, date(2026, 2, 13))
    assert [row.once_key[:15] for row in world.ledger(kind=NoticeKind.DIGEST)] == ["digest:2026-W07"]
    are_in_order(world.at(date(2026, 2, 13), "17:00"), MONDAY, NEXT_MONDAY)


def test_coming_and_going_all_week_adds_up(any_world):
    world = any_world
    promised(world)
    for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY):
        world.lives_through(day, day)
        for time, name in (("16:10", "Lee"), ("16:20", "Kim")):
            world.at(day, time).leaves(name)
        world.at(day, "16:30").asks("Ben", f"books of {day}")
        world.at(day, "22:00").asks("Kim", f"Kim is back on {day}")
    world.lives_through(FRIDAY, FRIDAY)
    are_in_order(world.at(FRIDAY, "17:00"), MONDAY)


# in Slack


def test_sam_takes_charge_when_the_only_librarian_has_left(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.lee.sees(CARD)
    school.sandbox.workspace.change_user("U0LEE", deleted=True)
    left = school.sam.sees("This was left behind")
    assert "dust bowl" in left.text.lower()
    left.presses("I run the library now")
    school.rests()
    school.promises(school.sam, DUST_BOWL, "Find five letters", STORY_WEDNESDAY)
    school.ada.sees("promised")
    school.comes(STORY_TUESDAY, "08:00")
    assert "Find five letters" in school.sam.sees("On your list today").text


def leaves_unsaid(school: SchoolWithin, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lee's account is closed, and no event says so."""
    with monkeypatch.context() as silence:
        silence.setattr(school.sandbox.workspace, "on_user_change", lambda _: None)
        school.sandbox.workspace.change_user("U0LEE", deleted=True)


def test_kim_hears_of_it_when_the_bot_was_not_there_to_be_told(school_of_two: SchoolWithin, monkeypatch):
    school = school_of_two
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Find five letters", STORY_WEDNESDAY)
    school.rests()
    school.closes()
    leaves_unsaid(school, monkeypatch)
    school.opens()
    school.kim.sees("Lee Park has left and had promises open")


def test_kim_hears_of_it_before_the_next_school_day_when_slack_said_nothing(school_of_two: SchoolWithin, monkeypatch):
    school = school_of_two
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Find five letters", STORY_WEDNESDAY)
    school.rests()
    leaves_unsaid(school, monkeypatch)
    school.comes(STORY_TUESDAY, "08:00")
    school.kim.sees("Lee Park has left and had promises open")
    school.rests()
    lee = next(each["id"] for each in school.rows("people") if each["address"] == "U0LEE")
    mornings = [row for row in school.rows("notices") if row["kind"] == "morning" and row["person_id"] == lee]
    assert {row["state"] for row in mornings} <= {"cancelled"}


def test_sam_is_reminded_of_what_lee_left(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Find five letters", STORY_WEDNESDAY)
    school.sandbox.workspace.change_user("U0LEE", deleted=True)
    school.sam.sees("has left and had promises open")
    school.comes(STORY_TUESDAY, "08:00")
    morning = school.sam.sees("1 to take over")
    assert "Find five letters" in morning.text
    home = school.sam.home("Promised by people who have left")
    assert "Find five letters" in home.text
    morning.presses("Take over")
    school.ada.sees("taken over")
