"""What may stand after a date, and the times of day that go with it."""

import re

from domain.calendar_words import OCCASIONS, PARTS_OF_DAY
from domain.date_reading import Kind, Page, Reading
from domain.numbered_dates import ordinal_number
from domain.words import vocabulary

_CLOCK = re.compile(r"[0-9]{1,2}(?:[:.][0-9]{2})?(?:am|pm|a\.m|p\.m)|[0-9]{1,2}:[0-9]{2}")
_PERIOD = re.compile(r"p[0-9]{1,2}")
_TIMES = (
    "at the latest", "at latest", "latest", "first thing", "before school", "after school", "before lunch",
    "after lunch", "in the morning", "in the afternoon", "the morning of", "at the end of the day", "first period",
    "last period",
)  # fmt: skip
_BY_NUMBER = frozenset({Kind.ORDINAL, Kind.BARE_ORDINAL, Kind.NUMERIC})
_TO_ANOTHER = frozenset({"and", "or", "to", "until", "till", "til", "through"})
_GOES_ON = _TO_ANOTHER | vocabulary(
    """
    please pls plz thanks thank thx ta cheers if and or but so as because since when where while at for to with i i'm
    i'll i'd i've we we're we'll we've we'd my our they it it's is would will can could do you ideally preferably max
    sharp then though before after about on by asap maybe perhaps possible hopefully this are am have has need needs
    not no sorry really each your their me us he she that's also lesson lessons class classes assembly meeting session
    period
    """
)
_MAKES_A_TOPIC = vocabulary(
    """
    century centuries movement night nights school amendment prayers mass edition club agreement rising rebellion
    massacre speech speeches lights
    """
)
_POLITE = vocabulary("please pls plz thanks thank you thx ta cheers many so much")


def after_times(page: Page, at: int) -> int:
    """The place after the times of day from here on: "morning", "at 10am", "period 3", "at the latest"."""
    while (end := _after_time(page, at)) > at:
        at = end
    return at


def is_hour(page: Page, at: int) -> bool:
    """Whether an hour of the school day stands here: "noon", "lunch", "3pm", "3 p.m."."""
    low = page.low(at)
    if low in {"noon", "midday", "lunch", "lunchtime"} or _CLOCK.fullmatch(low):
        return True
    return low.isdecimal() and page.low(at + 1) in {"am", "pm", "a.m", "p.m", "o'clock"}


def is_end(page: Page, at: int) -> bool:
    """Whether nothing follows but a time of day and politeness."""
    at = after_times(page, at)
    return len(page.words) - at <= len(_POLITE) and all(word.low in _POLITE for word in page.words[at:])


def may_follow(page: Page, reading: Reading, *, may_run_on: bool) -> bool:
    """Whether what comes after leaves the phrase a date.

    With `may_run_on` the need itself may follow without a comma ("by Friday dust bowl sources"); a capital would make
    it a title.
    """
    if page.words[reading.end - 1].low.endswith("'s"):
        after = [page.low(place) for place in range(reading.end, reading.end + 4)]
        return bool(OCCASIONS & set(after)) or not after[0]
    end = after_times(page, reading.end)
    low = page.low(end)
    if reading.kind in _BY_NUMBER and low in _TO_ANOTHER:
        return not any(page.low(place)[:1].isdigit() for place in (end + 1, end + 2))
    if not low or (low in _GOES_ON and not (reading.kind in _BY_NUMBER and low in OCCASIONS)):
        return True
    sure = reading.kind in {Kind.CERTAIN, Kind.WEEKDAY, Kind.FULL, Kind.TODAY}
    return may_run_on and sure and low not in _MAKES_A_TOPIC and not _is_title(page, end)


def _is_title(page: Page, at: int) -> bool:
    return page.words[at].is_title and page.words[at].low not in {"grade", "year", "period"}


def _after_time(page: Page, at: int) -> int:
    if (known := page.skip(at, *_TIMES, soft=",")) > at:
        return known
    start = page.skip(at, "at", "in", "during", "around", "at around", "in the", soft=",")
    soft = "," if start == at else ""
    low = page.low(start, soft)
    if low in PARTS_OF_DAY or _CLOCK.fullmatch(low) or _PERIOD.fullmatch(low):
        return start + 1
    numbered = page.low(start + 1)
    if numbered in {"period", "lesson", "block"} and ordinal_number(low):
        return start + 2
    if low in {"period", "lesson", "block"} and re.fullmatch("[0-9]{1,2}|[a-h]", numbered):
        return start + 2
    return start + 2 if low.isdecimal() and numbered in {"am", "pm", "o'clock"} else at
