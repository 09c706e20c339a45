"""Partners come in from a spreadsheet while the bot runs, and go out into one; events of a calendar file are kept."""

from tests import programs
from tests.scenarios.school import MORNING, NEXT_TUESDAY, WEDNESDAY, SchoolWithin, environment_of

LIST = (
    "name,category,slack person,contact,offers,reach,approach,objective,ideal days,at most days\r\n"
    "History department,curriculum leaders,U0ADA,,,Room 12,team leader or department chair,,20,40\r\n"
    "Riverside Public Library,public libraries,,Front desk,Author visits,desk@example.org,,,60,120\r\n"
)

READING = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:reading
SUMMARY:Reading hour, year 8
DTSTART;TZID=America/New_York:20270303T104000
DTEND;TZID=America/New_York:20270303T113000
RRULE:FREQ=WEEKLY;COUNT=8
END:VEVENT
END:VCALENDAR
"""


def at_the_command_line(school: SchoolWithin, *words: str) -> programs.Ended:
    return programs.run(words, environment_of(school.settings), school.folder)


def saved(school: SchoolWithin, name: str, content: str | bytes) -> str:
    path = school.folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_a_list_of_partners_comes_in_and_goes_out_again_as_it_was(school: SchoolWithin):
    file = saved(school, "partners.csv", LIST)
    tried = at_the_command_line(school, "partners", "import", file, "--dry-run")
    assert tried.stdout.splitlines()[-1] == "Dry run: 2 added, 0 changed, 0 unchanged. Nothing was stored."
    assert school.rows("partners") == []
    done = at_the_command_line(school, "partners", "import", file)
    assert done.stdout.splitlines()[-1] == "Partners: 2 added, 0 changed, 0 unchanged."
    again = at_the_command_line(school, "partners", "import", file)
    assert again.stdout.splitlines() == ["Partners: 0 added, 0 changed, 2 unchanged."]
    assert sorted(at_the_command_line(school, "partners", "export").stdout.splitlines()) == sorted(LIST.splitlines())


def test_a_list_with_mistakes_is_told_line_by_line_and_nothing_is_stored(school: SchoolWithin):
    wrong = LIST + "Nobody,public librarys,,,,,,,,\r\n,parents,,,,,,,,\r\n"
    refused = at_the_command_line(school, "partners", "import", saved(school, "wrong.csv", wrong))
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-3:] == [
        "Line 4: There is no category “public librarys”. Did you mean “public libraries”?",
        "Line 5: Who is it? Write a name.",
        "Nothing was stored. Put 2 lines right and import the file again.",
    ]
    other = saved(school, "other.csv", LIST.replace("Front desk", "Zoë").encode("cp1252"))
    refused = at_the_command_line(school, "partners", "import", other)
    assert refused.returncode == 1
    assert "The file is not in UTF-8." in refused.stderr
    assert "Traceback" not in refused.stderr
    assert school.rows("partners") == []


def test_an_event_of_a_calendar_file_is_kept_and_followed(school: SchoolWithin):
    """p6: what is kept at the command line stands in Lee's list, and in the message of the morning before."""
    file = saved(school, "year.ics", READING)
    command = ("calendar", "import", "--events", file, "--keep", "1", "--kind", "class", "--yes")
    kept = at_the_command_line(school, *command)
    assert "Kept: Reading hour, year 8 (class on a regular schedule)" in kept.stdout
    assert "Kept already: Reading hour, year 8" in at_the_command_line(school, *command).stdout
    school.lee.types("/library-partner activities")
    assert "weekly on Wednesdays, at 10:40" in school.lee.sees("Activities").text
    school.comes(WEDNESDAY, "08:00")
    school.lee.sees(
        "Due today, Wednesday, March 3: Reading hour, year 8 (class on a regular schedule), at 10:40 AM"
    ).presses("Done")
    school.comes(NEXT_TUESDAY, "08:00")
    assert MORNING in school.lee.sees("Due tomorrow, Wednesday, March 10: Reading hour").text
