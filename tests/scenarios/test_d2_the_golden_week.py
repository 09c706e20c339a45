"""One week, lived in Slack, whose every figure is typed by hand; and what Lee adds to the digest before it goes."""

from datetime import date

import pytest

from tests.people import Message, Modal, Person
from tests.scenarios.school import (
    ANOTHER,
    CLASS,
    DOING,
    FRIDAY,
    KIND,
    MONDAY,
    NEED,
    SHARE,
    TUESDAY,
    WEDNESDAY,
    SchoolWithin,
)

OBJECTIVE = "Every Year 8 class learns to search"
DIGEST = "The library’s week"
PREVIEW = "Weekly digest"

GOLDEN = """\
The library’s week
Fri, Feb 26 to Fri, Mar 5
The library kept 4 promises, 3 of them on time, and has 1 open, which is overdue.
A word from the library
Reading week filled every table.
Promises kept: 4
Kept on time: 3
Kept late: 1
Open: 1
Overdue: 1
Requests waiting: 2
Requests by kind
Resources: 3
Other kinds were asked for too.
Requests by department
Not enough from any one department to be counted.
Working together
Cooperation: 3 this term
Partner groups this term
Reached (2 of 24): individual teacher; public libraries.
Not reached yet: senior leaders; pastoral leaders; curriculum leaders; organisers of clubs and \
societies; enrichment and gifted-and-talented coordinators; learning support staff; careers advisers; transition \
coordinators; literacy and numeracy coordinators; English as an additional language coordinator; safeguarding team; \
student council; school library services; wider school community; parents; feeder schools; further and higher \
education; other local authority services; book trade; national organisations; international organisations; another \
profession.
Improvement plan
• Every Year 8 class learns to search: 3 requests, 3 promises kept
Professional learning
1 training or conference: State library conference
What the library took on for teachers
Curation: 3
What partnerships brought this term
To its partners: mutual support 3
What the library needs
Cover: an hour on Tuesdays
My own messages
2 messages went out late, the latest by 1 hour. 3 messages were replaced by a newer one. None was lost.
Fewer than 3 people are never counted on their own, so that nobody is singled out."""
"""As Sam reads it. The clock is moved from one day to nine o'clock of another, so the mornings of eight o'clock are
late, and the mornings and the afternoon in between gave way to them. Behind the other kinds are three people; the one
artist would be what five of Science leave of six requests.
"""


def plans(school: SchoolWithin) -> None:
    school.lee.types("/library-partner plan")
    school.lee.modal(title="Improvement plan").presses("Add objective")
    form = school.lee.modal(title="Add objective")
    words = {"Title": OBJECTIVE, "School aim it serves": "Learners", "Measure": "Classes", "Target": "6 classes"}
    assert form.fill(words).submits(), form.errors
    school.lee.modal(title="Improvement plan").closes()


def asks(school: SchoolWithin, teacher: Person, need: str, **more: str) -> None:
    teacher.types("/library-help")
    assert teacher.modal().fill({NEED: need, **more}).submits()
    school.rests()


def promises(school: SchoolWithin, words: str, doing: str, by: date, **more: str) -> None:
    school.lee.sees(words).presses("Promise", beside=words)
    form = school.lee.modal(title="Promise").fill({DOING: doing, ANOTHER: by, **more})
    assert form.submits(), form.errors
    school.rests()


def logs(school: SchoolWithin, who: str, level: str, gained: str) -> None:
    school.lee.types("/library-log")
    form = school.lee.modal(title="Log contact")
    words = {"Who": who, "What": "the inquiry unit", "Level of collaboration": level}
    assert form.fill({**words, "Benefits for the partner": [gained]}).submits(), form.errors
    school.lee.modal(title="Logged").closes()


def keeps(school: SchoolWithin, words: str) -> None:
    school.lee.sees(words).presses("Done", beside=words)
    school.rests()


def teaches(teacher: Person, **department: str) -> None:
    teacher.types("/library-help settings")
    form = teacher.modal(title="My settings").fill(department)
    assert form.submits(), form.errors


def the_golden_week(school: SchoolWithin) -> None:
    """Three teachers of science, for the objective; Ada moves to Art before she asks for a film, which is late; a
    visit to the public library; a conference.
    """
    plans(school)
    for teacher in (school.ada, school.cleo):
        teaches(teacher, Department="Science")
    teaches(school.ben, **{"Another department": "science "})
    for teacher, subject, by in (
        (school.ada, "maps", TUESDAY),
        (school.ben, "songs", MONDAY),
        (school.cleo, "letters", FRIDAY),
    ):
        asks(school, teacher, f"{subject} of Oklahoma", **{KIND: "Resources", CLASS: "8B"})
        serves = {SHARE: "Curation", "Improvement-plan objective": OBJECTIVE}
        promises(school, f"{subject} of Oklahoma", f"Find {subject}", by, **serves)
    teaches(school.ada, Department="Art and design")
    asks(school, school.ada, "a film about bees")
    promises(school, "a film about bees", "Find a film", WEDNESDAY)
    asks(school, school.ben, "an atlas", **{KIND: "Less confident topic"})
    asks(school, school.cleo, "a globe")
    for teacher in ("Ada", "Ben", "Cleo"):
        logs(school, teacher, "Cooperation", "Mutual support")
    logs(school, "Ada", "Integrated curriculum", "Joint planning")
    school.lee.types("/library-partner add")
    form = school.lee.modal(title="Add a partner").fill({"Name": "Riverside Library", "Category": "Public libraries"})
    assert form.submits(), form.errors
    school.lee.modal(title="Partner").closes()
    school.lee.types("/library-log 10 min with Riverside Library about the loan van")
    school.lee.sees("Logged")
    school.lee.types("/library-partner activities")
    school.lee.sees("Activities").presses("Add an activity")
    training = {"Kind": "Training or conference", "Title": "State library conference", "First day": FRIDAY}
    assert school.lee.modal(title="Add an activity").fill(training).submits()
    school.rests()
    school.comes(TUESDAY, "09:00")
    for words in ("Find maps", "Find songs", "Find letters"):
        keeps(school, words)
    school.comes(FRIDAY, "09:00")
    keeps(school, "Due today, Friday, March 5: State library conference")


def preview(school: SchoolWithin) -> Modal:
    school.lee.types("/library-digest")
    return school.lee.modal(title=PREVIEW)


def adds_a_note(shown: Modal, words: str) -> Modal:
    shown.presses("Add a note")
    form = shown.person.modal(title="Add a note").fill({"Your line": words})
    assert form.submits(), form.errors
    return shown.person.modal(title=PREVIEW).becomes(words)


def adds_a_need(shown: Modal, kind: str, words: str) -> Modal:
    shown.presses("Add a need")
    form = shown.person.modal(title="Add a need")
    assert form.fill({"What is it?": kind, "What does the library need?": words}).submits(), form.errors
    return shown.person.modal(title=PREVIEW).becomes(words)


def in_lines(digest: Message) -> str:
    """Without what only a notification reads out, and without the picture's words."""
    words = digest.text.split("\n")
    begins = next(at for at, line in enumerate(words) if line == DIGEST)
    return "\n".join(line for line in words[begins:] if "Promises kept and open, by week" not in line)


def test_every_figure_of_the_golden_week(school: SchoolWithin):
    the_golden_week(school)
    adds_a_need(
        adds_a_note(preview(school), "Reading week filled every table."), "Cover", "an hour on Tuesdays"
    ).closes()
    school.rests()
    school.comes(FRIDAY, "14:00")
    digest = school.sam.sees(DIGEST)
    assert in_lines(digest) == GOLDEN
    for name in (
        "Ada",
        "Ben",
        "Cleo",
        "Oklahoma",
        "bees",
        "atlas",
        "globe",
        "8B",
        "inquiry",
        "ntegrated curriculum",
        "Art and",
    ):
        assert name not in digest.text


def test_its_picture_stands_above_the_figures_and_says_the_same_in_words(school: SchoolWithin):
    asks(school, school.ada, "maps of Oklahoma")
    promises(school, "maps of Oklahoma", "Find maps", TUESDAY)
    school.comes(TUESDAY, "09:00")
    keeps(school, "Find maps")
    school.comes(FRIDAY, "14:00")
    blocks = school.sam.sees(DIGEST).shown["blocks"]
    assert [block["type"] for block in blocks[:4]] == ["header", "context", "section", "image"]
    assert blocks[3]["alt_text"] == (
        "Promises kept and open, by week. Fri, Mar 5: 1 on time, 0 late, 0 open. "
        "Working together this term, week by week, Fri, Mar 5: too little to count."
    )
    assert school.sandbox.workspace.files[blocks[3]["slack_file"]["id"]]["content"]


def test_without_its_picture_it_goes_out_and_the_ledger_says_so(school: SchoolWithin):
    school.sandbox.faults.failing("files.getUploadURLExternal", error="file_uploads_disabled", status=200)
    school.comes(FRIDAY, "14:00")
    digest = school.sam.sees(DIGEST)
    assert [block for block in digest.shown["blocks"] if block["type"] == "image"] == []
    school.rests()
    assert "digest: sent without its picture: file_uploads_disabled" in school.ledger()


def test_what_passes_does_not_cost_it_its_picture(school: SchoolWithin, monkeypatch: pytest.MonkeyPatch):
    school.troubles_expected = True
    monkeypatch.setattr("bot.sandbox.api_files.LOOKED_AT_FOR", 1)
    school.faults.rate_limited("files.getUploadURLExternal", retry_after=1, count=1)
    school.comes(FRIDAY, "14:00")
    digest = school.sam.sees(DIGEST)
    assert [block["type"] for block in digest.shown["blocks"]].count("image") == 1
    school.rests()
    assert "digest: sent without" not in school.ledger()


def test_a_picture_that_slack_will_not_have_keeps_back_no_words(school: SchoolWithin):
    school.troubles_expected = True
    school.faults.failing("chat.postMessage", error="invalid_arguments", status=200, text="slack_file")
    school.comes(FRIDAY, "14:00")
    school.sam.sees(DIGEST)
    school.rests()
    assert "digest: sent without its picture: Slack does not show it (invalid_arguments)" in school.ledger()


def test_lee_sees_the_preview_before_it_goes_and_takes_back_what_was_added(school: SchoolWithin):
    shown = preview(school)
    assert "A preview: so it stands now. It goes to Sam" in shown.text
    assert "Promises kept: 0" in shown.text
    shown = adds_a_need(adds_a_note(shown, "A quiet week."), "Money", "ten atlases")
    assert "I can help" not in shown.buttons, "that is asked of Sam"
    shown.presses("Take back")
    shown = shown.becomes("ten atlases")
    school.waits_for(lambda: "A quiet week." not in school.lee.modal(title=PREVIEW).text, "the note to go")
    school.lee.modal(title=PREVIEW).presses("No longer needed")
    school.waits_for(lambda: "ten atlases" not in school.lee.modal(title=PREVIEW).text, "the need to go")
    assert school.dms(school.sam) == []


def test_sam_can_help_and_lee_is_told_and_has_it_on_the_list(school: SchoolWithin):
    adds_a_need(preview(school), "Training", "a course on databases").closes()
    school.comes(FRIDAY, "14:00")
    digest = school.sam.sees(DIGEST)
    digest.presses("I can help", beside="a course on databases")
    assert "can help; the library knows" in digest.becomes("can help; the library knows").text
    assert "can help with what the library needs (training): a course on databases" in school.lee.sees("can help").text
    school.rests()
    assert [block["type"] for block in digest.now().shown["blocks"]].count("image") == 1
    assert len(school.calls("files.getUploadURLExternal")) == 1, "the picture is the same"
    assert "I can help" not in digest.now().buttons
    (followed,) = school.rows("commitments")
    assert followed["doing"].endswith("who can help with training: a course on databases")


@pytest.mark.parametrize("name", ["ada", "sam"])
def test_others_get_a_kind_refusal(school: SchoolWithin, name: str):
    somebody = getattr(school, name)
    somebody.types("/library-digest")
    assert "The school’s librarians prepare the weekly digest" in somebody.sees("prepare the weekly digest").text


def test_an_empty_line_is_said_under_its_field_and_nothing_is_stored(school: SchoolWithin):
    shown = preview(school)
    shown.presses("Add a need")
    form = school.lee.modal(title="Add a need")
    assert not form.fill({"What does the library need?": "   "}).submits()
    assert form.errors
    assert school.rows("needs") == []
