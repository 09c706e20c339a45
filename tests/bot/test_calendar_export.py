"""`python -m bot calendar export`, as somebody at the command line sees it."""

from datetime import date
from pathlib import Path

import icalendar
import pytest

from domain.request import Source
from handlers.act import Act
from handlers.ask import Draft, ask
from handlers.promise import promise
from store import schools
from tests.bot.test_calendar_commands import NOW, Terminal, empty_terminal, terminal

__all__ = ["empty_terminal", "terminal"]


def promised(terminal: Terminal) -> None:
    """By Lee, to Ada."""
    with terminal.store.reading() as db:
        school = schools.every(db)[0]
    ada, lee = (Act(school.id, f"U0{name.upper()}", name, NOW, f"command:{name}") for name in ("Ada", "Lee"))
    request_id = ask(terminal.store, ada, Draft("books on bees", Source.COMMAND)).story.request.id
    promise(terminal.store, lee, request_id, doing="a box of books", share=None, due_on=date(2026, 8, 21))


def entries(file: Path) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")


def test_what_is_due_is_written_as_a_calendar_file(terminal: Terminal, tmp_path: Path):
    promised(terminal)
    file = tmp_path / "library.ics"
    assert "1 due, 0 of activities" in terminal.says("export", str(file))
    (due,) = entries(file)
    assert (str(due["SUMMARY"]), str(due["SEQUENCE"]), str(due["CLASS"])) == ("Due: a box of books", "0", "PRIVATE")
    assert b"Ada" not in file.read_bytes()
    again = tmp_path / "again.ics"
    terminal.says("export", str(again), "--librarian", "lee")
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["library.txt"], "Choose one that ends in .ics."),
        (["nowhere/at/all/library.ics"], "cannot be written"),
        (["library.ics", "--librarian", "Ada"], "There is no librarian called Ada here; there is"),
    ],
)
def test_what_cannot_be_exported_is_said_in_one_sentence(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], sentence: str
):
    monkeypatch.chdir(tmp_path)
    refusal = terminal.is_refused("export", *words)
    assert sentence in refusal
    assert len(refusal.splitlines()) == 1
    assert list(tmp_path.glob("*.ics")) == []
