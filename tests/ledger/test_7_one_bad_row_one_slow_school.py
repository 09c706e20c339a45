"""7. What cannot be done is set apart, written down and shown; everybody else's messages go out on time."""

import logging
import threading
from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa
from platform_for_tests import Platform
from world import FRIDAY, MONDAY, TUESDAY, World, moment, name_of, seed

from bot import wiring
from bot.scheduler import Ticker
from domain.notices import UNSETTLED, NoticeKind, NoticeState
from domain.request import Source
from handlers import compose as composing
from handlers import digest as digests
from handlers import nudge as nudges
from handlers.deliver import deliver_one
from handlers.digest import digest_one
from handlers.home import open_home
from handlers.messages import Digest
from handlers.open_school import open_school
from handlers.pause import pause
from handlers.resume import resume_one
from handlers.sending import Letter, Outcome, Paused, Refused, Unsure
from store import schools
from tests.scenarios.school import CARD, DUST_BOWL, RECEIPT, SchoolWithin

LONG = timedelta(minutes=10)
DEAD = ("account_inactive", "token_revoked", "token_expired", "invalid_auth")
REFUSED = ("user_disabled", "channel_not_found", "cannot_dm_bot")


def states(world: World, name: str) -> list[NoticeState]:
    return [row.state for row in world.ledger(person_id=world.person(name).id)]


def passes_over(world: World, error: type[Exception]) -> int:
    """Everything that is due happens, as the ticker has it: a step that raises comes round again."""
    raised = 0
    for _ in range(20):
        try:
            world.passes()
        except error:
            raised += 1
        else:
            return raised
    raise AssertionError("It never ends")


# one bad row


def test_a_message_that_cannot_be_composed_waits_and_the_others_go_out(any_world, monkeypatch):
    world = any_world
    for name in ("Ada", "Ben"):
        world.asks(name, "birds", source=Source.FORM)
        world.asks(name, "bees", source=Source.FORM)
    bad = world.ledger(kind=NoticeKind.RECEIPT)[0]
    real = composing._MAKERS[NoticeKind.RECEIPT]
    monkeypatch.setitem(
        composing._MAKERS, NoticeKind.RECEIPT, lambda desk: 1 / 0 if desk.notice.id == bad.id else real(desk)
    )
    assert passes_over(world, ZeroDivisionError) == 1
    assert world.told("Ben") == ["Receipt"] * 2
    assert world.told("Lee") == world.told("Kim") == ["Cards"]
    assert world.told("Ada") == ["Receipt"], "not even her own other one is held up"
    (waiting,) = world.ledger(state="waiting")
    assert (waiting.id, waiting.reason) == (bad.id, "could not be composed: division by zero")
    monkeypatch.undo()
    world.real += LONG
    world.passes()
    assert world.told("Ada") == ["Receipt"] * 2
    assert world.at(MONDAY, "10:01").week().unexplained == ()


def test_a_morning_that_raises_is_alone_seen_and_made_up_for(any_world, monkeypatch):
    world = any_world
    for name in ("Lee", "Kim"):
        world.promises(name, world.asks("Ada", f"for {name}"), TUESDAY)
    world.passes()
    lee, real = world.person("Lee").id, nudges.list_of
    monkeypatch.setattr(
        nudges,
        "list_of",
        lambda db, school, who, part, **of: 1 / 0 if who.id == lee else real(db, school, who, part, **of),
    )
    world.at(TUESDAY, "08:00")
    assert passes_over(world, ZeroDivisionError) == 1
    assert (world.nudged("Lee"), world.nudged("Kim")) == ([], [TUESDAY])
    (missing,) = world.at(TUESDAY, "08:01").week().unexplained
    assert missing.once_key == f"nudge:{lee}:2026-02-03:morning", "the ledger shows it"
    monkeypatch.undo()
    world.comes(TUESDAY, "09:00")
    assert world.nudged("Lee") == [TUESDAY]
    assert world.at(TUESDAY, "09:01").week().unexplained == ()


def test_a_morning_that_raises_for_days_is_accounted_for_day_by_day(world, monkeypatch):
    world.promises("Lee", world.asks("Ada"), TUESDAY)
    world.passes()
    real = nudges.list_of
    monkeypatch.setattr(nudges, "list_of", lambda *_, **_of: 1 / 0)
    for day in (TUESDAY, TUESDAY + timedelta(days=1)):
        for time in ("08:00", "11:00", "14:00"):
            world.at(day, time)
            assert passes_over(world, ZeroDivisionError) > 0
    monkeypatch.setattr(nudges, "list_of", real)
    world.comes(TUESDAY + timedelta(days=1), "15:30")
    assert world.nudged("Lee") == [TUESDAY + timedelta(days=1)]
    assert world.at(TUESDAY + timedelta(days=1), "15:31").week().unexplained == ()


def test_a_morning_that_raises_keeps_nobody_from_acting(world, monkeypatch, caplog):
    """What is due is written before something changes; what cannot be written must not stop it."""
    request_id = world.asks("Ada")
    world.passes()
    monkeypatch.setattr(nudges, "list_of", lambda *_, **_of: 1 / 0)
    with caplog.at_level(logging.ERROR):
        world.at(TUESDAY, "08:00").promises("Lee", request_id, FRIDAY)
    assert "could not be written" in caplog.text
    assert world.commitment(request_id).owner == "Lee"


def test_a_morning_that_the_database_refuses_is_logged_without_anybodys_words(any_world, monkeypatch, caplog):
    """PostgreSQL quotes the row it refuses."""
    world, words = any_world, "poems about rain"
    request_id = world.asks("Ada", words)
    world.passes()
    emptied = sa.text("INSERT INTO requests (need) VALUES (:need)")
    monkeypatch.setattr(nudges, "list_of", lambda db, *_, **_of: db.execute(emptied, {"need": words}))
    with caplog.at_level(logging.INFO):
        world.at(TUESDAY, "08:00").promises("Lee", request_id, FRIDAY)
    assert "could not be written and is put off: " in caplog.text
    assert words not in caplog.text
    assert world.commitment(request_id).owner == "Lee"


def test_a_digest_that_raises_is_tried_again_and_keeps_its_week(any_world, monkeypatch):
    world = any_world
    monkeypatch.setattr(digests, "figures_of", lambda *_: 1 / 0)
    world.promises("Lee", world.asks("Ada"), FRIDAY)
    world.passes()
    world.at(FRIDAY, "14:00")
    assert passes_over(world, ZeroDivisionError) >= 1
    assert world.nudged("Lee") == [FRIDAY]
    assert not digest_one(world.store, world.school_id, world.now), "put off for an hour"
    monkeypatch.undo()
    world.comes(FRIDAY, "14:59")
    assert world.heard("Sam", Digest) == []
    world.comes(FRIDAY, "15:00")
    assert world.the("Sam", Digest).figures.last == FRIDAY
    (row,) = world.ledger(kind=NoticeKind.DIGEST)
    assert (row.owed_at, row.sent_at) == (moment(FRIDAY, "14:00"), moment(FRIDAY, "15:00"))


def test_a_digest_that_raises_for_days_is_not_lost(world, monkeypatch):
    world.lives_through(MONDAY, FRIDAY - timedelta(days=1))
    monkeypatch.setattr(digests, "figures_of", lambda *_: 1 / 0)
    for day in range(4):
        world.at(FRIDAY + timedelta(days=day), "14:00")
        passes_over(world, ZeroDivisionError)
    monkeypatch.undo()
    world.comes(FRIDAY + timedelta(days=3), "15:00")
    assert world.the("Sam", Digest)
    assert world.week(FRIDAY).unexplained == world.week().unexplained == ()


# one person


@pytest.mark.parametrize("reason", REFUSED)
def test_a_person_whose_messages_are_refused_is_one_line_on_home_and_nobody_elses_trouble(world, reason):
    open_home(world.store, world.act("Kim"))
    world.asks("Ada", source=Source.FORM)
    first = world.ledger()[0]
    world.platform.answers(Refused(reason))
    world.passes()
    assert [(row.id, row.reason) for row in world.ledger(state="failed")] == [(first.id, reason)]
    (shown,) = world.platform.homes["Kim"].undelivered
    assert (shown.notice_id, shown.reason) == (first.id, reason)
    assert Counter(row.state for row in world.ledger()) == {NoticeState.FAILED: 1, NoticeState.SENT: 2}
    assert world.at(MONDAY, "10:01").week().unexplained == ()
    assert sum(line.failed for line in world.week().lines) == 1


@pytest.mark.parametrize("reason", REFUSED)
def test_slack_refuses_one_person(school: SchoolWithin, reason: str):
    school.troubles_expected = True
    school.faults.failing("chat.postMessage", status=200, error=reason, channel="D0BEN")
    school.ben.writes("I need books on bees")
    school.ada.writes("I need books on wasps")
    school.ada.sees(RECEIPT)
    school.rests()
    assert school.times(school.lee, CARD) == 2
    assert [(each["kind"], each["reason"]) for each in school.rows("notices") if each["state"] == "failed"] == [
        ("receipt", reason)
    ]
    assert "“Receipt” for Ben" in school.lee.home("could not be sent").text


# one method, one workspace


def test_a_method_that_is_rate_limited_waits_as_long_as_slack_says_and_no_other_does(school: SchoolWithin):
    school.ada.home("Ask the library")
    school.faults.rate_limited("chat.postMessage", retry_after=1, count=1)
    school.ada.types(f"/library-help {DUST_BOWL}")
    school.ada.sees(RECEIPT)
    school.ada.home("dust bowl")
    school.lee.sees(CARD)
    school.rests()
    assert len(school.calls("chat.postMessage")) == 2
    assert school.times(school.lee, CARD) == 1


def second_school(world: World) -> World:
    """Another school on the same store, with its own platform."""
    other = World.__new__(World)
    other.__dict__.update(world.__dict__)
    other.platform, other.school_id = (
        Platform(),
        open_school(world.store, seed(address="T0OTHER", name="Hillview"), world.now, name_of).id,
    )
    return other


@pytest.mark.parametrize("code", DEAD)
def test_a_dead_token_pauses_its_school_until_it_works_again(any_world, code):
    world = any_world
    for name in ("Ada", "Ben"):
        world.asks(name, source=Source.FORM)
    world.platform.answers(Paused(code))
    world.passes()
    assert world.platform.calls == 1, "nothing more is tried"
    assert {row.state for row in world.ledger()} == {NoticeState.WAITING}
    assert code in {row.reason for row in world.ledger()}
    world.real += timedelta(days=1)
    world.now += timedelta(hours=2)
    resume_one(world.store, world.school_id, lambda: False, world.now, world.real)
    world.passes()
    assert world.platform.calls == 1
    assert world.week().unexplained == ()
    resume_one(world.store, world.school_id, lambda: True, world.now, world.real)
    world.passes()
    assert {row.state for row in world.ledger()} == {NoticeState.SENT}
    assert world.told("Ada") == world.told("Ben") == ["Receipt"]
    assert world.line(NoticeKind.RECEIPT).worst == timedelta(hours=2)


def test_another_school_goes_on_while_one_is_paused(any_world):
    world, other = any_world, second_school(any_world)
    with world.store.writing() as db:
        schools.pause(db, world.school_id, "token_revoked", world.now)
    world.asks("Ada", "here")
    other.asks("Ada", "there")
    other.passes()
    assert other.told("Lee") == other.told("Kim") == ["Card"]
    assert {letter.message.story.request.need for letter in other.platform.letters} == {"there"}


def test_the_log_says_when_a_school_is_paused_and_when_it_is_taken_up_again(world, caplog):
    """Each once, whatever number of calls finds it out."""
    for name in ("Ada", "Ben"):
        world.asks(name, source=Source.FORM)
    with caplog.at_level(logging.INFO):
        world.platform.answers(Paused("account_inactive"))
        world.passes()
        with world.store.writing() as db:
            pause(db, world.school_id, "account_inactive", world.now)
        resume_one(world.store, world.school_id, lambda: True, world.now, world.real)
        resume_one(world.store, world.school_id, lambda: True, world.now, world.real)
    said = [each.getMessage() for each in caplog.records if "Riverside" in each.getMessage()]
    assert said == [
        "Riverside is paused (account_inactive). Its messages wait; once a minute I try whether I am welcome",
        "Riverside takes messages again; it was paused since 2026-02-02T16:00+00:00",
    ]


def test_each_schools_bot_does_its_own_schools_work(any_world):
    """Two bots on one store, each with the token of one workspace: cards, mornings, rewriting, Home, being seen."""
    world, other = any_world, second_school(any_world)
    for each in (world, other):
        request_id = each.asks("Ada", "here" if each is world else "there", source=Source.FORM)
        each.promises("Lee", request_id, TUESDAY)
        open_home(each.store, each.act("Lee"))
    world.passes()
    assert {letter.message.story.request.need for letter in world.platform.letters} == {"here"}
    world.comes(TUESDAY, "08:00")
    assert world.nudged("Lee") == [TUESDAY]
    assert (other.platform.letters, other.platform.homes) == ([], {})
    assert {row.state for row in other.ledger(school_id=other.school_id)} == {NoticeState.WAITING}
    assert other.ledger(school_id=other.school_id, kind=NoticeKind.MORNING) == []
    assert (world.school().seen_at, other.school().seen_at) == (moment(TUESDAY, "08:00"), moment(MONDAY))
    other.comes(TUESDAY, "08:00")
    assert {row.state for row in other.ledger(school_id=other.school_id)} == {NoticeState.SENT, NoticeState.CANCELLED}
    assert other.nudged("Lee") == [TUESDAY]
    assert set(other.platform.homes) == {"Lee"}


def test_one_schools_welcome_does_not_end_anothers_pause(any_world):
    world, other = any_world, second_school(any_world)
    with world.store.writing() as db:
        for each in (world, other):
            schools.pause(db, each.school_id, "token_revoked", world.now)
    resume_one(world.store, world.school_id, lambda: True, world.now, world.real)
    with world.store.reading() as db:
        assert [schools.is_paused(db, each.school_id) for each in (world, other)] == [False, True]


def test_a_paused_school_is_taken_up_again_by_itself(school: SchoolWithin, monkeypatch):
    """Without a restart: the token is tried again every minute, here every moment."""
    school.troubles_expected = True
    school.closes()
    monkeypatch.setattr(wiring, "_RESUME_SECONDS", 0.1)
    school.opens()
    school.asks(school.ben, "books on bees")
    known = len(school.calls("auth.test"))
    school.faults.failing("chat.postMessage", status=200, error="token_revoked", count=1)
    school.faults.failing("auth.test", status=200, error="token_revoked", count=2)
    school.ada.types(f"/library-help {DUST_BOWL}")
    school.ada.sees(RECEIPT)
    school.lee.sees("dust bowl")
    school.rests()
    assert school.times(school.lee, CARD) == 2
    assert len(school.calls("auth.test")) == known + 3, "two refusals and a welcome"


# one call


class Stuck(Platform):
    """Never answers for one person, until it is let go."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.is_stuck, self.let_go = name, threading.Event(), threading.Event()

    def send(self, letter: Letter) -> Outcome:
        if letter.person.name == self.name:
            self.is_stuck.set()
            assert self.let_go.wait(30)
            return Unsure("timed out")
        return super().send(letter)


def test_a_call_that_hangs_stalls_nobody_else(any_world):
    world, platform = any_world, Stuck("Ada")
    for name in ("Ada", "Ben", "Kim", "Sam"):
        for number in range(3):
            world.asks(name, f"{name} {number}", source=Source.FORM)
    ada, done = world.person("Ada").id, threading.Event()

    def look() -> bool:
        if platform.is_stuck.is_set() and {row.person_id for row in world.ledger() if row.state in UNSETTLED} == {ada}:
            done.set()
        return False

    steps = {
        f"deliver {number}": lambda: deliver_one(world.store, world.school_id, platform, world.clocks, world.patience)
        for number in range(4)
    }
    ticker = Ticker({**steps, "look": look}, seconds=0.05)
    ticker.start()
    try:
        assert platform.is_stuck.wait(20)
        assert done.wait(20), len(platform.letters)
        assert states(world, "Ada")[:1] == [NoticeState.SENDING]
    finally:
        platform.let_go.set()
        ticker._stopped = True
        ticker._scheduler.shutdown(wait=True)
