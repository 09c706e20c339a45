"""When there is school, in words: “Monday to Friday, 08:00 to 16:00”."""

from collections.abc import Callable
from datetime import time
from itertools import pairwise

from domain.school_days import WEEKDAY_NAMES, SchoolCalendar

_FEWEST_IN_A_ROW = 3
"""Two days are named, not spanned."""


Told = Callable[[time], str]
"""An hour as its reader says it."""

BY_24_HOURS: Told = "{:%H:%M}".format


def describe_hours(calendar: SchoolCalendar, told: Told = BY_24_HOURS) -> str:
    first = calendar.week_begins
    days = sorted(calendar.weekdays, key=lambda day: (day - first) % 7)
    is_row = len(days) >= _FEWEST_IN_A_ROW and all((later - day) % 7 == 1 for day, later in pairwise(days))
    names = [WEEKDAY_NAMES[day] for day in days]
    spoken = f"{names[0]} to {names[-1]}" if is_row else ", ".join(names)
    return f"{spoken}, {told(calendar.opens)} to {told(calendar.closes)}"
