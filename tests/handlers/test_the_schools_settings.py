"""Settings: all of them or none, each refused in a clear sentence, and what is planned follows."""

from dataclasses import replace
from datetime import time

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, World, moment

from domain.errors import UserError
from domain.ladder import Ladder
from domain.notices import NoticeKind
from domain.person import Habits
from domain.spelling import Spelling
from handlers.settings import Settings, change_settings, look_at_settings, settings_of


def now_set(world: World) -> Settings:
    return look_at_settings(world.store, world.act("Lee"))


def sets(world: World, **to: object) -> None:
    change_settings(world.store, world.act("Lee"), replace(now_set(world), **to))


def digests(world: World) -> list:
    return [notice.sent_at for notice in world.ledger(kind=NoticeKind.DIGEST) if notice.sent_at]


def test_what_is_saved_is_there_again(any_world):
    to = Settings(
        name="Riverside High",
        opens=time(7, 30),
        closes=time(15),
        weekdays=frozenset({0, 1, 2, 3}),
        holidays="US-TX",
        digest_weekday=3,
        digest_at=time(12),
        most_unprompted=5,
        proposes=True,
        ladder=Ladder((-2, 0, 2), 3),
        keeps_months=36,
        spelling=Spelling.AMERICAN,
    )
    change_settings(any_world.store, any_world.act("Lee"), to)
    assert now_set(any_world) == settings_of(any_world.school()) == to


def test_the_next_morning_comes_at_the_new_hour(world):
    world.asks("Ada")
    sets(world, opens=time(7, 30))
    world.comes(NEXT_MONDAY, "07:31")
    assert {notice.owed_at for notice in world.ledger(kind=NoticeKind.MORNING)} >= {moment(NEXT_MONDAY, "07:30")}
    assert world.week(NEXT_MONDAY).unexplained == ()


def test_the_digest_comes_on_its_new_day_and_once(world):
    sets(world, digest_weekday=3, digest_at=time(12))
    world.comes(THURSDAY, "12:01")
    world.comes(FRIDAY, "15:00")
    assert digests(world) == [moment(THURSDAY, "12:01")]
    assert world.week(MONDAY).unexplained == ()


def test_a_day_that_has_gone_by_sends_this_weeks_digest_at_once(world):
    world.comes(FRIDAY, "10:00")
    sets(world, digest_weekday=2)
    world.passes()
    assert digests(world) == [moment(FRIDAY, "10:00")]
    world.comes(FRIDAY, "15:00")
    assert len(digests(world)) == 1
    assert world.week(MONDAY).unexplained == ()


@pytest.mark.parametrize(
    ("wrong", "about", "words"),
    [
        ({"closes": time(7)}, "closes", "closes after it opens"),
        ({"weekdays": frozenset()}, "weekdays", "at least one day"),
        ({"digest_weekday": 6}, "digest-day", "school day"),
        ({"digest_at": time(23, 30)}, "digest-at", "an hour from 7:45 AM until before 4:00 PM"),
        ({"digest_at": time(16)}, "digest-at", "while the school is open"),
        ({"closes": time(14)}, "closes", "goes out at 2:00 PM, which is not from 7:45 AM until before 2:00 PM"),
        ({"opens": time(15)}, "opens", "under Messages first"),
        ({"most_unprompted": 0}, "most", "1 to 20"),
        ({"weekdays": frozenset({5, 6}), "digest_weekday": 6}, "weekdays", "Monday to Friday"),
        ({"name": "  "}, "name", "school’s name"),
        ({"name": "x" * 81}, "name", "80 characters"),
        ({"keeps_months": 11}, "months", "12 to 120"),
        ({"keeps_months": 121}, "months", "12 to 120"),
    ],
)
def test_what_a_school_cannot_be_is_refused_and_nothing_is_stored(world, wrong, about, words):
    before = now_set(world)
    with pytest.raises(UserError, match=words) as refusal:
        sets(world, **{"opens": time(7, 45), "proposes": True, **wrong})
    assert refusal.value.about == about
    assert now_set(world) == before


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"digest_at": time(16)}, "an hour from 08:00 until before 16:00"),
        ({"closes": time(14)}, "goes out at 14:00, which is not from 08:00 until before 14:00"),
    ],
)
def test_a_librarian_who_counts_to_twenty_four_reads_why_in_those_hours(world, wrong, words):
    act = replace(world.act("Lee"), habits=Habits("en-GB"))
    with pytest.raises(UserError, match=words):
        change_settings(world.store, act, replace(now_set(world), **wrong))


@pytest.mark.parametrize("name", ["Ada", "Sam"])
def test_settings_are_the_librarians(world, name):
    with pytest.raises(UserError, match="librarians"):
        look_at_settings(world.store, world.act(name))
    with pytest.raises(UserError, match="librarians"):
        change_settings(world.store, world.act(name), replace(now_set(world), most_unprompted=9))
    assert now_set(world).most_unprompted == 2
