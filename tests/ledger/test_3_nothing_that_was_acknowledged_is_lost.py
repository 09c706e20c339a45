"""3. What was acknowledged is stored; when the store is locked or gone, people get a sentence and their text back."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

import pytest
import sqlalchemy as sa
from shared_school import SharedSchool

from store.migrate import migrate
from store.session import open_engine
from tests.people import Person
from tests.scenarios.school import (
    CARD,
    DUST_BOWL,
    HERE,
    NEED,
    RECEIPT,
    WEDNESDAY,
    School,
    SchoolApart,
    SchoolWithin,
)

GONE = "cannot be reached just now"
WITHIN = 3.0
"""Seconds that Slack gives an app to answer."""


@contextmanager
def locked(school: School) -> Iterator[None]:
    """Another program holds the file."""
    with closing(sqlite3.connect(school.database, timeout=20, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def moved(school: School) -> Iterator[None]:
    """Somebody tidies up the folder, and puts everything back."""
    files = sorted(school.database.parent.glob("library.db*"))
    for each in files:
        each.rename(each.with_name(f"moved {each.name}"))
    yield
    for each in files:
        each.with_name(f"moved {each.name}").rename(each)


@contextmanager
def deleted(school: School) -> Iterator[None]:
    """The file is gone; a copy of it is found and put in its place."""
    copy = school.database.with_name("copy")
    with closing(sqlite3.connect(school.database)) as db, closing(sqlite3.connect(copy)) as kept:
        db.backup(kept)
    for each in school.database.parent.glob("library.db*"):
        each.unlink()
    yield
    copy.rename(school.database)


@contextmanager
def replaced(school: School) -> Iterator[None]:
    """Another store lies there for a while, one that knows nothing of this school."""
    with moved(school):
        engine = open_engine(f"sqlite:///{school.database}")
        migrate(engine)
        engine.dispose()
        yield
        for each in school.database.parent.glob("library.db*"):
            each.unlink()


@contextmanager
def locked_table(school: SharedSchool) -> Iterator[None]:
    with school.store.engine.connect() as other, other.begin():
        other.execute(sa.text("LOCK TABLE requests IN ACCESS EXCLUSIVE MODE"))
        yield


@contextmanager
def stopped(school: SharedSchool, postgres: sa.Engine) -> Iterator[None]:
    """The server lets nobody into the database any more, and whoever was there is thrown out."""
    name = school.store.engine.url.database
    with postgres.connect() as server:
        server.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        server.execute(
            sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"), {"name": name}
        )
        yield
        server.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def is_busy() -> bool:
    """This machine has much else to do, so its seconds are longer."""
    return os.getloadavg()[0] > 1.5 * (os.cpu_count() or 1)


def words_come_back(ada: Person, words: str = DUST_BOWL) -> None:
    """Within Slack's patience, with a sentence and without a receipt."""
    began = time.monotonic()
    ada.types(f"/library-help {words}")
    told = ada.sees(GONE)
    assert time.monotonic() - began < WITHIN * (3 if is_busy() else 1)
    assert "nothing was stored" in told.text
    assert words in told.text
    assert RECEIPT not in told.text


# SQLite


def test_while_the_file_is_locked_ada_gets_her_words_back_in_time(school: SchoolWithin):
    with locked(school):
        words_come_back(school.ada)
        assert school.rows("requests") == []
    school.asks(school.ada, DUST_BOWL)
    school.lee.sees(CARD)
    assert len(school.rows("requests")) == 1


@pytest.mark.parametrize("gone", [moved, deleted, replaced])
def test_while_the_file_is_gone_ada_gets_her_words_back_and_nothing_claims_success(
    school: SchoolWithin, gone: Callable[[School], AbstractContextManager[None]]
):
    school.asks(school.ben, "books on bees")
    school.lee.sees(CARD)
    school.rests()
    with gone(school):
        words_come_back(school.ada)
        assert school.times(school.ada, RECEIPT) == 0
        assert school.database.exists() == (gone is replaced), "no empty store is made in its place"
    school.asks(school.ada, DUST_BOWL)
    school.lee.sees("dust bowl")
    school.rests()
    assert [each["need"] for each in school.rows("requests")] == ["books on bees", DUST_BOWL]
    assert school.times(school.lee, CARD) == 2


def test_what_ada_has_a_receipt_for_is_in_the_file_that_the_next_start_opens(school_apart: SchoolApart):
    """The file is moved away between two words of hers, and only what is acknowledged has to be found again."""
    school = school_apart
    school.asks(school.ben, "books on bees")
    school.rests()
    with moved(school):
        words_come_back(school.ada)
        school.is_killed()
    assert [each["need"] for each in school.rows("requests")] == ["books on bees"]
    school.opens()
    school.asks(school.ada, DUST_BOWL)


def test_while_the_file_is_locked_a_form_stays_as_it_was_typed(school: SchoolWithin):
    school.ada.types("/library-help")
    form = school.ada.modal().fill({NEED: DUST_BOWL})
    with locked(school):
        assert not form.submits()
        assert GONE in form.errors[NEED]
    assert form.submits()
    school.rests()
    assert school.times(school.ada, RECEIPT) == 1


def test_while_the_file_is_locked_a_button_says_so_and_changes_nothing(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Find five letters", WEDNESDAY)
    school.rests()
    card, home = school.lee.sees(CARD), school.lee.home("Find five letters")
    with locked(school):
        home.presses("Done")
        assert GONE in school.lee.modal().text
    assert [each["state"] for each in school.rows("commitments")] == ["open"]
    school.rests()
    assert "Done by" not in card.now().text


def test_a_message_that_comes_while_the_file_is_locked_is_recorded_once_afterwards(
    a_school: Callable[..., SchoolWithin],
):
    """Without an ack Slack sends it again."""
    school = a_school(ack_within=0.5)
    school.sandbox.people.api.socket.retry_after = (0, 1, 1)
    with locked(school):
        school.ada.writes("I need books on bees")
        envelopes = school.sandbox.people.api.socket.sent
        school.waits_for(lambda: any(each.sent > 1 for each in envelopes), "the message to be told again")
        assert school.times(school.ada, RECEIPT) == 0
    school.ada.sees(RECEIPT)
    school.rests()
    assert school.times(school.ada, RECEIPT) == school.times(school.lee, CARD) == 1
    assert len(school.rows("requests")) == 1


def test_a_message_that_could_never_be_stored_is_answered_in_the_end(a_school: Callable[..., SchoolWithin]):
    school = a_school(ack_within=0.5)
    school.sandbox.people.api.socket.retry_after = (0, 0, 0)
    with locked(school):
        school.ada.writes("I need books on bees")
        assert "nothing was stored" in school.ada.sees(GONE).text
    assert school.rows("requests") == []


@pytest.mark.parametrize("how", ["command", "message"])
def test_what_ada_has_a_receipt_for_survives_a_kill(school_apart: SchoolApart, how: str):
    school = school_apart
    if how == "command":
        school.ada.types(f"/library-help {DUST_BOWL}")
    else:
        school.ada.writes(DUST_BOWL)
    school.ada.sees(RECEIPT)
    school.is_killed()
    assert [each["need"] for each in school.rows("requests")] == [DUST_BOWL]
    school.opens()
    school.lee.sees(CARD)
    school.rests()
    assert school.times(school.lee, CARD) == 1


def test_every_connection_writes_through_to_the_disk(tmp_path):
    """WAL with `synchronous = FULL`: a commit that returned is on the disk, whatever happens to the power."""
    engine = open_engine(f"sqlite:///{tmp_path / 'library.db'}")
    with engine.connect() as first, engine.connect() as second:
        for db in (first, second):
            assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert db.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()
    why = (HERE / "docs" / "decisions.md").read_text(encoding="utf-8")
    assert "WAL with `synchronous = FULL`" in why


# PostgreSQL


def test_while_a_table_is_locked_ada_gets_her_words_back_in_time(shared_school: SharedSchool):
    with locked_table(shared_school):
        words_come_back(shared_school.ada)
    shared_school.asks(shared_school.ada, DUST_BOWL)
    assert len(shared_school.rows("requests")) == 1


def test_while_the_server_is_gone_ada_gets_her_words_back_in_time(shared_school: SharedSchool, postgres: sa.Engine):
    with stopped(shared_school, postgres):
        words_come_back(shared_school.ada)
    shared_school.asks(shared_school.ada, DUST_BOWL)
    shared_school.lee.sees(CARD)
    assert len(shared_school.rows("requests")) == 1


def test_a_commit_on_the_server_waits_for_its_disk(postgres_store):
    with postgres_store.reading() as db:
        assert db.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
