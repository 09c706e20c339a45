"""The two school years as the program keeps them and as they hang on the wall, and what librarians promise in them."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from domain.school_days import Closure, SchoolCalendar
from tests.domain.slow_school import DAY, Promise, SlowSchool
from tests.school_years import AMERICAN_CLOCK, AMERICAN_CLOSED, BRITISH_CLOCK, BRITISH_CLOSED, FIRST, LAST, in_utc

HOURS = (time(6, 30), time(10, 0), time(12, 0), time(18, 30))


def closure(first: str, last: str = "", why: str = "Closed") -> Closure:
    return Closure(date.fromisoformat(first), date.fromisoformat(last or first), why)


@dataclass(frozen=True)
class Year:
    """The same year as the program keeps it and as it hangs on the wall."""

    calendar: SchoolCalendar
    slow: SlowSchool
    clock: tuple[tuple[date, int], ...]

    def utc(self, local: datetime) -> datetime:
        return in_utc(self.clock, local).replace(tzinfo=UTC)


AMERICAN = Year(
    SchoolCalendar(
        "America/Chicago",
        opens=time(7, 45),
        closes=time(15, 30),
        holidays="US-TX",
        closures=(
            closure("2026-06-01", "2026-08-11", "Summer"),
            closure("2026-10-09", "2026-10-12", "Fall break and PD day"),
            closure("2026-11-03", why="Election Day"),
            closure("2026-11-23", "2026-11-27", "Thanksgiving break"),
            closure("2026-12-21", "2027-01-01", "Winter break"),
            closure("2027-01-04", why="Teacher workday"),
            closure("2027-03-15", "2027-03-19", "Spring break"),
            closure("2027-04-19", why="Staff day"),
            closure("2027-05-28", "2027-07-31", "Summer"),
        ),
        open_days=frozenset(
            map(
                date.fromisoformat,
                ("2026-08-27", "2026-11-11", "2027-01-19", "2027-03-02", "2027-03-31", "2027-04-21"),
            )
        ),
    ),
    SlowSchool(AMERICAN_CLOSED, FIRST, LAST, time(7, 45), time(15, 30)),
    AMERICAN_CLOCK,
)
BRITISH = Year(
    SchoolCalendar(
        "Europe/London",
        opens=time(8, 30),
        closes=time(15, 30),
        holidays="GB-ENG",
        closures=(
            closure("2026-07-22", "2026-08-31", "Summer"),
            closure("2026-09-01", "2026-09-02", "INSET"),
            closure("2026-10-26", "2026-10-30", "Half term"),
            closure("2026-12-19", "2027-01-03", "Christmas"),
            closure("2027-01-04", why="INSET"),
            closure("2027-02-15", "2027-02-19", "Half term"),
            closure("2027-03-26", "2027-04-11", "Easter"),
            closure("2027-05-31", "2027-06-04", "Half term"),
            closure("2027-06-07", why="INSET"),
            closure("2027-07-22", "2027-07-31", "Summer"),
        ),
    ),
    SlowSchool(BRITISH_CLOSED, FIRST, LAST, time(8, 30), time(15, 30)),
    BRITISH_CLOCK,
)


def days_between(first: date, last: date) -> list[date]:
    return [first + number * DAY for number in range((last - first).days + 1)]


def promises_of_a_year(year: Year, promises: int, librarians: int) -> list[Promise]:
    """The same ones each time: most kept, some moved, some snoozed, some never kept; due on closed days too."""
    chance = random.Random(2026)  # nothing secret
    term = [day for day in days_between(FIRST, LAST) if day not in year.slow.closed]
    return [promise(chance, number % librarians, days_between(term[0], term[-1] - DAY)) for number in range(promises)]


def promise(chance: random.Random, owner: int, possible: list[date]) -> Promise:
    on = chance.choice(possible)
    ahead = chance.choice((1, 3, 7, chance.randint(1, 45))) * DAY
    made = Promise(owner, datetime.combine(on, chance.choice(HOURS)), min(LAST, on + ahead))
    due = made.due
    for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
        on += chance.randint(1, 20) * DAY
        what = chance.choice(("moved", "snoozed"))
        day = min(LAST, max(on, due if what == "moved" else on) + chance.randint(1, 14) * DAY)
        made.log.append((datetime.combine(on, chance.choice(HOURS)), what, day))
        due = day if what == "moved" else due
    if chance.random() < 0.85:
        kept = max(on + DAY, due + chance.randint(-6, 30) * DAY)
        made.log.append((datetime.combine(kept, chance.choice(HOURS)), "kept", None))
    return made
