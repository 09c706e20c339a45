"""Somebody leaves and nobody says so: it is noticed at the start, and before each school day."""

from datetime import timedelta

from world import MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, World, moment

from bot.roll import Roll
from domain.errors import UserError
from handlers.call_roll import MOST_SILENCES, call_roll, next_roll
from handlers.messages import Left
from store import people


class Platform:
    """Knows whose account is closed, or does not say."""

    def __init__(self, *gone: str, silent: tuple[str, ...] = ()) -> None:
        self.gone, self.silent = set(gone), set(silent)
        self.asked: list[str] = []

    def says(self, address: str) -> bool | None:
        self.asked.append(address)
        return None if address in self.silent else address in self.gone

    def or_raises(self, address: str) -> bool:
        says = self.says(address)
        if says is None:
            raise UserError("Slack did not tell me")
        return says


def promised(world: World) -> None:
    world.promises("Lee", world.asks("Ada", "bees"), WEDNESDAY)
    world.passes()


def test_whoever_is_gone_leaves_and_what_they_promised_is_offered(any_world):
    world, platform = any_world, Platform("U0LEE")
    promised(world)
    assert call_roll(world.store, world.school_id, platform.says, world.now)
    world.passes()
    assert world.person("Lee").left_at == world.now
    assert world.the("Kim", Left).leaver == "Lee"
    assert world.at(MONDAY, "11:00").week().unexplained == ()


def test_only_those_the_library_counts_on_are_asked_about(world):
    platform = Platform()
    promised(world)
    world.asks("Ben")
    world.leaves("Kim")
    with world.store.writing() as db:
        db.exec_driver_sql("UPDATE people SET is_librarian = false WHERE name = 'Lee'")
    call_roll(world.store, world.school_id, platform.says, world.now)
    assert sorted(platform.asked) == ["U0LEE", "U0SAM"], "Lee has a promise to keep"


def test_silence_about_one_does_not_hide_the_others(world):
    first = world.read(people.counted_on)[0]
    platform = Platform("U0LEE", "U0KIM", "U0SAM", silent=(first,))
    assert not call_roll(world.store, world.school_id, platform.says, world.now)
    there = world.read(people.counted_on)
    assert there == (first,)


def test_a_platform_that_is_silent_is_not_asked_about_everybody(world):
    with world.store.writing() as db:
        for number in range(20):
            person = people.meet(db, world.school_id, address=f"U0{number}", name=f"{number}")
            people.make_administrator(db, person.id, world.now)
    everybody = world.read(people.counted_on)
    platform = Platform(silent=everybody)
    assert not call_roll(world.store, world.school_id, platform.says, world.now)
    assert len(platform.asked) == MOST_SILENCES


def test_it_is_called_at_the_start_and_once_before_each_school_day(world):
    platform = Platform()
    roll = Roll(world.store, world.school_id, platform.or_raises)
    called = []
    for day in (MONDAY, TUESDAY, WEDNESDAY, *(NEXT_MONDAY + timedelta(days=number) for number in (-2, -1, 0))):
        for time in ("00:10", "07:29", "07:30", "07:31", "08:00", "10:00", "18:00"):
            before = len(platform.asked)
            roll.call_if_due(moment(day, time))
            if len(platform.asked) > before:
                called.append(f"{day:%a} {time}")
    assert called == ["Mon 00:10", "Mon 07:30", "Tue 07:30", "Wed 07:30", "Sat 00:10", "Mon 07:30"]
    assert set(platform.asked) == {"U0LEE", "U0KIM", "U0SAM"}


def test_after_silence_it_is_called_again_in_ten_minutes(world):
    platform = Platform(silent=("U0SAM",))
    roll = Roll(world.store, world.school_id, platform.or_raises)
    for minute in ("00", "05", "09", "10", "15", "20"):
        roll.call_if_due(moment(MONDAY, f"09:{minute}"))
    assert platform.asked.count("U0SAM") == 3


def test_what_goes_wrong_keeps_nobody_from_their_morning(world, caplog):
    def breaks(_: str) -> bool:
        raise ZeroDivisionError

    Roll(world.store, world.school_id, breaks).call_if_due(world.now)
    assert "The roll could not be called" in caplog.text


def test_the_next_one_is_half_an_hour_before_an_opening(world):
    assert next_roll(world.store, world.school_id, moment(MONDAY, "07:45")) == moment(TUESDAY, "07:30")
    assert next_roll(world.store, world.school_id, moment(MONDAY, "07:00")) == moment(MONDAY, "07:30")
