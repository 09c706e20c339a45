"""Starting, stopping, keeping, and the clock."""

import contextlib
import gc
import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.clock import moved_clock
from bot.sandbox.manifest import ManifestRefusedError
from bot.sandbox.moving_clock import MovingClock, next_friday, next_morning
from bot.sandbox.server import PortInUseError, Sandbox
from tests.people import Clock, Person, Refused, call
from tests.sandbox.building import MANIFEST, SECTION, Raw, actions, button, modal, text_field
from tests.sandbox.connection import open_socket

ZONE = ZoneInfo("America/New_York")


def test_the_sdks_own_socket_mode_client_works_unaware(sandbox: Sandbox, client: WebClient, ada: Person):
    app = App(client=client, process_before_response=True)
    app.command("/library-help")(lambda ack, body: ack(f"Noted: {body['text']}"))
    app.event("message")(lambda event, say: say("Heard.") if "bot_id" not in event else None)
    handler = SocketModeHandler(app, sandbox.app_token, web_client=client)
    handler.connect()
    try:
        ada.until(lambda state: state["app"]["is_connected"] or None, 5, "the app connected")
        ada.types("/library-help bees")
        ada.sees("Noted: bees")
        ada.writes("wasps")
        ada.sees("Heard.")
        Raw(sandbox).send("/disconnect", {"reason": "refresh_requested"})
        hornets = ada.writes("hornets")
        assert ada.sees("Heard.", timeout=10, after=hornets)  # over the connection it opened anew
    finally:
        # In a thread, for the SDK's close may wait for ever on a session that had only begun.
        closing = threading.Thread(target=handler.close, daemon=True)
        closing.start()
        closing.join(5)


def test_everything_is_kept_over_a_restart_except_what_only_one_saw(tmp_path: Path):
    folder = tmp_path / "kept"
    with Sandbox(folder, manifest=MANIFEST) as before:
        raw, ada = Raw(before), Person(before, "Ada")
        card = raw.call("chat.postMessage", channel="D0ADA", text="card", blocks=[SECTION])["ts"]
        raw.call("chat.postMessage", channel="D0ADA", text="reply", thread_ts=card)
        raw.call("chat.postEphemeral", channel="D0ADA", user="U0ADA", text="psst")
        raw.call("views.publish", user_id="U0ADA", view={"type": "home", "blocks": [SECTION]})
        raw.call("views.open", trigger_id=before.people.api.triggers.issue("U0ADA"), view=modal(text_field()))
        ada.edits(ada.writes("bees"), "wasps")
        ada.reads()
        Clock(before).forward("hour")
        then = ada.state()
    with Sandbox(folder, manifest=MANIFEST) as after:
        now = Person(after, "Ada").state()
        said = [each for each in then["messages"]["D0ADA"] if not each["ephemeral"]]
        assert now["messages"]["D0ADA"] == said
        assert [now[key] for key in ("home", "views", "people")] == [then[key] for key in ("home", "views", "people")]
        assert now["conversations"][2]["unread"] == then["conversations"][2]["unread"]
        assert now["clock"]["now"] >= then["clock"]["now"]
        assert Raw(after).call("chat.postMessage", channel="D0ADA", text="x")["ts"] > card


def test_fresh_empties_the_folder(tmp_path: Path):
    folder = tmp_path / "kept"
    with Sandbox(folder, manifest=MANIFEST) as before:
        Person(before, "Ada").writes("bees")
        Clock(before).forward("hour")
    (folder / "library.db").write_text("the bot's own")
    with Sandbox(folder, manifest=MANIFEST, fresh=True) as after:
        assert Person(after, "Ada").dm() == []
        assert abs((Clock(after).now() - datetime.now(UTC)).total_seconds()) < 60
    assert not (folder / "library.db").exists()


def test_a_port_in_use_is_told_in_a_sentence(sandbox: Sandbox, tmp_path: Path):
    second = Sandbox(tmp_path / "second", manifest=MANIFEST, port=sandbox.port)
    with pytest.raises(PortInUseError, match=rf"Port {sandbox.port} on 127.0.0.1 is already in use"):
        second.start()


def test_it_stops_within_a_second_whatever_is_open(tmp_path: Path):
    sandbox = Sandbox(tmp_path / "busy", manifest=MANIFEST).start()
    sandbox.faults.silent("chat.postMessage", hang=True)
    stream = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=5)
    stream.request("GET", "/people/changes?as=U0ADA&after=-1")
    assert stream.getresponse().readline().startswith(b"id: ")
    hanging = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=5)
    headers = {"Authorization": f"Bearer {sandbox.bot_token}", "Content-Type": "application/json"}
    hanging.request("POST", "/api/chat.postMessage", '{"channel": "D0ADA", "text": "x"}', headers)
    with open_socket(sandbox):
        Person(sandbox, "Ada").sees("x")
        begun = time.monotonic()
        sandbox.stop()
        assert time.monotonic() - begun < 1
    stream.close()
    hanging.close()


def test_changes_are_streamed(sandbox: Sandbox, ada: Person):
    stream = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=5)
    version = ada.state()["version"]
    stream.request("GET", f"/people/changes?as=U0ADA&after={version}")
    response = stream.getresponse()
    assert response.headers["Content-Type"].startswith("text/event-stream")
    ada.writes("bees")
    assert int(response.readline().removeprefix(b"id: ")) > version
    stream.close()


def test_a_process_of_its_own_keeps_what_it_was_told_before_a_kill(tmp_path: Path):
    def start() -> tuple[subprocess.Popen[str], str]:
        words = ["-m", "bot.sandbox", "--folder", str(tmp_path / "own"), "--manifest", "manifest.json"]
        process = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True)
        assert process.stdout
        return process, process.stdout.readline().strip()

    def end(process: subprocess.Popen[str], sign: int) -> int:
        process.send_signal(sign)
        code = process.wait(5)
        if process.stdout:
            process.stdout.close()
        return code

    process, url = start()
    Person(url, "Ada").writes("bees", channel="#staffroom")
    call(f"{url}/clock", {"forward": "hour"})
    end(process, signal.SIGKILL)
    process, url = start()
    assert Person(url, "Ada").sees("bees")
    assert Clock(url).now() > datetime.now(UTC)
    assert end(process, signal.SIGTERM) == 0


# --- the clock


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (datetime(2026, 11, 23, 7, 0, tzinfo=ZONE), datetime(2026, 11, 24, 8, 0, tzinfo=ZONE)),
        (datetime(2026, 11, 20, 15, 0, tzinfo=ZONE), datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)),
        (datetime(2026, 11, 22, 1, 0, tzinfo=ZONE), datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)),
    ],
)
def test_the_next_morning_is_on_a_weekday(now, morning):
    assert next_morning(now) == morning


@pytest.mark.parametrize(
    ("now", "friday"),
    [
        (datetime(2026, 11, 20, 13, 59, tzinfo=ZONE), datetime(2026, 11, 20, 14, 0, tzinfo=ZONE)),
        (datetime(2026, 11, 20, 14, 0, tzinfo=ZONE), datetime(2026, 11, 27, 14, 0, tzinfo=ZONE)),
        (datetime(2026, 11, 21, 9, 0, tzinfo=ZONE), datetime(2026, 11, 27, 14, 0, tzinfo=ZONE)),
    ],
)
def test_the_next_friday_at_two(now, friday):
    assert next_friday(now) == friday


@pytest.mark.parametrize(("step", "hour", "weekday"), [("morning", 8, range(5)), ("friday", 14, [4])])
def test_the_clock_moves_forward_to_moments_of_the_school(sandbox: Sandbox, step, hour, weekday):
    before = sandbox.moving_clock.now()
    call(f"{sandbox.url}/clock", {"forward": step})
    shown = sandbox.moving_clock.now()
    assert shown > before
    assert shown.hour == hour
    assert shown.weekday() in weekday


def test_the_bot_reads_the_same_clock_from_its_file(sandbox: Sandbox):
    Clock(sandbox).forward("seconds", 90_000)
    seen = moved_clock(sandbox.clock_file)()
    assert abs((seen - Clock(sandbox).now()).total_seconds()) < 5


def test_a_change_of_the_hour_does_not_move_the_morning(tmp_path: Path):
    clock = MovingClock(tmp_path / "clock", "America/New_York")
    saturday = datetime(2036, 11, 1, 12, 0, tzinfo=ZONE)  # clocks go back that night
    clock.forward("seconds", (saturday - datetime.now(UTC)).total_seconds())
    clock.forward("morning")
    assert clock.now().strftime("%a %d %H:%M") == "Mon 03 08:00"


def test_a_manifest_that_slack_would_not_install(tmp_path: Path, manifest):
    manifest["oauth_config"]["scopes"]["bot"] = ["chat:write"]
    with pytest.raises(ManifestRefusedError, match=r"app_mention needs the scope app_mentions:read.*commands"):
        Sandbox(tmp_path / "refused", manifest=manifest)


def test_the_apps_own_manifest_can_be_installed(tmp_path: Path):
    with Sandbox(tmp_path / "own", manifest=Path("manifest.json")) as sandbox:
        assert "/library-help" in [each["command"] for each in Person(sandbox, "Ada").state()["commands"]]


def test_without_interactivity_no_button_works(tmp_path: Path, manifest):
    manifest["settings"]["interactivity"]["is_enabled"] = False
    with Sandbox(tmp_path / "still", manifest=manifest) as sandbox:
        Raw(sandbox).call("chat.postMessage", channel="D0ADA", text="x", blocks=[actions(button())])
        with pytest.raises(Refused, match="not configured to handle interactive"):
            Person(sandbox, "Ada").dm()[0].presses("Promise")


def test_the_clock_never_goes_back(raw: Raw):
    assert raw.send("/clock", {"forward": "seconds", "seconds": -1})[0] == 400
    assert raw.send("/clock", {"forward": "yesterday"})[0] == 400


def test_moments_may_be_the_schools_own(tmp_path: Path):
    moment = datetime(2036, 1, 7, 9, 30, tzinfo=ZONE)
    with Sandbox(tmp_path / "own", manifest=MANIFEST, next_morning=lambda _: moment) as sandbox:
        Clock(sandbox).forward("morning")
        assert Clock(sandbox).label() == "Monday 7 January 2036, 09:30"


def test_messages_are_dated_in_the_moved_time_and_stay_in_order(sandbox: Sandbox, raw: Raw):
    first = raw.call("chat.postMessage", channel="D0ADA", text="x")["ts"]
    Clock(sandbox).forward("friday")
    second = raw.call("chat.postMessage", channel="D0ADA", text="y")["ts"]
    shown = datetime.fromtimestamp(float(second), UTC).astimezone(ZONE)
    assert first < second
    assert (shown.weekday(), shown.hour) == (4, 14)


def test_it_hangs_up_on_everybody_when_it_ends(tmp_path: Path):
    """In the middle of a call, or let in a moment ago: one left open would be complained of in another test."""
    for number in range(5):
        sandbox = Sandbox(tmp_path / f"sandbox-{number}", manifest=MANIFEST).start()
        callers = [socket.create_connection(("127.0.0.1", sandbox.port)) for _ in range(4)]
        for caller in callers[:2]:
            caller.sendall(b"POST /api/auth.test HTTP/1.1\r\nHost: sandbox\r\nContent-Length: 100\r\n\r\nhalf")
        sandbox.stop()
        for caller in callers:
            caller.settimeout(5)
            with contextlib.suppress(ConnectionResetError):
                assert caller.recv(1) == b""
            caller.close()
    gc.collect()
