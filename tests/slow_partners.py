"""A year of contacts as a librarian would note them, and a slow and obvious model of the partners' clocks.

The model counts school days on a table of closed dates, one by one. It imports nothing of the program.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

DAY = timedelta(days=1)

TABLE = """
Ada | 10 20 | 2026-08-12
    2026-08-20 10:00 answered
    2026-09-04 12:00 logged
    2026-09-09 15:45 logged, with a next step
    2026-09-17 11:00 kept
    2026-10-02 18:30 answered
    2026-10-31 20:00 logged
    2026-11-18 10:00 answered
    2027-01-14 09:00 logged
    2027-01-15 09:00 undone
    2027-02-16 10:00 answered
    2027-03-17 12:00 logged
    2027-04-20 10:00 answered
    2027-05-12 13:00 kept in passing
Ben | 5 8 | 2026-08-13
    2026-08-19 10:00 logged
    2026-08-27 10:00 logged
    2026-09-15 16:00 answered
    2026-09-23 10:00 snoozed
    2026-10-08 10:00 logged
    2026-10-20 10:00 not this term until 2027-01-05
    2027-01-06 11:00 answered
    2027-02-02 10:00 logged
    2027-02-26 14:00 kept in passing
    2027-03-12 10:00 answered
    2027-04-05 10:00 logged
    2027-04-30 10:00 logged
Head of Science | 15 30 | 2026-08-12
    2026-09-30 12:00 logged
    2026-11-02 12:00 logged, with a next step
    2026-12-01 08:30 kept
    2027-02-19 12:00 logged
    2027-02-19 12:30 undone
    2027-03-02 12:00 logged
    2027-04-07 12:00 logged
Careers | 20 40 | 2026-08-18
    2026-09-18 10:00 referred
    2026-11-30 10:00 referred
    2027-01-21 12:00 logged
    2027-03-24 10:00 snoozed
    2027-04-01 10:00 snoozed
    2027-04-13 10:00 logged
Chess club | 3 6 | 2026-09-01
    2026-09-03 15:35 logged
    2026-09-10 15:35 logged
    2026-09-24 15:35 logged
    2026-10-01 15:35 logged
    2026-10-15 15:35 logged
    2026-10-22 15:35 logged
    2026-11-12 15:35 logged
    2026-11-19 15:35 logged
    2026-12-10 15:35 logged
    2027-01-07 15:35 logged
    2027-01-21 15:35 logged
    2027-01-28 15:35 days 6 12
    2027-02-11 15:35 logged
    2027-03-04 15:35 logged
    2027-03-25 15:35 logged
    2027-04-22 15:35 logged
    2027-05-13 15:35 retired
Riverside Library | 30 60 | 2026-08-14
    2026-09-28 10:00 referred
    2026-12-22 10:00 logged
    2027-02-08 10:00 referred
    2027-02-25 10:00 kept in passing
    2027-04-28 10:00 logged
County Museum | 40 60 | 2026-08-26
    2026-11-10 10:00 referred
    2027-03-09 10:00 not this term until 2027-08-02
    2027-05-03 10:00 logged
Parents | 12 18 | 2026-09-08
    2026-09-22 18:45 logged
    2026-10-27 18:45 logged
    2026-12-08 18:45 logged
    2027-01-26 18:45 logged
    2027-03-23 18:45 logged
Feeder school | 25 35 | 2026-09-02
    2026-10-06 10:00 logged
    2027-01-12 10:00 days 15 25
    2027-02-18 10:00 logged
    2027-05-06 10:00 logged
Bookshop | 60 120 | 2026-08-12
    2026-08-31 10:00 logged
    2027-01-08 10:00 logged
    2027-01-11 10:00 retired
Literacy lead | 8 16 | 2026-10-13
    2026-10-21 10:00 logged
    2026-11-05 10:00 logged, with a next step
    2026-11-13 10:00 kept
    2026-12-03 10:00 snoozed
    2026-12-15 10:00 logged
    2027-01-25 10:00 logged
    2027-02-22 10:00 snoozed
    2027-03-01 10:00 snoozed
    2027-03-10 10:00 logged
    2027-04-15 10:00 logged
Student council | 10 15 | 2027-01-13
    2027-01-27 12:00 logged
    2027-02-24 12:00 logged
    2027-04-19 12:00 logged
    2027-05-05 12:00 logged
"""
"""Name, ideal and most school days, and the day they were added at noon; below, what happened with them.

“Until” is the first school day of the next term as the wall calendar has it; 2 August 2027 lies beyond this year.
"""


@dataclass(frozen=True)
class Row:
    when: datetime
    name: str
    what: str
    numbers: tuple[int, int] = (0, 0)
    until: date | None = None


def read_table(table: str = TABLE) -> list[Row]:
    """Everything in the order in which it happened."""
    rows, name = list[Row](), ""
    for line in table.strip().splitlines():
        if not line.startswith(" "):
            name, days, added = (part.strip() for part in line.split("|"))
            rows.append(Row(datetime.fromisoformat(f"{added} 12:00"), name, "added", _numbers(days)))
            continue
        on, at, what = line.strip().split(" ", 2)
        when = datetime.fromisoformat(f"{on} {at}")
        if what.startswith("days "):
            rows.append(Row(when, name, "days", _numbers(what.removeprefix("days "))))
        elif " until " in what:
            what, until = what.split(" until ")
            rows.append(Row(when, name, what, until=date.fromisoformat(until)))
        else:
            rows.append(Row(when, name, what))
    return sorted(rows, key=lambda row: row.when)


def _numbers(words: str) -> tuple[int, int]:
    ideal, most = words.split()
    return int(ideal), int(most)


@dataclass
class State:
    """`contacts` are the days of real contact, in their order."""

    added: date
    ideal: int
    most: int
    place: int
    contacts: list[date] = field(default_factory=list)
    quiet: date | None = None
    listed: date | None = None
    retired: bool = False

    @property
    def since(self) -> date:
        return max(self.contacts) if self.contacts else self.added


@dataclass(frozen=True)
class Told:
    name: str
    passed: int
    standing: str


class SlowPartners:
    """`closed` are all days without school up to `last`."""

    def __init__(self, closed: frozenset[date], last: date) -> None:
        self.closed = closed
        self.last = last
        self.states: dict[str, State] = {}

    def happens(self, row: Row) -> None:
        if row.what == "added":
            self.states[row.name] = State(row.when.date(), *row.numbers, place=len(self.states))
            return
        state, today = self.states[row.name], row.when.date()
        if row.what == "undone":
            state.contacts.pop()
        elif row.what == "snoozed":
            state.quiet = self.later(today, 5)
        elif row.what == "not this term":
            state.quiet = row.until
        elif row.what == "days":
            state.ideal, state.most = row.numbers
        elif row.what == "retired":
            state.retired = True
        else:
            state.contacts.append(today)

    def later(self, day: date, count: int) -> date:
        while count:
            day += DAY
            if day not in self.closed:
                count -= 1
        return day

    def passed(self, since: date, day: date) -> int:
        count, walked = 0, since
        while walked < day:
            walked += DAY
            if walked not in self.closed:
                count += 1
        return count

    def clocks(self, day: date) -> list[Told]:
        """Everybody's that morning, by name."""
        return sorted((self.told(name, day) for name, each in self.states.items() if not each.retired), key=str)

    def told(self, name: str, day: date) -> Told:
        state = self.states[name]
        passed = self.passed(state.since, day)
        if state.quiet and day < state.quiet:
            return Told(name, passed, "fine")
        if passed > state.most:
            return Told(name, passed, "overdue")
        return Told(name, passed, "worth a word" if passed > state.ideal else "fine")

    def morning(self, day: date) -> list[Told]:
        """Three at most, the most overdue on top; whoever is told of today has had their turn."""
        waiting = [each for each in self.clocks(day) if each.standing != "fine" and not self.rests(each.name, day)]
        chosen = sorted(waiting, key=self.pressing)[:3]
        for each in chosen:
            self.states[each.name].listed = day
        return sorted(chosen, key=self.overdue)

    def mention(self, name: str) -> date | None:
        """The last since they were spoken to."""
        state = self.states[name]
        return state.listed if state.listed and state.listed > state.since else None

    def rests(self, name: str, day: date) -> bool:
        """For a school week after being told of."""
        mention = self.mention(name)
        return mention is not None and self.passed(mention, day) < 5

    def pressing(self, each: Told) -> tuple[date, bool, int, int]:
        """Who had no turn yet or the longest ago; the overdue; who is furthest past the limit; who was there first."""
        return self.mention(each.name) or date.min, *self.overdue(each), self.states[each.name].place

    def overdue(self, each: Told) -> tuple[bool, int]:
        state = self.states[each.name]
        over = each.passed - (state.most if each.standing == "overdue" else state.ideal)
        return each.standing != "overdue", -over
