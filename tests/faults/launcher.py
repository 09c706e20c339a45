"""A program that starts bots: each is a process of its own, as `python -m bot run` is, and can be killed at a point.

It has loaded the bot's code once and forks, so a new bot is there in a fraction of a second; what a bot opens, it
opens itself. Orders come as lines of JSON on standard input, news go out on standard output. When the orders end, it
kills the bots that are left.
"""

import json
import os
import select
import signal
import sys
from tempfile import TemporaryDirectory
from typing import Any

from slack_bolt import App

from bot import __main__ as program
from bot.settings import date_order
from bot.stores import open_store
from tests.faults import kill_points
from tests.faults.sabotage import SABOTAGE

Order = dict[str, Any]


def main() -> None:
    _warm_up()
    heard, tell = os.pipe()
    for end in (heard, tell):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(tell)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    children: set[int] = set()
    words = b""
    while True:
        ready, _, _ = select.select([0, heard], [], [])
        if heard in ready:
            os.read(heard, 512)
            _bury(children)
        if 0 in ready:
            said = os.read(0, 65536)
            if not said:
                break
            *lines, words = (words + said).split(b"\n")
            for line in lines:
                _obey(json.loads(line), children)
    for child in children:
        os.kill(child, signal.SIGKILL)


def _warm_up() -> None:
    """What every bot would load anew at its start."""
    date_order("", "America/New_York")
    App(token="xoxb-nobody", token_verification_enabled=False)
    with TemporaryDirectory() as folder:
        open_store(f"sqlite:///{folder}/library.db").engine.dispose()


def _obey(order: Order, children: set[int]) -> None:
    if "kill" in order:
        if order["kill"] in children:  # nobody else can have its number before we have buried it
            os.kill(order["kill"], signal.SIGKILL)
        return
    child = os.fork()
    if child == 0:
        _become_a_bot(order)
    children.add(child)
    _say(started=child)


def _bury(children: set[int]) -> None:
    while children:
        child, status = os.waitpid(-1, os.WNOHANG)
        if child == 0:
            return
        children.discard(child)
        _say(ended=child, status=os.waitstatus_to_exitcode(status))


def _say(**news: int) -> None:
    os.write(1, json.dumps(news).encode() + b"\n")


def _become_a_bot(order: Order) -> None:
    """`order` says which of its commands to run, with which environment, and where to die."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdout.reconfigure(line_buffering=True)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    kill_points.install(order["kill_at"], order["nth"], order["spared"], order["points"])
    for name in order["without"]:
        SABOTAGE[name]()
    program.app(order["command"])


if __name__ == "__main__":
    main()
