"""The ladder: on which school mornings an open promise is written about.

In school days from the due date: usually the day before, the day itself, one, three and five days late, then every
fifth day for as long as it is open (`domain/ladder.py`; a school may choose others). A due date on a closed day counts
from the last school day before it, so the last chance to be on time is never slept through. Counting in school days, a
step cannot fall on a closed day; a closure added later moves the steps with it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain

from domain.ladder import USUAL, Ladder
from domain.school_days import SchoolCalendar


class Standing(StrEnum):
    DUE_SOON = "due soon"
    DUE_TODAY = "due today"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class SnoozeChoices:
    """The dates behind the three choices of Snooze; near a weekend two of them can be the same day."""

    tomorrow: date
    in_three_school_days: date
    next_week: date


def standing(due_on: date, today: date, calendar: SchoolCalendar) -> Standing:
    """Due today includes the last school day before a due date on a closed day; overdue is only after the date."""
    if today > due_on:
        return Standing.OVERDUE
    return Standing.DUE_TODAY if today >= calendar.school_day_on_or_before(due_on) else Standing.DUE_SOON


def is_step(
    due_on: date,
    today: date,
    *,
    calendar: SchoolCalendar,
    snoozed_until: date | None = None,
    last_written_on: date | None = None,
    ladder: Ladder = USUAL,
) -> bool:
    """Whether today's morning message has a reason to be written for this promise.

    `last_written_on` is the last day it was written about or, before the first message, the day it was promised: any
    step since then that was missed is caught up today. Without it only a step that falls on today counts.
    """
    if not calendar.is_school_day(today) or (snoozed_until is not None and today < snoozed_until):
        return False
    since = today - timedelta(days=1) if last_written_on is None else last_written_on
    return next_step(due_on, since, calendar=calendar, snoozed_until=snoozed_until, ladder=ladder) <= today


def next_step(
    due_on: date,
    after: date,
    *,
    calendar: SchoolCalendar,
    snoozed_until: date | None = None,
    ladder: Ladder = USUAL,
) -> date:
    """The next school day strictly after `after` on which it is to be written.

    A snooze replaces every step up to its day by that day, or the first school day after it.
    """
    if snoozed_until is not None:
        woken_on = calendar.school_day_on_or_after(snoozed_until)
        if woken_on > after:
            return woken_on
    anchor = calendar.school_day_on_or_before(due_on)
    passed = max(0, calendar.school_days_between(anchor, after))
    # Long after the due date nobody looks for the days before it, which a calendar may no longer have.
    early = () if passed else (calendar.add_school_days(anchor, step) for step in ladder.early)
    late = (calendar.add_school_days(anchor, step) for step in ladder.late() if step > passed)
    return next(day for day in chain(early, late) if day > after)


def snooze_choices(today: date, calendar: SchoolCalendar) -> SnoozeChoices:
    return SnoozeChoices(
        tomorrow=calendar.next_school_day(today),
        in_three_school_days=calendar.add_school_days(today, 3),
        next_week=calendar.school_day_on_or_after(calendar.week_of(today) + timedelta(days=7)),
    )
