"""The grammar of school dates: which day a phrase names, read from one word onward, whatever stands around it.

"Friday" is the next one after today; "this Friday" the one of this week, or the next if that is past; "next Friday" the
one of next week. "Next week" is its first school day, "this week" and "end of next week" the last.
"""

import re
from dataclasses import replace

from domain.calendar_words import NUMBERS, SHORT_WEEKDAYS, TODAY, TOMORROW, UNITS, WEEKDAYS
from domain.date_reading import Kind, Page, Reading
from domain.named_days import days_called, plain
from domain.numbered_dates import day_number, ordinal_number, read_numbered
from domain.reckoning import DAY, WEEK, following
from domain.week_phrases import read_period

_DEEPEST = 2
"""Phrases within phrases: "the end of the day before Thanksgiving"."""
_MOST = {"day": 60, "school day": 60, "week": 30, "fortnight": 10, "month": 12}
_COUNT = re.compile(r"([0-9]{1,2})(?:-[0-9]{1,2})?")
_ENDS_OF_DAY = (
    "end of the day", "the end of the day", "end of day", "the end of day", "eod", "cob", "close of play",
    "end of play", "close of business", "end of school", "the end of school", "the end of", "end of",
)  # fmt: skip


def read_phrase(page: Page, at: int, depth: int = 0) -> Reading | None:
    """The longest date phrase that begins with this word, or None. `depth` counts phrases within phrases."""
    if depth > _DEEPEST or not page.first(at):
        return None
    found = [reading for rule in (read_numbered, read_period, _named) if (reading := rule(page, at))]
    found += [
        reading for deep in (_near, _beside, _end_of_day, _counted, _weekday) if (reading := deep(page, at, depth))
    ]
    return max(found, key=lambda reading: reading.end, default=None)


def _go_on(page: Page, at: int, depth: int, soft: str = "") -> Reading | None:
    """A phrase within this one."""
    return read_phrase(page, at, depth + 1) if page.low(at, soft) else None


def _named(page: Page, at: int) -> Reading | None:
    start = page.begin(at, "the")
    if plain(page.first(start)).partition(" ")[0] not in page.name_openings:
        return None
    for end in range(min(len(page.words), start + 6), start, -1):
        phrase = page.joined(start, end, ".'’") if start == at or page.low(start) else ""
        days = days_called(phrase, page.today, page.calendar) if phrase else None
        if days:
            return Reading(days.first, end, Kind.NAMED, last=days.last)
    return None


def _near(page: Page, at: int, depth: int) -> Reading | None:
    """Today and the two days after it."""
    low = page.first(at).removesuffix("'s")
    end, on = at + 1, page.today + DAY
    if (after := page.begin(at, "the day after tomorrow", "day after tomorrow")) > at:
        end, on = after, on + DAY
    elif page.begin(at, "this morning", "this afternoon", "this evening") > at or low in TODAY:
        end, on = at + (2 if low == "this" else 1), page.today
    elif (after := page.begin(at, "later today", "sometime today")) > at:
        return Reading(page.today, after, Kind.CERTAIN)
    elif low not in TOMORROW:
        return None
    if (after := page.skip(end, "week")) > end:
        return Reading(on + WEEK, after, Kind.CERTAIN)
    said_twice = _go_on(page, end, depth, ",")
    end = said_twice.end if said_twice and said_twice.on == on else end
    return Reading(on, end, Kind.TODAY if on == page.today else Kind.CERTAIN)


def _beside(page: Page, at: int, depth: int) -> Reading | None:
    """Such as "the day before Thanksgiving" and "the day after the 14th"."""
    start = page.begin(at, "the day before", "day before", "the day after", "day after")
    beside = _go_on(page, start, depth) if start > at else None
    if not beside or not beside.on:
        return None
    on = (beside.last or beside.on) + DAY if page.first(start - 1) == "after" else beside.on - DAY
    return Reading(page.reckon.not_past(on), beside.end, beside.kind)


def _end_of_day(page: Page, at: int, depth: int) -> Reading | None:
    after = page.begin(at, *_ENDS_OF_DAY)
    if after == at:
        return None
    day = _go_on(page, page.skip(after, "on"), depth)
    if day and day.on and day.kind in {Kind.CERTAIN, Kind.WEEKDAY, Kind.SHORT_WEEKDAY, Kind.TODAY}:
        return replace(day, is_limit=True)
    if page.first(after - 1) == "of":
        return None
    return Reading(page.today, after, Kind.TODAY, is_limit=True)


def _counted(page: Page, at: int, depth: int) -> Reading | None:
    """Such as "in two weeks", "within 3 school days", "a week from Monday"."""
    inside = page.begin(at, "in", "within", "inside", "within the next", "in the next", "in about")
    number, after = _number(page, inside, page.low(inside) if inside > at else page.first(at))
    unit, end = _unit(page, after) if number else ("", after)
    if not unit or number > _MOST[unit] or page.words[end - 1].is_title:
        return None
    if inside == at:
        return _counted_from(page, number, unit, end, depth)
    if unit == "day" and number == 1:
        return None  # Rome was not built in one
    return Reading(page.reckon.later(page.today, number, unit), page.skip(end, "time", soft="'’"), Kind.CERTAIN)


def _counted_from(page: Page, number: int, unit: str, end: int, depth: int) -> Reading | None:
    """Such as "a week from Monday", "two weeks on Friday", "a fortnight today", "three days from now"."""
    if (after := page.skip(end, "from now")) > end:
        return Reading(page.reckon.later(page.today, number, unit), after, Kind.CERTAIN)
    joint = page.skip(end, "from", "on")
    start = _go_on(page, joint, depth)
    if not start or not start.on:
        return None
    directly = {*WEEKDAYS, *TODAY, *TOMORROW}
    if joint == end and page.low(end) not in directly:
        return None
    return Reading(page.reckon.later(start.on, number, unit), start.end, Kind.CERTAIN)


def _number(page: Page, at: int, low: str) -> tuple[int, int]:
    """How many, and the place after it; of "two or three" and "2-3" the fewer."""
    if low == "a" and page.low(at + 1) == "couple":
        return 2, page.skip(at + 2, "of")
    figures = _COUNT.fullmatch(low)
    after = at + 1
    if page.low(after) in {"or", "to"} and (page.low(after + 1) in NUMBERS or _COUNT.fullmatch(page.low(after + 1))):
        after += 2
    return (int(figures[1]) if figures else NUMBERS.get(low, 0)), after


def _unit(page: Page, at: int) -> tuple[str, int]:
    unit = UNITS.get(page.low(at), "")
    if page.low(at) not in {"school", "working", "teaching"}:
        return unit, at + 1
    unit = UNITS.get(page.low(at + 1), "")
    return {"day": "school day", "week": "week"}.get(unit, ""), at + 2


def _weekday(page: Page, at: int, depth: int) -> Reading | None:
    start = page.begin(at, "the")
    modified = page.begin(at, "this", "next", "coming", "this coming", "the coming", "the next")
    place = max(start, modified)
    low = (page.low(place) if place > at else page.first(at)).removesuffix("'s")
    weekday = WEEKDAYS.get(low, SHORT_WEEKDAYS.get(low))
    if weekday is None:
        return None
    if modified > at:
        reckon = {"this": page.reckon.this, "next": page.reckon.next}.get(page.first(place - 1), page.reckon.coming)
        return _with_date(page, weekday, place + 1) or Reading(reckon(weekday), place + 1, Kind.CERTAIN)
    if start > at:
        return _after_another(page, weekday, place + 1, depth)
    return _bare_weekday(page, weekday, Kind.WEEKDAY if low in WEEKDAYS else Kind.SHORT_WEEKDAY, at + 1, depth)


def _bare_weekday(page: Page, weekday: int, kind: Kind, end: int, depth: int) -> Reading:
    reckon = page.reckon
    for on, phrases in (
        (reckon.coming(weekday) + WEEK, ("week",)),
        (reckon.next(weekday), ("next week", "of next week", "in next week")),
        (reckon.this(weekday), ("this week", "of this week")),
    ):
        if (after := page.skip(end, *phrases)) > end:
            return Reading(on, after, Kind.CERTAIN)
    if page.low(end) == "next" and not page.words[end].is_title:
        return Reading(reckon.next(weekday), end + 1, kind)
    dated = _with_date(page, weekday, end) or _after_another(page, weekday, end, depth)
    return dated or Reading(reckon.coming(weekday), end, kind)


def _after_another(page: Page, weekday: int, at: int, depth: int) -> Reading | None:
    """Such as "the Monday after half term" and "the Friday after next"."""
    if (after := page.skip(at, "after next")) > at:
        return Reading(page.reckon.next(weekday) + WEEK, after, Kind.CERTAIN)
    other = _go_on(page, at + 1, depth) if page.low(at) == "after" else None
    return Reading(following(other.last or other.on, weekday), other.end, Kind.CERTAIN) if other and other.on else None


def _with_date(page: Page, weekday: int, at: int) -> Reading | None:
    """Such as "Friday 4 December" and "Fri the 4th": the number stands; a lone 4th waits for its weekday."""
    dated = read_numbered(page, at) if page.low(at, ",.") else None
    if dated is None:
        return _with_plain_number(page, weekday, at)
    if dated.kind in {Kind.FULL, Kind.NUMERIC}:
        return replace(dated, kind=Kind.FULL, on=page.reckon.agreeing(dated.on, weekday))
    number = ordinal_number(page.first(page.begin(at, "the")))
    return replace(dated, kind=Kind.FULL, on=page.reckon.nth_near(weekday, number))


def _with_plain_number(page: Page, weekday: int, at: int) -> Reading | None:
    """Such as "Friday 27", where nothing else is counted after it and the 27th is a Friday."""
    low = page.low(at)
    on = page.reckon.nth_on(weekday, day_number(low)) if low.isdecimal() and not page.low(at + 1) else None
    return Reading(on, at + 1, Kind.FULL) if on else None
