"""Term report on Home: Lee gets the log and the page for a board as files, Sam the page alone, and each once."""

import base64
import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.people import Message, Modal, Person
from tests.scenarios.school import SchoolApart, SchoolWithin

REPORT = "Term report"
HERE = "Here is the library’s term"
CSV, EXCEL, PDF = (
    "CSV: the collaboration log, for any spreadsheet",
    "Excel: the same as a workbook",
    "PDF: one page of figures for a board, without names",
)


def logs(school: SchoolWithin | SchoolApart) -> None:
    school.lee.types("/library-log 10 min with @ada about the inquiry unit")
    school.lee.sees("Logged")


def form_of(person: Person) -> Modal:
    person.home("Ask the library").presses(REPORT)
    return person.modal(title=REPORT)


def sends(form: Modal, **ticked: list[str]) -> None:
    assert form.fill({"Formats": ticked["formats"]} if ticked else {}).submits(), form.errors
    assert "on its way" in form.person.modal(title="Library Partner").text
    form.person.modal().closes()


def files(message: Message) -> dict[str, str]:
    """Names by their endings."""
    return {each["name"].rpartition(".")[2]: each["name"] for each in message.shown["files"]}


def content(school: SchoolWithin | SchoolApart, message: Message, ending: str) -> bytes:
    name = files(message)[ending.lstrip(".")]
    (kept,) = [each for each in school.sandbox.workspace.files.values() if each["file"]["name"] == name]
    return base64.b64decode(kept["content"])


def reports(person: Person) -> list[Message]:
    return [message for message in person.dm() if HERE in message.text]


def test_lee_gets_the_log_and_the_page_in_one_message(school: SchoolWithin):
    logs(school)
    form = form_of(school.lee)
    assert "This term: Mon, Jan 4 to Fri, Jul 30, 2027" in form.menu
    sends(form)
    told = school.lee.sees(HERE)
    assert "Mon, Jan 4 to Fri, Jul 30, 2027, as CSV, Excel and PDF." in told.text
    assert [*files(told)] == ["csv", "xlsx", "pdf"]
    (line,) = csv.DictReader(StringIO(content(school, told, ".csv").decode("utf-8-sig")))
    assert (line["with"], line["what"]) == ("Ada Byron", "the inquiry unit")
    assert len(PdfReader(BytesIO(content(school, told, ".pdf"))).pages) == 1
    school.rests()
    assert "term report: sent" in school.ledger()


def test_only_what_is_ticked_comes_and_something_has_to_be(school: SchoolWithin):
    form = form_of(school.lee)
    assert not form.fill({"Formats": []}).submits()
    assert "Tick at least one format." in str(form.errors)
    assert school.rows("notices") == []
    sends(form, formats=[EXCEL])
    assert [*files(school.lee.sees(HERE))] == ["xlsx"]


def test_an_earlier_term_can_be_chosen(a_school: Callable[..., SchoolWithin]):
    school = a_school(start=(date(2026, 12, 17), "09:00"))
    logs(school)
    school.rests()
    school.comes(date(2027, 1, 5), "09:00")
    form = form_of(school.lee)
    (autumn,) = [each for each in form.menu if "2026" in each]
    assert not autumn.startswith("This term")
    form.fill({"Which term?": autumn})
    sends(form, formats=[CSV])
    told = school.lee.sees(HERE)
    assert autumn in told.text
    (line,) = csv.DictReader(StringIO(content(school, told, ".csv").decode("utf-8-sig")))
    assert line["what"] == "the inquiry unit"


def test_sam_gets_the_page_and_nothing_with_names_in_it(school: SchoolWithin):
    logs(school)
    form = form_of(school.sam)
    assert "Formats" not in form.text
    sends(form)
    told = school.sam.sees(HERE)
    assert [*files(told)] == ["pdf"]
    (page,) = PdfReader(BytesIO(content(school, told, ".pdf"))).pages
    assert "Ada" not in page.extract_text()


def test_ada_has_no_such_button_and_a_forged_form_gets_her_nothing(school: SchoolWithin):
    assert REPORT not in school.ada.home("Ask the library").buttons
    form = form_of(school.lee)
    school.slack_hears_from("U0ADA", form)
    school.rests()
    assert [each["kind"] for each in school.rows("notices")] == []


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_what_slack_refuses_is_shown_on_home_with_its_reason_and_can_be_tried_again(school: SchoolWithin, method: str):
    school.troubles_expected = True
    school.faults.failing(method, error="file_uploads_disabled", status=200)
    sends(form_of(school.lee), formats=[PDF])
    home = school.lee.home("could not be sent: files are switched off in this workspace")
    school.faults.clear()
    home.presses("Try again")
    school.lee.sees(HERE)
    school.rests()
    assert len(reports(school.lee)) == 1


def test_a_workspace_that_lets_the_bot_bring_no_files_is_not_paused(school: SchoolWithin):
    school.troubles_expected = True
    school.faults.failing("files.getUploadURLExternal", error="missing_scope", status=200)
    sends(form_of(school.lee), formats=[PDF])
    school.lee.home("could not be sent: I may not bring files into this workspace")
    school.asks(school.ada, "letters of the dust bowl")
    school.lee.sees("asks the library")


TROUBLES: dict[str, dict[str, Any]] = {
    "the connection breaks after Slack took the files": {"silent": "files.completeUploadExternal"},
    "the connection breaks before Slack takes them": {"dropped": "files.completeUploadExternal"},
    "Slack is busy": {"failing": "files.getUploadURLExternal"},
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_they_come_once_whatever_happens_on_the_way(school: SchoolWithin, trouble: str):
    ((fault, method),) = TROUBLES[trouble].items()
    wishes = {"error": "internal_error", "status": 500} if fault == "failing" else {}
    getattr(school.faults, fault)(method, count=1, **wishes)
    sends(form_of(school.lee), formats=[CSV])
    school.struck(method)
    school.lee.sees(HERE)
    school.rests()
    assert len(reports(school.lee)) == 1


def test_a_bot_killed_in_the_middle_of_it_brings_them_once(school_apart: SchoolApart):
    school = school_apart
    school.faults.silent("files.completeUploadExternal", hang=True, count=1)
    sends(form_of(school.lee), formats=[PDF])
    school.is_killed_in_the_middle()
    school.make_the_look_up_due()
    school.rests()
    assert len(reports(school.lee)) == 1
