"""`python -m bot calendar import --events …`: what somebody keeps of a calendar file, as they see it."""

from datetime import UTC, date, datetime, time

import pytest
from typer.testing import CliRunner, Result

from bot import calendar_commands, office
from domain.activity import Activity, Recurrence
from domain.collaboration import ActivityKind
from domain.dates_in_words import DateOrder
from domain.errors import UserError
from domain.kept_events import read_kind, read_numbers, rhythm_of
from domain.school_days import SchoolCalendar
from handlers.open_school import Seed, open_school
from store import activities, commitments, schools
from store.session import Store

NOW = datetime(2026, 9, 1, 15, tzinfo=UTC)  # a Tuesday

EVENTS = {
    "conference": "SUMMARY:State library conference\nDTSTART;VALUE=DATE:20261106\nDTEND;VALUE=DATE:20261108",
    "reading": (
        "SUMMARY:Reading hour year 8\nDTSTART;TZID=America/Chicago:20260909T104000\n"
        "DTEND;TZID=America/Chicago:20260909T113000\nRRULE:FREQ=WEEKLY;COUNT=6"
    ),
    "odd": "SUMMARY:Book club\nDTSTART;VALUE=DATE:20260910\nRDATE;VALUE=DATE:20260915,20261001",
    "break": "SUMMARY:Fall Break\nDTSTART;VALUE=DATE:20261012\nDTEND;VALUE=DATE:20261014",
    "term": "SUMMARY:Term ends\nDTSTART;VALUE=DATE:20261218",
    "past": "SUMMARY:Book fair\nDTSTART;VALUE=DATE:20260828",
}


def ics(**to: str) -> str:
    """The file, with other words for some of its events."""
    each = [f"BEGIN:VEVENT\nUID:{uid}\n{words}\nEND:VEVENT" for uid, words in (EVENTS | to).items()]
    return "\r\n".join("\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *each, "END:VCALENDAR", ""]).split("\n"))


class Terminal:
    def __init__(self, store: Store, folder) -> None:
        self.store, self.folder = store, folder

    def types(self, *words: str, answer: str = "", **to: str) -> Result:
        path = self.folder / "year.ics"
        path.write_text(ics(**to), encoding="utf-8", newline="")
        return CliRunner().invoke(calendar_commands.app, ["import", "--events", str(path), *words], input=answer)

    def says(self, *words: str, answer: str = "", **to: str) -> list[str]:
        result = self.types(*words, answer=answer, **to)
        assert result.exit_code == 0, result.output
        return [" ".join(line.split()) for line in result.stdout.strip().splitlines() if line.strip()]

    def is_refused(self, *words: str) -> str:
        result = self.types(*words)
        assert result.exit_code == 1, result.output
        assert self.kept == {}
        return result.stderr.strip()

    @property
    def kept(self) -> dict[str, Activity]:
        with self.store.reading() as db:
            return {str(uid): each for uid, each in activities.by_source(db, schools.every(db)[0].id).items()}

    @property
    def promised(self) -> list[tuple[date, str]]:
        with self.store.reading() as db:
            return [(each.due_on, each.doing) for each in commitments.all_open(db, schools.every(db)[0].id)]


def found(store: Store, folder, monkeypatch: pytest.MonkeyPatch, librarians: tuple[str, ...]) -> Terminal:
    monkeypatch.setenv("DATABASE_URL", str(store.engine.url))
    monkeypatch.setattr(office, "real_clock", lambda: NOW)
    seed = Seed(
        address="T0SCHOOL",
        name="Riverside",
        calendar=SchoolCalendar("America/Chicago", holidays="US"),
        date_order=DateOrder.MONTH_FIRST,
        librarians=librarians,
        administrators=("U0SAM",),
    )
    open_school(store, seed, NOW, lambda address: address.removeprefix("U0").capitalize())
    return Terminal(store, folder)


@pytest.fixture
def terminal(sqlite_store: Store, tmp_path, monkeypatch) -> Terminal:
    return found(sqlite_store, tmp_path, monkeypatch, ("U0LEE",))


def test_what_closes_nothing_is_listed_and_some_of_it_is_kept(terminal):
    said = terminal.says(answer="1,3\n")
    assert said[:3] == [
        "1 Wed, Sep 9 – Wed, Oct 14, 2026, weekly, 10:40 Reading hour year 8 class on a regular schedule",
        "2 Thu, Sep 10 – Thu, Oct 1, 2026, 3 times Book club district or area event",
        "3 Fri, Nov 6, 2026 State library conference (2 days) training or conference",
    ]
    assert said[-3:] == [
        "Kept: Reading hour year 8 (class on a regular schedule)",
        "Kept: State library conference (2 days) (training or conference)",
        "Lee will be reminded of each day. In Slack, /library-partner activities shows and changes them.",
    ]
    reading = terminal.kept["reading"]
    assert (reading.recurrence, reading.at, reading.until) == (Recurrence.WEEKLY, time(10, 40), date(2026, 10, 14))
    assert terminal.promised[0] == (date(2026, 9, 9), "Reading hour year 8 (class on a regular schedule)")
    assert [day for day, _ in terminal.promised] == [date(2026, 9, 9), date(2026, 9, 16)]


@pytest.mark.parametrize("answer", ["\n", ""])
def test_nothing_is_kept_unless_somebody_says_so(terminal, answer):
    assert terminal.says(answer=answer)[-1] == "Nothing was kept."
    assert terminal.kept == {}


def test_a_script_says_which_and_what_and_the_same_again_changes_nothing(terminal):
    terminal.says("--keep", "1", "--kind", "planning", "--yes")
    before = terminal.kept
    assert before["reading"].kind is ActivityKind.CO_PLANNING
    said = terminal.says("--keep", "1", "--kind", "planning", "--yes")
    assert "kept already" in said[0]
    assert said[-1] == "Kept already: Reading hour year 8"
    assert terminal.kept == before
    assert len(terminal.promised) == 2


def test_whoever_closes_a_day_at_the_command_line_reads_what_fell_away(terminal):
    terminal.says("--keep", "1")
    closed = CliRunner().invoke(calendar_commands.app, ["close", "2026-09-09", "--why", "Flood"])
    assert closed.stdout.splitlines() == [
        "Closed: Wed, Sep 9, 2026, Flood.",
        "1 day of activities fell away with it.",
    ]
    assert [day for day, _ in terminal.promised] == [date(2026, 9, 16)]


def test_an_event_that_has_moved_moves(terminal):
    terminal.says("--keep", "3")
    moved = EVENTS["conference"].replace("1106", "1113").replace("1108", "1115")
    said = terminal.says("--keep", "3", conference=moved)
    assert said[-2].startswith("Moved: State library conference")
    assert terminal.kept["conference"].first_on == date(2026, 11, 13)
    assert len(terminal.kept) == 1


def test_days_without_a_rhythm_are_kept_one_by_one(terminal):
    terminal.says("--keep", "2")
    assert sorted(each.first_on for each in terminal.kept.values()) == [
        date(2026, 9, 10),
        date(2026, 9, 15),
        date(2026, 10, 1),
    ]
    assert terminal.says("--keep", "2")[-1] == "Kept already: Book club"


def test_of_a_series_with_a_day_left_out_the_closed_days_fall_away_as_well(terminal):
    mondays = "SUMMARY:Book club\nDTSTART;VALUE=DATE:20260914\nRRULE:FREQ=WEEKLY;COUNT=6\nEXDATE;VALUE=DATE:20260928"
    assert "4 times" in terminal.says("--keep", "2", odd=mondays)[1]
    assert sorted(each.first_on for each in terminal.kept.values()) == [
        date(2026, 9, 14),
        date(2026, 9, 21),
        date(2026, 10, 5),
        date(2026, 10, 19),
    ], "but for Columbus Day"


def test_of_several_librarians_one_is_named(sqlite_store, tmp_path, monkeypatch):
    terminal = found(sqlite_store, tmp_path, monkeypatch, ("U0LEE", "U0KIM"))
    assert terminal.is_refused("--keep", "1") == "Whose are they? Add --for and one of: Lee (U0LEE), Kim (U0KIM)."
    assert terminal.is_refused("--for", "Ada").startswith("There is no librarian called Ada; there is Lee")
    terminal.says("--keep", "1", "--for", "U0KIM")
    with sqlite_store.reading() as db:
        assert commitments.all_open(db, schools.every(db)[0].id)[0].owner == "Kim"


def test_the_same_file_later_in_the_year_knows_what_was_kept(terminal, monkeypatch):
    terminal.says("--keep", "1-3")
    before = terminal.kept
    monkeypatch.setattr(office, "real_clock", lambda: datetime(2026, 9, 29, 15, tzinfo=UTC))
    assert terminal.says("--keep", "1-3")[-3:] == [
        "Kept already: Reading hour year 8",
        "Kept already: Book club",
        "Kept already: State library conference (2 days)",
    ]
    assert terminal.kept.keys() == before.keys()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--keep", "9"), "“9” is not in the list: it goes from 1 to 3."),
        (("--keep", "one"), "“one” is no number of the list. Write them as in 1,3-5."),
        (("--kind", "party"), "There is no kind “party”. It is one of: class, rotation"),
        (("--yes",), "Say which to keep, with --keep 1,3-5."),
    ],
)
def test_what_makes_no_sense_gets_a_sentence_and_nothing_is_kept(terminal, words, sentence):
    assert sentence in terminal.is_refused(*words)


def test_an_event_that_cannot_be_kept_is_named_and_nothing_is_kept(terminal):
    """A class on a Saturday, with another one that could be kept."""
    saturday = EVENTS["conference"].replace("20261106", "20261107")
    result = terminal.types("--keep", "1,3", "--kind", "class", conference=saturday)
    assert result.exit_code == 1
    assert "“State library conference”: The school is closed that day (Saturday)." in result.stderr
    assert terminal.kept == {}


def test_without_events_its_options_say_so(terminal):
    path = terminal.folder / "year.ics"
    path.write_text(ics(), encoding="utf-8")
    result = CliRunner().invoke(calendar_commands.app, ["import", str(path), "--keep", "1"])
    assert (result.exit_code, result.stderr) == (1, "--keep, --kind and --for go with --events.\n")


def test_numbers_as_people_write_them():
    assert read_numbers("1,3-5", 9) == (1, 3, 4, 5)
    assert read_numbers(" 2 ; 4 – 5 and 2", 9) == (2, 4, 5)
    assert read_numbers("", 9) == ()
    for wrong in ("0", "10", "5-3", "a"):
        with pytest.raises(UserError):
            read_numbers(wrong, 9)


def test_a_kind_by_a_short_word_or_its_own():
    assert read_kind("Training", ActivityKind) is read_kind("training or conference", ActivityKind)
    assert read_kind("pd rotation", ActivityKind) is ActivityKind.PD_ROTATION


def test_a_rhythm_is_told_from_its_days_alone():
    calendar = SchoolCalendar("America/Chicago", holidays="US")
    tuesdays = tuple(date(2026, 9, day) for day in (1, 8, 15, 22))
    assert rhythm_of(tuesdays, calendar) is Recurrence.WEEKLY
    assert rhythm_of(tuesdays[::2], calendar) is Recurrence.FORTNIGHTLY
    assert rhythm_of((*tuesdays[:2], tuesdays[3]), calendar) is None
    first_mondays = tuple(date(2026, month, 5 if month == 10 else 7 if month == 12 else 2) for month in (10, 11, 12))
    assert rhythm_of(first_mondays, calendar) is Recurrence.MONTHLY
    labor_day_left_out = (date(2026, 8, 31), date(2026, 9, 14))
    assert rhythm_of(labor_day_left_out, calendar) is Recurrence.WEEKLY
