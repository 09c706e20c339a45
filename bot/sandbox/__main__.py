"""`python -m bot.sandbox --folder F --port P`: the workspace alone, as a process of its own, for tests."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from bot.sandbox.server import PortInUseError, Sandbox


def main() -> int:
    parser = argparse.ArgumentParser(description="A Slack-shaped workspace on 127.0.0.1.")
    parser.add_argument("--folder", type=Path, default=Path(".sandbox"))
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--manifest", type=Path, default=Path("manifest.json"))
    parser.add_argument("--zone", default="America/New_York")
    parser.add_argument("--fresh", action="store_true", help="empty the folder first")
    asked = parser.parse_args()
    sandbox = Sandbox(asked.folder, manifest=asked.manifest, port=asked.port, zone=asked.zone, fresh=asked.fresh)
    try:
        sandbox.start()
    except PortInUseError as refusal:
        print(refusal, file=sys.stderr)  # noqa: T201 - a command speaks to its user
        return 1
    print(sandbox.url, flush=True)  # noqa: T201 - likewise
    stopped = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopped.set())
    stopped.wait()
    sandbox.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
