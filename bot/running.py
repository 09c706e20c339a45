"""Starting the bot, waiting for the end, and ending within two seconds; a readable line for each thing that happens."""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from slack_sdk.errors import SlackClientError

from bot.settings import Settings
from bot.wiring import wire
from domain.errors import UserError

_LAST_MOMENT = 1.5
"""Seconds after which a call that still hangs no longer holds up the end; the ledger finds out at the next start."""


def run_bot(settings: Settings, *, ready: Callable[[], None] = lambda: None) -> None:
    """Until SIGINT or SIGTERM. UserError for whatever keeps it from starting."""
    ended = _ended_by_signal()
    bot = wire(settings)
    try:
        bot.start()
    except UserError:
        bot.stop()
        raise
    except (OSError, SlackClientError) as error:
        bot.stop()
        raise UserError(
            f"Slack cannot be reached ({error}). Check SLACK_API_URL and the network, then start again."
        ) from error
    ready()
    ended.wait()
    logging.getLogger("library").info("Closing. What is owed is written down and goes out at the next start.")
    bot.stop()


def _ended_by_signal() -> threading.Event:
    """Set by SIGINT or SIGTERM; the program then has its last moment.

    Python runs a handler in the main thread only, when that comes round to it: it may hold a lock that the handler
    needs, or be going to sleep just then. The interpreter's own note of the signal goes into a pipe at once.
    """
    ended = threading.Event()
    heard, told = os.pipe()

    def wait() -> None:
        os.read(heard, 1)
        ended.set()
        time.sleep(_LAST_MOMENT)
        os._exit(0)

    threading.Thread(target=wait, name="last moment", daemon=True).start()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: None)
    return ended


def end_soon(code: int = 0) -> None:
    """From whatever the program is in the middle of: a call that hangs would hold it for as long as the call takes."""
    deadline = threading.Timer(_LAST_MOMENT, lambda: os._exit(code))
    deadline.daemon = True
    deadline.start()


def tell_of_everything(level: str) -> None:
    """One line a thing that happened, without tokens or the words of requests."""
    names = logging.getLevelNamesMapping()
    if level.upper() not in names:
        raise UserError(f"LOG_LEVEL cannot be {level}. Write one of DEBUG, INFO, WARNING, ERROR.")
    logging.basicConfig(
        level=names[level.upper()], format="%(asctime)s  %(message)s", datefmt="%H:%M:%S", stream=sys.stdout, force=True
    )
    # What it says of a failed call, our own line says better; with DEBUG it may speak.
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL if names[level.upper()] > logging.DEBUG else logging.DEBUG)
    for chatty in ("slack_bolt", "apscheduler", "alembic", "uvicorn", "websockets", "asyncio", "fontTools", "fpdf"):
        logging.getLogger(chatty).setLevel(max(names[level.upper()], logging.WARNING))
