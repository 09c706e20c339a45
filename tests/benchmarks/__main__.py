"""`make benchmark`: what people open after a term of 5,000 requests, beside the same after one of 100.

Prints, for each, how long it takes to be built (the median of several times, without Slack), how large it is beside
Slack's limits, and how often the small one fits into the large one's time. Timings of one machine say little; the
ratios, and what they are next to one request being taken in, say more.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.pictures.table import picture_of
from bot.slack.blocks.home import home_view
from bot.slack.blocks.render import render
from domain.request import Source
from handlers.ask import Draft, ask
from handlers.digest import begins, digest_facts
from handlers.digest_message import digest_of
from handlers.home import home_of
from handlers.stories import place_of
from store import people
from store.migrate import migrate
from store.session import Store, open_engine
from tests.benchmarks.a_term import Term

TIMES = 9
MOST_BLOCKS_OF_A_HOME, MOST_BLOCKS_OF_A_MESSAGE, MOST_CHARACTERS_OF_A_MESSAGE = 100, 50, 13_000
"""Slack's limits, the last one measured."""


@dataclass(frozen=True)
class Measured:
    """`milliseconds` is the median; `blocks` and `characters` are those of all that is shown."""

    milliseconds: float
    blocks: int
    characters: int


def main() -> int:
    asked = _options().parse_args()
    small, large = (_measure(count) for count in (asked.beside, asked.requests))
    _tell(f"{'':24}{asked.beside:>8} requests{asked.requests:>11} requests{'ratio':>8}   blocks   characters")
    for name, of_large in large.items():
        of_small = small[name]
        _tell(
            f"{name:24}{of_small.milliseconds:14.1f} ms{of_large.milliseconds:17.1f} ms"
            f"{of_large.milliseconds / of_small.milliseconds:8.1f}{of_large.blocks:9}{of_large.characters:13}"
        )
    return 0 if _keeps_to_limits(large) else 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make benchmark", description=__doc__)
    parser.add_argument("--requests", type=int, default=5000, help="in the large term")
    parser.add_argument("--beside", type=int, default=100, help="in the small one")
    return parser


def _measure(count: int) -> dict[str, Measured]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'library.db'}")
        migrate(engine)
        began = time.monotonic()
        term = Term(Store(engine), count).live()
        _tell(f"A term of {count} requests was lived in {time.monotonic() - began:.0f} s.")
        measured = {name: _timed(build) for name, build in _what_is_opened(term).items()}
        engine.dispose()
        return measured


def _what_is_opened(term: Term) -> dict[str, Callable[[], dict[str, Any]]]:
    return {
        "a request taken in": lambda: _one_request(term),
        "a teacher’s Home": lambda: _home(term, "U0TEACHER0"),
        "a librarian’s Home": lambda: _home(term, "U0LEE"),
        "an administrator’s Home": lambda: _home(term, "U0SAM"),
        "the digest": lambda: _digest(term),
        "its picture": lambda: _picture(term),
    }


def _one_request(term: Term) -> dict[str, Any]:
    draft = Draft(f"{next(term.keys)} maps", Source.FORM, reads_words=False)
    ask(term.store, term._act("Teacher0"), draft)
    return {}


def _home(term: Term, address: str) -> dict[str, Any]:
    school = term.school()
    with term.store.reading() as db:
        person = people.by_address(db, school.id, address)
        if person is None:
            raise LookupError(address)
        home = home_of(db, school, person, term.now)
    return home_view(home, place_of(school, term.now))


def _digest(term: Term) -> dict[str, Any]:
    """As it is owed on Friday and then told."""
    school = term.school()
    with term.store.reading() as db:
        until = begins(db, school, term.now)
        facts = dict(digest_facts(db, school, until, since=until - timedelta(days=7), until=until))
        return render(digest_of(db, school.id, facts), place_of(school, term.now)).payload()


def _picture(term: Term) -> dict[str, Any]:
    school = term.school()
    with term.store.reading() as db:
        until = begins(db, school, term.now)
        facts = dict(digest_facts(db, school, until, since=until - timedelta(days=7), until=until))
        picture = picture_of(digest_of(db, school.id, facts), place_of(school, term.now))
    if picture is None or not picture.png:
        raise LookupError("the digest has no picture")
    return {}


def _timed(build: Callable[[], dict[str, Any]]) -> Measured:
    took, shown = [], build()
    for _ in range(TIMES):
        began = time.perf_counter()
        shown = build()
        took.append(time.perf_counter() - began)
    blocks = shown.get("blocks", [])
    return Measured(statistics.median(took) * 1000, len(blocks), len(json.dumps(blocks, ensure_ascii=False)))


def _keeps_to_limits(measured: dict[str, Measured]) -> bool:
    digest = measured["the digest"]
    homes = [each for name, each in measured.items() if name.endswith("Home")]
    return (
        all(each.blocks <= MOST_BLOCKS_OF_A_HOME for each in homes)
        and digest.blocks <= MOST_BLOCKS_OF_A_MESSAGE
        and digest.characters <= MOST_CHARACTERS_OF_A_MESSAGE
    )


def _tell(words: str) -> None:
    print(words, file=sys.stdout, flush=True)  # noqa: T201  # a command speaks to its user


if __name__ == "__main__":
    sys.exit(main())
