"""6. However long it was away, everybody gets what stands now, once: nothing stale, and nothing one by one."""

from datetime import date, timedelta

import pytest
from world import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, World, moment

from domain.notices import NoticeKind
from handlers.finish import finish
from handlers.messages import Away, Card, Cards, Digest, Nudge
from handlers.resume import resume_one
from handlers.sending import Busy, Paused, Unsure
from store import schools

SECOND_FRIDAY, THIRD_FRIDAY = date(2026, 2, 13), date(2026, 2, 20)


def adds_up(world: World, *days: date) -> None:
    """Everything owed is in the ledger, as one thing and not another."""
    world.now += timedelta(minutes=1)
    for day in days:
        week = world.week(day)
        assert week.unexplained == ()
        for line in week.lines:
            assert line.owed == line.sent + line.cancelled + line.failed + line.waiting, line


def is_paused(world: World) -> None:
    with world.store.writing() as db:
        schools.pause(db, world.school_id, "account_inactive", world.now)


def is_welcome_again(world: World) -> None:
    resume_one(world.store, world.school_id, lambda: True, world.now, world.real)
    world.passes()


def reasons(world: World, kind: NoticeKind) -> list[str | None]:
    return [row.reason for row in world.ledger(kind=kind, state="cancelled")]


# digests


@pytest.fixture
def three_fridays(any_world):
    """In the first week Lee keeps a promise; from Monday noon on Slack takes nothing for three weeks."""
    world = any_world
    finish(world.store, world.act("Lee"), world.promises("Lee", world.asks("Ada"), TUESDAY))
    world.passes()
    world.at(MONDAY, "12:00")
    is_paused(world)
    world.promises("Lee", world.asks("Ben", "atlases"), FRIDAY)
    world.lives_through(MONDAY, THIRD_FRIDAY)
    assert world.told("Sam") == []
    return world


def test_of_three_digests_that_waited_sam_gets_the_newest_which_tells_of_all_three_weeks(three_fridays):
    world = three_fridays.at(date(2026, 2, 23), "08:00")
    is_welcome_again(world)
    figures = world.the("Sam", Digest).figures
    assert (figures.first, figures.last) == (date(2026, 1, 30), THIRD_FRIDAY)
    assert (figures.kept, figures.open, figures.overdue) == (1, 1, 1)
    assert reasons(world, NoticeKind.DIGEST) == ["a newer one tells of it"] * 2
    adds_up(world, MONDAY, SECOND_FRIDAY, THIRD_FRIDAY)


def test_what_waited_a_day_still_tells_of_its_own_week(any_world):
    world = any_world
    world.lives_through(MONDAY, FRIDAY - timedelta(days=1))
    world.at(FRIDAY, "13:00")
    is_paused(world)
    world.comes(FRIDAY, "14:00")
    world.comes(FRIDAY, "15:00")
    is_welcome_again(world)
    assert world.the("Sam", Digest).figures.last == FRIDAY
    assert reasons(world, NoticeKind.DIGEST) == []


def test_a_digest_in_doubt_that_did_not_arrive_is_told_by_the_next(any_world):
    world = any_world
    world.lives_through(MONDAY, FRIDAY - timedelta(days=1))
    world.platform.answers(Unsure("timed out"))
    world.comes(FRIDAY, "14:00")
    world.comes(SECOND_FRIDAY, "14:00")
    world.real += timedelta(hours=1)
    world.passes()
    assert world.the("Sam", Digest).figures.first == date(2026, 1, 30)
    adds_up(world, FRIDAY, SECOND_FRIDAY)


# what was said of absences


def test_three_absences_that_could_not_be_told_are_one_line(any_world):
    world = any_world
    world.passes()
    world.platform.answers(*[Busy("down", 100_000)] * 2)
    for day, time in ((MONDAY, "12:00"), (MONDAY, "14:00"), (TUESDAY, "12:00")):
        world.comes_back(day, time)
    assert world.told("Lee") == []
    world.real += timedelta(days=3)
    world.comes(TUESDAY, "12:05")
    assert world.told("Lee") == ["Away"]
    away = world.the("Lee", Away)
    assert (away.first, away.last, away.times) == (moment(MONDAY, "10:00"), moment(TUESDAY, "12:00"), 3)
    assert reasons(world, NoticeKind.AWAY) == ["a newer one tells of it"] * 4, "two for each of two librarians"
    adds_up(world, MONDAY)


# cards


@pytest.mark.parametrize("count", [4, 20])
def test_requests_of_an_outage_in_school_hours_come_in_few_messages(any_world, count):
    world = any_world
    world.passes()
    is_paused(world)
    for number in range(count):
        world.asks("Ada", f"need {number}")
    world.at(MONDAY, "15:00")
    is_welcome_again(world)
    shown = [len(each.cards) for each in world.heard("Kim", Cards)]
    assert (shown, world.heard("Kim", Card)) == ({4: [4], 20: [15, 5]}[count], [])
    assert [each.story.request.need for said in world.heard("Lee", Cards) for each in said.cards] == [
        f"need {number}" for number in range(count)
    ]
    adds_up(world, MONDAY)


def test_three_that_waited_come_one_by_one(world):
    world.passes()
    is_paused(world)
    for number in range(3):
        world.asks("Ada", f"need {number}")
    is_welcome_again(world)
    assert (len(world.heard("Lee", Card)), world.heard("Lee", Cards)) == (3, [])


def test_requests_that_come_in_while_messages_get_through_are_cards_of_their_own(world):
    for number in range(6):
        world.asks("Ada", f"need {number}")
        world.passes()
    assert len(world.heard("Lee", Card)) == 6


# lists


def test_a_morning_list_that_comes_in_the_afternoon_stands_for_the_afternoons_too(any_world):
    world = any_world
    world.promises("Lee", world.asks("Ada"), TUESDAY)
    world.passes()
    world.comes(MONDAY, "16:30")
    world.at(TUESDAY, "08:00").platform.answers(Busy("ratelimited", 6.2 * 3600))
    world.passes()
    world.real += timedelta(hours=6)
    world.comes(TUESDAY, "14:00")
    world.real += timedelta(hours=1)
    world.comes(TUESDAY, "14:20")
    assert [said.is_afternoon for said in world.heard("Lee", Nudge)] == [False]
    assert reasons(world, NoticeKind.AFTERNOON) == ["the day’s list came so late that this would repeat it"]
    adds_up(world, MONDAY)


def test_the_afternoons_list_comes_after_a_morning_that_was_only_a_little_late(world):
    world.promises("Lee", world.asks("Ada"), TUESDAY)
    world.passes()
    world.at(TUESDAY, "08:00").platform.answers(Busy("ratelimited", 3600))
    world.passes()
    world.real += timedelta(hours=2)
    world.comes(TUESDAY, "10:00")
    world.comes(TUESDAY, "14:00")
    assert [said.is_afternoon for said in world.heard("Lee", Nudge)] == [False, True]


def test_a_morning_that_set_out_in_time_stands_for_itself_however_late_slacks_answer_is_noted(world):
    world.promises("Lee", world.asks("Ada"), TUESDAY)
    world.passes()
    world.platform.while_sending = lambda: world.at(TUESDAY, "14:00")
    world.comes(TUESDAY, "08:00")
    assert [said.is_afternoon for said in world.heard("Lee", Nudge)] == [False, True]


def test_lists_of_an_outage_that_are_of_yesterday_never_come(world):
    world.promises("Lee", world.asks("Ada"), TUESDAY)
    world.passes()
    world.platform.answers(Paused("token_revoked"))
    world.lives_through(MONDAY, TUESDAY)
    world.comes(WEDNESDAY, "08:00")
    world.at(WEDNESDAY, "09:00")
    is_welcome_again(world)
    assert world.nudged("Lee") == [WEDNESDAY]
