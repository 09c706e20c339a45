"""My own messages: the digest tells of every one that was late or never came, also of an outage on a Friday."""

from datetime import timedelta

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, World, moment

from domain.digest import OwnRecord
from domain.notices import WAS_AWAY, NoticeKind
from handlers.digest import digest_one
from handlers.messages import Digest
from handlers.try_again import let_go
from store import outbox

NEXT_FRIDAY = FRIDAY + timedelta(weeks=1)


def is_promised_for_monday(world: World) -> None:
    world.at(MONDAY)
    world.promises("Lee", world.asks("Ada", "maps"), MONDAY)
    world.passes()


def own_records(world: World) -> list[OwnRecord]:
    return [each.figures.own for each in world.heard("Sam", Digest) if each.figures.own]


def passed_over(world: World) -> int:
    return sum((each.reason or "").startswith(WAS_AWAY) for each in world.ledger())


def test_what_an_outage_over_friday_made_late_is_told_by_the_digest_after_it(any_world):
    world = any_world
    world.comes(FRIDAY, "13:00")
    world.asks("Ada", "songs of the road")
    world.comes_back(NEXT_MONDAY, "10:00")
    world.comes(NEXT_FRIDAY, "14:00")
    before, after = own_records(world)
    assert before.late == 0, "neither had gone out when the figures were taken"
    assert after.late >= 2, "the card and the digest itself"
    assert after.worst == timedelta(days=2, hours=21)


@pytest.mark.parametrize("writes_first", ["mornings", "digest"])
def test_mornings_that_the_bot_slept_through_were_missed(world, writes_first):
    is_promised_for_monday(world)
    world.lives_through(MONDAY, TUESDAY)
    world.at(NEXT_MONDAY, "10:00").restarts()
    if writes_first == "digest":
        assert digest_one(world.store, world.school_id, world.now)
    world.passes()
    (record,) = own_records(world)
    assert record.replaced == passed_over(world) > 0
    assert record.missed == 0, "the morning after tells of them all"
    assert record.away == ((moment(TUESDAY, "16:00"), moment(NEXT_MONDAY, "10:00")),)


def test_an_absence_that_was_told_to_the_librarians_stands_in_the_weeks_digest(world):
    world.comes(MONDAY, "10:00")
    world.comes_back(TUESDAY, "12:00")
    world.at(TUESDAY, "12:05").real += timedelta(minutes=5)
    world.lives_through(TUESDAY, FRIDAY)
    world.lives_through(NEXT_MONDAY, NEXT_FRIDAY)
    first, second = own_records(world)
    assert first.away == ((moment(MONDAY, "10:00"), moment(TUESDAY, "12:00")),)
    assert second.away == ()


def test_in_a_week_without_trouble_none_was_late_and_none_missed(world):
    is_promised_for_monday(world)
    world.lives_through(MONDAY, FRIDAY)
    (record,) = own_records(world)
    assert record == OwnRecord()


def test_what_could_not_be_sent_and_was_let_go_never_came_all_the_same(world):
    request_id = world.asks("Ada", "maps")
    world.passes()
    world.promises("Lee", request_id, FRIDAY)
    (waits,) = world.ledger(kind=NoticeKind.PROMISED)
    with world.store.writing() as db:
        outbox.mark_failed(db, waits.id, "channel_not_found")
    let_go(world.store, world.act("Lee"), waits.id)
    world.lives_through(MONDAY, FRIDAY)
    (record,) = own_records(world)
    assert (record.missed, record.replaced) == (1, 0)
