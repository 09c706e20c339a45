"""`python -m bot spelling`, as somebody at the command line sees it."""

from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from domain.dates_in_words import DateOrder
from domain.school_days import SchoolCalendar
from handlers.open_school import Seed, open_school

SEED = Seed("T0SCHOOL", "Riverside", SchoolCalendar("America/Chicago"), DateOrder.MONTH_FIRST, ("U0LEE",), ("U0SAM",))


@pytest.fixture(autouse=True)
def _a_school(sqlite_store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", str(sqlite_store.engine.url))
    open_school(sqlite_store, SEED, datetime(2026, 8, 14, 15, tzinfo=UTC), lambda address: address)


def types(*words: str) -> Result:
    return CliRunner().invoke(app, ["spelling", *words])


def test_it_shows_and_sets_how_our_own_words_are_spelt():
    assert types().output == "Riverside: British spelling.\n"
    assert types("american").output == "Riverside: American spelling.\n"
    assert types().output == "Riverside: American spelling.\n"


def test_another_word_is_refused_in_one_sentence_and_changes_nothing():
    refused = types("Australian")
    assert (refused.exit_code, refused.output) == (
        1,
        "There is no spelling “Australian”: write British or American.\n",
    )
    assert types().output == "Riverside: British spelling.\n"
