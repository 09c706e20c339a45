"""The school of a run: a workspace in which events come again soon, and the environment of its bots."""

import time
from datetime import date, datetime
from datetime import time as wall_time
from pathlib import Path

from bot.sandbox.records import User
from bot.sandbox.server import Sandbox
from tests.faults.bots import HERE
from tests.faults.trouble import CALL_SECONDS, LANDING_SECONDS, SETTLING_SECONDS

ZONE = "America/New_York"
MONDAY = date(2027, 3, 1)


def workspace(folder: Path) -> Sandbox:
    """Monday, 1 March 2027, nine in the morning; four librarians, two administrators."""
    sandbox = Sandbox(
        folder / "sandbox", manifest=HERE / "manifest.json", zone=ZONE, ack_within=3.0, retry_after=(0.1, 1, 3)
    )
    beginning = datetime.combine(MONDAY, wall_time(9), tzinfo=sandbox.moving_clock.zone)
    sandbox.moving_clock.forward("seconds", beginning.timestamp() - time.time())
    sandbox.workspace.add_user(User("U0KIM", "kim", "Kim Doe", title="Librarian"))
    sandbox.workspace.add_user(User("U0PAT", "pat", "Pat Lane", title="Librarian"))
    sandbox.workspace.add_user(User("U0QUINN", "quinn", "Quinn Ames", title="Librarian"))
    sandbox.workspace.add_user(User("U0RUTH", "ruth", "Ruth Hale", title="Administrator"))
    return sandbox


def environment(sandbox: Sandbox, database: str, *, brief: bool) -> dict[str, str]:
    """With two librarians more, who leave, unless it is brief."""
    return {
        "TIMEZONE": ZONE,
        "LIBRARIANS": "U0LEE,U0KIM" + ("" if brief else ",U0PAT,U0QUINN"),
        "ADMINISTRATORS": "U0SAM,U0RUTH",
        "CALL_SECONDS": str(CALL_SECONDS),
        "LANDING_SECONDS": str(LANDING_SECONDS),
        "SETTLING_SECONDS": str(SETTLING_SECONDS),
        "PICTURE_SECONDS": "6",
        "TICK_SECONDS": "0.25",
        "SLACK_API_URL": sandbox.api_url,
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "DATABASE_URL": database,
        "SANDBOX_CLOCK": str(sandbox.clock_file),
    }
