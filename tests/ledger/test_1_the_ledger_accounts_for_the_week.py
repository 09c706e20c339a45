"""1. Every message that the bot owes is in the ledger: owed is told again from what happened and from the calendar."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from fortnight import MON, TUE_2, lives_through_a_fortnight
from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, World

from domain.notices import NoticeKind, NoticeState
from handlers.ledger import Unexplained, ledger_in, owed_in
from handlers.sending import Refused, Unsure
from handlers.withdraw import withdraw
from store.session import Store, open_engine
from store.tables import notices
from tests.scenarios.school import environment_of

WEEKS = (MON, TUE_2)


@pytest.fixture(scope="module")
def fortnight(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A busy one, lived through once for all these tests: they change nothing in it."""
    store = Store(open_engine(f"sqlite:///{shutil.copy(migrated_file, tmp_path_factory.mktemp('fortnight'))}"))
    yield lives_through_a_fortnight(store)
    store.engine.dispose()


# the fortnight


def test_nothing_of_a_busy_fortnight_is_unexplained(fortnight):
    assert [fortnight.week(day).unexplained for day in WEEKS] == [(), ()]


def test_what_is_told_again_equals_what_was_written(fortnight):
    with fortnight.store.reading() as db:
        school = fortnight.school()
        owed = owed_in(db, school, school.calendar.moment(MON, time.min), fortnight.now)
    rows = fortnight.ledger()
    assert {each.once_key for each in owed} == {row.once_key for row in rows}
    told = {each.once_key: (each.person_id, each.owed_at) for each in owed}
    assert {row.once_key: (row.person_id, row.owed_at) for row in rows if row.kind is not NoticeKind.RECEIPT} == {
        key: known for key, known in told.items() if not key.startswith("receipt:")
    }


def test_every_kind_of_message_is_in_it_and_each_line_adds_up(fortnight):
    lines = [line for day in WEEKS for line in fortnight.week(day).lines]
    assert {line.kind for line in lines} == {*NoticeKind}
    for line in lines:
        assert line.owed == line.sent + line.cancelled + line.failed + line.waiting, line


def test_a_row_that_is_deleted_is_the_one_that_is_unexplained(fortnight):
    """One of each kind and state, one after the other."""
    rows, school = fortnight.ledger(), fortnight.school()
    each = {(row.kind, row.state): row for row in rows}
    assert len(rows) > 100
    for row in each.values():
        with fortnight.store.writing(wakes=False) as db:
            before = db.begin_nested()
            db.execute(notices.delete().where(notices.c.id == row.id))
            day = school.today(row.owed_at)
            ledger = ledger_in(db, school, day, now=fortnight.now, real_now=fortnight.real)
            before.rollback()
        assert ledger.unexplained == (Unexplained(row.once_key, "owed, but not in the ledger"),)
        assert sum(line.unexplained for line in ledger.lines) == 1


# the command


@pytest.fixture
def command(fortnight: World, tmp_path: Path):
    """`command("--week")` on a copy of the fortnight, whose clock stands where the story ended."""
    kept = tmp_path / "library.db"
    with closing(sqlite3.connect(fortnight.store.engine.url.database)) as db, closing(sqlite3.connect(kept)) as copy:
        db.backup(copy)
    clock = tmp_path / "clock"
    clock.write_text(repr((fortnight.now - datetime.now(UTC)).total_seconds()))
    settings = {
        "DATABASE_URL": f"sqlite:///{kept}",
        "SANDBOX_CLOCK": str(clock),
        "SLACK_API_URL": "http://127.0.0.1:1/api/",
    }

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "bot", "ledger", *arguments],
            env=environment_of(settings),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    run.database = kept
    return run


def lines_of(printed: str) -> dict[str, list[str]]:
    """By kind of message, what stands in its columns."""
    rows = [[cell.strip() for cell in line.strip("│┃ ").split("│")] for line in printed.splitlines() if "│" in line]
    return {row[0]: row[1:] for row in rows}


def test_the_command_prints_the_present_week_and_ends_well(command, fortnight):
    ended = command("--week")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "2026-02-16 to 2026-02-22" in ended.stdout
    assert "unexplained 0" in ended.stdout
    printed = lines_of(ended.stdout)
    assert printed["morning"] == ["5", "4", "1", "0", "0", "0", "1:30:00", "0:00:00"]
    assert {*printed} == {line.kind.value for line in fortnight.week().lines}


@pytest.mark.parametrize("kind", ["card", "morning", "digest", "answered", "away"])
def test_the_command_ends_with_1_when_a_row_is_gone(command, kind):
    """Taken out by another program, which leaves behind what points to it."""
    with closing(sqlite3.connect(command.database)) as db:
        newest = "SELECT once_key FROM notices WHERE kind = ? ORDER BY owed_at DESC LIMIT 1"
        ((key,),) = db.execute(newest, (kind,)).fetchall()
        db.execute("DELETE FROM notices WHERE once_key = ?", (key,))
        db.commit()
    ended = command("--week")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert f"unexplained: {key} (owed, but not in the ledger)" in ended.stdout
    assert lines_of(ended.stdout)[kind][5] == "1"


def test_the_command_shows_an_earlier_week_by_any_of_its_days(command):
    ended = command("--week", "--of", "2026-02-12")
    assert ended.returncode == 0
    assert "2026-02-09 to 2026-02-15" in ended.stdout
    assert lines_of(ended.stdout)["renegotiated"][:6] == ["1", "0", "0", "1", "0", "0"]


def test_a_day_that_is_none_is_said_in_one_sentence(command):
    ended = command("--of", "last week")
    assert ended.returncode == 1
    assert ended.stderr == "--of takes a day such as 2027-03-01, not last week.\n"


# what became of it


def test_what_was_sent_late_what_failed_and_what_was_cancelled_is_counted(world):
    """Three promises made in the evening: told at the opening, twenty minutes after it, and not at all."""
    ids = [world.asks(name, f"books for {name} {number}") for name in ("Ada", "Ben") for number in range(2)]
    world.passes()
    world.at(MONDAY, "18:00")
    for request_id in ids:
        world.promises("Lee", request_id, FRIDAY)
    withdraw(world.store, world.act("Ben"), ids[3])
    world.at(TUESDAY, "08:00").delivers_one()
    world.platform.answers(Refused("channel_not_found"))
    world.comes(TUESDAY, "08:20")
    line = world.line(NoticeKind.PROMISED)
    assert (line.owed, line.sent, line.cancelled, line.failed, line.waiting, line.unexplained) == (4, 2, 1, 1, 0, 0)
    assert (line.worst, line.median) == (timedelta(minutes=20), timedelta(minutes=10))
    assert {row.reason for row in world.ledger(state="cancelled", kind=NoticeKind.PROMISED)} == {
        "the promise was released before this was sent"
    }


def test_what_is_owed_later_is_not_owed_yet(world):
    world.comes(FRIDAY, "15:00")
    request_id = world.asks("Ada")
    world.passes()
    world.at(FRIDAY, "18:00").promises("Lee", request_id, NEXT_MONDAY)
    assert not [line for line in world.week().lines if line.kind is NoticeKind.PROMISED]
    assert world.week().unexplained == ()
    world.comes(NEXT_MONDAY)
    assert world.at(NEXT_MONDAY, "08:01").line(NoticeKind.PROMISED).sent == 1


def test_lateness_is_told_from_the_moment_owed_and_not_from_the_moment_written(world):
    world.promises("Lee", world.asks("Ada"), TUESDAY)
    world.passes()
    world.comes(TUESDAY, "09:15")
    assert world.line(NoticeKind.MORNING).worst == timedelta(hours=1, minutes=15)


@pytest.mark.parametrize("state", [NoticeState.SENDING, NoticeState.UNSURE])
def test_a_call_without_an_answer_is_unexplained_once_somebody_should_have_looked(world, state):
    world.asks("Ada")
    world.platform.answers(Unsure("timed out") if state is NoticeState.UNSURE else RuntimeError("killed"))
    try:
        world.delivers_one()
    except RuntimeError:
        assert state is NoticeState.SENDING
    (stuck,) = world.ledger(state=state)
    world.now += timedelta(minutes=1)
    world.real += timedelta(minutes=9)
    assert world.week().unexplained == ()
    world.real += timedelta(minutes=2)
    assert world.week().unexplained == (Unexplained(stuck.once_key, f"{state} for too long"),)
    assert world.line(NoticeKind.CARD).unexplained == 1
    world.now += timedelta(weeks=1)
    assert len(world.week().unexplained) >= 1, "it is not forgotten when the week is over"


def test_a_digest_and_a_morning_that_nobody_wrote_down_are_missed(world):
    """As if the bot had been away and never had come back."""
    world.promises("Lee", world.asks("Ada"), WEDNESDAY)
    world.passes()
    world.at(FRIDAY, "14:30")
    missed = {each.once_key for each in world.week().unexplained}
    lee, sam = world.person("Lee").id, world.person("Sam").id
    assert missed == {
        f"nudge:{lee}:2026-02-03:morning",
        f"nudge:{lee}:2026-02-04:morning",
        f"nudge:{lee}:2026-02-04:afternoon",
        f"nudge:{lee}:2026-02-05:morning",
        f"nudge:{lee}:2026-02-06:morning",
        f"digest:2026-W06:{sam}",
    }
