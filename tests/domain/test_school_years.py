"""A whole school year, twice, day by day: the calendar and every reminder against tables of dates and a slow model."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from domain.dates_in_words import DateOrder
from domain.history import STOPPED, Event, EventKind
from domain.morning import Pledge, belongs_in_afternoon, belongs_in_list, calls_for_a_list
from domain.nudging import next_step
from domain.owed import History, Owed, owed_between
from domain.school import School
from tests.domain.any_school import schools
from tests.domain.slow_school import DAY, Message, Promise, State
from tests.domain.years import AMERICAN, BRITISH, Year, days_between, promise, promises_of_a_year
from tests.school_years import FIRST, LAST

PROMISES, LIBRARIANS = 400, 40
BEFORE = datetime(2026, 7, 1, tzinfo=UTC)
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A year takes half a second; to search for the smallest that fails would take minutes."""
both_years = pytest.mark.parametrize("year", [AMERICAN, BRITISH], ids=["american", "british"])


def days(first: date = FIRST, last: date = LAST) -> list[date]:
    return days_between(first, last)


def messages_by_hand(year: Year) -> Iterator[tuple[Message, dict[int, State]]]:
    """Each with how things stood at its moment; that changes with the next one."""
    promises = promises_of_a_year(year, PROMISES, LIBRARIANS)
    for owner in range(LIBRARIANS):
        yield from year.slow.messages(promises, owner)


# the calendar


@both_years
def test_every_day_of_the_year_is_what_the_table_says(year):
    assert [day for day in days() if not year.calendar.is_school_day(day)] == sorted(year.slow.closed)


@both_years
def test_school_opens_and_closes_by_the_clock_on_the_wall_every_day_of_the_year(year):
    for day in days():
        assert year.calendar.opening(day) == year.utc(datetime.combine(day, year.slow.opens)), day
        assert year.calendar.closing(day) == year.utc(datetime.combine(day, year.slow.closes)), day


@both_years
def test_every_hour_of_the_year_is_open_or_closed_as_the_table_says(year):
    for day in days():
        for hour in (7, 8, 12, 15, 16, 22):
            local = datetime.combine(day, time(hour, 29))
            is_open = day not in year.slow.closed and year.slow.opens <= local.time() < year.slow.closes
            assert year.calendar.is_open(year.utc(local)) == is_open, local


@both_years
def test_the_ladder_of_every_due_date_stands_on_the_rungs_counted_by_hand(year):
    term = [day for day in days() if day not in year.slow.closed]
    for due in days(term[3], term[-40]):
        step, climbed = term[0] - DAY, []
        for _ in range(7):
            step = next_step(due, step, calendar=year.calendar)
            climbed.append(step)
        assert climbed == [rung for rung in year.slow.rungs(due) if rung >= term[0]][:7], due


# the reminders


@both_years
def test_every_reminder_of_the_year_is_owed_at_its_moment_and_no_other_is(year):
    """400 promises of 40 librarians: renegotiated, snoozed, kept early, late or never."""
    by_hand = {
        (f"nudge:{UUID(int=message.owner + 1)}:{message.day}:{message.part}", year.utc(message.at))
        for message, _ in messages_by_hand(year)
    }
    owed = owed_in(year, promises_of_a_year(year, PROMISES, LIBRARIANS), LIBRARIANS)
    assert {(each.once_key, each.owed_at) for each in owed} == by_hand
    assert len(owed) == len(by_hand) > 2000


@settings(max_examples=8, phases=UNSHRUNK)
@given(schools(), st.integers(0, 2**32))
def test_the_reminders_of_any_school_are_owed_as_the_slow_model_counts_them(school, chance):
    """Whatever its closed days are: twenty promises of two librarians, in the table of the American clock."""
    table = replace(school.slow, first=FIRST, last=LAST, opens=AMERICAN.slow.opens, closes=AMERICAN.slow.closes)
    calendar = replace(school.calendar, opens=table.opens, closes=table.closes)
    year = Year(calendar, table, AMERICAN.clock)
    dice = random.Random(chance)
    promises = [promise(dice, number % 2, days(FIRST, LAST - 60 * DAY)) for number in range(20)]
    by_hand = {
        (f"nudge:{UUID(int=message.owner + 1)}:{message.day}:{message.part}", year.utc(message.at))
        for owner in range(2)
        for message, _ in table.messages(promises, owner)
    }
    assert {(each.once_key, each.owed_at) for each in owed_in(year, promises, 2)} == by_hand


@both_years
def test_every_list_of_the_year_holds_what_belongs_in_it(year):
    counted = defaultdict(int)
    for message, states in messages_by_hand(year):
        pledges = {
            number: Pledge(state.due, state.since, state.snoozed_until, state.written)
            for number, state in states.items()
            if state.is_open
        }
        day, calendar = message.day, year.calendar
        if message.part == "morning":
            listed = [number for number, pledge in pledges.items() if belongs_in_list(pledge, day, calendar)]
            assert any(calls_for_a_list(pledge, day, calendar) for pledge in pledges.values())
        else:
            listed = [number for number, pledge in pledges.items() if belongs_in_afternoon(pledge, day)]
        assert listed == message.listed, message
        counted[message.part] += 1
    assert counted["morning"] > 2000
    assert counted["afternoon"] > 100


def owed_in(year: Year, promises: list[Promise], librarians: int) -> tuple[Owed, ...]:
    told = tuple(sorted(events(year, promises, librarians), key=lambda each: each.at))
    school = School(UUID(int=99), "T0", "Riverside", year.calendar, DateOrder.MONTH_FIRST)
    until = year.calendar.moment(LAST, time(23))
    return owed_between(History(told, askers={}), school, year.calendar.moment(FIRST, time.min), until)


def events(year: Year, promises: list[Promise], librarians: int):
    """What people did, and that every morning's list reached its reader a minute later."""
    yield Event(EventKind.PROPOSALS, BEFORE, detail=STOPPED)
    yield from (Event(EventKind.TOOK_CHARGE, BEFORE, person_id=UUID(int=owner + 1)) for owner in range(librarians))
    for message in (message for owner in range(librarians) for message, _ in year.slow.messages(promises, owner)):
        for number in message.listed if message.part == "morning" else ():
            at = year.utc(message.at) + timedelta(minutes=1)
            yield Event(EventKind.LISTED, at, commitment_id=UUID(int=number + 1000), day=message.day)
    kinds = {"moved": EventKind.MOVED, "snoozed": EventKind.SNOOZED, "kept": EventKind.KEPT}
    for number, each in enumerate(promises, start=1000):
        promised = {"commitment_id": UUID(int=number), "person_id": UUID(int=each.owner + 1)}
        yield Event(EventKind.PROMISED, year.utc(each.made), day=each.due, **promised)
        for when, what, day in each.log:
            if when.date() <= LAST:
                yield Event(kinds[what], year.utc(when), day=day, **promised)
