"""A slow and obvious model of a school's reminders: it walks through a table of dates and counts school days by hand.

It imports nothing of the program. Times are the school's own wall clock, without a zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

DAY = timedelta(days=1)


@dataclass
class Promise:
    """`log` has (when, "moved", new date), (when, "snoozed", until) and (when, "kept", None), in order."""

    owner: int
    made: datetime
    due: date
    log: list[tuple[datetime, str, date | None]] = field(default_factory=list)


@dataclass
class State:
    """How a promise stood at a moment: when it was made or last moved, and when it was last in a list."""

    due: date
    since: date
    snoozed_until: date | None = None
    written: date | None = None
    is_open: bool = True


@dataclass
class Message:
    day: date
    part: str
    at: datetime
    owner: int
    listed: list[int]


@dataclass(frozen=True)
class SlowSchool:
    """`closed` are all days without school from `first` to `last`."""

    closed: frozenset[date]
    first: date
    last: date
    opens: time
    closes: time

    def is_school_day(self, day: date) -> bool:
        return day not in self.closed

    def rungs(self, due: date) -> tuple[date, ...]:
        """The day before, the day, one, three, five, ten, fifteen … school days late."""
        return _rungs(self, due)

    def calls(self, state: State, day: date) -> bool:
        """Whether this promise is a reason to write on this school day."""
        if not state.is_open or (state.snoozed_until and day < state.snoozed_until):
            return False
        since = state.written or state.since
        if state.snoozed_until:
            woken = state.snoozed_until
            while woken < self.last and woken in self.closed:
                woken += DAY
            if woken > since:
                return woken <= day
        return any(since < rung <= day for rung in self.rungs(state.due))

    def belongs(self, state: State, day: date) -> bool:
        if not state.is_open or (state.snoozed_until and state.snoozed_until > day):
            return False
        following = day + DAY
        while following < self.last and following in self.closed:
            following += DAY
        return state.due <= following or self.calls(state, day)

    def messages(self, promises: list[Promise], owner: int) -> Iterator[tuple[Message, dict[int, State]]]:
        """Every message to one librarian, with how each of their promises stood when it was due."""
        mine = {number: promise for number, promise in enumerate(promises) if promise.owner == owner}
        states = dict[int, State]()
        day = self.first
        while day <= self.last:
            if day not in self.closed:
                yield from self._messages_of(day, owner, mine, states)
            day += DAY

    def _messages_of(
        self, day: date, owner: int, mine: dict[int, Promise], states: dict[int, State]
    ) -> Iterator[tuple[Message, dict[int, State]]]:
        afternoon = datetime.combine(day, self.closes) - timedelta(hours=2)
        for part, at in (("morning", datetime.combine(day, self.opens)), ("afternoon", afternoon)):
            for number, promise in mine.items():
                bring_up_to(states, number, promise, at)
            if part == "morning":
                is_due = any(self.calls(state, day) for state in states.values())
                listed = [number for number, state in states.items() if self.belongs(state, day)] if is_due else []
            else:
                listed = [number for number, state in states.items() if is_asked_after(state, day)]
            if listed:
                yield Message(day, part, at, owner, listed), states
            if part == "morning":
                for number in listed:
                    states[number].written = day


@lru_cache(maxsize=4096)
def _rungs(school: SlowSchool, due: date) -> tuple[date, ...]:
    on = due
    while on > school.first and on in school.closed:
        on -= DAY
    before = on - DAY
    while before > school.first and before in school.closed:
        before -= DAY
    found, late, day = [before, on], 0, on
    while day < school.last:
        day += DAY
        if day not in school.closed:
            late += 1
            if late in (1, 3) or late % 5 == 0:
                found.append(day)
    return tuple(found)


def is_asked_after(state: State, day: date) -> bool:
    return state.is_open and state.due == day and not (state.snoozed_until and state.snoozed_until > day)


def bring_up_to(states: dict[int, State], number: int, promise: Promise, at: datetime) -> None:
    """What happened before this moment; a date that was moved begins a new ladder."""
    if promise.made >= at:
        return
    written = states[number].written if number in states else None
    state = State(promise.due, promise.made.date())
    for when, what, day in promise.log:
        if when >= at:
            break
        if what == "moved" and day:
            state = State(day, when.date())
        elif what == "snoozed":
            state.snoozed_until = day
        else:
            state.is_open = False
    if written and written >= state.since:
        state.written = written
    states[number] = state
