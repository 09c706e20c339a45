"""Friday, 14:00: one digest for each administrator, with the week's figures and nothing that points at somebody."""

from datetime import date, timedelta

import pytest
from world import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, World, moment

from domain.counted import REST, Counted
from domain.digest import Figures
from domain.notices import NoticeKind
from domain.request import HelpKind
from handlers.ask_back import ask_back
from handlers.digest import digest_one
from handlers.finish import finish
from handlers.messages import Digest
from handlers.release import release
from handlers.renegotiate import renegotiate
from handlers.withdraw import withdraw
from store import people, schools

NEXT_FRIDAY = FRIDAY + timedelta(weeks=1)


def figures(world: World) -> list[Figures]:
    return [digest.figures for digest in world.heard("Sam", Digest)]


def the_figures(world: World) -> Figures:
    (one,) = figures(world)
    return one


def promises_and_requests(told: Figures) -> Figures:
    """Without what stands beside them."""
    return Figures(
        **{
            name: getattr(told, name)
            for name in ("first", "last", "kept", "kept_on_time", "open", "overdue", "waiting", "by_kind")
        }
    )


def promises(world: World, due_on: date, name: str = "Ada"):
    return world.promises("Lee", world.asks(name, f"books {len(world.ledger())}"), due_on)


def done(world: World, commitment_id) -> None:
    finish(world.store, world.act("Lee"), commitment_id)


def test_the_figures_of_a_week(any_world):
    world = any_world
    kept, late, still_open, overdue, given_up = (
        promises(world, day) for day in (TUESDAY, TUESDAY, NEXT_MONDAY, THURSDAY, FRIDAY)
    )
    world.at(TUESDAY, "15:00")
    done(world, kept)
    world.at(WEDNESDAY)
    done(world, late)
    release(world.store, world.act("Lee"), given_up, word="ill")
    assert still_open != overdue
    ask_back(world.store, world.act("Kim"), world.asks("Ben"), "Which grade?")
    world.comes(FRIDAY, "14:00")
    assert promises_and_requests(the_figures(world)) == Figures(
        first=date(2026, 1, 30),
        last=FRIDAY,
        kept=2,
        kept_on_time=1,
        open=2,
        overdue=1,
        waiting=1,
        by_kind=(Counted(REST, None),),
    )


def test_the_digest_comes_at_its_moment_and_not_before(world):
    world.comes(FRIDAY, "13:59")
    assert world.told("Sam") == []
    world.comes(FRIDAY, "14:00")
    assert world.told("Sam") == ["Digest"]
    assert "Digest" not in world.told("Lee") + world.told("Ada")


def test_each_week_has_one_and_each_begins_where_the_last_ended(world):
    for name in ("Ada", "Ben"):
        done(world, promises(world, TUESDAY, name))
    world.comes(FRIDAY, "14:00")
    world.at(FRIDAY, "15:00")
    done(world, promises(world, NEXT_MONDAY))
    world.lives_through(FRIDAY, NEXT_FRIDAY)
    assert [(each.first, each.last, each.kept) for each in figures(world)] == [
        (date(2026, 1, 30), FRIDAY, 2),
        (FRIDAY, NEXT_FRIDAY, 1),
    ]


def test_every_administrator_gets_one_once(world):
    with world.store.writing() as db:
        kim = people.by_address(db, world.school_id, "U0KIM")
        people.make_administrator(db, kim.id, moment(FRIDAY, "08:00"))
    world.comes(FRIDAY, "14:00")
    world.passes()
    assert world.told("Sam").count("Digest") == world.told("Kim").count("Digest") == 1


def test_a_digest_whose_moment_comes_twice_is_sent_once(world):
    world.comes(FRIDAY, "14:00")
    with world.store.writing() as db:
        schools.set_digest(db, world.school_id, next_at=world.now, begins=None)
    world.passes()
    assert world.told("Sam") == ["Digest"]


def test_when_friday_is_closed_it_comes_on_thursday(world):
    world.closes(NEXT_FRIDAY, NEXT_FRIDAY)
    world.comes(FRIDAY, "14:00")
    assert world.school().next_digest_at == moment(NEXT_FRIDAY - timedelta(days=1), "14:00")
    world.lives_through(NEXT_MONDAY, NEXT_FRIDAY)
    assert [each.last for each in figures(world)] == [FRIDAY, NEXT_FRIDAY - timedelta(days=1)]


def test_a_week_of_holidays_has_none_and_its_figures_go_into_the_next(world):
    world.closes(NEXT_MONDAY, NEXT_FRIDAY)
    world.comes(FRIDAY, "14:00")
    world.at(FRIDAY, "15:00")
    done(world, promises(world, date(2026, 2, 17)))
    world.lives_through(NEXT_MONDAY, date(2026, 2, 20))
    assert [(each.last, each.kept) for each in figures(world)] == [(FRIDAY, 0), (date(2026, 2, 20), 1)]


def test_the_moment_follows_the_schools_clock_when_it_changes(world):
    world.comes(date(2026, 3, 6), "14:00")
    assert moment(date(2026, 3, 6), "14:00").hour == 20
    assert world.school().next_digest_at == moment(date(2026, 3, 13), "14:00")
    assert world.school().next_digest_at.hour == 19


def test_a_bot_that_was_away_on_friday_sends_it_on_monday_morning(world):
    world.comes(FRIDAY + timedelta(days=1))
    assert world.told("Sam") == []
    world.comes(NEXT_MONDAY)
    assert world.told("Sam") == ["Digest"]
    world.comes(NEXT_FRIDAY, "14:00")
    assert world.told("Sam") == ["Digest", "Digest"]


def test_a_digest_that_is_sent_late_tells_of_its_own_week(world):
    digest_at = world.at(FRIDAY, "14:00")
    assert digest_one(digest_at.store, digest_at.school_id, digest_at.now)
    world.at(FRIDAY, "15:00")
    done(world, promises(world, FRIDAY))
    world.passes()
    assert the_figures(world).kept == 0


def test_a_date_moved_before_it_was_late_is_the_one_that_counts(world):
    commitment_id = promises(world, TUESDAY)
    renegotiate(world.store, world.act("Lee"), commitment_id, due_on=THURSDAY, word="the van")
    world.at(THURSDAY)
    done(world, commitment_id)
    world.comes(FRIDAY, "14:00")
    assert the_figures(world).kept_on_time == 1


def test_a_date_moved_when_it_was_late_flatters_nobody(world):
    commitment_id = promises(world, TUESDAY)
    renegotiate(world.at(WEDNESDAY).store, world.act("Lee"), commitment_id, due_on=THURSDAY, word="the van")
    done(world, commitment_id)
    world.comes(FRIDAY, "14:00")
    assert (the_figures(world).kept, the_figures(world).kept_on_time) == (1, 0)


def test_on_time_is_judged_by_the_schools_day(world):
    commitment_id = promises(world, MONDAY)
    world.at(MONDAY, "22:00")  # Tuesday in UTC
    done(world, commitment_id)
    world.comes(FRIDAY, "14:00")
    assert the_figures(world).kept_on_time == 1


@pytest.mark.parametrize(("askers", "count"), [(2, None), (3, 3)])
def test_a_kind_that_fewer_than_three_asked_for_has_no_figure(world, askers, count):
    for number in range(askers):
        world.asks(f"Teacher{number}", kind=HelpKind.RESOURCES)
    world.comes(FRIDAY, "14:00")
    assert the_figures(world).by_kind == (Counted(REST if count is None else "resources", count),)


def test_what_somebody_is_less_confident_about_is_never_shown(world):
    for number in range(3):
        world.asks(f"Teacher{number}", kind=HelpKind.LESS_CONFIDENT)
    world.comes(FRIDAY, "14:00")
    assert the_figures(world).by_kind == (Counted("something else", 3),)


def test_what_was_withdrawn_is_not_counted(world):
    for number in range(3):
        gone = world.asks(f"Teacher{number}", kind=HelpKind.RESOURCES)
    withdraw(world.store, world.act("Teacher2"), gone)
    world.comes(FRIDAY, "14:00")
    assert the_figures(world).by_kind == (Counted(REST, None),)


def test_a_school_whose_digest_fails_is_moved_aside_and_loses_no_week(any_world, monkeypatch):
    done(any_world, promises(any_world, TUESDAY))
    any_world.at(FRIDAY, "14:00")
    with monkeypatch.context() as broken:
        broken.setattr("handlers.digest.figures_of", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            digest_one(any_world.store, any_world.school_id, any_world.now)
    assert not digest_one(any_world.store, any_world.school_id, any_world.now)
    any_world.comes(FRIDAY, "15:00")
    assert the_figures(any_world).kept == 1
    assert len(any_world.ledger(kind=NoticeKind.DIGEST)) == 1
