"""`make faults ARGS="--seed 7 --kills 300"`: kills the bot again and again, and tells whether anybody noticed."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.driver import Driver, Result, Wish
from tests.faults.library import postgresql
from tests.faults.sabotage import SABOTAGE

_IN_MEMORY = Path("/dev/shm")
"""What a killed process has written is in the files without a disk; its path is also short enough for a socket."""


def run(wish: Wish, database: str = "sqlite") -> Result:
    """In a folder of its own, which is kept when something is wrong."""
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=_IN_MEMORY if _IN_MEMORY.exists() else "/tmp"))
    is_good = False
    try:
        with _opened(database, folder) as url:
            driver = Driver(wish, folder, url)
            try:
                result = driver.run()
            finally:
                driver.close()
            is_good = result.verdict.is_good
            return result
    finally:
        if is_good or wish.without:
            shutil.rmtree(folder)
        else:
            wish.tell(f"What there was is kept in {folder}: diary, bot.log, points, and the store.")


@contextmanager
def _opened(database: str, folder: Path) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{folder / 'library.db'}"
    else:
        with postgresql(str(folder / "pg")) as url:
            yield url


def report(result: Result, database: str) -> str:
    wish, verdict = result.wish, result.verdict
    lines = [
        f"seed {wish.seed}, {wish.processes} process{'es' if wish.processes > 1 else ''} on {database}"
        + "".join(f", without {name}" for name in wish.without),
        f"kills {sum(result.kills.values())} in {result.days} days of school, {result.seconds:.0f} s",
        f"requests acknowledged {verdict.acknowledged}",
        f"messages expected {verdict.expected}, posted {verdict.posted}",
        *(f"{name} {len(found)}" for name, found in verdict.findings.items()),
        f"named points {result.points}, of them without a kill {len(result.unmet)}: {', '.join(result.unmet) or '-'}",
        "kills by point:",
        *(f"{count:6} {point}" for point, count in sorted(result.kills.items())),
        "faults by kind:",
        *(f"{count:6} {name}" for name, count in sorted(result.faults.items())),
    ]
    for name, found in verdict.findings.items():
        lines += [f"{name}: {each}" for each in found]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--without", choices=[*SABOTAGE], action="append", default=[])
    asked = parser.parse_args()
    wish = Wish(asked.seed, asked.kills, asked.processes, without=tuple(asked.without), tell=_tell)
    result = run(wish, asked.database)
    _tell(report(result, asked.database))
    return 0 if result.verdict.is_good else 1


def _tell(words: str) -> None:
    print(words, file=sys.stdout, flush=True)  # noqa: T201  # a command speaks to its user


if __name__ == "__main__":
    sys.exit(main())
