"""`python -m bot partners …`, as somebody at the command line sees it."""

import csv
import io
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import office, partner_commands
from domain.dates_in_words import DateOrder
from domain.partner import Partner
from domain.school_days import SchoolCalendar
from handlers.open_school import Seed, open_school
from store import partners, schools
from store.session import Store

NOW = datetime(2026, 8, 14, 15, tzinfo=UTC)
LIST = """name,category,slack person,contact,offers,reach,approach,objective,ideal days,at most days
History department,curriculum leaders,,Maya Ortiz,,Room 12,team leader or department chair,,20,40
Riverside Public Library,Public Libraries,,Front desk,Author visits,desk@example.org,,,,
"""


@dataclass
class Terminal:
    store: Store
    folder: Path

    def file(self, content: str | bytes, name: str = "partners.csv") -> str:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    def types(self, *words: str) -> Result:
        return CliRunner().invoke(partner_commands.app, list(words))

    def says(self, *words: str) -> str:
        result = self.types(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    def imports(self, content: str | bytes, *words: str) -> list[str]:
        return self.says("import", self.file(content), *words).strip().splitlines()

    def is_refused(self, content: str | bytes, *words: str) -> list[str]:
        """What is said; nothing has changed."""
        before = self.partners
        result = self.types("import", self.file(content), *words)
        assert result.exit_code == 1, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert self.partners == before
        return result.stderr.strip().splitlines()

    @property
    def partners(self) -> tuple[Partner, ...]:
        with self.store.reading() as db:
            return partners.every(db, schools.every(db)[0].id)

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.partners]


@pytest.fixture
def terminal(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Terminal:
    monkeypatch.setenv("DATABASE_URL", str(sqlite_store.engine.url))
    monkeypatch.setattr(office, "real_clock", lambda: NOW)
    seed = Seed(
        address="T0SCHOOL",
        name="Riverside",
        calendar=SchoolCalendar("America/Chicago", holidays="US"),
        date_order=DateOrder.MONTH_FIRST,
        librarians=("U0LEE",),
        administrators=("U0SAM",),
    )
    open_school(sqlite_store, seed, NOW, lambda address: address)
    return Terminal(sqlite_store, tmp_path)


def test_a_list_is_imported_and_the_same_again_changes_nothing(terminal):
    assert terminal.imports(LIST) == [
        "Added: History department",
        "Added: Riverside Public Library",
        "Partners: 2 added, 0 changed, 0 unchanged.",
    ]
    history, riverside = terminal.partners
    assert (history.contact, history.reach, history.gaps.ideal, history.gaps.most) == ("Maya Ortiz", "Room 12", 20, 40)
    assert (riverside.category.value, riverside.gaps.ideal) == ("public libraries", 60)
    assert terminal.imports(LIST) == ["Partners: 0 added, 0 changed, 2 unchanged."]


def test_the_same_name_is_a_change_and_never_a_second_partner(terminal):
    terminal.imports(LIST)
    said = terminal.imports(LIST.replace("Room 12", "Room 14").replace("History department", "HISTORY  department"))
    assert said == ["Changed: HISTORY department", "Partners: 0 added, 1 changed, 1 unchanged."]
    assert [each.reach for each in terminal.partners] == ["Room 14", "desk@example.org"]


def test_a_dry_run_tells_and_stores_nothing(terminal):
    assert terminal.imports(LIST, "--dry-run") == [
        "Would add: History department",
        "Would add: Riverside Public Library",
        "Dry run: 2 added, 0 changed, 0 unchanged. Nothing was stored.",
    ]
    assert terminal.partners == ()


def test_every_mistake_is_told_by_its_line_and_nothing_is_stored_by_halves(terminal):
    content = (
        "name,category,slack person,approach,ideal days,at most days\n"
        "Good one,book trade,,,,\n"
        "Library,public library,,,,\n"
        '"Two\nlines",parents,ada,,,\n'
        ",parents,,,,\n"
        "Near,parents,,administration,soon,\n"
        "Far,parents,,,40,20\n"
        "good ONE,parents,,,,\n"
        "Many,parents,,,,,more\n"
        "Late,parents,,,0,\n"
        "Empty,,,,,\n"
    )
    assert terminal.is_refused(content) == [
        "Line 3: There is no category “public library”. Did you mean “public libraries”?",
        (
            "Line 4: “ada” is not a Slack id, which looks like U024BE7LH: in Slack, open the person’s profile, press ⋮ "
            "and choose “Copy member ID”; or leave the cell empty."
        ),
        "Line 6: Who is it? Write a name.",
        "Line 7: There is no approach “administration”. Did you mean “administrator”?",
        "Line 8: “At most” cannot be sooner than what is ideal.",
        "Line 9: “good ONE” stands on line 2 already.",
        "Line 10: There is more in it than columns: put quotation marks around the cell.",
        "Line 11: “ideal days” is a number of school days from 1 to 400, and “0” is not.",
        "Line 12: The category is empty: write one, such as “public libraries”.",
        "Nothing was stored. Put 9 lines right and import the file again.",
    ]
    assert terminal.partners == ()


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + "name,category\nCafé Zoë – книги,book trade\n".encode(),
        "name,category\nCafé Zoë – книги,book trade\n".encode("utf-16"),
        "name,category\nCafé Zoë – книги,book trade\n".encode("utf-16-le"),
        "name;category\r\nCafé Zoë – книги;book trade\r\n".encode(),
        "Name\tCategory\nCafé Zoë – книги\tbook trade\n".encode(),
        "sep=;\r\nname;category\r\nCafé Zoë – книги;book trade\r\n".encode(),
        "NAME , Category,,\n\nCafé Zoë – книги,book trade,,\n,,,\n".encode(),
    ],
    ids=["utf-8 with its mark", "utf-16", "utf-16 without", "semicolons", "tabs", "sep=", "empty cells and lines"],
)
def test_whatever_program_saved_it(terminal, content):
    terminal.imports(content)
    assert terminal.names == ["Café Zoë – книги"]


def test_another_encoding_is_never_guessed_and_the_sentence_says_what_to_do(terminal):
    content = "name,category\nBooks,book trade\nCafé Zoë,book trade\n".encode("cp1252")
    assert terminal.is_refused(content) == [
        (
            "The file is not in UTF-8. Save it as “CSV UTF-8 (comma delimited)” and import that file; or, if line 3 "
            "should read “Café Zoë,book trade”, import it with --encoding windows-1252."
        )
    ]
    terminal.imports(content, "--encoding", "windows-1252")
    assert terminal.names == ["Books", "Café Zoë"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty: its first line names the columns, such as name and category."),
        (
            "name,contact\nBooks,Ada\n",
            (
                "The column “category” is missing. Its columns are: name, category, slack person, contact, offers, "
                "reach, approach, objective, ideal days, at most days."
            ),
        ),
        ("nmae,category\nBooks,book trade\n", "The column “name” is missing; is “nmae” meant to be it?"),
        ("name,category,offer\nBooks,book trade,x\n", "no column called “offer”: did you mean “offers”?"),
        ("name,category,Name\nBooks,book trade,x\n", "There are two columns called “name”."),
        (b"PK\x03\x04 and so on", "That is a workbook and not a CSV file. Save it as “CSV UTF-8"),
        (b"\xff\xfe\x00", "The file is not in utf-16."),
        ("name,category\nA\x00B,parents\n", "Line 2: It holds a character that cannot be shown."),
    ],
)
def test_a_file_that_makes_no_sense_gets_a_sentence(terminal, content, sentence):
    assert sentence in "\n".join(terminal.is_refused(content))


def test_a_file_that_is_not_there_and_an_encoding_that_is_none(terminal):
    assert terminal.types("import", "no such file.csv").stderr == (
        "no such file.csv cannot be read (No such file or directory).\n"
    )
    assert terminal.is_refused(LIST, "--encoding", "klingon") == [
        "There is no encoding called klingon. Name one such as windows-1252."
    ]


def test_a_column_that_is_not_in_the_file_leaves_what_is_there(terminal):
    terminal.imports(LIST)
    said = terminal.imports("name,category,notes\nHistory department,curriculum leaders,x\n")
    assert said[0] == "Left out, because there is no such column: notes."
    assert said[1].startswith("Not in the file, so it stays as it is: slack person, contact")
    assert said[2] == "Partners: 0 added, 0 changed, 1 unchanged."


def test_an_export_has_the_same_columns_and_importing_it_changes_nothing(terminal):
    terminal.imports(LIST + "=1+1,parents,U0LEE,+44 20 7946 0000,-,@desk,,,30,\n")
    printed = terminal.says("export")
    assert printed.splitlines()[0] == LIST.splitlines()[0]
    rows = list(csv.reader(io.StringIO(printed)))
    assert rows[1] == ["'=1+1", "parents", "U0LEE", "'+44 20 7946 0000", "'-", "'@desk", "", "", "30", "120"]
    assert terminal.imports(printed) == ["Partners: 0 added, 0 changed, 3 unchanged."]
    path = terminal.folder / "out.csv"
    assert terminal.says("export", str(path)) == f"Written: {path}\n"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfname,category")
    assert terminal.says("import", str(path)).endswith("3 unchanged.\n")


def test_an_export_that_cannot_be_written_says_so(terminal):
    result = terminal.types("export", str(terminal.folder))
    assert (result.exit_code, result.stderr) == (1, f"{terminal.folder} cannot be written (Is a directory).\n")


def test_the_program_itself_has_the_commands(terminal):
    command = [sys.executable, "-m", "bot", "partners"]
    imported = subprocess.run(
        [*command, "import", terminal.file(LIST)], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert (imported.returncode, imported.stdout.splitlines()[-1]) == (0, "Partners: 2 added, 0 changed, 0 unchanged.")
    exported = subprocess.run([*command, "export"], capture_output=True, check=False)
    assert exported.stdout.decode().splitlines()[0] == LIST.splitlines()[0]
