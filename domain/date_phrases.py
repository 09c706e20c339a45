"""The grammar of school dates: which day a phrase names, read from one word onward, whatever stands around it.

Weeks are the school's (from Monday, unless its week begins otherwise). "Friday" is the next one after today; "this
Friday" the one of this week, or the next if that is past; "next Friday" the one of next week. A date without a year is
the next one, today included; a date whose year is past is no date at all here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from domain.calendar_words import MONTHS, NUMBERS, ORDINALS, SHORT_WEEKDAYS, TODAY, TOMORROW, UNITS, WEEKDAYS
from domain.named_days import break_called, days_by_name, end_of_term, plain
from domain.school_days import SchoolCalendar
from domain.words import Word

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_MOST = {"day": 60, "week": 30, "month": 12, "fortnight": 10}
_NUMERIC = re.compile(r"([0-9]{1,4})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_NAMED_MONTH = re.compile(r"([0-9]{1,2})-([a-z]{3,9})(?:-([0-9]{4}|[0-9]{2}))?")
_DAY_NUMBER = re.compile(r"([0-9]{1,2})(st|nd|rd|th)?(?:-[0-9]{1,2})?")
_YEAR = re.compile(r"[12][0-9]{3}|'[0-9]{2}")


class DateOrder(StrEnum):
    DAY_FIRST = "DMY"
    MONTH_FIRST = "MDY"
    YEAR_FIRST = "YMD"


class Kind(StrEnum):
    """How a phrase names its day, which decides how much of a cue it needs."""

    CERTAIN = "tomorrow, next Friday, in two weeks"
    TODAY = "today"
    WEEKDAY = "Friday"
    SHORT_WEEKDAY = "Fri"
    FULL = "12 March"
    NUMERIC = "3/12"
    ORDINAL = "the 14th"
    BARE_ORDINAL = "14th, the fifth"
    NAMED = "Thanksgiving, half term"


@dataclass(frozen=True)
class Reading:
    """`on` is None for a date that is past or impossible; `end` is the index of the word after the phrase.

    `is_limit` says that the phrase names an end ("end of the week"), so that "before" takes nothing off it.
    """

    on: date | None
    end: int
    kind: Kind
    is_limit: bool = False


@dataclass(frozen=True)
class Grammar:
    words: list[Word]
    today: date
    calendar: SchoolCalendar
    order: DateOrder

    def read(self, at: int, depth: int = 0) -> Reading | None:
        """The longest date phrase that begins with this word, or None. `depth` counts phrases within phrases."""
        if depth > 2 or at >= len(self.words) or self.words[at].hidden:  # noqa: PLR2004
            return None
        found = [reading for rule in self._rules if (reading := rule(at, depth))]
        return max(found, key=lambda reading: reading.end, default=None)

    @cached_property
    def _rules(self) -> tuple[Callable[[int, int], Reading | None], ...]:
        return (
            self._tomorrow, self._day_beside, self._week, self._end_of_day, self._counted, self._weekday,
            self._month_end, self._ordinal, self._day_and_month, self._month_and_day, self._numeric, self._named, self._term,
        )  # fmt: skip

    # the words themselves

    def low(self, at: int, soft: str = "") -> str:
        """The word at this place if nothing but a space, or a character of `soft`, parts it from the one before."""
        if not 0 <= at < len(self.words) or self.words[at].hidden:
            return ""
        word = self.words[at]
        return word.low if not word.gap.replace("\n", "|").strip().strip(soft) else ""

    def skip(self, at: int, *phrases: str, soft: str = "") -> int:
        """The place after the longest of these phrases, or `at` if none of them stands here."""
        for phrase in sorted(phrases, key=len, reverse=True):
            parts = phrase.split()
            first = self.words[at].low if at < len(self.words) and not soft else self.low(at, soft)
            if first == parts[0] and all(self.low(at + n) == part for n, part in enumerate(parts[1:], start=1)):
                return at + len(parts)
        return at

    def _first(self, at: int) -> str:
        return self.words[at].low

    # relative days

    def _tomorrow(self, at: int, depth: int) -> Reading | None:
        low = self._first(at).removesuffix("'s")
        if low in TOMORROW or low in TODAY:
            on, kind = (self.today + _DAY, Kind.CERTAIN) if low in TOMORROW else (self.today, Kind.TODAY)
            if self.low(at + 1) == "week":
                return Reading(on + _WEEK, at + 2, Kind.CERTAIN)
            return self._said_twice(Reading(on, at + 1, kind), depth)
        if low == "this" and self.low(at + 1) in {"morning", "afternoon", "evening"}:
            return Reading(self.today, at + 2, Kind.TODAY)
        after = self.skip(at, "the day after tomorrow", "day after tomorrow")
        return self._said_twice(Reading(self.today + 2 * _DAY, after, Kind.CERTAIN), depth) if after > at else None

    def _said_twice(self, short: Reading, depth: int) -> Reading:
        """Such as "tomorrow, Friday 27 November": one date in two forms."""
        full = self.read(short.end, depth + 1) if self.low(short.end, ",(") else None
        return replace(short, end=full.end) if full and full.on == short.on else short

    def _day_beside(self, at: int, depth: int) -> Reading | None:
        """Such as "the day before Thanksgiving", "the day after the 14th"."""
        start = self.skip(at, "the day", "day")
        step = {"before": -1, "after": 1}.get(self.low(start)) if start > at else None
        beside = self.read(start + 1, depth + 1) if step and self.low(start + 1) else None
        if not step or not beside or not beside.on:
            return None
        return Reading(self._not_past(beside.on + step * _DAY), beside.end, beside.kind)

    def _end_of_day(self, at: int, depth: int) -> Reading | None:
        after = self.skip(
            at, "end of the day", "the end of the day", "end of day", "the end of day", "eod", "cob", "close of play",
            "end of play", "close of business", "end of school", "the end of school", "the end of", "end of",
        )  # fmt: skip
        if after == at:
            return None
        on = self.skip(after, "on")
        whole = self.read(on, depth + 1) if self.low(on) else None
        if whole and whole.kind in {Kind.CERTAIN, Kind.WEEKDAY, Kind.SHORT_WEEKDAY, Kind.TODAY} and whole.on:
            return replace(whole, is_limit=True)
        return None if self.low(after - 1) == "of" else Reading(self.today, after, Kind.TODAY, is_limit=True)

    def _counted(self, at: int, depth: int) -> Reading | None:
        inside = self.skip(at, "in", "within", "inside", "within the next", "in the next", "in about")
        number, after = self._number(inside)
        unit, end = self._unit(after) if number else ("", after)
        if not number or not unit or number > _MOST.get(unit, 60) or self.words[end - 1].is_title:
            return None
        if inside > at:
            end = self.skip(end, "time")
            vague = unit == "day" and number == 1
            return None if vague else Reading(self._later(self.today, number, unit), end, Kind.CERTAIN)
        return self._counted_from(number, unit, end, depth)

    def _counted_from(self, number: int, unit: str, end: int, depth: int) -> Reading | None:
        """Such as "a week from Monday", "two weeks on Friday", "a fortnight today", "three days from now"."""
        joint = self.skip(end, "from", "on", "from now")
        if joint > end and self.low(joint - 1) == "now":
            return Reading(self._later(self.today, number, unit), joint, Kind.CERTAIN)
        start = self.read(joint, depth + 1) if self.low(joint) else None
        if not start or not start.on or (joint == end and start.kind not in {Kind.CERTAIN, Kind.TODAY, Kind.WEEKDAY}):
            return None
        if joint == end and self.low(joint) in {"next", "this", "in", "the", "within"}:
            return None
        return Reading(self._later(start.on, number, unit), start.end, Kind.CERTAIN)

    def _number(self, at: int) -> tuple[int, int]:
        low = self._first(at) if at < len(self.words) else ""
        if low == "a" and self.low(at + 1) == "couple":
            return 2, self.skip(at + 2, "of")
        if re.fullmatch("[0-9]{1,2}", low):
            return int(low), at + 1
        return NUMBERS.get(low, 0), at + 1

    def _unit(self, at: int) -> tuple[str, int]:
        if self.low(at) in {"school", "working", "teaching"} and UNITS.get(self.low(at + 1)) in {"day", "week"}:
            return ("school day" if UNITS[self.low(at + 1)] == "day" else "week"), at + 2
        return UNITS.get(self.low(at), ""), at + 1

    def _later(self, start: date, number: int, unit: str) -> date | None:
        if unit == "school day":
            return self.calendar.add_school_days(start, number)
        if unit == "month":
            return _months_later(start, number)
        return start + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])

    # weekdays and weeks

    def _weekday(self, at: int, depth: int) -> Reading | None:
        start = self.skip(at, "the")
        which = self.skip(start, "this coming", "this", "next", "coming")
        modifier = self.low(which - 1) or self._first(which - 1) if which > start else ""
        low = (self.low(which) if which > at else self._first(at)).removesuffix("'s")
        weekday = WEEKDAYS.get(low, SHORT_WEEKDAYS.get(low))
        if weekday is None:
            return None
        if modifier:
            return self._modified(modifier, weekday, which + 1, depth)
        if start > at:
            return self._weekday_after(weekday, which + 1, depth)
        return self._bare_weekday(weekday, which + 1, Kind.WEEKDAY if low in WEEKDAYS else Kind.SHORT_WEEKDAY, depth)

    def _modified(self, modifier: str, weekday: int, end: int, depth: int) -> Reading:
        on = {"this": self._this(weekday), "next": self._next(weekday)}.get(modifier, self._coming(weekday))
        return self._with_its_date(weekday, end, depth) or Reading(on, end, Kind.CERTAIN)

    def _bare_weekday(self, weekday: int, end: int, kind: Kind, depth: int) -> Reading:
        for phrase, on in (
            ("week", self._coming(weekday) + _WEEK),
            ("next week", self._next(weekday)),
            ("of next week", self._next(weekday)),
            ("this week", self._this(weekday)),
            ("of this week", self._this(weekday)),
        ):
            if (after := self.skip(end, phrase, soft=",")) > end and self.low(end):
                return Reading(on, after, Kind.CERTAIN)
        if self.low(end) == "next" and not self.words[end].is_title:
            return Reading(self._next(weekday), end + 1, kind)
        return (
            self._with_its_date(weekday, end, depth)
            or self._weekday_after(weekday, end, depth)
            or Reading(self._coming(weekday), end, kind)
        )

    def _weekday_after(self, weekday: int, end: int, depth: int) -> Reading | None:
        """Such as "the Monday after half term", "the Friday after next"."""
        if self.low(end) != "after" or not self.low(end + 1):
            return None
        if self.low(end + 1) == "next":
            return Reading(self._next(weekday) + _WEEK, end + 2, Kind.CERTAIN)
        start = self.read(end + 1, depth + 1)
        if not start or not start.on:
            return None
        return Reading(_following(start.on, weekday), start.end, Kind.NAMED)

    def _with_its_date(self, weekday: int, end: int, depth: int) -> Reading | None:
        """Such as "Friday 4 December", "Fri the 4th": the number stands; a lone 4th waits for its weekday."""
        if not self.low(end, ",."):
            return None
        start = self.skip(end, "the", soft=",")
        number = _day_number(self.low(start, ",."))
        dated = self._dated(end, depth)
        if dated and dated.kind in {Kind.FULL, Kind.NUMERIC}:
            return replace(dated, kind=Kind.FULL, on=self._agreeing(weekday, dated.on))
        if number and self.words[start].low[-1].isalpha() and dated:
            return Reading(self._nth_on(weekday, number) or dated.on, start + 1, Kind.FULL)
        return None

    def _dated(self, at: int, depth: int) -> Reading | None:
        rules = (self._day_and_month, self._month_and_day, self._numeric, self._ordinal)
        found = [reading for rule in rules if (reading := rule(at, depth))]
        return max(found, key=lambda reading: reading.end, default=None)

    def _agreeing(self, weekday: int, on: date | None) -> date | None:
        """None when the weekday shows that last year's date was meant, which is past."""
        if on is None or on.weekday() == weekday or on.year == self.today.year:
            return on
        past = _day_of(self.today.year, on.month, on.day)
        return None if past and past < self.today and past.weekday() == weekday else on

    def _nth_on(self, weekday: int, number: int) -> date | None:
        days = (self._nth(number, ahead) for ahead in range(3))
        return next((day for day in days if day and day.weekday() == weekday), None)

    def _week(self, at: int, depth: int) -> Reading | None:
        start = self.skip(at, "the week after next", "week after next")
        if start > at:
            return Reading(self._first_of_week(2), start, Kind.CERTAIN)
        part = self.skip(
            at, "the end of", "end of", "the start of", "start of", "the beginning of", "beginning of", "the middle of",
            "middle of", "early", "late", "later", "mid", "sometime", "at some point",
        )  # fmt: skip
        which = self.skip(part, "next week", "this week", "the week", "week", "next week's", "this week's")
        if which == part or (part > at and not self.low(part)):
            return self._weekend(at) or self._week_of(at, depth)
        return self._part_of_week({self._first(n) for n in range(at, part)}, self._words(part, which), which)

    def _part_of_week(self, part: set[str], week: str, end: int) -> Reading | None:
        if week in {"week", "the week"} and "end" not in part:
            return None
        ahead = 1 if week.startswith("next") else 0
        if part & {"middle", "mid"}:
            return Reading(self._weekday_of(ahead, 2), end, Kind.CERTAIN)
        if part & {"end", "late", "later"} or not ahead:
            return Reading(self._last_of_week(ahead), end, Kind.CERTAIN, is_limit=bool(part))
        return Reading(self._first_of_week(ahead), end, Kind.CERTAIN)

    def _weekend(self, at: int) -> Reading | None:
        after = self.skip(at, "the weekend", "this weekend", "next weekend")
        if after == at:
            return None
        return Reading(self._last_of_week(int(self._first(at) == "next")), after, Kind.CERTAIN, is_limit=True)

    def _week_of(self, at: int, depth: int) -> Reading | None:
        after = self.skip(at, "the week of", "week of", "week beginning", "the week beginning", "week commencing",
                          "the week commencing", "w/c", "week starting", "the week starting")  # fmt: skip
        return self.read(after, depth + 1) if after > at and self.low(after) else None

    def _month_end(self, at: int, depth: int) -> Reading | None:
        del depth
        start = self.skip(at, "the end of", "end of")
        if start == at or not self.low(start):
            return None
        months = {"the month": 0, "this month": 0, "month": 0, "next month": 1}
        after = self.skip(start, *months)
        ahead = months.get(self._words(start, after), 0) if after > start else self._months_ahead(self.low(start))
        first = _months_later(self.today.replace(day=1), ahead + 1) if ahead is not None else None
        if first is None:
            return None
        last = self.calendar.school_day_on_or_before(first - _DAY)
        return Reading(self._not_past(last) or first - _DAY, max(after, start + 1), Kind.CERTAIN, is_limit=True)

    def _months_ahead(self, name: str) -> int | None:
        return (MONTHS[name] - self.today.month) % 12 if name in MONTHS else None

    def _term(self, at: int, depth: int) -> Reading | None:
        del depth
        after = self.skip(at, "end of term", "the end of term", "end of the term", "the end of the term",
                          "the last day of term", "last day of term")  # fmt: skip
        on = end_of_term(self.today, self.calendar) if after > at else None
        return Reading(on, after, Kind.CERTAIN, is_limit=True) if on else None

    # dates by number and by name

    def _ordinal(self, at: int, depth: int) -> Reading | None:
        del depth
        start = self.skip(at, "the", soft=",.") if self._first(at) == "the" else at
        low = self._first(at) if start == at else self.low(start)
        number = _day_number(low) if low[-1:].isalpha() else 0
        if not number or (low in ORDINALS and start == at):
            return None
        kind = Kind.ORDINAL if start > at and low not in ORDINALS else Kind.BARE_ORDINAL
        after = self.skip(start + 1, "of this month", "of the month", "this month", "of next month", "next month")
        ahead = int(after > start + 1 and self.low(after - 2) == "next")
        return Reading(self._nth(number, ahead, exactly=bool(ahead)), after, kind)

    def _day_and_month(self, at: int, depth: int) -> Reading | None:
        del depth
        start = at + 1 if self._first(at) == "the" and self.low(at + 1) else at
        number = _day_number(self._first(start))
        month_at = self.skip(start + 1, "of")
        month = MONTHS.get(self.low(month_at, "."))
        if not number or not month or (self._first(start) in ORDINALS and month_at == start + 1):
            return None
        return self._in_year(number, month, month_at + 1)

    def _month_and_day(self, at: int, depth: int) -> Reading | None:
        del depth
        month = MONTHS.get(self._first(at))
        the = self.skip(at + 1, "the")
        number = _day_number(self.low(the, "."))
        return self._in_year(number, month, the + 1) if month and number else None

    def _in_year(self, number: int, month: int, end: int) -> Reading:
        year = self.low(end, ",")
        if not _YEAR.fullmatch(year):
            return Reading(self._next_date(month, number), end, Kind.FULL)
        full = int(year) if year.isdigit() else 2000 + int(year[1:])
        return Reading(self._not_past(_day_of(full, month, number)), end + 1, Kind.FULL)

    def _numeric(self, at: int, depth: int) -> Reading | None:
        del depth
        low = self._first(at)
        if named := _NAMED_MONTH.fullmatch(low):
            return self._dashed(named, at)
        found = _NUMERIC.fullmatch(low)
        if not found:
            return None
        first, sign, second, third = found.groups()
        if third is None:
            return self._two_numbers(int(first), int(second), at) if sign == "/" and len(first) <= 2 else None  # noqa: PLR2004
        if sign == "." and len(first) < 4 and len(third) < 4:  # noqa: PLR2004
            return None
        days = (_day_of(*parts) for parts in self._three_numbers(first, second, third))
        return Reading(self._not_past(next((day for day in days if day), None)), at + 1, Kind.FULL)

    def _dashed(self, named: re.Match[str], at: int) -> Reading | None:
        month = MONTHS.get(named[2])
        if not month:
            return None
        if named[3] is None:
            return Reading(self._next_date(month, int(named[1])), at + 1, Kind.FULL)
        return Reading(self._not_past(_day_of(_year(named[3]), month, int(named[1]))), at + 1, Kind.FULL)

    def _two_numbers(self, first: int, second: int, at: int) -> Reading | None:
        month, day = (second, first) if self.order is DateOrder.DAY_FIRST else (first, second)
        if month > 12 >= day:  # noqa: PLR2004
            month, day = day, month
        on = self._next_date(month, day)
        return Reading(on, at + 1, Kind.NUMERIC) if on else None

    def _three_numbers(self, first: str, second: str, third: str) -> list[tuple[int, int, int]]:
        """Year, month and day in every way this school might mean them, the likeliest first."""
        if len(first) == 4:  # noqa: PLR2004
            return [(int(first), int(second), int(third))]
        if len(first) > 2:  # noqa: PLR2004
            return []
        day_first = (_year(third), int(second), int(first))
        month_first = (_year(third), int(first), int(second))
        if self.order is DateOrder.DAY_FIRST:
            return [day_first, month_first]
        if self.order is DateOrder.MONTH_FIRST or len(third) == 4:  # noqa: PLR2004
            return [month_first, day_first]
        return [(_year(first), int(second), int(third))]

    def _named(self, at: int, depth: int) -> Reading | None:
        del depth
        start = self.skip(at, "the") if self._first(at) == "the" else at
        known = days_by_name(self.calendar.holidays, self.today)
        for end in range(min(len(self.words), start + 6), start, -1):
            phrase = self._words(start, end)
            if phrase and (on := known.get(plain(phrase))):
                return Reading(on, end, Kind.NAMED)
            closure = break_called(phrase, self.today, self.calendar) if phrase else None
            if closure:
                return Reading(closure.first, end, Kind.NAMED)
        return None

    def _words(self, start: int, end: int) -> str:
        """The words from `start` up to `end`, or "" if something parts them."""
        lows = [self.words[start].low, *(self.low(n, ".") for n in range(start + 1, end))]
        return " ".join(lows) if all(lows) else ""

    # reckoning

    def _coming(self, weekday: int) -> date:
        return _following(self.today, weekday)

    def _weekday_of(self, ahead: int, weekday: int) -> date:
        begins = self.calendar.week_of(self.today)
        return begins + timedelta(days=ahead * 7 + (weekday - begins.weekday()) % 7)

    def _this(self, weekday: int) -> date:
        on = self._weekday_of(0, weekday)
        return on if on >= self.today else on + _WEEK

    def _next(self, weekday: int) -> date:
        return self._weekday_of(1, weekday)

    def _days_of_week(self, ahead: int) -> list[date]:
        """The school days of a week; its ordinary ones where it has none."""
        begins = self.calendar.week_of(self.today) + ahead * _WEEK
        days = [begins + n * _DAY for n in range(7)]
        open_days = [day for day in days if self.calendar.is_school_day(day)]
        return open_days or [day for day in days if day.weekday() in self.calendar.weekdays] or days

    def _first_of_week(self, ahead: int) -> date:
        return self._days_of_week(ahead)[0]

    def _last_of_week(self, ahead: int) -> date:
        last = self._days_of_week(ahead)[-1]
        return last if last >= self.today else self._days_of_week(ahead + 1)[-1]

    def _nth(self, number: int, ahead: int = 0, *, exactly: bool = False) -> date | None:
        """The next day of the month with this number, the `ahead`-th after it; `exactly` in the month so far ahead."""
        months = (_months_later(self.today.replace(day=1), n) for n in ([ahead] if exactly else range(14)))
        days = [_day_of(month.year, month.month, number) for month in months if month]
        coming = [day for day in days if day and day >= self.today]
        return coming[0 if exactly else ahead] if len(coming) > (0 if exactly else ahead) else None

    def _next_date(self, month: int, number: int) -> date | None:
        days = (_day_of(year, month, number) for year in (self.today.year, self.today.year + 1))
        return next((day for day in days if day and day >= self.today), None)

    def _not_past(self, on: date | None) -> date | None:
        return on if on and on >= self.today else None


def _following(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def _months_later(day: date, count: int) -> date | None:
    """The same day so many months on, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return next((found for number in range(day.day, 0, -1) if (found := _day_of(year, month + 1, number))), None)


def _day_number(low: str) -> int:
    """1 to 31, or 0 for a word that is no day of a month."""
    found = _DAY_NUMBER.fullmatch(low)
    number = ORDINALS.get(low, 0) if found is None else int(found[1])
    return number if number <= 31 else 0  # noqa: PLR2004


def _day_of(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)  # noqa: PLR2004
