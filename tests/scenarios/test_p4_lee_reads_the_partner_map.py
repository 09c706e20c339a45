"""The partner map: every group of both documents, with whom there was a word, where nobody is, whom to approach."""

import sqlite3
from contextlib import closing
from uuid import uuid4

from tests.people import Modal
from tests.scenarios.school import TUESDAY, SchoolWithin

NAME, CATEGORY, APPROACH = "Name", "Category", "Whom to approach"
GROUPS_OF_BOTH_DOCUMENTS = """
Senior leaders, Pastoral leaders, Curriculum leaders, Organizers of clubs and societies, Learning support staff,
Enrichment and gifted-and-talented coordinators, Careers advisers, Transition coordinators, Safeguarding team,
Literacy and numeracy coordinators, English as an additional language coordinator, Student council,
School library services, Public libraries, Wider school community, Parents, Feeder schools, Book trade,
Further and higher education, Other local authority services, National organizations, International organizations
"""


def map_of(school: SchoolWithin) -> Modal:
    school.lee.types("/library-partner map")
    return school.lee.modal(title="Partner map")


def test_an_empty_school_sees_every_group_and_a_place_to_begin(school: SchoolWithin):
    shown = map_of(school)
    assert "The map is still empty" in shown.text
    for group in GROUPS_OF_BOTH_DOCUMENTS.replace("\n", " ").split(","):
        assert group.strip() in shown.text
    assert shown.buttons.count("Add") == 24


def test_a_gap_is_filled_from_the_map_and_the_map_changes(school: SchoolWithin):
    shown = map_of(school)
    shown.presses("Add", beside="Careers advisers")
    form = school.lee.modal(title="Add a partner")
    assert form.values[CATEGORY] == "careers advisers"
    assert form.fill({NAME: "Mr Reed"}).submits(), form.errors
    page = shown.becomes("Careers advisers · inside the school")
    page.presses("All partners")
    page.becomes("Mr Reed — careers advisers").presses("Map")
    text = page.becomes("1 partner in 1 of 24 groups. Nobody yet in 23.").text
    assert "Careers advisers (1)\n• Mr Reed, no contact yet" in text


def test_it_tells_the_last_contact_and_whom_to_approach_first(school: SchoolWithin):
    for values in (
        {CATEGORY: "Individual teacher", "Somebody in Slack": "Ada"},
        {NAME: "Ina", CATEGORY: "Individual teacher", APPROACH: "Tech-savvy innovator"},
        {NAME: "Head", CATEGORY: "Senior leaders"},
    ):
        school.lee.types("/library-partner add")
        assert school.lee.modal().fill(values).submits()
        school.lee.modal().closes()
    school.asks(school.ada, "letters of the dust bowl")
    school.promises(school.lee, "asks the library", "Five letters", TUESDAY)
    school.comes(TUESDAY, "08:00")
    school.lee.sees("Good morning").presses("Done")
    school.rests()
    text = map_of(school).text
    for words in (
        "1. A teacher with an existing relationship: Ada Byron, last contact today",
        "2. Team leader or department chair: nobody yet",
        "3. Administrator: Head, no contact yet",
        "4. Tech-savvy innovator: Ina, no contact yet",
    ):
        assert words in text, text


def test_three_hundred_partners_are_all_on_the_map(school: SchoolWithin):
    school.lee.types("/library-partner add")
    assert school.lee.modal().fill({NAME: "Partner 000", CATEGORY: "Book trade"}).submits()
    school.lee.modal().closes()
    has_as_many_more(school, 299)
    shown = map_of(school)
    text = shown.text
    assert "300 partners in 1 of 24 groups" in text
    shown.presses("Next")
    text += shown.becomes("Page 2 of 2").text
    assert all(f"Partner {number:03}" in text for number in range(300))
    school.lee.modal().presses("All partners")
    assert "1 to 20 of 300" in school.lee.modal().becomes("300 partners: nobody").text


def has_as_many_more(school: SchoolWithin, count: int) -> None:
    """Partners like the one there is, as an import would bring them."""
    (row,) = school.rows("partners")
    more = [{**row, "id": uuid4().hex, "name": f"Partner {number:03}"} for number in range(1, count + 1)]
    columns = ", ".join(f'"{name}"' for name in row)
    adding = f"INSERT INTO partners ({columns}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608  # our own words
    with closing(sqlite3.connect(school.database, timeout=10)) as db:
        db.executemany(adding, [tuple(each.values()) for each in more])
        db.commit()


def test_the_map_comes_as_a_picture_too(school: SchoolWithin):
    map_of(school).presses("As a picture")
    assert "on its way" in school.lee.modal().becomes("on its way").text
    school.lee.modal().closes()
    told = school.lee.sees("Partner map,")
    (picture,) = [block for block in told.shown["blocks"] if block["type"] == "image"]
    assert "Inside the school: nobody yet." in picture["alt_text"]
    assert school.sandbox.workspace.files[picture["slack_file"]["id"]]["content"]


def test_without_its_picture_the_map_comes_in_words(school: SchoolWithin):
    school.sandbox.faults.failing("files.getUploadURLExternal", error="file_uploads_disabled", status=200)
    map_of(school).presses("As a picture")
    school.lee.modal().becomes("on its way").closes()
    told = school.lee.sees("Partner map,")
    assert [block for block in told.shown["blocks"] if block["type"] == "image"] == []
    assert "all 24 groups wait" in told.text
