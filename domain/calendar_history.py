"""The calendar as it was known at each moment.

What a school says later does not change what was owed before: a snow day that closes the school at ten leaves the
message of eight o'clock where it was. So a calendar that is changed is kept with the moment until which it counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.notices import NoticeKind
from domain.school_days import SchoolCalendar

BEFORE_CLOSING = timedelta(hours=2)
"""When a second message may still help to keep today's promises."""


@dataclass(frozen=True)
class EarlierCalendar:
    """`until` is the moment at which it was changed; a moment equal to it still belongs to this one."""

    until: datetime
    calendar: SchoolCalendar


@dataclass(frozen=True)
class PartOfDay:
    """A morning or an afternoon, the moment from which its message is owed (UTC), and the calendar that says so."""

    day: date
    kind: NoticeKind
    moment: datetime
    calendar: SchoolCalendar


@dataclass(frozen=True)
class CalendarHistory:
    """`earlier` in the order in which they were changed."""

    latest: SchoolCalendar
    earlier: tuple[EarlierCalendar, ...] = ()

    def at(self, moment: datetime) -> SchoolCalendar:
        return next((each.calendar for each in self.earlier if moment <= each.until), self.latest)

    def changes_after(self, moment: datetime) -> Iterator[datetime]:
        """The moments strictly after this one at which another calendar began to count."""
        return (each.until for each in self.earlier if each.until > moment)

    def next_open(self, moment: datetime) -> datetime:
        """The first moment from this one on at which the school is open, as it was known when it came."""
        opens = self.at(moment).next_open(moment)
        for change in (each.until for each in self.earlier if each.until >= moment):
            if opens <= change:
                return opens
            opens = self.after(change).next_open(change)
        return opens

    def after(self, change: datetime) -> SchoolCalendar:
        """The calendar that begins to count at a change."""
        return next((each.calendar for each in self.earlier if change < each.until), self.latest)

    def parts_of(self, day: date) -> tuple[PartOfDay, ...]:
        """The morning and the afternoon of a day, none on a closed one; two mornings if the opening was put off."""
        parts = {part for calendar in self._known_around(day) for part in parts_of_day(calendar, day)}
        known = [part for part in parts if self.at(part.moment) == part.calendar]
        return tuple(sorted(known, key=lambda part: part.moment))

    def _known_around(self, day: date) -> tuple[SchoolCalendar, ...]:
        first = self.latest.moment(day, time.min) - timedelta(days=1)
        last = first + timedelta(days=3)
        changes = (each.until for each in self.earlier if first <= each.until < last)
        return (self.at(first), *(self.after(change) for change in changes))


def parts_of_day(calendar: SchoolCalendar, day: date) -> tuple[PartOfDay, ...]:
    """A school that closes two hours after it opens, or sooner, has no afternoon."""
    if not calendar.is_school_day(day):
        return ()
    opening, afternoon = calendar.opening(day), calendar.closing(day) - BEFORE_CLOSING
    morning = PartOfDay(day, NoticeKind.MORNING, opening, calendar)
    return (morning, PartOfDay(day, NoticeKind.AFTERNOON, afternoon, calendar)) if afternoon > opening else (morning,)


def next_part(calendar: SchoolCalendar, now: datetime) -> datetime:
    """The first morning or afternoon strictly after `now` (UTC)."""
    today = calendar.today(now)
    to_come = [part.moment for part in parts_of_day(calendar, today) if part.moment > now]
    return min(to_come) if to_come else calendar.opening(calendar.next_school_day(today))
