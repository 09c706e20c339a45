"""Transactions: all or nothing, writers queue, and delivery is woken by what was kept."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
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


def file_of(store: Store) -> Path:
    return Path(store.engine.url.database)


def move(file: Path) -> None:
    for each in sorted(file.parent.glob(f"{file.name}*")):
        each.rename(each.with_name(f"moved {each.name}"))


def delete(file: Path) -> None:
    for each in sorted(file.parent.glob(f"{file.name}*")):
        each.unlink()


GOES: list[Callable[[Path], None]] = [move, delete]


@pytest.mark.parametrize("goes", GOES)
def test_nothing_is_written_into_a_file_that_is_gone(sqlite_store, goes):
    """Its connections are open, and would take whatever is written into a file without a name."""
    with sqlite_store.writing() as db, sqlite_store.reading() as other:
        add_school(db)
        other.execute(sa.select(schools))
    goes(file_of(sqlite_store))
    for _ in range(3):
        with pytest.raises(OperationalError), sqlite_store.writing() as db:
            add_school(db, "T0OTHER")
        with pytest.raises(OperationalError), sqlite_store.reading() as db:
            db.execute(sa.select(schools))
    assert not file_of(sqlite_store).exists(), "an empty one in its place would look like a store"


@pytest.mark.parametrize("goes", GOES)
def test_what_goes_while_somebody_writes_keeps_nothing(sqlite_store, goes):
    def write() -> None:
        with sqlite_store.writing() as db:
            add_school(db)
            goes(file_of(sqlite_store))

    woken = []
    sqlite_store.on_change = lambda: woken.append(True)
    with pytest.raises(OperationalError, match="moved, deleted or replaced"):
        write()
    assert woken == []


def test_a_store_that_comes_back_is_used_again(sqlite_store):
    with sqlite_store.writing() as db:
        add_school(db)
    file = file_of(sqlite_store)
    move(file)
    with pytest.raises(OperationalError), sqlite_store.writing():
        pass
    for each in file.parent.glob("moved *"):
        each.rename(each.with_name(each.name.removeprefix("moved ")))
    with sqlite_store.writing() as db:
        add_school(db, "T0OTHER")
    with sqlite_store.reading() as db:
        assert len(db.execute(sa.select(schools)).all()) == 2


def test_another_file_in_its_place_is_the_store_from_then_on(sqlite_store, migrated_file):
    """A backup that was put back: what is written next is in it."""
    with sqlite_store.writing() as db, sqlite_store.reading() as other:
        add_school(db)
        other.execute(sa.select(schools))
    file = file_of(sqlite_store)
    delete(file)
    shutil.copy(migrated_file, file)
    with sqlite_store.reading() as db:
        assert db.execute(sa.select(schools)).all() == []
    with sqlite_store.writing() as db:
        add_school(db, "T0OTHER")
    with sqlite_store.engine.connect() as db, Store(open_engine(f"sqlite:///{file}")).reading() as fresh:
        assert [row.address for row in fresh.execute(sa.select(schools))] == ["T0OTHER"]
        assert db.execute(sa.select(schools.c.address)).scalar() == "T0OTHER"


def test_an_engine_that_only_looks_makes_no_file(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'a store?.db'}", creates=False)
    with pytest.raises(OperationalError), engine.connect():
        pass
    assert list(tmp_path.iterdir()) == []


def _write_and_fail(store):
    with store.writing() as db:
        add_school(db)
        raise RuntimeError
