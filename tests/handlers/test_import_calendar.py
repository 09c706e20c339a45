"""A school year is imported from a file: shown first, stored whole, the same again and again."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from world import MONDAY, World, moment, name_of, seed

from domain.calendar_history import CalendarHistory
from domain.errors import UserError
from domain.school_days import SchoolCalendar
from handlers.close_days import close_days
from handlers.import_calendar import ImportPlan, import_calendar, plan_import
from handlers.open_day import open_day
from handlers.open_school import open_school
from store import calendars, schools
from store.session import Store
from tests.school_years import AMERICAN_CLOSED, BRITISH_CLOSED, FIRST, LAST

FILES = Path(__file__).parent / "calendars"
AUGUST = date(2026, 8, 3)
DAY = timedelta(days=1)


def days(text: str) -> list[date]:
    return [date.fromisoformat(each) for each in text.split()]


def file(name: str) -> bytes:
    return (FILES / f"{name}.ics").read_bytes()


def ics(*events: str, head: str = "X-WR-CALNAME:Ours") -> bytes:
    """Each event as `uid|summary|first` or `uid|summary|first|day after the last`."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", head]
    for uid, summary, first, *end in (each.split("|") for each in events):
        lines += ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{summary}", f"DTSTART;VALUE=DATE:{first}"]
        lines += [f"DTEND;VALUE=DATE:{each}" for each in end] + ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def shown(world: World, content: bytes, name: str = "file") -> ImportPlan:
    return plan_import(world.store, world.school_id, content, name, world.now)


def imported(world: World, content: bytes, name: str = "file") -> ImportPlan:
    return import_calendar(world.store, world.school_id, content, name, world.now)


def kept(world: World) -> list[tuple[str, str, str]]:
    return [(f"{each.first}", f"{each.last}", each.why) for each in world.read(calendars.kept)]


def closed_days(calendar: SchoolCalendar) -> list[date]:
    every = [FIRST + number * DAY for number in range((LAST - FIRST).days + 1)]
    return [day for day in every if not calendar.is_school_day(day)]


def opened(store: Store, calendar: SchoolCalendar) -> World:
    """A school at the beginning of August, with a calendar of its own."""
    world = World(store).at(AUGUST)
    world.school_id = open_school(store, seed(address="T0OTHER", calendar=calendar), world.now, name_of).id
    return world


# whole years


def test_an_american_districts_file_makes_the_year_that_hangs_on_the_wall(sqlite_store):
    world = opened(sqlite_store, SchoolCalendar("America/Chicago", holidays="US-TX"))
    close_days(world.store, world.school_id, date(2026, 8, 1), date(2026, 8, 11), "Summer", world.now)
    plan = imported(world, file("bluebonnet"))
    for day in days("2026-08-27 2026-11-11 2027-01-19 2027-03-02 2027-03-31 2027-04-21"):
        assert day.isoformat() in plan.doubts[0]
        open_day(world.store, world.school_id, day, world.now)
    assert closed_days(world.school().calendar) == sorted(AMERICAN_CLOSED)


def test_a_british_schools_file_makes_the_year_that_hangs_on_the_wall(sqlite_store):
    world = opened(sqlite_store, SchoolCalendar("Europe/London", holidays="GB-ENG"))
    close_days(world.store, world.school_id, date(2026, 7, 22), date(2026, 8, 31), "Summer", world.now)
    imported(world, file("hillview"))
    assert closed_days(world.school().calendar) == sorted(BRITISH_CLOSED)


def test_what_stays_open_is_said_with_its_reason(world):
    plan = shown(world.at(AUGUST), file("bluebonnet"))
    left = {each.event.summary: each.why for each in plan.left_open}
    assert left["Early Dismissal – Professional Development"] == "a shorter day, but a school day"
    assert left["Holiday Concert"] == "goes on at school"
    assert left["First Day of School"] == "marks a term"


def test_a_messy_file_is_read_as_far_as_it_makes_sense(world):
    plan = shown(world, file("messy"))
    assert plan.name == "All sorts"
    assert [(f"{each.closure.first:%m-%d}", f"{each.closure.last:%m-%d}", each.uid) for each in plan.adds] == [
        ("02-04", "02-04", "recurs"),
        ("02-10", "02-11", "without a UID: Snow day"),
        ("03-03", "03-03", "folded"),
        ("03-05", "03-05", "recurs"),  # moved by a day
        ("03-06", "03-06", "twice"),
        ("03-13", "03-13", "revised"),
        ("03-16", "03-20", "twice"),
        ("03-30", "03-30", "zoned"),
        ("04-07", "04-07", "in-utc"),
        ("04-14", "04-14", "in-hours"),
        ("04-20", "04-21", "category"),
        ("05-06", "05-06", "recurs"),
    ]
    assert plan.adds[2].closure.why == (
        "No school: the building is closed while the boiler that has served us for forty years is being replaced, "
        "for one day"
    )
    assert [(each.event.uid, each.why) for each in plan.left_open] == [
        ("afternoon", "only part of the day"),
        ("library", "goes on at school"),
    ]
    assert [each.split("” ")[0] for each in plan.doubts[:3]] == ["“Summer vacation", "“Memorial Day holiday", "“Closed"]
    assert "year back or two years ahead: 1 event" in plan.doubts[3]


# shown and stored


@pytest.mark.parametrize("name", ["bluebonnet", "hillview", "messy"])
def test_showing_stores_nothing_and_importing_twice_changes_nothing(world, name):
    assert shown(world, file(name)).changes_something
    assert kept(world) == []
    imported(world, file(name))
    before, calendar = world.read(calendars.kept), world.school().calendar
    world.now += timedelta(days=40)
    again = imported(world, file(name))
    assert not again.changes_something
    assert (again.closes, again.opens) == ((), ())
    assert world.read(calendars.kept) == before
    assert world.school().calendar == calendar
    assert len(world.read(calendars.earlier)) == 1


def test_an_event_that_moved_moves(world):
    imported(world, ics("a|PD day|20260304", "b|Spring break|20260316|20260321"))
    plan = imported(world, ics("a|PD day|20260305", "b|Spring break|20260316|20260321"))
    ((was, to),) = plan.moves
    assert (was.first, to.closure.first) == (date(2026, 3, 4), date(2026, 3, 5))
    assert (plan.adds, plan.removes, len(plan.stays)) == ((), (), 1)
    assert (plan.closes, plan.opens) == ((date(2026, 3, 5),), (date(2026, 3, 4),))
    assert [first for first, _, _ in kept(world)] == ["2026-03-05", "2026-03-16"]


def test_an_event_that_is_gone_from_its_calendar_opens_again(world):
    imported(world, ics("a|PD day|20260304", "b|Spring break|20260316|20260321", "c|Staff day|20260401"))
    plan = imported(world, ics("b|Spring break|20260316|20260321", "d|Concert|20260220", "e|Concert|20260310"))
    assert [each.why for each in plan.removes] == ["PD day"]  # the file says nothing of April
    assert [why for _, _, why in kept(world)] == ["Spring break", "Staff day"]


def test_an_event_that_no_longer_closes_or_was_cancelled_opens_again(world):
    imported(world, ics("a|PD day|20260304", "b|Staff day|20260305"))
    changed = ics("a|Sports day|20260304", "b|Staff day|20260305").replace(b"UID:b", b"UID:b\r\nSTATUS:CANCELLED")
    plan = imported(world, changed)
    assert len(plan.removes) == 2
    assert kept(world) == []


def test_two_calendars_leave_each_others_closures_alone(world):
    imported(world, ics("a|PD day|20260304"))
    imported(world, ics("b|Spring break|20260303|20260306", head="X-WR-CALNAME:Theirs"))
    assert len(kept(world)) == 2


def test_next_years_file_leaves_this_years_days_as_they_are(world):
    imported(world, ics("a|Term ends|20260401", "b|Term starts|20260420", "c|PD day|20260304"))
    plan = imported(world, ics("d|Term ends|20261218", "e|Term starts|20270104", "f|PD day|20261102"))
    assert plan.removes == ()
    assert len(kept(world)) == 4


def test_a_calendar_without_a_name_goes_by_its_files(world):
    assert shown(world, ics("a|PD day|20260304", head="METHOD:PUBLISH"), "year 2026").name == "year 2026"


def test_what_was_closed_by_hand_stays(world):
    close_days(world.store, world.school_id, date(2026, 3, 9), date(2026, 3, 9), "Snow", world.now)
    imported(world, ics("a|PD day|20260304", "b|Concert|20260330"))
    imported(world, ics("b|Concert|20260220", "c|Staff day|20260330"))
    assert ("2026-03-09", "2026-03-09", "Snow") in kept(world)


def test_what_was_opened_by_hand_stays_open(world):
    wednesday = date(2026, 3, 4)
    imported(world, ics("a|PD day|20260304"))
    open_day(world.store, world.school_id, wednesday, world.now)
    plan = imported(world, ics("a|PD day|20260304", "b|Spring break|20260316|20260321"))
    assert plan.opened_by_hand == (wednesday,)
    assert wednesday not in plan.closes
    assert world.school().calendar.is_school_day(wednesday)


def test_promises_due_on_days_that_will_be_closed_are_counted(world):
    for due in days("2026-03-04 2026-03-18 2026-03-25"):
        world.promises("Lee", world.asks("Ada", f"books for {due}"), due)
    plan = shown(world, ics("a|PD day|20260304", "b|Spring break|20260316|20260321"))
    assert [each.due_on for each in plan.caught] == days("2026-03-04 2026-03-18")


def test_what_was_agreed_to_is_what_is_stored(world):
    content = ics("a|PD day|20260304")
    plan = shown(world, content)
    imported(world, content)
    with pytest.raises(UserError, match=r"changed in the meantime"):
        import_calendar(world.store, world.school_id, content, "file", world.now, agreed=plan)


def test_an_import_works_on_each_engine(any_world):
    imported(any_world, file("bluebonnet"))
    assert not imported(any_world, file("bluebonnet")).changes_something


# what cannot be imported


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b" \r\n ", "The file is empty"),
        (b"PK\x03\x04 a spreadsheet \xff", "not in UTF-8"),
        ("BEGIN:VCALENDAR\nSUMMARY:Été\nEND:VCALENDAR".encode("latin-1"), "not in UTF-8"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR".encode("utf-16"), "not in UTF-8"),
        (b"date,why\n2026-12-21,Winter break\n", "not an iCalendar file"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "not an iCalendar file"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Holiday\n", "breaks off before its end"),
        (b"BEGIN:VCALENDAR\nthis is no line of it\nEND:VCALENDAR\n", "cannot be read as iCalendar"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "no event in it"),
        (b"BEGIN:VCALENDAR\n" + b"X" * 5_000_000 + b"\nEND:VCALENDAR\n", "larger than 5 MB"),
        (ics("a|Closed|20260302|99991231"), "would close the school for"),
        (ics("a|Closed|20260302").replace(b"UID:a", b"UID:a\r\nRRULE:FREQ=DAILY"), "no school day within a year"),
        (
            ics(*(f"{n}|Closed|2026{n:02}01|2026{n + 1:02}01" for n in range(3, 12)), "y|Closed|20261201|20270401"),
            "no school day within a year from 2026-02-28",
        ),
    ],
)
def test_what_cannot_be_imported_gets_one_sentence_and_nothing_is_stored(world, content, sentence):
    imported(world, ics("z|PD day|20260220"))
    before = kept(world)
    with pytest.raises(UserError, match=sentence) as caught:
        imported(world, content)
    assert len(str(caught.value)) < 250
    assert kept(world) == before


def test_a_file_that_fails_half_way_leaves_nothing(world, monkeypatch):
    real = calendars.add_closure

    def add_closure(db, school_id, closure, source, uid):
        real(db, school_id, closure, source=source, uid=uid)
        if closure.why == "Spring break":
            raise ZeroDivisionError

    monkeypatch.setattr("handlers.import_calendar.calendars.add_closure", add_closure)
    with pytest.raises(ZeroDivisionError):
        imported(world, ics("a|PD day|20260304", "b|Spring break|20260316|20260321"))
    assert kept(world) == []
    assert world.read(calendars.earlier) == ()


def test_another_schools_calendar_is_not_touched(world):
    other = open_school(world.store, replace(seed(), address="T0OTHER"), world.now, name_of)
    imported(world, file("bluebonnet"))
    with world.store.reading() as db:
        assert schools.get(db, other.id).calendar.closures == ()


def test_the_calendar_of_before_is_remembered(world):
    before = world.school().calendar
    imported(world.at(MONDAY, "11:00"), ics("a|PD day|20260304"))
    known = CalendarHistory(world.school().calendar, world.read(calendars.earlier))
    assert known.at(moment(MONDAY, "10:59")) == before
    assert known.at(moment(MONDAY, "11:01")) == world.school().calendar
