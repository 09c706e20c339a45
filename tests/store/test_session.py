"""Transactions: all or nothing, writers queue, and delivery is woken by what was kept."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from tests_of_the_store import add_person, add_school, owe

from store.session import Store, open_engine
from store.tables import notices, schools


def test_a_transaction_that_raises_leaves_nothing_and_wakes_nobody(store):
    woken = []
    store.on_change = lambda: woken.append(True)
    with pytest.raises(RuntimeError):
        _write_and_fail(store)
    with store.reading() as db:
        assert db.execute(sa.select(schools)).all() == []
    assert woken == []


def test_a_transaction_that_is_kept_wakes_delivery_unless_told_otherwise(store):
    woken = []
    store.on_change = lambda: woken.append(True)
    with store.writing(wakes=False) as db:
        add_school(db)
    assert woken == []
    with store.writing() as db:
        add_school(db, "T0OTHER")
        assert woken == []
    assert woken == [True]


def test_the_store_can_be_written_again_after_a_failure(store):
    with pytest.raises(RuntimeError):
        _write_and_fail(store)
    with store.writing() as db:
        add_school(db)


def test_eight_writers_queue_and_none_is_turned_away(store):
    with store.writing() as db:
        ada = add_person(db, add_school(db), "Ada")

    def write(writer: int) -> None:
        for number in range(20):
            with store.writing() as db:
                owe(db, ada, f"{writer}:{number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    with store.reading() as db:
        assert db.execute(sa.select(sa.func.count()).select_from(notices)).scalar() == 160


def test_two_programs_writing_one_file_wait_for_each_other(sqlite_store):
    other = Store(open_engine(sqlite_store.engine.url.render_as_string()))
    with sqlite_store.writing() as db:
        ada = add_person(db, add_school(db), "Ada")

    def write(which: Store) -> None:
        for number in range(20):
            with which.writing() as db:
                owe(db, ada, f"{id(which)}:{number}")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (sqlite_store, other)))
    other.engine.dispose()
    with sqlite_store.reading() as db:
        assert db.execute(sa.select(sa.func.count()).select_from(notices)).scalar() == 40


def test_reading_goes_on_while_somebody_writes(store):
    with store.writing() as db:
        add_school(db)
        with store.reading() as reader:
            assert reader.execute(sa.select(schools)).all() == []


def test_what_is_committed_survives_a_loss_of_power(empty_sqlite):
    with empty_sqlite.connect() as db:
        assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert db.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


def _write_and_fail(store):
    with store.writing() as db:
        add_school(db)
        raise RuntimeError
