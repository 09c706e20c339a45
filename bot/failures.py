"""Logging what went wrong: a traceback for a bug, never the words that people wrote."""

import logging
import traceback

from sqlalchemy.exc import DBAPIError

log = logging.getLogger("library")


def log_failure(words: str, error: BaseException) -> None:
    """With its traceback. A database's message may quote the row it refused: only its first line is kept."""
    if not isinstance(error, DBAPIError):
        log.error(words, exc_info=error)
        return
    reason = str(error.orig or error).partition("\n")[0]
    stack = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s: %s: %s\n%s", words, type(error.orig).__name__, reason, stack)
