"""`python -m bot run`: one clear sentence for what keeps it from starting, and an end within two seconds."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import programs
from tests.people import Clock, Person, call
from tests.scenarios.school import (
    CARD,
    DUST_BOWL,
    PATIENCE,
    RECEIPT,
    SchoolApart,
    bot_command,
    environment_of,
)

AT_ONCE = 2.0
"""Seconds in which Ctrl-C ends it."""


@pytest.fixture
def closed_school(tmp_path: Path) -> Iterator[SchoolApart]:
    """The workspace is there, the bot has not started yet."""
    school = SchoolApart(tmp_path / "school")
    yield school
    school.ends()


def run(settings: dict[str, str], folder: Path, *arguments: str) -> programs.Ended:
    return programs.run(("run", *arguments), environment_of(settings), folder, PATIENCE * 3)


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


BY_HTTP = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "a secret"}

HINDRANCES: dict[str, tuple[dict[str, str], str]] = {
    "a wrong bot token": ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "SLACK_BOT_TOKEN"),
    "a wrong app token": ({"SLACK_APP_TOKEN": "xapp-wrong"}, "SLACK_APP_TOKEN"),
    "an app token in the bot token's place": ({"SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN"),
    "no app token": ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN"),
    "no bot token": ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN"),
    "no bot token in HTTP mode": ({"SLACK_BOT_TOKEN": "", **BY_HTTP}, "SLACK_BOT_TOKEN"),
    "an address of another machine": ({**BY_HTTP, "HOST": "192.0.2.1"}, "HOST"),
    "a port that is none": ({**BY_HTTP, "PORT": "70000"}, "PORT"),
    "a public address that is none": ({**BY_HTTP, "PUBLIC_URL": "the library"}, "PUBLIC_URL"),
    "an address where nobody is": ({"SLACK_API_URL": f"http://127.0.0.1:{closed_port()}/api/"}, "cannot be reached"),
    "an address that is none": ({"SLACK_API_URL": "slack, please"}, "SLACK_API_URL"),
    "a folder that is not there": ({"DATABASE_URL": "sqlite:////nowhere/at/all/library.db"}, "DATABASE_URL"),
    "a folder for a database": ({"DATABASE_URL": "sqlite:////proc"}, "DATABASE_URL"),
    "a store in memory": ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL"),
    "no database address": ({"DATABASE_URL": "the library's"}, "DATABASE_URL"),
    "an unknown time zone": ({"TIMEZONE": "America/Springfield"}, "TIMEZONE"),
    "unknown holidays": ({"HOLIDAYS": "XX-YY"}, "HOLIDAYS"),
    "an unknown log level": ({"LOG_LEVEL": "CHATTY"}, "LOG_LEVEL"),
    "a patience that is no number": ({"CALL_SECONDS": "long"}, "CALL_SECONDS"),
}


@pytest.mark.parametrize("hindrance", HINDRANCES)
def test_what_keeps_it_from_starting_is_said_in_one_sentence(closed_school: SchoolApart, hindrance: str):
    settings, words = HINDRANCES[hindrance]
    closed_school.troubles_expected = True
    ended = run({**closed_school.settings, **settings}, closed_school.folder)
    assert ended.returncode == 1
    (sentence,) = ended.stderr.strip().splitlines()
    assert words in sentence
    assert "Traceback" not in ended.stdout
    assert "ERROR" not in ended.stdout


def test_in_http_mode_it_says_where_it_waits_and_ends_at_once(closed_school: SchoolApart):
    port = closed_port()
    closed_school.log_file.touch()
    settings = {**closed_school.settings, **BY_HTTP, "PORT": str(port)}
    process = programs.start(("run",), environment_of(settings), closed_school.folder, closed_school.log_file)
    where = f"waits for Slack’s requests at http://127.0.0.1:{port}/slack/events"
    closed_school.waits_for(lambda: where in closed_school.log_file.read_text(encoding="utf-8"), where)
    ends_at_once(process, closed_school.log_file)


def test_whoever_starts_it_reads_that_it_works_and_nothing_that_looks_like_a_mistake(school_apart: SchoolApart):
    """The tokens come from the environment, where Bolt looks for them, too."""
    school_apart.ada.types(f"/library-help {DUST_BOWL}")
    assert [line.partition("  ")[2] or line for line in school_apart.log_file.read_text().splitlines()][:2] == [
        "Maple School is open: America/New_York, dates as MDY",
        "Library Partner is connected to Slack. Ctrl-C ends it.",
    ]


def test_a_port_in_use_is_said_in_one_sentence_that_names_another(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run({}, tmp_path, "--port", str(port))
    assert ended.returncode == 1
    (sentence,) = ended.stderr.strip().splitlines()
    assert f"Port {port} is in use" in sentence
    assert str(port + 1) in sentence


# --- Ctrl-C


def ends_at_once(
    process: "subprocess.Popen[str] | programs.Program", log_file: Path, sign: signal.Signals = signal.SIGINT
) -> None:
    """Whoever does not end says where it hangs."""
    busy = os.getloadavg()[0] > 2 * (os.cpu_count() or 1)
    began = time.monotonic()
    process.send_signal(sign)
    try:
        assert process.wait(PATIENCE) == 0
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)
        process.wait()
        pytest.fail(log_file.read_text(encoding="utf-8")[-8000:])
    assert time.monotonic() - began < AT_ONCE * (3 if busy else 1)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_at_once(school_apart: SchoolApart, sign: signal.Signals):
    assert school_apart.process
    ends_at_once(school_apart.process, school_apart.log_file, sign)


def test_ctrl_c_ends_it_at_once_while_a_call_hangs_and_nothing_is_lost(closed_school: SchoolApart):
    school = closed_school
    school.environment["CALL_SECONDS"] = "30"
    school.opens()
    school.faults.dropped("chat.postMessage", hang=True, count=1)
    school.ada.types(f"/library-help {DUST_BOWL}")
    school.struck()
    assert school.process
    ends_at_once(school.process, school.log_file)
    school.environment["CALL_SECONDS"] = "1"
    school.opens()
    school.make_the_look_up_due()
    school.lee.sees(CARD)
    school.rests()
    assert school.times(school.lee, CARD) == 1


def test_ctrl_c_ends_it_at_once_while_slack_does_not_answer_its_greeting(closed_school: SchoolApart):
    school = closed_school
    school.faults.dropped("auth.test", hang=True)
    environment = environment_of({**school.settings, "CALL_SECONDS": "30"})
    process = programs.start(("run",), environment, school.folder, school.log_file)
    school.struck("auth.test")
    ends_at_once(process, school.log_file)


# --- the sandbox


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Callable[..., "Trial"]]:
    """`trial()` starts `python -m bot run` without tokens, in one folder of its own, as often as it is asked."""
    begun: list[Trial] = []

    def begin(*arguments: str) -> Trial:
        begun.append(Trial(tmp_path, *arguments))
        return begun[-1]

    yield begin
    for each in begun:
        each.process.kill()
        each.process.wait()


class Trial:
    """Somebody tries the bot without Slack."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.log_file = folder / "bot.log"
        self.log_file.write_text("")
        settings = {"DATABASE_URL": f"sqlite:///{folder / 'the-real-schools.db'}"}
        with self.log_file.open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                bot_command("run", "--port", "0", *arguments),
                env=environment_of(settings),
                cwd=folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )
        self.url = self._url()

    def _url(self) -> str:
        end = time.monotonic() + PATIENCE
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", self.log_file.read_text())):
            assert time.monotonic() < end, self.log_file.read_text()
            assert self.process.poll() is None, self.log_file.read_text()
            time.sleep(0.05)
        return found[0]


def test_without_tokens_the_sandbox_starts_and_the_story_works_in_it(trial: Callable[..., Trial]):
    begun = trial()
    ada, lee = Person(begun.url, "Ada"), Person(begun.url, "Lee")
    ada.types(f"/library-help {DUST_BOWL}")
    ada.sees(RECEIPT)
    lee.sees(CARD)
    ends_at_once(begun.process, begun.log_file)


def test_the_sandbox_keeps_its_store_and_clock_and_fresh_empties_them(trial: Callable[..., Trial], tmp_path: Path):
    begun = trial()
    Person(begun.url, "Ada").writes("I need books on bees")
    Person(begun.url, "Lee").sees(CARD)
    Clock(begun.url).forward("friday")
    friday = Clock(begun.url).now()
    ends_at_once(begun.process, begun.log_file)
    begun = trial()
    ada = Person(begun.url, "Ada")
    ada.sees(RECEIPT)
    assert Clock(begun.url).now() >= friday
    ada.types("/library-help mine")
    assert "books on bees" in ada.sees("What you asked").text
    ends_at_once(begun.process, begun.log_file)
    begun = trial("--fresh")
    ada = Person(begun.url, "Ada")
    assert ada.dm() == []
    ada.types("/library-help mine")
    ada.sees("no open requests")
    ends_at_once(begun.process, begun.log_file)
    assert not (tmp_path / "the-real-schools.db").exists()


def test_without_tokens_the_ledger_is_the_sandboxs(trial: Callable[..., Trial], tmp_path: Path):
    """Whoever tries the program types what the README names, in the same folder; nothing else appears in it."""
    assert "There is no ledger yet" in ledger(tmp_path).stderr
    begun = trial()
    Person(begun.url, "Ada").writes("I need books on bees")
    Person(begun.url, "Lee").sees(CARD)
    shown = ledger(tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "sandbox’s ledger" in shown.stdout
    assert "receipt" in shown.stdout
    assert "unexplained 0" in shown.stdout
    ends_at_once(begun.process, begun.log_file)
    assert not list(tmp_path.glob("*.db"))


def ledger(folder: Path) -> programs.Ended:
    return programs.run(("ledger", "--week"), environment_of({}), folder)


def test_ctrl_c_ends_the_sandbox_at_once_while_a_call_hangs(trial: Callable[..., Trial]):
    begun = trial()
    call(f"{begun.url}/faults", {"kind": "dropped", "method": "chat.postMessage", "hang": True})
    ada = Person(begun.url, "Ada")
    ada.writes("I need books on bees")
    end = time.monotonic() + PATIENCE
    while not any(made["fault"] for made in call(f"{begun.url}/log")["calls"]):
        assert time.monotonic() < end
        time.sleep(0.05)
    ends_at_once(begun.process, begun.log_file)
