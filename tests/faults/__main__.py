"""`make faults ARGS="--seed 7 --kills 300"`: kills the bot again and again, and tells whether anybody noticed.

Ends with 0 when nobody did. The same options, seed included, bring the same plan of deeds, kills and troubles again.
"""

import argparse
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.bots import MOMENT
from tests.faults.driver import Driver, Result, Wish
from tests.faults.library import postgresql
from tests.faults.sabotage import SABOTAGE

_IN_MEMORY, _ON_DISK = Path("/dev/shm"), Path("/tmp")
"""What a killed process has written is in the files without a disk. Both names are short enough for a socket's."""


def run(wish: Wish, database: str = "sqlite") -> Result:
    """In a folder of its own, which is kept when something is wrong."""
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=_place(database)))
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


def _place(database: str) -> Path:
    """PostgreSQL alone would fill the 64 MB that a container has in memory; it does not wait for the disk."""
    return _IN_MEMORY if database == "sqlite" and _IN_MEMORY.exists() else _ON_DISK


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
    return "\n".join([*lines, f"to do it again: {_command(wish, database)}"])


def _command(wish: Wish, database: str) -> str:
    """What was asked for, in the words that ask for it."""
    options = ["--seed", str(wish.seed), "--kills", str(wish.kills)]
    options += ["--processes", str(wish.processes), "--database", database]
    options += ["--brief"] * wish.brief
    options += [word for point in wish.only for word in ("--only", point)]
    options += [word for name in wish.without for word in ("--without", name)]
    return f'make faults ARGS="{shlex.join(options)}"'


def main() -> int:
    asked = _options().parse_args()
    wish = Wish(asked.seed, asked.kills, asked.processes, tuple(asked.only), tuple(asked.without), asked.brief, _tell)
    result = run(wish, asked.database)
    _tell(report(result, asked.database))
    return 0 if result.verdict.is_good else 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="from which the plan follows; a report ends with it")
    parser.add_argument("--kills", type=int, default=300, help="at least; each named point has one in any case")
    parser.add_argument("--processes", type=int, default=1, help="bots beside each other")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--brief", action="store_true", help="without what people seldom do, and so with fewer points")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="POINT",
        help=f"kill at this point alone, as a report names it, or {MOMENT!r}; given several times, in turn",
    )
    parser.add_argument(
        "--without", choices=[*SABOTAGE], action="append", default=[], help="a safety to take away from the bot"
    )
    return parser


def _tell(words: str) -> None:
    print(words, file=sys.stdout, flush=True)  # noqa: T201  # a command speaks to its user


if __name__ == "__main__":
    sys.exit(main())
