"""Two school years as they hang on the wall: every day without school from 1 August 2026 to 31 July 2027, by its date.

One American, at Central Time, and one British; both across both changes of the clocks.
"""

from datetime import date, datetime, timedelta

FIRST, LAST = date(2026, 8, 1), date(2027, 7, 31)

AMERICAN_CLOSED = frozenset({
    # August 2026
    date(2026, 8, 1), date(2026, 8, 2), date(2026, 8, 3), date(2026, 8, 4), date(2026, 8, 5), date(2026, 8, 6),
    date(2026, 8, 7), date(2026, 8, 8), date(2026, 8, 9), date(2026, 8, 10), date(2026, 8, 11), date(2026, 8, 15),
    date(2026, 8, 16), date(2026, 8, 22), date(2026, 8, 23), date(2026, 8, 29), date(2026, 8, 30),
    # September 2026
    date(2026, 9, 5), date(2026, 9, 6), date(2026, 9, 7), date(2026, 9, 12), date(2026, 9, 13), date(2026, 9, 19),
    date(2026, 9, 20), date(2026, 9, 26), date(2026, 9, 27),
    # October 2026
    date(2026, 10, 3), date(2026, 10, 4), date(2026, 10, 9), date(2026, 10, 10), date(2026, 10, 11),
    date(2026, 10, 12), date(2026, 10, 17), date(2026, 10, 18), date(2026, 10, 24), date(2026, 10, 25),
    date(2026, 10, 31),
    # November 2026
    date(2026, 11, 1), date(2026, 11, 3), date(2026, 11, 7), date(2026, 11, 8), date(2026, 11, 14),
    date(2026, 11, 15), date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24),
    date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29),
    # December 2026
    date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 12), date(2026, 12, 13), date(2026, 12, 19),
    date(2026, 12, 20), date(2026, 12, 21), date(2026, 12, 22), date(2026, 12, 23), date(2026, 12, 24),
    date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 27), date(2026, 12, 28), date(2026, 12, 29),
    date(2026, 12, 30), date(2026, 12, 31),
    # January 2027
    date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3), date(2027, 1, 4), date(2027, 1, 9), date(2027, 1, 10),
    date(2027, 1, 16), date(2027, 1, 17), date(2027, 1, 18), date(2027, 1, 23), date(2027, 1, 24), date(2027, 1, 30),
    date(2027, 1, 31),
    # February 2027
    date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 13), date(2027, 2, 14), date(2027, 2, 15), date(2027, 2, 20),
    date(2027, 2, 21), date(2027, 2, 27), date(2027, 2, 28),
    # March 2027
    date(2027, 3, 6), date(2027, 3, 7), date(2027, 3, 13), date(2027, 3, 14), date(2027, 3, 15), date(2027, 3, 16),
    date(2027, 3, 17), date(2027, 3, 18), date(2027, 3, 19), date(2027, 3, 20), date(2027, 3, 21), date(2027, 3, 26),
    date(2027, 3, 27), date(2027, 3, 28),
    # April 2027
    date(2027, 4, 3), date(2027, 4, 4), date(2027, 4, 10), date(2027, 4, 11), date(2027, 4, 17), date(2027, 4, 18),
    date(2027, 4, 19), date(2027, 4, 24), date(2027, 4, 25),
    # May 2027
    date(2027, 5, 1), date(2027, 5, 2), date(2027, 5, 8), date(2027, 5, 9), date(2027, 5, 15), date(2027, 5, 16),
    date(2027, 5, 22), date(2027, 5, 23), date(2027, 5, 28), date(2027, 5, 29), date(2027, 5, 30), date(2027, 5, 31),
    # June 2027
    date(2027, 6, 1), date(2027, 6, 2), date(2027, 6, 3), date(2027, 6, 4), date(2027, 6, 5), date(2027, 6, 6),
    date(2027, 6, 7), date(2027, 6, 8), date(2027, 6, 9), date(2027, 6, 10), date(2027, 6, 11), date(2027, 6, 12),
    date(2027, 6, 13), date(2027, 6, 14), date(2027, 6, 15), date(2027, 6, 16), date(2027, 6, 17), date(2027, 6, 18),
    date(2027, 6, 19), date(2027, 6, 20), date(2027, 6, 21), date(2027, 6, 22), date(2027, 6, 23), date(2027, 6, 24),
    date(2027, 6, 25), date(2027, 6, 26), date(2027, 6, 27), date(2027, 6, 28), date(2027, 6, 29), date(2027, 6, 30),
    # July 2027
    date(2027, 7, 1), date(2027, 7, 2), date(2027, 7, 3), date(2027, 7, 4), date(2027, 7, 5), date(2027, 7, 6),
    date(2027, 7, 7), date(2027, 7, 8), date(2027, 7, 9), date(2027, 7, 10), date(2027, 7, 11), date(2027, 7, 12),
    date(2027, 7, 13), date(2027, 7, 14), date(2027, 7, 15), date(2027, 7, 16), date(2027, 7, 17), date(2027, 7, 18),
    date(2027, 7, 19), date(2027, 7, 20), date(2027, 7, 21), date(2027, 7, 22), date(2027, 7, 23), date(2027, 7, 24),
    date(2027, 7, 25), date(2027, 7, 26), date(2027, 7, 27), date(2027, 7, 28), date(2027, 7, 29), date(2027, 7, 30),
    date(2027, 7, 31),
})  # fmt: skip
"""The summers, Labor Day, training days in October, January, February and April, fall break, Election Day, Thanksgiving
week, winter and spring breaks, Martin Luther King Day and Good Friday. There is school on Veterans Day and on the
state's own holidays."""

BRITISH_CLOSED = frozenset({
    # August 2026
    date(2026, 8, 1), date(2026, 8, 2), date(2026, 8, 3), date(2026, 8, 4), date(2026, 8, 5), date(2026, 8, 6),
    date(2026, 8, 7), date(2026, 8, 8), date(2026, 8, 9), date(2026, 8, 10), date(2026, 8, 11), date(2026, 8, 12),
    date(2026, 8, 13), date(2026, 8, 14), date(2026, 8, 15), date(2026, 8, 16), date(2026, 8, 17), date(2026, 8, 18),
    date(2026, 8, 19), date(2026, 8, 20), date(2026, 8, 21), date(2026, 8, 22), date(2026, 8, 23), date(2026, 8, 24),
    date(2026, 8, 25), date(2026, 8, 26), date(2026, 8, 27), date(2026, 8, 28), date(2026, 8, 29), date(2026, 8, 30),
    date(2026, 8, 31),
    # September 2026
    date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 5), date(2026, 9, 6), date(2026, 9, 12), date(2026, 9, 13),
    date(2026, 9, 19), date(2026, 9, 20), date(2026, 9, 26), date(2026, 9, 27),
    # October 2026
    date(2026, 10, 3), date(2026, 10, 4), date(2026, 10, 10), date(2026, 10, 11), date(2026, 10, 17),
    date(2026, 10, 18), date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26), date(2026, 10, 27),
    date(2026, 10, 28), date(2026, 10, 29), date(2026, 10, 30), date(2026, 10, 31),
    # November 2026
    date(2026, 11, 1), date(2026, 11, 7), date(2026, 11, 8), date(2026, 11, 14), date(2026, 11, 15),
    date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 28), date(2026, 11, 29),
    # December 2026
    date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 12), date(2026, 12, 13), date(2026, 12, 19),
    date(2026, 12, 20), date(2026, 12, 21), date(2026, 12, 22), date(2026, 12, 23), date(2026, 12, 24),
    date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 27), date(2026, 12, 28), date(2026, 12, 29),
    date(2026, 12, 30), date(2026, 12, 31),
    # January 2027
    date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3), date(2027, 1, 4), date(2027, 1, 9), date(2027, 1, 10),
    date(2027, 1, 16), date(2027, 1, 17), date(2027, 1, 23), date(2027, 1, 24), date(2027, 1, 30), date(2027, 1, 31),
    # February 2027
    date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 13), date(2027, 2, 14), date(2027, 2, 15), date(2027, 2, 16),
    date(2027, 2, 17), date(2027, 2, 18), date(2027, 2, 19), date(2027, 2, 20), date(2027, 2, 21), date(2027, 2, 27),
    date(2027, 2, 28),
    # March 2027
    date(2027, 3, 6), date(2027, 3, 7), date(2027, 3, 13), date(2027, 3, 14), date(2027, 3, 20), date(2027, 3, 21),
    date(2027, 3, 26), date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29), date(2027, 3, 30), date(2027, 3, 31),
    # April 2027
    date(2027, 4, 1), date(2027, 4, 2), date(2027, 4, 3), date(2027, 4, 4), date(2027, 4, 5), date(2027, 4, 6),
    date(2027, 4, 7), date(2027, 4, 8), date(2027, 4, 9), date(2027, 4, 10), date(2027, 4, 11), date(2027, 4, 17),
    date(2027, 4, 18), date(2027, 4, 24), date(2027, 4, 25),
    # May 2027
    date(2027, 5, 1), date(2027, 5, 2), date(2027, 5, 3), date(2027, 5, 8), date(2027, 5, 9), date(2027, 5, 15),
    date(2027, 5, 16), date(2027, 5, 22), date(2027, 5, 23), date(2027, 5, 29), date(2027, 5, 30), date(2027, 5, 31),
    # June 2027
    date(2027, 6, 1), date(2027, 6, 2), date(2027, 6, 3), date(2027, 6, 4), date(2027, 6, 5), date(2027, 6, 6),
    date(2027, 6, 7), date(2027, 6, 12), date(2027, 6, 13), date(2027, 6, 19), date(2027, 6, 20), date(2027, 6, 26),
    date(2027, 6, 27),
    # July 2027
    date(2027, 7, 3), date(2027, 7, 4), date(2027, 7, 10), date(2027, 7, 11), date(2027, 7, 17), date(2027, 7, 18),
    date(2027, 7, 22), date(2027, 7, 23), date(2027, 7, 24), date(2027, 7, 25), date(2027, 7, 26), date(2027, 7, 27),
    date(2027, 7, 28), date(2027, 7, 29), date(2027, 7, 30), date(2027, 7, 31),
})  # fmt: skip
"""Three half terms, INSET days in September, January and June, Christmas, Easter, May Day and the summers."""

AMERICAN_CLOCK = ((date(2026, 8, 1), 5), (date(2026, 11, 1), 6), (date(2027, 3, 14), 5))
"""From which day on the clock, by day, is how many hours behind UTC."""

BRITISH_CLOCK = ((date(2026, 8, 1), -1), (date(2026, 10, 25), 0), (date(2027, 3, 28), -1))


def in_utc(clock: tuple[tuple[date, int], ...], local: datetime) -> datetime:
    """The UTC time, naive, when a school's clock shows a time of day."""
    behind = [hours for first, hours in clock if first <= local.date()][-1]
    return local + timedelta(hours=behind)
