"""School time: which days are school days, when the library is open, and what the clock says there.

The only place that knows the school's time zone. Moments come in aware and go out in UTC; days are plain dates.
A wall-clock time that the spring change skips is taken as the clock stood before the change (02:30 becomes the moment
shown as 03:30); one that the autumn change repeats is the first of the two.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo, available_timezones

from domain.errors import UserError

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST_CLOSURE = 800
"""Days searched for the next school day before the calendar is said never to open; more than two years."""

_DAY = timedelta(days=1)
_MOST_PARTS = 12
"""Of a country, in one sentence."""


@dataclass(frozen=True)
class Closure:
    """Days on which the school is closed, both ends included."""

    first: date
    last: date
    why: str

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class SchoolCalendar:
    """A school's days and hours.

    `weekdays` counts Monday as 0; `holidays` is a country, with its subdivision if there is one ("US-TX", "GB-ENG"),
    or "" for none. `open_days` are school days whatever the rest says (a school that works on a public holiday).
    """

    zone: str
    opens: time = time(8, 0)
    closes: time = time(16, 0)
    weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    holidays: str = ""
    closures: tuple[Closure, ...] = ()
    open_days: frozenset[date] = frozenset()

    def today(self, now: datetime) -> date:
        """The school's date at an aware moment."""
        return _aware(now).astimezone(_zone(self.zone)).date()

    def clock(self, now: datetime) -> time:
        """What the school's clock shows at an aware moment."""
        return _aware(now).astimezone(_zone(self.zone)).time()

    def is_school_day(self, day: date) -> bool:
        return self.why_closed(day) is None

    def why_closed(self, day: date) -> str | None:
        """The closure's reason, else the public holiday's name, else the weekday's; None on a school day."""
        if day in self.open_days:
            return None
        for closure in self.closures:
            if closure.holds(day):
                return closure.why
        if holiday := holidays_of(self.holidays, day.year).get(day):
            return holiday
        return None if day.weekday() in self.weekdays else WEEKDAY_NAMES[day.weekday()]

    def without_open_days(self) -> "SchoolCalendar":
        """As if nobody had opened a day by hand."""
        return replace(self, open_days=frozenset())

    def next_school_day(self, day: date) -> date:
        """The first school day strictly after `day`."""
        return self._nearest(day, _DAY)

    def previous_school_day(self, day: date) -> date:
        """The last school day strictly before `day`."""
        return self._nearest(day, -_DAY)

    def school_day_on_or_after(self, day: date) -> date:
        return day if self.is_school_day(day) else self.next_school_day(day)

    def school_day_on_or_before(self, day: date) -> date:
        return day if self.is_school_day(day) else self.previous_school_day(day)

    def add_school_days(self, day: date, count: int) -> date:
        """`count` school days after `day`, before it if negative; 0 is `day` itself or the first school day after it.

        From a closed day the first step forward is the next school day, and the first back the one before.
        """
        if count == 0:
            return self.school_day_on_or_after(day)
        for _ in range(abs(count)):
            day = self._nearest(day, _DAY if count > 0 else -_DAY)
        return day

    def school_days_between(self, first: date, last: date) -> int:
        """School-day steps from `first` to `last`, negative when `last` is earlier; what add_school_days undoes."""
        if last < first:
            return -sum(map(self.is_school_day, _days(last, first)))
        return sum(map(self.is_school_day, _days(first + _DAY, last + _DAY)))

    @property
    def week_begins(self) -> int:
        """The weekday on which the school's week begins: the one after its longest rest, Monday in case of doubt."""
        rests = {day: _rest_before(day, self.weekdays) for day in sorted(self.weekdays)}
        return max(rests, key=rests.__getitem__, default=0)

    def week_of(self, day: date) -> date:
        """The day on which the week that holds `day` begins."""
        return day - timedelta(days=(day.weekday() - self.week_begins) % 7)

    def moment(self, day: date, at: time) -> datetime:
        """The UTC moment at which the school's clock shows `at` on `day` (see the top of this file for the changes)."""
        return datetime.combine(day, at.replace(tzinfo=None, fold=0), _zone(self.zone)).astimezone(UTC)

    def opening(self, day: date) -> datetime:
        return self.moment(day, self.opens)

    def closing(self, day: date) -> datetime:
        return self.moment(day, self.closes)

    def is_open(self, now: datetime) -> bool:
        day = self.today(now)
        return self.is_school_day(day) and self.opening(day) <= now < self.closing(day)

    def next_open(self, now: datetime) -> datetime:
        """`now` itself while the school is open, otherwise the next opening; in UTC."""
        day = self.today(now)
        for _ in range(LONGEST_CLOSURE):
            day = self.school_day_on_or_after(day)
            opening, closing = self.opening(day), self.closing(day)
            if opening < closing and now < closing:
                return max(now.astimezone(UTC), opening)
            day += _DAY
        raise UserError(
            f"The school's hours, {self.opens:%H:%M} to {self.closes:%H:%M}, leave no time in which it is open."
        )

    def opening_after(self, now: datetime) -> datetime:
        """The first opening strictly after `now` (UTC)."""
        today = self.today(now)
        if self.is_school_day(today) and self.opening(today) > now:
            return self.opening(today)
        return self.opening(self.next_school_day(today))

    def _nearest(self, day: date, step: timedelta) -> date:
        start = day
        for _ in range(LONGEST_CLOSURE):
            try:
                day += step
            except OverflowError:
                break
            if self.is_school_day(day):
                return day
        raise UserError(
            f"The school calendar has no school day within two years of {start.isoformat()}; "
            "check its weekdays and its closures."
        )


def check_zone(name: str) -> None:
    """Raise UserError unless `name` is an IANA time zone; one nearly right is suggested."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        name = name[:60]
        near = get_close_matches(name, sorted(available_timezones()), n=1, cutoff=0.7) or ["Europe/London"]
        raise UserError(
            f"TIMEZONE {name}: there is no time zone called {name}; write one such as {near[0]}."
        ) from error


def check_holidays(code: str) -> None:
    """Raise UserError unless `code` is "", a country or a country with a subdivision."""
    holidays_of(code, 2026)


def read_holidays(words: str | None) -> str:
    """The code of a country or subdivision as somebody typed it, "" for none. UserError, about the field, otherwise."""
    code = "".join((words or "").split()).upper().replace("_", "-")
    try:
        check_holidays(code)
    except UserError as error:
        raise UserError(f"I know no public holidays for “{code[:20]}”. {_nearest_codes(code)}", "holidays") from error
    return code


def _nearest_codes(code: str) -> str:
    """What may have been meant: the parts of a country that has some, or how it is written."""
    import holidays  # noqa: PLC0415  (as below)

    country = code.partition("-")[0]
    parts = holidays.list_supported_countries().get(country, [])
    if not parts:
        return "Write a country or a part of it, such as US-TX or GB-ENG, or leave it empty for none."
    shown = ", ".join(f"{country}-{part}" for part in parts[:_MOST_PARTS])
    return f"Write {country}, or a part of it: {shown}{' …' if len(parts) > _MOST_PARTS else ''}."


def holidays_to_come(calendar: "SchoolCalendar", today: date, most: int) -> tuple[tuple[date, str], ...]:
    """The next public holidays that fall on the school's weekdays, at most so many, within this year and the next."""
    years = (holidays_of(calendar.holidays, year) for year in (today.year, today.year + 1))
    days = [(day, name) for year in years for day, name in year.items()]
    return tuple(
        sorted((day, name) for day, name in days if day >= today and day.weekday() in calendar.weekdays)[:most]
    )


@lru_cache(maxsize=256)
def holidays_of(code: str, year: int) -> Mapping[date, str]:
    """The public holidays of one year by date; two on one day are joined by "; "."""
    if not code:
        return MappingProxyType({})
    import holidays  # noqa: PLC0415  (80 ms, and not every school names a country)

    country, _, subdivision = code.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=[year])
    except NotImplementedError as error:
        raise UserError(
            f"HOLIDAYS {code}: there is no country or subdivision called {code}; "
            "write one such as US-TX or GB-ENG, or leave it empty."
        ) from error
    return MappingProxyType({day: name for day, name in found.items() if day.year == year})


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    check_zone(name)
    return ZoneInfo(name)


def _aware(now: datetime) -> datetime:
    if now.utcoffset() is None:
        raise ValueError(f"A moment needs its time zone; {now.isoformat()} has none.")
    return now


def _days(first: date, end: date) -> Iterator[date]:
    """From `first` up to but without `end`."""
    return (date.fromordinal(number) for number in range(first.toordinal(), end.toordinal()))


def _rest_before(day: int, weekdays: frozenset[int]) -> int:
    """How many days without school come right before this weekday in an ordinary week."""
    return next((gap for gap in range(7) if (day - gap - 1) % 7 in weekdays), 6)
