"""`python -m bot calendar …`, as somebody at the command line sees it."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import calendar_commands, office
from domain.dates_in_words import DateOrder
from domain.request import Source
from domain.school_days import SchoolCalendar
from handlers.act import Act
from handlers.ask import Draft, ask
from handlers.open_school import Seed, open_school
from handlers.promise import promise
from store import calendars, schools
from store.session import Store

FILES = Path(__file__).parent.parent / "handlers" / "calendars"
NOW = datetime(2026, 8, 14, 15, tzinfo=UTC)  # a Friday


@dataclass
class Terminal:
    store: Store

    def types(self, *words: str, answer: str = "") -> Result:
        return CliRunner().invoke(calendar_commands.app, list(words), input=answer)

    def says(self, *words: str, answer: str = "") -> str:
        """What is printed when it works, without the spaces that align it."""
        result = self.types(*words, answer=answer)
        assert result.exit_code == 0, result.output
        return plain(result.output)

    def is_refused(self, *words: str, answer: str = "") -> str:
        result = self.types(*words, answer=answer)
        assert result.exit_code == 1, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return plain(result.output)

    @property
    def calendar(self) -> SchoolCalendar:
        with self.store.reading() as db:
            return schools.every(db)[0].calendar


def plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def seed(**to: object) -> Seed:
    given = {
        "address": "T0SCHOOL",
        "name": "Riverside",
        "calendar": SchoolCalendar("America/Chicago", holidays="US-TX"),
        "date_order": DateOrder.MONTH_FIRST,
        "librarians": ("U0LEE",),
        "administrators": ("U0SAM",),
    }
    return Seed(**(given | to))


@pytest.fixture
def empty_terminal(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("DATABASE_URL", str(sqlite_store.engine.url))
    monkeypatch.setattr(office, "real_clock", lambda: NOW)
    return Terminal(sqlite_store)


@pytest.fixture
def terminal(empty_terminal: Terminal) -> Terminal:
    open_school(empty_terminal.store, seed(), NOW, lambda address: address)
    return empty_terminal


def test_without_a_school_it_says_what_to_do(empty_terminal):
    assert empty_terminal.is_refused("show") == (
        "There is no school in this database yet: start the bot once, so that it knows its school."
    )


def test_of_several_schools_one_is_named(terminal):
    open_school(terminal.store, seed(address="T0OTHER", name="Hillside"), NOW, lambda address: address)
    assert "Hillside (T0OTHER), Riverside (T0SCHOOL). Name one with --school." in terminal.is_refused("show")
    assert terminal.says("show", "--school", "hillside").startswith("Hillside:")
    assert "There is no school called Nowhere" in terminal.is_refused("show", "--school", "Nowhere")


def test_the_weeks_to_come_are_shown_with_hours_and_reasons(terminal):
    terminal.says("close", "2026-08-20", "2026-08-21", "--why", "Staff days")
    shown = terminal.says("show", "--weeks", "4").splitlines()
    assert shown[:7] == [
        "Riverside: Monday to Friday, 08:00 to 16:00, America/Chicago",
        "Public holidays: US-TX",
        "",
        "open Fri, Aug 14 – Wed, Aug 19, 2026 4 school days",
        "closed Thu, Aug 20 – Fri, Aug 21, 2026 Staff days",
        "open Mon, Aug 24 – Wed, Aug 26, 2026 3 school days",
        "closed Thu, Aug 27, 2026 Lyndon Baines Johnson Day",
    ]
    assert shown[-1].endswith("Thu, Aug 20 – Fri, Aug 21, 2026 Staff days by hand")


def test_a_state_holiday_is_opened_and_closed_again(terminal):
    assert terminal.says("open", "2026-08-27") == "Open: Thu, Aug 27, 2026, in spite of Lyndon Baines Johnson Day."
    assert terminal.says("open", "2026-08-27") == "Thu, Aug 27, 2026 is a school day already."
    assert "Opened by hand\nThu, Aug 27, 2026" in terminal.says("show")
    assert terminal.says("remove", "2026-08-27") == "Removed: 2026-08-27 is no longer opened by hand."


def test_a_closure_is_typed_in_words_and_taken_back_by_its_name(terminal):
    assert terminal.says("close", "next Friday", "--why", "Snow day").startswith("Closed: Fri, Aug 21, 2026, Snow day.")
    name = next(line for line in terminal.says("show").splitlines() if "by hand" in line).split()[0]
    assert terminal.says("remove", name).startswith("Removed: Fri, Aug 21, 2026, Snow day.")
    assert terminal.calendar.closures == ()


def test_what_a_closure_moves_is_told(terminal):
    with terminal.store.reading() as db:
        school_id = schools.every(db)[0].id
    ada = Act(school_id, "U0ADA", "Ada", NOW, "command:1")
    request_id = ask(terminal.store, ada, Draft("books on bees", source=Source.COMMAND)).story.request.id
    lee = Act(school_id, "U0LEE", "Lee", NOW, "click:1")
    promise(terminal.store, lee, request_id, doing="a box", share=None, due_on=datetime(2026, 8, 21, tzinfo=UTC).date())
    said = terminal.says("close", "2026-08-17", "2026-08-21", "--why", "Flood").splitlines()
    assert said == [
        "Closed: Mon, Aug 17 – Fri, Aug 21, 2026, Flood.",
        "1 promise is due on a day that is closed now (Fri, Aug 21, 2026); reminders count from the school day before.",
    ]
    said = terminal.says("close", "2026-08-14", "--why", "Flood").splitlines()
    assert said == [
        "Closed: Fri, Aug 14, 2026, Flood.",
        "The next digest goes out on Mon, Aug 24, 2026.",
    ]


def test_hours_and_days_are_set(terminal):
    assert terminal.says("hours", "08:30", "15:30").splitlines()[0] == "School: Monday to Friday, 08:30 to 15:30."
    assert terminal.says("days", "sun", "mon", "tue", "wed", "thu").splitlines()[0] == (
        "School: Sunday to Thursday, 08:30 to 15:30."
    )
    assert terminal.says("days", "Monday,Tuesday", "thursday", "fri").splitlines()[0] == (
        "School: Monday, Tuesday, Thursday, Friday, 08:30 to 15:30."
    )
    assert terminal.calendar.weekdays == frozenset({0, 1, 3, 4})


def test_an_import_is_shown_and_stored_when_it_is_agreed_to(terminal):
    said = terminal.says("import", str(FILES / "bluebonnet.ics"), answer="y\n")
    assert said.startswith("Bluebonnet ISD\n\nCloses\nMon, Aug 10 – Tue, Aug 11, 2026 Staff Development (no students)")
    assert "Sat, Dec 19, 2026 – Mon, Jan 4, 2027 Between terms" in said
    assert "Leaves open" in said
    assert "Wed, Sep 30, 2026 Early Dismissal – Professional Development a shorter day, but a school day" in said
    assert "Please look at\nPublic holidays that it does not close" in said
    assert "will be closed, 0 days will be opened." in said
    assert said.endswith("Store this? [y/N]: y\nStored. What was planned follows the new calendar.")
    assert terminal.calendar.why_closed(datetime(2026, 12, 22, tzinfo=UTC).date()) == "Winter Break"


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_an_import_that_is_not_agreed_to_stores_nothing(terminal, answer):
    assert terminal.is_refused("import", str(FILES / "bluebonnet.ics"), answer=answer).endswith("Nothing was stored.")
    assert terminal.calendar.closures == ()


def test_the_same_file_again_changes_nothing_and_asks_nothing(terminal):
    terminal.says("import", str(FILES / "hillview.ics"), "--yes")
    with terminal.store.reading() as db:
        before = calendars.kept(db, schools.every(db)[0].id)
    said = terminal.says("import", str(FILES / "hillview.ics"))
    assert said.endswith("13 closures as before.\nThe calendar has all of this already: nothing to change.")
    with terminal.store.reading() as db:
        assert calendars.kept(db, schools.every(db)[0].id) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("close", "someday"), "“someday” is not a day. Write it as in 2026-12-21."),
        (("close", "2026-02-30"), "“2026-02-30” is not a day. Write it as in 2026-12-21."),
        (("close", "2026-12-21", "2026-12-01"), "2026-12-01 is before 2026-12-21: name the first day first."),
        (("close", "2206-12-21"), "2206-12-21 is more than a year past or three years ahead: is the year right?"),
        (("open", "x"), "“x” is not a day. Write it as in 2026-12-21."),
        (("remove", "2026-12-21"), "No closure in the calendar holds 2026-12-21."),
        (("remove", "abc123"), "No closure in the calendar holds abc123."),
        (("hours", "8", "15:30"), "“8” is not a time of day. Write it as in 08:30."),
        (("hours", "15:30", "08:30"), "School cannot close (08:30) before it opens (15:30)"),
        (("hours", "08:30", "13:30"), "goes out at 14:00, which is not from 08:30 until before 13:30."),
        (("days", "mon", "tomorrow"), "“tomorrow” is not a day of the week."),
        (("days", "sat"), "School needs at least one day from Monday to Friday"),
        (("import", "no such file.ics"), "no such file.ics cannot be read (No such file or directory)."),
        (("import", str(Path(__file__).parent)), "cannot be read (Is a directory)."),
        (("import", __file__), "That is not an iCalendar file"),
    ],
)
def test_what_makes_no_sense_gets_one_sentence(terminal, words, sentence):
    said = terminal.is_refused(*words)
    assert sentence in said
    assert len(said.splitlines()) == 1
    assert terminal.calendar == seed().calendar


def test_the_program_itself_has_the_commands(terminal):
    command = [sys.executable, "-m", "bot", "calendar"]
    closed = subprocess.run(
        [*command, "close", "tomorrow", "--why", "Snow day"], capture_output=True, text=True, check=False
    )
    assert (closed.returncode, closed.stderr) == (0, "")
    refused = subprocess.run([*command, "close", "someday"], capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "“someday” is not a day. Write it as in 2026-12-21.\n"
    assert [each.why for each in terminal.calendar.closures] == ["Snow day"]


def test_a_database_that_is_held_by_somebody_else_says_so(terminal):
    with terminal.store.writing():
        said = terminal.is_refused("close", "2026-12-21")
    assert said == "The database is busy or cannot be reached. Nothing was changed: try again in a moment."


@pytest.mark.parametrize("words", [("show",), ("close", "2026-12-21")])
def test_without_a_store_none_is_made(terminal, words, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    assert "start the bot once" in terminal.is_refused(*words)
    assert not (tmp_path / "elsewhere.db").exists()
