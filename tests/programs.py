"""The program as a process that can be killed: `python -m bot …`, forked from one that has loaded its code already.

A start takes a fraction of a second instead of one and more; whatever a program opens, it opens itself.
`tests/scenarios/test_starting_and_ending.py` starts it as a person does.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

from bot import __main__ as program
from bot.pictures.drawing import a_figure, as_png
from bot.settings import date_order
from bot.stores import open_store


@dataclass(frozen=True)
class Ended:
    returncode: int
    stdout: str
    stderr: str


class Program:
    """As far as tests use it, it is like a `subprocess.Popen`."""

    def __init__(
        self, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, said: Path, complained: Path
    ) -> None:
        given = (tuple(arguments), dict(environment), str(folder), str(said), str(complained))
        self._process = _forking().Process(target=_become, args=given, daemon=True)
        self._process.start()
        self.pid = self._process.pid or 0

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, within: float | None = None) -> int:
        """subprocess.TimeoutExpired where it has not ended after so many seconds."""
        self._process.join(within)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("bot", within or 0)
        return self._process.exitcode

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def send_signal(self, sign: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, sign)


def start(arguments: Sequence[str], environment: Mapping[str, str], folder: Path, log_file: Path) -> Program:
    """`python -m bot …` in a folder, with nothing of our own environment; whatever it says joins the file."""
    return Program(arguments, environment, folder, log_file, log_file)


def run(arguments: Sequence[str], environment: Mapping[str, str], folder: Path, within: float = 60) -> Ended:
    """The same to its end. subprocess.TimeoutExpired where it does not come."""
    with tempfile.TemporaryDirectory() as scratch:
        said, complained = Path(scratch, "said"), Path(scratch, "complained")
        begun = Program(arguments, environment, folder, said, complained)
        try:
            code = begun.wait(within)
        finally:
            begun.kill()
        return Ended(code, said.read_text(encoding="utf-8"), complained.read_text(encoding="utf-8"))


@cache
def _forking() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.loaded_program"])
    return context


def warm_up() -> None:
    """What every program would load anew at its start."""
    date_order("", "America/New_York")
    figure = a_figure(1)
    figure.suptitle("Letters, too")
    as_png(figure)
    with tempfile.TemporaryDirectory() as folder:
        open_store(f"sqlite:///{folder}/library.db").engine.dispose()


def _become(arguments: tuple[str, ...], environment: dict[str, str], folder: str, said: str, complained: str) -> None:
    for stream, place in ((1, said), (2, complained)):
        os.dup2(os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT), stream)
    for each in (sys.stdout, sys.stderr):
        each.reconfigure(line_buffering=True, encoding="utf-8")  # type: ignore[union-attr]
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    program.app(list(arguments))
