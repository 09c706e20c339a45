"""Reckoning from the school's today: the next Friday, the next 14th, the end of next week.

Weeks are the school's own (from Monday, unless its rest falls on other days). A date without a year is the next one,
today included; what is past is None.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.school_days import SchoolCalendar

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


@dataclass(frozen=True)
class Reckoning:
    today: date
    calendar: SchoolCalendar

    def not_past(self, on: date | None) -> date | None:
        return on if on and on >= self.today else None

    def later(self, start: date, number: int, unit: str) -> date | None:
        """`number` days, school days, weeks, fortnights or months after `start`."""
        if unit == "school day":
            return self.calendar.add_school_days(start, number)
        return months_later(start, number) if unit == "month" else start + number * _DAYS[unit] * DAY

    def coming(self, weekday: int) -> date:
        """The next one after today: who means today says "today"."""
        return following(self.today, weekday)

    def this(self, weekday: int) -> date:
        """The one of this week, today included; the next one if it is past."""
        on = self._in_week(0, weekday)
        return on if on >= self.today else on + WEEK

    def next(self, weekday: int) -> date:
        """The one of next week."""
        return self._in_week(1, weekday)

    def first_of_week(self, ahead: int) -> date:
        return self._days_of_week(ahead)[0]

    def middle_of_week(self, ahead: int) -> date:
        days = self._days_of_week(ahead)
        return days[len(days) // 2]

    def last_of_week(self, ahead: int) -> date:
        """Its last school day; from a weekend on, this week is the coming one."""
        last = self._days_of_week(ahead)[-1]
        return last if last >= self.today else self._days_of_week(ahead + 1)[-1]

    def last_of_month(self, ahead: int) -> date | None:
        """Its last school day, or its last day where that school day is past."""
        first = months_later(self.today.replace(day=1), ahead + 1)
        if first is None:
            return None
        return self.not_past(self.calendar.previous_school_day(first)) or first - DAY

    def in_month(self, number: int, ahead: int) -> date | None:
        """A day of this month, the next, and so on; None if it is past or does not exist."""
        month = months_later(self.today.replace(day=1), ahead)
        return self.not_past(day_of(month.year, month.month, number)) if month else None

    def nth(self, number: int) -> date | None:
        """The next day with this number, in this month or a later one."""
        return next((day for ahead in range(3) if (day := self.in_month(number, ahead))), None)

    def nth_on(self, weekday: int, number: int) -> date | None:
        """The next "Friday 4th", if there is one this month or in the two after."""
        days = (self.in_month(number, ahead) for ahead in range(3))
        return next((day for day in days if day and day.weekday() == weekday), None)

    def nth_near(self, weekday: int, number: int) -> date | None:
        """The same, or the next 4th if its weekday is only one off; None for a Friday the 13th that is not to come."""
        on = self.nth(number)
        is_slip = on is not None and (on.weekday() - weekday) % 7 in {1, 6}
        return self.nth_on(weekday, number) or (on if is_slip else None)

    def in_year(self, month: int, number: int) -> date | None:
        """The next one, within a year."""
        days = (self.not_past(day_of(year, month, number)) for year in (self.today.year, self.today.year + 1))
        return next((day for day in days if day), None)

    def agreeing(self, on: date | None, weekday: int) -> date | None:
        """None when the weekday shows that the same date earlier this year was meant, which is past."""
        if on is None or on.weekday() == weekday or on.year == self.today.year:
            return on
        past = day_of(self.today.year, on.month, on.day)
        return None if past and past < self.today and past.weekday() == weekday else on

    def _in_week(self, ahead: int, weekday: int) -> date:
        begins = self.calendar.week_of(self.today)
        return begins + ahead * WEEK + (weekday - begins.weekday()) % 7 * DAY

    def _days_of_week(self, ahead: int) -> list[date]:
        """The school days of a week; its ordinary ones where it has none."""
        begins = self.calendar.week_of(self.today) + ahead * WEEK
        days = [begins + count * DAY for count in range(7)]
        open_days = [day for day in days if self.calendar.is_school_day(day)]
        return open_days or [day for day in days if day.weekday() in self.calendar.weekdays] or days


def following(day: date, weekday: int) -> date:
    """The first such weekday strictly after `day`."""
    return day + ((weekday - day.weekday() - 1) % 7 + 1) * DAY


def months_later(day: date, count: int) -> date | None:
    """The same day so many months on, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return next((found for number in range(day.day, 0, -1) if (found := day_of(year, month + 1, number))), None)


def day_of(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
