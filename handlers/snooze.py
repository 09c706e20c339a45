"""Lee presses Snooze in a reminder: not before tomorrow, in three school days, or next week."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.history import EventKind
from domain.nudging import SnoozeChoices, snooze_choices
from handlers.act import Act, is_first, librarian_of
from handlers.finish import own_open_commitment
from handlers.messages import Place, PromiseLine
from handlers.stories import line_of, place_of
from store import commitments, history, homes, schools, shown
from store.session import Store


class SnoozeFor(StrEnum):
    TOMORROW = "tomorrow"
    THREE_SCHOOL_DAYS = "in three school days"
    NEXT_WEEK = "next week"


@dataclass(frozen=True)
class SnoozeForm:
    line: PromiseLine
    place: Place
    choices: tuple[tuple[SnoozeFor, date], ...]


def look_before_snoozing(store: Store, act: Act, commitment_id: UUID) -> SnoozeForm:
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        commitment = own_open_commitment(db, school.id, commitment_id, librarian_of(db, act))
        days = snooze_choices(school.today(act.now), school.calendar)
        choices = tuple((choice, _day(days, choice)) for choice in SnoozeFor)
        return SnoozeForm(line_of(db, school.id, commitment), place_of(school, act.now, act.habits), choices)


def snooze(store: Store, act: Act, commitment_id: UUID, choice: SnoozeFor) -> None:
    """Quiet until that school day's morning; the promise and its date stay as they are."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        if not is_first(db, act):
            return
        commitment = own_open_commitment(db, school.id, commitment_id, librarian)
        until = _day(snooze_choices(school.today(act.now), school.calendar), choice)
        commitments.change(db, school.id, commitment.id, snoozed_until=until)
        history.record(db, school.id, EventKind.SNOOZED, act.now, commitment_id=commitment.id, day=until)
        shown.mark_stale(db, school.id, commitment_id=commitment.id)
        homes.mark_stale(db, school.id, None)


def _day(days: SnoozeChoices, choice: SnoozeFor) -> date:
    return {
        SnoozeFor.TOMORROW: days.tomorrow,
        SnoozeFor.THREE_SCHOOL_DAYS: days.in_three_school_days,
        SnoozeFor.NEXT_WEEK: days.next_week,
    }[choice]
