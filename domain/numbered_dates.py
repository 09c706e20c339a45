"""Dates by their number: "12 March", "Dec 3rd, 2026", "the 14th", "3/12", "2026-12-03"."""

import re
from dataclasses import replace

from domain.calendar_words import MONTHS, ORDINALS
from domain.date_reading import DateOrder, Kind, Page, Reading
from domain.reckoning import day_of

_NUMERIC = re.compile(r"([0-9]{1,4})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{1,2}))?")
_NAMED_MONTH = re.compile(r"([0-9]{1,2})-([a-z]{3,9})(?:-([0-9]{4}|[0-9]{2}))?")
_DAY_NUMBER = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?(?:-[0-9]{1,2})?")
_YEAR = re.compile(r"[12][0-9]{3}|'[0-9]{2}")
_LAST_DAY = 31
_YEAR_DIGITS = 4


def read_numbered(page: Page, at: int) -> Reading | None:
    """The longest of them that begins here."""
    rules = (_ordinal, _day_and_month, _month_and_day, _numeric)
    found = [reading for rule in rules if (reading := rule(page, at))]
    return max(found, key=lambda reading: reading.end, default=None)


def ordinal_number(low: str) -> int:
    """14 for "14th" or "fourteenth", 0 for what is no ordinal."""
    return day_number(low) if low[-1:].isalpha() else 0


def day_number(low: str) -> int:
    """1 to 31, or 0 for a word that is no day of a month."""
    found = _DAY_NUMBER.fullmatch(low)
    number = int(found[1]) if found else ORDINALS.get(low, 0)
    return number if number <= _LAST_DAY else 0


def _ordinal(page: Page, at: int) -> Reading | None:
    start = page.begin(at, "the")
    low = page.low(start) if start > at else page.first(at)
    number = ordinal_number(low)
    if not number or (low in ORDINALS and start == at):
        return None
    kind = Kind.ORDINAL if start > at and low not in ORDINALS else Kind.BARE_ORDINAL
    if (after := page.skip(start + 1, "of next month", "next month")) > start + 1:
        return Reading(page.reckon.in_month(number, 1), after, kind)
    if (after := page.skip(start + 1, "of this month", "of the month", "this month")) > start + 1:
        return Reading(page.reckon.in_month(number, 0), after, kind)
    return Reading(page.reckon.nth(number), start + 1, kind)


def _day_and_month(page: Page, at: int) -> Reading | None:
    start = page.begin(at, "the")
    low = page.low(start) if start > at else page.first(at)
    month_at = page.skip(start + 1, "of")
    number, month = day_number(low), MONTHS.get(page.low(month_at, "."))
    if not number or not month or (low in ORDINALS and month_at == start + 1):
        return None
    dated = _in_its_year(page, month, number, month_at + 1)
    return replace(dated, kind=Kind.BARE_ORDINAL) if low in ORDINALS else dated


def _month_and_day(page: Page, at: int) -> Reading | None:
    month = MONTHS.get(page.first(at))
    the = page.skip(at + 1, "the")
    number = day_number(page.low(the, "."))
    return _in_its_year(page, month, number, the + 1) if month and number else None


def _in_its_year(page: Page, month: int, number: int, end: int) -> Reading:
    """With the year that follows, if one does; "6 June 1944" is past and names no day."""
    year = page.low(end, ",")
    if not _YEAR.fullmatch(year):
        return Reading(page.reckon.in_year(month, number), end, Kind.FULL)
    return Reading(page.reckon.not_past(day_of(_full_year(year.removeprefix("'")), month, number)), end + 1, Kind.FULL)


def _numeric(page: Page, at: int) -> Reading | None:
    low = page.first(at)
    if named := _NAMED_MONTH.fullmatch(low):
        return _dashed(page, at, named)
    found = _NUMERIC.fullmatch(low)
    if not found:
        return None
    first, sign, second, third = found.groups()
    if third is None:
        return _two_numbers(page, at, int(first), int(second)) if sign == "/" else None
    if sign == "." and _YEAR_DIGITS not in {len(first), len(third)}:
        return None  # 3.12.26 is a version or a shelf mark as often as a day
    days = (day_of(*parts) for parts in _three_numbers(page.order, first, second, third))
    return Reading(page.reckon.not_past(next((day for day in days if day), None)), at + 1, Kind.FULL)


def _dashed(page: Page, at: int, named: re.Match[str]) -> Reading | None:
    """Such as "12-Mar" and "12-Mar-2026"."""
    number, month, year = int(named[1]), MONTHS.get(named[2]), named[3]
    if not month:
        return None
    if year is None:
        return Reading(page.reckon.in_year(month, number), at + 1, Kind.FULL)
    return Reading(page.reckon.not_past(day_of(_full_year(year), month, number)), at + 1, Kind.FULL)


def _two_numbers(page: Page, at: int, first: int, second: int) -> Reading | None:
    """Such as "3/12", in the school's order; 25/12 can only be one day."""
    orders = [(first, second), (second, first)]
    if page.order is DateOrder.DAY_FIRST:
        orders.reverse()
    days = (page.reckon.in_year(month, number) for month, number in orders)
    on = next((day for day in days if day), None)
    return Reading(on, at + 1, Kind.NUMERIC) if on else None


def _three_numbers(order: DateOrder, first: str, second: str, third: str) -> list[tuple[int, int, int]]:
    """Year, month and day in every way this school might mean them, the likeliest first."""
    if len(first) == _YEAR_DIGITS:
        return [(int(first), int(second), int(third))]
    if len(third) == 1 and order is not DateOrder.YEAR_FIRST:
        return []
    day_first = (_full_year(third), int(second), int(first))
    month_first = (_full_year(third), int(first), int(second))
    if order is DateOrder.DAY_FIRST:
        return [day_first, month_first]
    if order is DateOrder.MONTH_FIRST or len(third) == _YEAR_DIGITS:
        return [month_first, day_first]
    return [(_full_year(first), int(second), int(third))]


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == _YEAR_DIGITS else 2000 + int(digits)
