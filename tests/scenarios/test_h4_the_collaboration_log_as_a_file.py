"""The collaboration log of a term goes out as a file, with what Lee logged through Slack."""

import csv
import zipfile
from io import StringIO
from xml.etree import ElementTree as ET

from tests import programs
from tests.scenarios.school import TUESDAY, SchoolWithin, environment_of

SHEET = "xl/worksheets/sheet1.xml"
WORDS = "xl/sharedStrings.xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def report(school: SchoolWithin, *words: str) -> programs.Ended:
    return programs.run(("report", "--term", *words), environment_of(school.settings), school.folder)


def logs(school: SchoolWithin) -> None:
    school.lee.types("/library-log 10 min with @ada about the inquiry unit, next step book carts by Tuesday")
    school.lee.types("/library-log with Riverside Museum about =HYPERLINK and a loan")
    school.rests()


def test_as_csv_with_a_line_for_each_contact(school: SchoolWithin):
    logs(school)
    done = report(school)
    assert done.returncode == 0, done.stderr
    first, second = csv.DictReader(StringIO(done.stdout))
    assert (first["with"], first["minutes"], first["what"]) == ("Ada Byron", "10", "the inquiry unit")
    assert (first["next step"], first["next step by"], first["next step is"]) == (
        "book carts",
        TUESDAY.isoformat(),
        "open",
    )
    assert second["with"] == "Riverside Museum"
    assert not second["what"].startswith("=")


def test_as_a_workbook_that_a_spreadsheet_opens(school: SchoolWithin):
    logs(school)
    done = report(school, "--out", str(school.folder / "log.xlsx"))
    assert "2 contacts" in done.stdout, done.stderr
    with zipfile.ZipFile(school.folder / "log.xlsx") as book:
        words = "".join(ET.fromstring(book.read(WORDS)).itertext())  # noqa: S314 - our own file
        sheet = ET.fromstring(book.read(SHEET))  # noqa: S314 - our own file
    assert "Riverside Museum" in words
    assert len(sheet.findall(f".//{MAIN}row")) == 3
    assert sheet.findall(f".//{MAIN}f") == [], "nothing that somebody wrote is a formula"


def test_a_name_without_a_format_is_refused_in_one_sentence(school: SchoolWithin):
    done = report(school, "--out", str(school.folder / "log.doc"))
    assert (done.returncode, done.stderr.strip()) == (
        1,
        "log.doc says no format. Choose a name that ends in .csv or .xlsx.",
    )
    assert not (school.folder / "log.doc").exists()


def test_another_term_has_nothing_of_this_one(school: SchoolWithin):
    logs(school)
    done = report(school, "--of", "2026-10-05")
    assert len(done.stdout.splitlines()) == 1
