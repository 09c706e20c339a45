"""A store that was migrated step by step is the store that the tables describe."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from tests_of_the_store import add_person, add_school, owe

from store.migrate import is_current, migrate
from store.session import Store, open_engine
from store.tables import metadata


def test_a_migrated_store_has_the_tables_that_are_described(store):
    with store.engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []


def test_a_migrated_store_checks_what_a_fresh_one_checks(store, empty):
    metadata.create_all(empty)
    assert _constraints(store.engine) == _constraints(empty)


def test_an_empty_store_is_not_current_until_it_is_migrated(empty):
    assert not is_current(empty)
    migrate(empty)
    assert is_current(empty)


def test_migrating_again_changes_nothing(store):
    migrate(store.engine)
    assert is_current(store.engine)


def test_processes_that_start_at_once_migrate_once(empty):
    engines = [open_engine(empty.url.render_as_string(hide_password=False)) for _ in range(4)]
    with ThreadPoolExecutor(len(engines)) as pool:
        list(pool.map(migrate, engines))
    assert all(map(is_current, engines))
    for engine in engines:
        engine.dispose()


def test_rows_that_point_nowhere_already_do_not_keep_a_store_from_opening(sqlite_store):
    """Another program may have taken out what they point to."""
    _leave_pointing_nowhere(sqlite_store.engine)
    migrate(sqlite_store.engine)
    assert is_current(sqlite_store.engine)


def test_rows_that_point_nowhere_already_do_not_keep_a_store_from_migrating(sqlite_store, monkeypatch):
    _leave_pointing_nowhere(sqlite_store.engine)
    monkeypatch.setattr("store.migrate.is_current", lambda _: False)
    migrate(sqlite_store.engine)


def test_a_migration_that_would_leave_rows_pointing_nowhere_is_taken_back(sqlite_store, monkeypatch):
    _leave_pointing_nowhere(sqlite_store.engine)
    monkeypatch.setattr("store.migrate.is_current", lambda _: False)
    monkeypatch.setattr(
        "store.migrate.command.upgrade",
        lambda config, _: config.attributes["connection"].exec_driver_sql("DELETE FROM schools"),
    )
    with pytest.raises(RuntimeError, match="would leave rows that point nowhere"):
        migrate(sqlite_store.engine)
    with sqlite_store.reading() as db:
        assert len(db.execute(sa.select(metadata.tables["schools"])).all()) == 1


def test_a_migration_that_fails_leaves_nothing(empty, monkeypatch):
    monkeypatch.setattr("store.migrate.command.upgrade", _half_an_upgrade)
    with pytest.raises(RuntimeError):
        migrate(empty)
    assert sa.inspect(empty).get_table_names() == []


def test_foreign_keys_are_on_again_after_a_migration(empty_sqlite):
    migrate(empty_sqlite)
    with empty_sqlite.connect() as db:
        assert db.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def _half_an_upgrade(config, _):
    config.attributes["connection"].exec_driver_sql("CREATE TABLE half (id INTEGER)")
    raise RuntimeError


def _leave_pointing_nowhere(engine):
    """A message whose reader is gone."""
    with Store(engine).writing() as db:
        owe(db, add_person(db, add_school(db), "Ada"), "receipt:1")
    with closing(sqlite3.connect(engine.url.database)) as db:
        db.execute("DELETE FROM people")
        db.commit()


def _constraints(engine):
    """Table by table: its checks, indexes, keys and columns, with their conditions and consequences."""
    look = sa.inspect(engine)
    return {
        table: (
            sorted((each["name"], each["sqltext"]) for each in look.get_check_constraints(table)),
            sorted((each["name"], _conditions(each)) for each in look.get_indexes(table)),
            sorted((each["name"], str(each["options"])) for each in look.get_foreign_keys(table)),
            sorted((each["name"], each["column_names"]) for each in look.get_unique_constraints(table)),
            [(each["name"], str(each["type"]), each["nullable"]) for each in look.get_columns(table)],
        )
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def _conditions(index):
    return {name: str(value) for name, value in index.get("dialect_options", {}).items()}
