"""`python -m bot etiquette`, as somebody at the command line sees it."""

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
    return CliRunner().invoke(app, ["etiquette", *words])


def test_it_shows_how_often_a_teacher_is_written_to():
    assert types().output == "Riverside: at most 2 in a school week to one teacher who did not ask.\n"


def test_it_sets_it_for_a_school_that_is_there_already():
    assert types("3").output == "Riverside: at most 3 in a school week to one teacher who did not ask.\n"
    assert types().output == "Riverside: at most 3 in a school week to one teacher who did not ask.\n"


@pytest.mark.parametrize("most", ["0", "21"])
def test_what_is_no_ceiling_is_refused_in_one_sentence(most):
    refused = types(most)
    assert refused.exit_code == 1
    assert refused.output == "The most unasked messages to one teacher in a week can be 1 to 20.\n"
    assert "at most 2 " in types().output
