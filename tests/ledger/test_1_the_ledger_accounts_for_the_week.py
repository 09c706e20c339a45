"""1. Every message that the bot owes is in the ledger: owed is told again from what happened and from the calendar."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from fortnight import MON, TUE_2, lives_through_a_fortnight
from world import FRIDAY, MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, World, moment

from domain.notices import NoticeKind, NoticeState
from domain.owed import owed_between, settled_before
from handlers.come_back import stay_seen
from handlers.ledger import Unexplained, ledger_in, owed_in
from handlers.sending import Busy, Refused, Unsure
from handlers.set_weekdays import set_weekdays
from handlers.withdraw import withdraw
from store import history, schools
from store.session import Store, open_engine
from store.tables import events, notices
from tests import programs
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


def test_of_a_span_of_days_it_is_told_the_same_without_what_had_ended_before(fortnight):
    """A term's ledger is read in the time of a week's."""
    school, days = fortnight.school(), [MON + timedelta(days=number) for number in range(15)]
    with fortnight.store.reading() as db:
        whole = history.read(db, school.id)
        known = whole.calendars(school)
        for first, last in combinations(days, 2):
            begins, until = (school.calendar.moment(day, time(12)) for day in (first, last))
            recent = history.read(db, school.id, settled_before(known, begins))
            assert owed_between(recent, school, begins, until) == owed_between(whole, school, begins, until)
        late = history.read(db, school.id, settled_before(known, school.calendar.moment(days[-1], time(12))))
    assert len(late.events) < len(whole.events), "what had ended is left out"


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

    def run(*arguments: str) -> programs.Ended:
        return programs.run(("ledger", *arguments), environment_of(settings), tmp_path)

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


def test_the_command_says_what_it_can_of_what_has_not_gone_out(command):
    """Paused on Thursday; a card that waits; and the bot was last there on Friday at half past three."""
    with closing(sqlite3.connect(command.database)) as db:
        db.execute("UPDATE schools SET paused_why = 'account_inactive', paused_at = '2026-02-19 15:05:00'")
        db.execute("UPDATE schools SET seen_at = '2026-02-20 20:10:00.000000'")
        db.execute(
            "UPDATE notices SET state = 'waiting', reason = 'account_inactive' "
            "WHERE id IN (SELECT id FROM notices WHERE kind = 'card' ORDER BY owed_at DESC LIMIT 1)"
        )
        db.commit()
    ended = command("--week")
    assert ended.returncode == 0
    said = ended.stdout.splitlines()
    assert "paused since 2026-02-19 09:05 (account_inactive): its messages wait" in said
    assert "no bot has been seen since 2026-02-20 14:10" in said
    (held,) = [line for line in said if line.startswith("waiting since")]
    assert held == "waiting since 2026-02-20 09:30: card for Lee (account_inactive)"
    assert said[-1] == "unexplained 0"


def test_the_command_says_what_went_out_without_its_picture(command):
    why = "without its picture: missing_scope"
    with closing(sqlite3.connect(command.database)) as db:
        db.execute("UPDATE notices SET reason = ? WHERE kind = 'digest' AND owed_at LIKE '2026-02-20%'", (why,))
        db.commit()
    said = command("--week").stdout.splitlines()
    assert f"owed 2026-02-20 14:00: digest for Sam went {why}" in said
    assert said[-1] == "unexplained 0"


def test_the_command_makes_no_store_and_leaves_one_as_it_is(command, tmp_path):
    """Looking is no reason to change anything: another version of the program may be at work there."""
    command.database.rename(tmp_path / "moved")
    ended = command("--week")
    assert (ended.returncode, ended.stderr) == (
        1,
        "There is no ledger yet: start the bot once, so that it knows its school.\n",
    )
    assert not command.database.exists()
    (tmp_path / "moved").rename(command.database)
    with closing(sqlite3.connect(command.database)) as db:
        db.execute("UPDATE alembic_version SET version_num = 'older'")
        db.commit()
    ended = command("--week")
    assert ended.returncode == 1
    assert "Run “python -m bot migrate” first" in ended.stderr
    with closing(sqlite3.connect(command.database)) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchall() == [("older",)]


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


def waiting(world: World) -> dict[NoticeKind, int]:
    return {line.kind: line.waiting for line in world.week().lines if line.waiting}


def test_what_time_brings_while_no_bot_is_there_waits_for_it(any_world):
    """It is not lost: the moments are still in the plan, and the bot writes it down when it is back."""
    world = any_world
    world.promises("Lee", world.asks("Ada"), WEDNESDAY)
    world.passes()
    world.at(FRIDAY, "14:30")
    assert world.week().unexplained == ()
    assert world.week().unseen_since == moment(MONDAY)
    assert waiting(world).keys() == {NoticeKind.MORNING, NoticeKind.AFTERNOON, NoticeKind.DIGEST}
    for line in world.week().lines:
        assert line.owed == line.sent + line.cancelled + line.failed + line.waiting, line
    world.comes_back(FRIDAY, "14:31")
    assert world.at(FRIDAY, "14:32").week().unexplained == ()
    assert world.week().unseen_since is None
    assert world.line(NoticeKind.DIGEST).sent == 1


def test_the_second_before_the_morning_is_written_is_no_reason_to_worry(world):
    world.promises("Lee", world.asks("Ada"), TUESDAY)
    world.passes()
    world.comes(TUESDAY, "07:59")
    world.at(TUESDAY, "08:00").now += timedelta(milliseconds=200)
    assert world.week().unexplained == ()
    assert waiting(world) == {NoticeKind.MORNING: 1}


def test_what_a_bot_at_work_has_not_written_down_is_missed(world):
    """It was there, and yet its steps did not do it."""
    world.promises("Lee", world.asks("Ada"), WEDNESDAY)
    world.passes()
    world.at(FRIDAY, "14:06")
    stay_seen(world.store, world.school_id, world.now)
    missed = {each.once_key for each in world.week().unexplained}
    lee, sam = world.person("Lee").id, world.person("Sam").id
    assert {f"nudge:{lee}:2026-02-04:morning", f"nudge:{lee}:2026-02-04:afternoon", f"digest:2026-W06:{sam}"} <= missed
    assert waiting(world) == {}


@pytest.mark.parametrize(
    ("kind", "day", "time"), [(NoticeKind.MORNING, TUESDAY, "08:00"), (NoticeKind.DIGEST, FRIDAY, "14:00")]
)
def test_a_row_that_is_lost_while_no_bot_is_there_is_missed(world, kind, day, time):
    """The plan had moved on when it was written, so nothing excuses its absence."""
    world.promises("Lee", world.asks("Ada"), TUESDAY)
    world.comes(day, time)
    (row,) = [row for row in world.ledger(kind=kind) if row.owed_at == world.now]
    with world.store.writing(wakes=False) as db:
        db.execute(notices.delete().where(notices.c.id == row.id))
    world.now += timedelta(minutes=1)
    assert [each.once_key for each in world.week().unexplained] == [row.once_key]


def test_a_request_of_which_nothing_tells_any_more_is_missed(any_world):
    """Its cards were lost with the event by which they would be missed."""
    world = any_world
    request_id = world.asks("Ada")
    world.passes()
    with world.store.writing(wakes=False) as db:
        db.execute(events.delete().where(events.c.request_id == request_id))
        db.execute(notices.delete().where(notices.c.kind == NoticeKind.CARD))
    world.now += timedelta(minutes=1)
    assert world.week().unexplained == (Unexplained(f"request:{request_id}:1", "asked, but nothing tells that it was"),)
    world.at(NEXT_MONDAY)
    assert len(world.week().unexplained) >= 1, "it is not forgotten when the week is over"


def test_a_week_begins_where_the_school_s_does(world):
    """In Dubai or Cairo on Sunday, so that Friday's ledger is not cut from its week."""
    set_weekdays(world.store, world.school_id, frozenset({6, 0, 1, 2, 3}), world.now)
    sunday = date(2026, 2, 8)
    for day in (sunday, NEXT_MONDAY, date(2026, 2, 14)):
        assert (world.week(day).first, world.week(day).last) == (sunday, date(2026, 2, 14))
    assert world.week(date(2026, 2, 7)).last == date(2026, 2, 7)


# what waits


def test_what_has_waited_for_an_hour_of_school_time_is_told_with_its_reason(any_world):
    world = any_world
    world.at(MONDAY, "15:30").asks("Ada")
    world.platform.answers(*[Busy("Slack is busy", 100_000)] * 2)
    world.passes()
    world.at(MONDAY, "20:00")
    assert world.week().held == (), "the night does not count"
    world.at(TUESDAY, "08:31")
    assert {(held.kind, held.person, held.why) for held in world.week().held} == {
        (NoticeKind.CARD, "Lee", "Slack is busy"),
        (NoticeKind.CARD, "Kim", "Slack is busy"),
    }
    assert {held.owed_at for held in world.week().held} == {moment(MONDAY, "15:30")}


def test_while_the_school_is_paused_each_message_says_so(world):
    with world.store.writing() as db:
        schools.pause(db, world.school_id, "token_revoked", world.now)
    world.asks("Ada")
    world.comes(MONDAY, "11:30")
    assert {held.why for held in world.week().held} == {"the school is paused: token_revoked"}
