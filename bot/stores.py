"""The store that DATABASE_URL names, opened; one sentence for whatever keeps it shut."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from domain.errors import UserError
from store.migrate import is_current, is_empty, migrate
from store.session import Store, open_engine

log = logging.getLogger("library")


def open_store(url: str) -> Store:
    """Made if there is none, and brought up to date."""
    with _opening():
        engine = open_engine(url)
        migrate(engine)
    return Store(engine)


class NoStoreError(UserError):
    """No bot has kept anything there yet."""


def open_kept_store(url: str) -> Store:
    """For commands that work with what a bot has kept: they make no store, and leave its tables as they are."""
    with _opening():
        engine = open_engine(url, creates=False)
        try:
            _check_kept(engine)
        except Exception:
            engine.dispose()
            raise
    return Store(engine)


def _check_kept(engine: Engine) -> None:
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if (file and not Path(file).exists()) or is_empty(engine):
        raise NoStoreError("There is no school in this database yet: start the bot once, so that it knows its school.")
    if not is_current(engine):
        raise UserError("The tables are of another version of the program. Run “python -m bot migrate” first.")


@contextmanager
def _opening() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
        log.debug("The store did not open", exc_info=error)
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise UserError(
            f"The database of DATABASE_URL cannot be opened ({reason}). Check that it can be written."
        ) from error
