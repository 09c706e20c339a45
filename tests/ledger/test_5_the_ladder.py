"""5. The ladder: one grouped message a morning, an afternoon for today's promises, nothing about what is settled."""

from datetime import date

import pytest
from accounts import are_in_order
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World, moment

from domain.commitment import CommitmentState
from domain.errors import UserError
from domain.notices import NoticeKind
from handlers.ask_back import ask_back
from handlers.decline import decline
from handlers.finish import finish
from handlers.messages import Left, Nudge, TakenOver
from handlers.release import release
from handlers.renegotiate import renegotiate
from handlers.sending import Refused
from handlers.snooze import SnoozeFor, snooze
from handlers.take_over import take_over
from handlers.withdraw import withdraw
from store import people
from tests.scenarios.school import ANSWERED, CARD, DUST_BOWL, SchoolWithin
from tests.scenarios.school import MONDAY as STORY_MONDAY
from tests.scenarios.school import MORNING as STORY_MORNING
from tests.scenarios.school import TUESDAY as STORY_TUESDAY
from tests.scenarios.school import WEDNESDAY as STORY_WEDNESDAY


def promised(world: World, due_on: date, name: str = "Lee", need: str | None = None):
    """(request, commitment) of a promise that everybody knows of."""
    request_id = world.asks("Ada", need or f"books {len(world.ledger())}")
    commitment_id = world.promises(name, request_id, due_on)
    world.passes()
    return request_id, commitment_id


def takes_over(world: World, name: str, commitment_id) -> None:
    take_over(world.store, world.act(name), commitment_id)
    world.passes()


def owner(world: World, request_id) -> str:
    return world.commitment(request_id).owner


# one message


def test_a_busy_morning_is_one_message(world):
    for number in range(4):
        promised(world, TUESDAY, need=f"due {number}")
    promised(world, MONDAY, need="late")
    for number in range(3):
        world.asks("Ben", f"nobody has {number}")
    world.lives_through(MONDAY, TUESDAY)
    morning, afternoon = world.heard("Lee", Nudge)
    assert (len(morning.promises), len(morning.unanswered)) == (5, 3)
    assert [line.story.request.need for line in afternoon.promises] == [f"due {number}" for number in range(4)]
    assert world.nudged("Lee") == world.nudged("Lee", NoticeKind.AFTERNOON) == [TUESDAY]


def test_the_afternoon_is_for_what_is_promised_for_today_and_still_open(world):
    _, kept = promised(world, TUESDAY)
    promised(world, WEDNESDAY)
    world.comes(TUESDAY)
    finish(world.store, world.act("Lee"), kept)
    world.lives_through(TUESDAY, WEDNESDAY)
    assert world.nudged("Lee", NoticeKind.AFTERNOON) == [WEDNESDAY]


def test_a_snooze_and_a_new_date_move_the_ladder(world):
    _, snoozed = promised(world, TUESDAY, "Lee")
    _, moved = promised(world, TUESDAY, "Kim")
    world.comes(TUESDAY)
    snooze(world.store, world.act("Lee"), snoozed, SnoozeFor.THREE_SCHOOL_DAYS)
    renegotiate(world.store, world.act("Kim"), moved, due_on=NEXT_MONDAY, word="the van")
    world.lives_through(TUESDAY, NEXT_MONDAY)
    assert world.nudged("Lee") == [TUESDAY, FRIDAY]  # Friday is the third day late, Tuesday the fifth
    assert world.nudged("Kim") == [TUESDAY, FRIDAY, NEXT_MONDAY]
    assert world.nudged("Lee", NoticeKind.AFTERNOON) == []
    assert world.nudged("Kim", NoticeKind.AFTERNOON) == [NEXT_MONDAY]


# never again

ENDS = {
    "kept": lambda world, _, commitment_id: finish(world.store, world.act("Lee"), commitment_id),
    "answered": lambda world, request_id, _: world.answers("Lee", request_id),
    "withdrawn": lambda world, request_id, _: withdraw(world.store, world.act("Ada"), request_id),
    "released and declined": lambda world, request_id, commitment_id: (
        release(world.store, world.act("Lee"), commitment_id, word="ill"),
        decline(world.store, world.act("Kim"), request_id, word="not ours", ask_instead=None),
    ),
    "its owner has left": lambda world, *_: world.leaves("Lee"),
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("when", ["before its first step", "after some steps", "in the night before a step"])
def test_nobody_is_reminded_of_what_has_ended(world, end, when):
    request_id, commitment_id = promised(world, WEDNESDAY)
    if when == "after some steps":
        world.lives_through(MONDAY, WEDNESDAY)
    elif when == "in the night before a step":
        world.lives_through(MONDAY, TUESDAY)
        world.at(TUESDAY, "22:00")
    before = world.nudged("Lee"), world.nudged("Lee", NoticeKind.AFTERNOON)
    ENDS[end](world, request_id, commitment_id)
    world.lives_through(THURSDAY, NEXT_MONDAY)
    assert (world.nudged("Lee"), world.nudged("Lee", NoticeKind.AFTERNOON)) == before
    assert bool(world.nudged("Kim")) == (end == "its owner has left"), "Kim is asked to take it over"
    assert world.week(MONDAY).unexplained == ()


def test_nothing_that_waited_reaches_somebody_who_has_left(world):
    world.comes(MONDAY, "19:00")
    world.asks("Ben")
    world.leaves("Lee")
    world.comes(TUESDAY)
    assert world.told("Lee") == []
    assert {row.reason for row in world.ledger(state="cancelled")} == {"has left the school"}
    assert world.told("Kim").count("Card") == 1


# a leaver's promises


def test_a_leavers_open_promises_are_listed_to_the_other_librarians_once(any_world):
    world = any_world
    promised(world, WEDNESDAY, need="bees")
    promised(world, THURSDAY, need="wasps")
    _, kept = promised(world, THURSDAY, need="kept")
    finish(world.store, world.act("Lee"), kept)
    world.leaves("Lee")
    world.leaves("Lee")
    world.passes()
    left = world.the("Kim", Left)
    assert left.leaver == "Lee"
    assert sorted(line.story.request.need for line in left.promises) == ["bees", "wasps"]
    assert world.heard("Sam", Left) == []
    assert world.at(MONDAY, "10:01").week().unexplained == ()


def test_at_night_it_waits_for_the_opening(world):
    promised(world, WEDNESDAY)
    world.at(MONDAY, "19:00").leaves("Lee")
    world.passes()
    assert world.heard("Kim", Left) == []
    world.comes(TUESDAY)
    assert world.the("Kim", Left)


def test_where_there_is_no_other_librarian_the_administrators_are_asked(world):
    request_id, commitment_id = promised(world, WEDNESDAY)
    world.leaves("Kim")
    world.leaves("Lee")
    world.passes()
    assert world.the("Sam", Left).leaver == "Lee"
    takes_over(world.at(MONDAY, "11:00"), "Sam", commitment_id)
    assert owner(world, request_id) == "Sam"
    world.lives_through(MONDAY, WEDNESDAY)
    assert world.nudged("Sam") == [TUESDAY, WEDNESDAY]
    world.at(THURSDAY, "09:00").asks("Ben")
    world.passes()
    assert world.told("Sam").count("Card") == 1, "somebody has to keep it, so Sam runs the library now"
    assert world.at(THURSDAY, "09:01").week().unexplained == ()


def test_somebody_who_promised_nothing_leaves_without_a_word(world):
    world.leaves("Kim")
    world.leaves("Ben")
    world.passes()
    assert world.told("Lee") == world.told("Sam") == []


def test_taking_over_works_once_tells_the_teacher_and_shows_everywhere(any_world):
    world = any_world
    request_id, commitment_id = promised(world, WEDNESDAY)
    with world.store.writing() as db:
        people.make_librarian(db, people.meet(db, world.school_id, address="U0BEN", name="Ben").id, world.now)
    world.leaves("Lee")
    world.passes()
    takes_over(world, "Kim", commitment_id)
    with pytest.raises(UserError, match="Kim has this one"):
        takes_over(world, "Ben", commitment_id)
    assert owner(world, request_id) == "Kim"
    told = world.the("Ada", TakenOver)
    assert (told.commitment.owner, told.commitment.due_on) == ("Kim", WEDNESDAY)
    for name in ("Kim", "Ben"):
        (shown,) = world.now_shown(name, Left)
        assert [line.commitment.owner for line in shown.promises] == ["Kim"]


def test_the_ladder_goes_on_for_the_new_owner_where_it_was(world):
    """Lee was reminded on Tuesday and Wednesday; the third day late is Kim's, and nothing is repeated."""
    request_id, commitment_id = promised(world, TUESDAY)
    world.lives_through(MONDAY, WEDNESDAY)
    world.leaves("Lee")
    world.passes()
    takes_over(world, "Kim", commitment_id)
    world.lives_through(THURSDAY, date(2026, 2, 10))
    assert world.nudged("Lee") == [TUESDAY, WEDNESDAY]
    assert world.nudged("Kim") == [FRIDAY, date(2026, 2, 10)]
    assert world.week(MONDAY).unexplained == world.week(NEXT_MONDAY).unexplained == ()
    finish(world.store, world.act("Kim"), commitment_id)
    assert world.commitment(request_id).state is CommitmentState.KEPT


@pytest.mark.parametrize("name", ["Ada", "Ben"])
def test_only_those_who_run_the_library_may_take_over(world, name):
    request_id, commitment_id = promised(world, WEDNESDAY)
    world.leaves("Lee")
    with pytest.raises(UserError, match="librarians"):
        takes_over(world, name, commitment_id)
    assert owner(world, request_id) == "Lee"


def test_what_its_owner_still_has_is_not_for_the_taking(world):
    _, commitment_id = promised(world, WEDNESDAY)
    with pytest.raises(UserError, match="Lee has this one"):
        takes_over(world, "Kim", commitment_id)


def test_what_was_settled_meanwhile_is_not_for_the_taking(world):
    request_id, commitment_id = promised(world, WEDNESDAY)
    world.leaves("Lee")
    withdraw(world.store, world.act("Ada"), request_id)
    with pytest.raises(UserError, match="settled already"):
        takes_over(world, "Kim", commitment_id)
    world.passes()
    assert world.heard("Kim", Left) == []


def test_a_closed_account_is_noticed_when_slack_refuses_it(world):
    promised(world, TUESDAY)
    world.at(TUESDAY)
    world.platform.answers(Refused("user_disabled", has_left=True))
    world.passes()
    assert world.person("Lee").left_at == world.now
    assert [row.reason for row in world.ledger(state="failed")] == ["user_disabled"]
    assert world.the("Kim", Left).leaver == "Lee"


# coming back


def test_who_acts_again_is_reminded_again(world):
    _, commitment_id = promised(world, WEDNESDAY)
    world.leaves("Lee")
    world.at(TUESDAY, "12:00")
    snooze(world.store, world.act("Lee"), commitment_id, SnoozeFor.TOMORROW)
    assert world.person("Lee").next_nudge_at == moment(WEDNESDAY, "08:00")
    world.lives_through(TUESDAY, WEDNESDAY)
    assert world.nudged("Lee") == [WEDNESDAY]
    assert world.at(WEDNESDAY, "16:01").week().unexplained == ()


def test_a_restart_does_not_call_back_the_only_librarian_who_has_left(world):
    promised(world, FRIDAY)
    world.leaves("Kim")
    world.leaves("Lee")
    world.restarts()
    world.asks("Ben")
    world.passes()
    assert world.person("Lee").left_at
    assert world.told("Lee") == []
    assert len(world.heard("Sam", Left)) == 1


# in Slack


def test_kim_takes_over_what_lee_left(school_of_two: SchoolWithin):
    school = school_of_two
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Find five letters", STORY_TUESDAY)
    school.rests()
    card = school.kim.sees(CARD)
    school.sandbox.workspace.change_user("U0LEE", deleted=True)
    left = school.kim.sees("has left and had promises open")
    assert "Find five letters" in left.text
    left.presses("Take over")
    assert "Kim Doe has taken over" in left.becomes("taken over").text
    assert "Kim Doe has taken over what was promised to you" in school.ada.sees("taken over").text
    assert "Find five letters" in card.becomes("You promised").text
    school.comes(STORY_TUESDAY, "08:00")
    school.kim.sees(STORY_MORNING).presses("Done")
    school.ada.sees(ANSWERED)
    school.rests()
    assert school.times(school.ada, "taken over") == 1


def test_sam_is_asked_when_the_only_librarian_has_left(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Find five letters", STORY_WEDNESDAY)
    school.sandbox.workspace.change_user("U0LEE", deleted=True)
    school.sam.sees("has left and had promises open").presses("Take over")
    school.ada.sees("taken over")
    school.rests()
    assert school.clock.now().date() == STORY_MONDAY


def test_a_change_of_name_is_nobody_leaving(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Find five letters", STORY_WEDNESDAY)
    school.sandbox.workspace.change_user("U0LEE", real_name="Lee Byron")
    school.rests()
    assert [each["left_at"] for each in school.rows("people")] == [None] * 3


@pytest.mark.parametrize("is_asked_first", [True, False])
def test_a_question_that_waits_while_a_promise_comes_and_goes_keeps_the_request_off_the_list(world, is_asked_first):
    request_id = world.asks("Ada")
    if is_asked_first:
        ask_back(world.store, world.act("Lee"), request_id, "How many?")
    commitment_id = world.promises("Lee", request_id, FRIDAY)
    if not is_asked_first:
        ask_back(world.store, world.act("Lee"), request_id, "How many?")
    release(world.store, world.act("Lee"), commitment_id, word="I am ill")
    world.lives_through(MONDAY, FRIDAY)
    mornings = world.ledger(kind=NoticeKind.MORNING, person_id=world.person("Lee").id)
    assert [world.school().today(each.owed_at) for each in mornings] == [FRIDAY]
    are_in_order(world, MONDAY)
