"""A term goes out as a file: the log with what Lee logged through Slack, or one page of figures for a board."""

import csv
import zipfile
from io import StringIO
from xml.etree import ElementTree as ET

from pypdf import PdfReader

from tests import programs
from tests.scenarios.school import FRIDAY, TUESDAY, SchoolWithin, environment_of

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


def test_a_day_of_an_activity_stands_in_it_with_its_level_once_it_is_kept(school: SchoolWithin):
    school.lee.types("/library-partner activities")
    school.lee.sees("Activities").presses("Add an activity")
    planned = {"Kind": "Co-teaching", "Title": "The frog unit", "First day": TUESDAY}
    form = school.lee.modal(title="Add an activity").fill(
        {**planned, "Level of collaboration": "Integrated instruction"}
    )
    assert form.submits(), form.errors
    assert "co-teaching, integrated instruction" in school.lee.sees("The frog unit").text
    school.comes(TUESDAY, "08:00")
    morning = school.lee.sees("Due today, Tuesday, March 2: The frog unit")
    assert report(school).stdout.count("The frog unit") == 0
    morning.presses("Done")
    morning.becomes("✓ Kept")
    (line,) = csv.DictReader(StringIO(report(school).stdout))
    assert (line["day"], line["activity"], line["level of collaboration"]) == (
        TUESDAY.isoformat(),
        "co-teaching",
        "integrated instruction",
    )


def test_as_a_workbook_that_a_spreadsheet_opens(school: SchoolWithin):
    logs(school)
    done = report(school, "--out", str(school.folder / "log.xlsx"))
    assert "2 entries" in done.stdout, done.stderr
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
        "log.doc says no format. Choose a name that ends in .csv, .xlsx or .pdf.",
    )
    assert not (school.folder / "log.doc").exists()


def test_another_term_has_nothing_of_this_one(school: SchoolWithin):
    logs(school)
    done = report(school, "--of", "2026-10-05")
    assert len(done.stdout.splitlines()) == 1


def test_as_one_page_that_sam_can_take_to_the_board(school: SchoolWithin):
    logs(school)
    school.asks(school.ada, "letters of the dust bowl")
    school.promises(school.lee, "asks the library", "Five letters", TUESDAY)
    school.comes(TUESDAY, "09:00")
    school.lee.sees("Good morning").presses("Done", beside="Five letters")
    school.comes(FRIDAY, "14:00")
    school.sam.sees("The library’s week")
    done = report(school, "--out", str(school.folder / "board.pdf"))
    assert "(one page, 2027-01-04 to 2027-07-30)" in done.stdout, (done.stdout, done.stderr)
    (page,) = PdfReader(school.folder / "board.pdf").pages
    told = " ".join(page.extract_text().split())
    assert "The library kept 1 promise this term, on time, and has 1 open" in told
    assert "1 weekly digest, the last of Fri, Mar 5" in told
    for words in ("Ada", "Byron", "Five letters", "dust bowl", "inquiry", "Riverside Museum"):
        assert words not in told


def test_what_cannot_be_written_or_is_no_day_is_said_in_one_sentence(school: SchoolWithin):
    nowhere, board = school.folder / "nowhere" / "board.pdf", school.folder / "board.pdf"
    for words, sentence in (
        (["--out", str(nowhere)], "cannot be written"),
        (["--of", "the day after never", "--out", str(board)], "is not a day"),
        (["--of", "0001-01-02", "--out", str(board)], "There was no term on 0001-01-02"),
    ):
        done = report(school, *words)
        assert done.returncode == 1
        assert sentence in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
    assert not board.exists()
