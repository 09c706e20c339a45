"""What belongs into the one message of a morning, and whether there is to be one."""

from dataclasses import dataclass
from datetime import date

from domain.ladder import USUAL, Ladder
from domain.nudging import is_step
from domain.school_days import SchoolCalendar

PATIENT_WITH_QUESTIONS = 3
"""School days after which a question that got no reply is listed again."""


@dataclass(frozen=True)
class Pledge:
    """An open promise, as far as the list is concerned. `written_on` is the last day it was listed."""

    due_on: date
    made_on: date
    snoozed_until: date | None = None
    written_on: date | None = None


def is_snoozed(pledge: Pledge, day: date) -> bool:
    return pledge.snoozed_until is not None and pledge.snoozed_until > day


def calls_for_a_list(pledge: Pledge, day: date, calendar: SchoolCalendar, ladder: Ladder = USUAL) -> bool:
    """Whether the ladder has a step that day, its own or one that was missed."""
    return is_step(
        pledge.due_on,
        day,
        calendar=calendar,
        snoozed_until=pledge.snoozed_until,
        last_written_on=pledge.written_on or pledge.made_on,
        ladder=ladder,
    )


def belongs_in_list(pledge: Pledge, day: date, calendar: SchoolCalendar, ladder: Ladder = USUAL) -> bool:
    """Everything due by the next school day or late, unless it is snoozed, and whatever calls for the list."""
    if is_snoozed(pledge, day):
        return False
    return pledge.due_on <= calendar.next_school_day(day) or calls_for_a_list(pledge, day, calendar, ladder)


def belongs_in_afternoon(pledge: Pledge, day: date) -> bool:
    return pledge.due_on == day and not is_snoozed(pledge, day)


def asked_in_vain_since(day: date, calendar: SchoolCalendar) -> date:
    """Questions asked before this day's opening and still without a reply are listed again."""
    return calendar.add_school_days(day, -PATIENT_WITH_QUESTIONS)


def is_proposal_day(day: date, calendar: SchoolCalendar) -> bool:
    """The first school day of the school's week, which has a proposal: Monday, unless Monday is closed."""
    return calendar.is_school_day(day) and calendar.school_day_on_or_after(calendar.week_of(day)) == day
