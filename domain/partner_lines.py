"""Which partners a morning speaks of: three at most, the most overdue first, and everybody in turn.

A pile-up is spread over the mornings, not dropped: whoever has not been mentioned since the last contact comes before
those who have, and whoever was mentioned rests for a school week before being mentioned again.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from domain.follow_ups import Standing, clock_standing, how_pressing, passed_since
from domain.partner import Clock
from domain.school_days import SchoolCalendar

MOST_LINES = 3
REST = 5
"""School days."""


def lines_of(clocks: Mapping[UUID, Clock], day: date, calendar: SchoolCalendar) -> tuple[UUID, ...]:
    """The partners of this morning's message, the same for each librarian who gets one that day."""
    passed = passed_since(min((clock.since for clock in clocks.values()), default=day), day, calendar)
    waiting = [
        (_rank(clock, day, passed.get(clock.since, 0)), partner_id)
        for partner_id, clock in clocks.items()
        if _is_waiting(clock, day, passed.get(clock.since, 0)) and not _rests(clock, day, calendar)
    ]
    return tuple(partner_id for _, partner_id in sorted(waiting)[:MOST_LINES])


def _is_waiting(clock: Clock, day: date, passed: int) -> bool:
    return clock_standing(clock, day, passed) is not Standing.FINE


def _rests(clock: Clock, day: date, calendar: SchoolCalendar) -> bool:
    listed_on = _listed_since(clock)
    return listed_on is not None and listed_on < day and calendar.school_days_between(listed_on, day) < REST


def _rank(clock: Clock, day: date, passed: int) -> tuple[bool, date, bool, int]:
    """Who is in today's list already, who had no turn yet or the longest ago, who is overdue, and by how much."""
    listed_on = _listed_since(clock)
    pressing = how_pressing(clock_standing(clock, day, passed), clock.gaps, passed)
    return listed_on != day, listed_on or date.min, *pressing


def _listed_since(clock: Clock) -> date | None:
    """A mention before the last contact was about another time."""
    return clock.listed_on if clock.listed_on and clock.listed_on > clock.since else None
