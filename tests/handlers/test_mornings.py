"""School mornings: one message with everything due, late and unanswered, on the ladder's days and no others."""

from datetime import date, timedelta

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World, moment

from domain.notices import NoticeKind
from handlers.ask_back import ask_back
from handlers.finish import finish
from handlers.messages import Nudge
from handlers.morning_list import list_of
from handlers.nudge import nudge_one
from handlers.release import release
from handlers.renegotiate import renegotiate
from handlers.sending import Busy, Refused
from handlers.snooze import SnoozeFor, snooze
from handlers.withdraw import withdraw
from store import people

DAY = timedelta(days=1)


def promised(world: World, due_on: date, name: str = "Lee", need: str | None = None):
    """A promise whose request nobody needs to be reminded of; the messages of its making are out."""
    commitment_id = world.promises(name, world.asks("Ada", need or f"books on bees {len(world.ledger())}"), due_on)
    world.passes()
    return commitment_id


def due(nudge: Nudge) -> list[str]:
    return [line.story.request.need for line in nudge.promises]


def unanswered(nudge: Nudge) -> list[str]:
    return [card.story.request.need for card in nudge.unanswered]


# the ladder


def test_the_ladders_steps_and_no_others(world):
    promised(world, FRIDAY)
    world.lives_through(MONDAY, date(2026, 2, 24))
    assert world.nudged("Lee") == [
        THURSDAY,  # the day before
        FRIDAY,  # the day itself
        NEXT_MONDAY,  # one school day late
        date(2026, 2, 11),  # three
        date(2026, 2, 13),  # five
        date(2026, 2, 23),  # ten: Presidents' Day, the 16th, is none
    ]
    assert world.nudged("Kim") == []


def test_a_step_missed_while_the_bot_was_away_is_caught_up_once(world):
    promised(world, TUESDAY)
    world.comes(FRIDAY)  # the third day late: neither one nor three
    assert world.nudged("Lee") == [FRIDAY]


def test_a_first_step_missed_while_the_bot_was_away_is_caught_up(world):
    promised(world, WEDNESDAY)
    world.comes(FRIDAY)  # two days late: no step of its own
    assert world.nudged("Lee") == [FRIDAY]
    world.lives_through(FRIDAY, NEXT_MONDAY)
    assert world.nudged("Lee") == [FRIDAY, NEXT_MONDAY]


def test_after_days_away_there_is_one_message_and_no_flood(world):
    for number in range(3):
        promised(world, TUESDAY, need=f"books {number}")
    world.comes(date(2026, 2, 20), "11:17")
    assert world.nudged("Lee") == [date(2026, 2, 20)]
    assert due(world.the("Lee", Nudge)) == ["books 0", "books 1", "books 2"]


def test_a_closure_added_later_moves_the_step(world):
    promised(world, WEDNESDAY)
    world.closes(TUESDAY, WEDNESDAY)
    world.lives_through(TUESDAY, THURSDAY)
    assert world.nudged("Lee") == [THURSDAY]


def test_a_public_holiday_is_quiet(world):
    presidents_day = date(2026, 2, 16)
    world.at(date(2026, 2, 12))
    promised(world, date(2026, 2, 17))
    world.lives_through(date(2026, 2, 12), date(2026, 2, 17))
    assert presidents_day not in world.nudged("Lee")
    assert world.nudged("Lee") == [date(2026, 2, 13), date(2026, 2, 17)]


def test_a_message_that_is_written_lists_everything_pressing_first(world):
    promised(world, WEDNESDAY, need="soon")
    promised(world, TUESDAY, need="today")
    promised(world, NEXT_MONDAY, need="later")
    world.asks("Ben", "nobody has this")
    world.comes(TUESDAY)
    nudge = world.the("Lee", Nudge)
    assert due(nudge) == ["today", "soon"]
    assert unanswered(nudge) == ["nobody has this"]


def test_each_librarian_hears_of_their_own_promises(world):
    promised(world, TUESDAY, "Lee", "from Lee")
    promised(world, TUESDAY, "Kim", "from Kim")
    world.comes(TUESDAY)
    assert due(world.the("Lee", Nudge)) == ["from Lee"]
    assert due(world.the("Kim", Nudge)) == ["from Kim"]


@pytest.mark.parametrize("how", ["finish", "release", "withdraw", "answer", "renegotiate", "snooze"])
def test_what_is_settled_or_moved_is_not_written_about(world, how):
    commitment_id = promised(world, TUESDAY)
    request_id = world.ledger(kind=NoticeKind.PROMISED)[0].request_id
    act = world.act("Lee")
    {
        "finish": lambda: finish(world.store, act, commitment_id),
        "release": lambda: (
            release(world.store, act, commitment_id, word="ill"),
            withdraw(world.store, world.act("Ada"), request_id),
        ),
        "withdraw": lambda: withdraw(world.store, world.act("Ada"), request_id),
        "answer": lambda: world.answers("Lee", request_id),
        "renegotiate": lambda: renegotiate(world.store, act, commitment_id, due_on=FRIDAY, word="late"),
        "snooze": lambda: snooze(world.store, act, commitment_id, SnoozeFor.THREE_SCHOOL_DAYS),
    }[how]()
    world.comes(TUESDAY)
    assert world.nudged("Lee") == []


def test_what_was_done_between_writing_and_sending_is_cancelled(world):
    commitment_id = promised(world, TUESDAY)
    assert nudge_one(world.at(TUESDAY, "08:00").store, world.school_id, world.now)
    finish(world.store, world.act("Lee"), commitment_id)
    world.passes()
    assert world.nudged("Lee") == []
    (notice,) = world.ledger(kind=NoticeKind.MORNING)
    assert notice.reason == "everything in it was settled before it was sent"


def test_the_morning_message_is_rewritten_when_something_in_it_is_done(world):
    commitment_id = promised(world, TUESDAY)
    world.comes(TUESDAY)
    finish(world.store, world.act("Lee"), commitment_id)
    world.passes()
    (nudge,) = world.now_shown("Lee", Nudge)
    assert not nudge.promises[0].commitment.is_open


# what nobody has taken


def test_an_unanswered_request_stands_in_every_morning_until_it_is_promised(world):
    request_id = world.asks("Ada")
    world.lives_through(MONDAY, THURSDAY)
    for name in ("Lee", "Kim"):
        assert world.nudged(name) == [TUESDAY, WEDNESDAY, THURSDAY]
    world.promises("Kim", request_id, NEXT_MONDAY + 3 * DAY)
    world.comes(FRIDAY)
    assert FRIDAY not in world.nudged("Lee")


def test_it_stands_no_longer_once_it_is_answered(world):
    request_id = world.asks("Ada")
    world.answers("Kim", request_id)
    world.comes(TUESDAY)
    assert world.nudged("Lee") == []


def test_a_question_back_takes_it_out_until_the_reply_is_overdue(world):
    request_id = world.asks("Ada")
    ask_back(world.store, world.act("Lee"), request_id, "Which grade?")
    world.lives_through(TUESDAY, FRIDAY)
    assert world.nudged("Lee") == [FRIDAY]


def test_a_request_of_this_early_morning_has_its_card_and_is_not_listed_too(world):
    world.at(TUESDAY, "06:30").asks("Ada")
    world.comes(TUESDAY)
    assert world.told("Lee") == ["Card"]


def test_a_request_of_the_weekend_stands_in_mondays_message(world):
    world.at(FRIDAY + DAY).asks("Ada")
    world.comes(NEXT_MONDAY)
    assert world.nudged("Lee") == [NEXT_MONDAY]


def test_nothing_to_say_is_not_said(world):
    world.lives_through(MONDAY, NEXT_MONDAY)
    assert world.told("Lee") == []


# the afternoon


def test_the_afternoon_asks_after_what_was_promised_for_today(world):
    promised(world, TUESDAY, need="today")
    promised(world, WEDNESDAY, need="tomorrow")
    world.asks("Ben", "nobody has this")
    world.lives_through(TUESDAY, TUESDAY)
    morning, afternoon = world.heard("Lee", Nudge)
    assert not morning.is_afternoon
    assert afternoon.is_afternoon
    assert (due(afternoon), unanswered(afternoon)) == (["today"], [])
    assert world.nudged("Lee", NoticeKind.AFTERNOON) == [TUESDAY]


def test_no_afternoon_message_when_todays_promise_is_kept(world):
    commitment_id = promised(world, TUESDAY)
    world.comes(TUESDAY)
    finish(world.store, world.act("Lee"), commitment_id)
    world.lives_through(TUESDAY, TUESDAY)
    assert world.nudged("Lee", NoticeKind.AFTERNOON) == []


def test_no_afternoon_message_about_what_is_late_or_snoozed(world):
    promised(world, MONDAY, need="late")
    snooze(world.store, world.act("Lee"), promised(world, TUESDAY, need="snoozed"), SnoozeFor.NEXT_WEEK)
    world.lives_through(TUESDAY, TUESDAY)
    assert world.nudged("Lee", NoticeKind.AFTERNOON) == []


def test_a_promise_made_this_morning_for_today_is_asked_after(world):
    world.comes(TUESDAY)
    world.at(TUESDAY, "09:00")
    promised(world, TUESDAY)
    world.lives_through(TUESDAY, TUESDAY)
    assert world.nudged("Lee", NoticeKind.MORNING) == []
    assert world.nudged("Lee", NoticeKind.AFTERNOON) == [TUESDAY]


def test_a_bot_that_comes_back_in_the_afternoon_sends_the_mornings_list_only(world):
    promised(world, TUESDAY)
    world.comes(TUESDAY, "15:00")
    world.comes(TUESDAY, "15:30")
    assert world.nudged("Lee") == [TUESDAY]
    assert world.nudged("Lee", NoticeKind.AFTERNOON) == []


def test_a_bot_that_comes_back_in_the_evening_waits_for_the_next_morning(world):
    promised(world, TUESDAY)
    world.comes(TUESDAY, "17:00")
    assert world.told("Lee").count("Nudge") == 0
    world.comes(WEDNESDAY)
    assert world.nudged("Lee") == [WEDNESDAY]


# faults


def test_a_mornings_message_that_could_not_be_sent_gives_way_to_the_next_days(world):
    promised(world, TUESDAY)
    world.at(TUESDAY)
    world.platform.answers(Busy("away", 1))
    world.passes()
    world.comes(WEDNESDAY)  # +1 is a step
    world.real += timedelta(days=1)
    world.passes()
    assert world.nudged("Lee") == [WEDNESDAY]
    reasons = [notice.reason for notice in world.ledger(kind=NoticeKind.MORNING)]
    assert reasons[0] == "its day had passed; the next morning’s message stands in for it"


def test_a_step_that_reached_nobody_is_not_used_up(world):
    promised(world, MONDAY)
    world.at(TUESDAY)
    world.platform.answers(Busy("away", 1))
    world.passes()
    assert world.nudged("Lee") == []
    world.real += timedelta(days=1)
    world.comes(WEDNESDAY)  # no step of its own: Tuesday's stands in for it
    assert world.nudged("Lee") == [WEDNESDAY]


def test_a_list_that_did_not_get_through_by_closing_time_is_not_sent_at_night(world):
    promised(world, TUESDAY)
    world.at(TUESDAY)
    world.platform.answers(Busy("away", 1))
    world.passes()
    world.real += timedelta(hours=12)
    world.comes(TUESDAY, "20:00")
    assert world.nudged("Lee") == []


def test_a_refused_message_does_not_stop_a_colleagues(world):
    promised(world, TUESDAY, "Lee")
    promised(world, TUESDAY, "Kim")
    world.at(TUESDAY)
    world.platform.answers(Refused("user_disabled"))
    world.passes()
    assert len(world.nudged("Lee") + world.nudged("Kim")) == 1


def test_a_person_whose_morning_fails_is_moved_aside_and_the_others_get_theirs(any_world, monkeypatch):
    promised(any_world, TUESDAY, "Lee")
    promised(any_world, TUESDAY, "Kim")
    any_world.at(TUESDAY, "08:00")
    _break_for(monkeypatch, any_world.person("Lee"))
    raised = 0
    for _ in range(3):
        try:
            nudge_one(any_world.store, any_world.school_id, any_world.now)
        except ZeroDivisionError:
            raised += 1
    assert raised == 1
    assert any_world.owed("Lee")[NoticeKind.MORNING] == 0
    assert any_world.owed("Kim")[NoticeKind.MORNING] == 1


def test_a_morning_that_failed_is_made_up_for_once_it_can_be(any_world, monkeypatch):
    promised(any_world, TUESDAY)
    any_world.at(TUESDAY, "08:00")
    _break_for(monkeypatch, any_world.person("Lee"))
    with pytest.raises(ZeroDivisionError):
        nudge_one(any_world.store, any_world.school_id, any_world.now)
    any_world.at(TUESDAY, "09:00")
    with pytest.raises(ZeroDivisionError):
        nudge_one(any_world.store, any_world.school_id, any_world.now)
    monkeypatch.undo()
    any_world.comes(TUESDAY, "09:59")
    assert any_world.nudged("Lee") == []
    any_world.comes(TUESDAY, "10:00")
    assert any_world.nudged("Lee") == [TUESDAY]
    assert any_world.at(TUESDAY, "10:01").week().unexplained == ()


def test_what_is_done_in_the_second_after_eight_was_open_at_eight(any_world):
    """The step that writes the morning comes a moment late; the ledger and it agree even so."""
    commitment_id = promised(any_world, TUESDAY)
    finish(any_world.store, any_world.at(TUESDAY, "08:00").act("Lee"), commitment_id)
    any_world.passes()
    assert any_world.nudged("Lee") == []
    (morning,) = any_world.ledger(kind=NoticeKind.MORNING)
    assert morning.reason == "everything in it was settled before it was sent"
    assert any_world.at(TUESDAY, "08:01").week().unexplained == ()


def test_a_librarian_who_has_left_is_written_to_no_more(world):
    promised(world, TUESDAY)
    with world.store.writing() as db:
        db.exec_driver_sql("UPDATE people SET is_librarian = false WHERE name = 'Lee'")
    world.comes(TUESDAY)
    assert world.nudged("Lee") == []
    assert world.person("Lee").next_nudge_at is None


# the moments


def test_mornings_follow_the_schools_clock_across_both_changes(world):
    calendar = world.school().calendar
    assert calendar.opening_after(moment(date(2026, 3, 6), "12:00")) == moment(date(2026, 3, 9), "08:00")
    assert moment(date(2026, 3, 9), "08:00").hour == 13
    assert calendar.opening_after(moment(date(2026, 10, 30), "12:00")) == moment(date(2026, 11, 2), "08:00")
    assert moment(date(2026, 11, 2), "08:00").hour == 14


def test_the_ladder_holds_across_the_change_of_clocks(world):
    world.at(date(2026, 3, 4))
    promised(world, date(2026, 3, 9))
    world.lives_through(date(2026, 3, 4), date(2026, 3, 10))
    assert world.nudged("Lee") == [date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 10)]
    sent = [notice.sent_at for notice in world.ledger(kind=NoticeKind.MORNING)]
    assert sent == [moment(day, "08:00") for day in world.nudged("Lee")]


def test_a_morning_is_written_once_even_if_its_moment_comes_twice(world):
    promised(world, TUESDAY)
    world.comes(TUESDAY)
    with world.store.writing() as db:
        people.set_nudge(db, world.person("Lee").id, world.now)
    world.passes()
    assert world.nudged("Lee") == [TUESDAY]


def _break_for(monkeypatch, person) -> None:
    from handlers import nudge  # noqa: PLC0415

    def fail(db, school, who, part, **kinds: bool):
        return 1 / 0 if who.id == person.id else list_of(db, school, who, part, **kinds)

    monkeypatch.setattr(nudge, "list_of", fail)
