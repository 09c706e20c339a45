"""Logging what went wrong: a traceback for a bug, never the words that people wrote.

It is down here because what quotes them is the database, and every floor above has failures to log.
"""

import logging
import traceback
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError

log = logging.getLogger("library")


def log_failure(words: str, error: BaseException) -> None:
    """With its traceback. A database's message may quote the row it refused: only its first line is kept."""
    chain = [*_with_causes(error)]
    if any(isinstance(each, DBAPIError) for each in chain):
        log.error("%s: %s", words, "\nwhile dealing with ".join(_without_row(each) for each in chain))
    else:
        log.error(words, exc_info=error)


def in_short(error: BaseException) -> str:
    """What went wrong in one line, the same for the same trouble."""
    told = _as_told(error)
    return f"{type(told).__name__}: {_first_line(told)}"


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        if isinstance(error, DBAPIError):
            return  # what is behind it is the driver's own, with the same words
        error = error.__cause__ or error.__context__


def _without_row(error: BaseException) -> str:
    stack = "".join(traceback.format_tb(error.__traceback__))
    return f"{in_short(error)}\n{stack}"


def _as_told(error: BaseException) -> BaseException:
    return (error.orig or error) if isinstance(error, DBAPIError) else error


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]
