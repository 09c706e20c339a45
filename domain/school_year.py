"""A school year as a calendar file tells it: which events close the school, which do not, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from domain.calendar_limits import LONGEST_WITHOUT_SCHOOL
from domain.closing_words import Verdict, verdict
from domain.errors import UserError
from domain.school_days import Closure
from domain.terms import Mark, between_terms, marks_in

WHY_LIMIT = 200
PAST = timedelta(days=366)
AHEAD = timedelta(days=731)


@dataclass(frozen=True)
class CalendarEvent:
    """`first` and `last` are the school's dates, both included; `is_whole` if it covers them while school is open.

    `at` is what the school's clock shows when it begins; None where it has no hours.
    """

    uid: str
    summary: str
    first: date
    last: date
    categories: tuple[str, ...] = ()
    is_whole: bool = True
    at: time | None = None


@dataclass(frozen=True)
class Closing:
    """A closure with the event that it came from; several may come from one that recurs."""

    uid: str
    closure: Closure


class Why(StrEnum):
    """Why an event leaves the school open."""

    ORDINARY = "goes on at school"
    SHORT = "a shorter day, but a school day"
    PART = "only part of the day"
    TERM = "marks a term"
    SILENT = "nothing says that there is no school"


@dataclass(frozen=True)
class LeftOpen:
    event: CalendarEvent
    why: Why


@dataclass(frozen=True)
class SchoolYear:
    """`first` and `last` are the ends of what the file speaks about; None for one without events."""

    closings: tuple[Closing, ...]
    left_open: tuple[LeftOpen, ...]
    doubts: tuple[str, ...]
    far: int
    """Events that lie too far back or ahead to matter."""
    first: date | None
    last: date | None


def read_year(events: Sequence[CalendarEvent], today: date) -> SchoolYear:
    """From a year ago to two years ahead. UserError for an event that would close the school for a year."""
    near = [each for each in events if today - PAST <= each.last and each.first <= today + AHEAD]
    closings, left_open, marks = list[Closing](), list[LeftOpen](), list[Mark]()
    for event in near:
        said = marks_in(event.summary, event.first, event.last) if event.is_whole or event.first == event.last else ()
        marks += said
        why = Why.TERM if said else why_open(event)
        if why:
            left_open.append(LeftOpen(event, why))
        else:
            closings.append(Closing(event.uid, _closure(event)))
    terms = between_terms(marks)
    closings += [Closing(f"between {each.first} and {each.last}", each) for each in terms.closures]
    return SchoolYear(
        closings=joined(closings),
        left_open=tuple(left_open),
        doubts=terms.doubts,
        far=len(events) - len(near),
        first=min((each.first for each in near), default=None),
        last=max((each.last for each in near), default=None),
    )


def why_open(event: CalendarEvent) -> Why | None:
    """None when the event closes the school."""
    said = verdict(event.summary, event.categories)
    if said is not Verdict.CLOSES:
        return {Verdict.SHORT: Why.SHORT, Verdict.ORDINARY: Why.ORDINARY, Verdict.SILENT: Why.SILENT}[said]
    return None if event.is_whole else Why.PART


def _closure(event: CalendarEvent) -> Closure:
    days = (event.last - event.first).days + 1
    if days >= LONGEST_WITHOUT_SCHOOL:
        raise UserError(
            f"“{event.summary[:60]}” would close the school for {days} days from {event.first.isoformat()}: "
            "its end is missing or wrong. Put it right in the calendar and export it again."
        )
    why = " ".join(event.summary.split()) or "Closed"
    return Closure(event.first, event.last, why if len(why) <= WHY_LIMIT else why[: WHY_LIMIT - 1] + "…")


def joined(closings: Iterable[Closing]) -> tuple[Closing, ...]:
    """Days in a row of one event, such as one that recurs daily, as one closure; each once, the earliest first."""
    found = list[Closing]()
    for each in sorted(closings, key=lambda each: (each.uid, each.closure.why, each.closure.first)):
        last = found[-1] if found else None
        if last and _continues(last, each):
            end = max(last.closure.last, each.closure.last)
            found[-1] = replace(last, closure=replace(last.closure, last=end))
        else:
            found.append(each)
    return tuple(sorted(found, key=lambda each: (each.closure.first, each.closure.last)))


def _continues(closing: Closing, following: Closing) -> bool:
    is_same = (closing.uid, closing.closure.why) == (following.uid, following.closure.why)
    return is_same and following.closure.first <= closing.closure.last + timedelta(days=1)
