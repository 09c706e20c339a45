"""A partner's clock: school days since the last real contact, and what they say.

Past the ideal gap a partner is worth a word, past the limit overdue. A new partner's clock runs from the day they were
added. Whoever was put off for a while is not spoken of before that day, whoever was retired not at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.partner import Clock, Gaps, Partner
from domain.school_days import SchoolCalendar

_DAY = timedelta(days=1)


class Standing(StrEnum):
    FINE = "fine"
    WORTH_A_WORD = "worth a word"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Followed:
    """`passed` is in school days since the last contact, or since they were added."""

    partner: Partner
    passed: int
    standing: Standing


def standing(partner: Partner, day: date, calendar: SchoolCalendar) -> Standing:
    return _standing(partner, day, calendar.school_days_between(partner.clock_since, day))


def follow(partners: Iterable[Partner], day: date, calendar: SchoolCalendar) -> tuple[Followed, ...]:
    """Each with their clock, in the order given; the calendar is walked once for all of them."""
    every = tuple(partners)
    passed = passed_since(min((each.clock_since for each in every), default=day), day, calendar)
    return tuple(
        Followed(each, count, _standing(each, day, count))
        for each in every
        for count in (passed.get(each.clock_since, 0),)
    )


def most_overdue_first(followed: Iterable[Followed]) -> tuple[Followed, ...]:
    """As they are read: past their limit before worth a word, by how far; where that is equal, in the order given."""
    return tuple(sorted(followed, key=lambda each: how_pressing(each.standing, each.partner.gaps, each.passed)))


def how_pressing(standing: Standing, gaps: Gaps, passed: int) -> tuple[bool, int]:
    """The smallest is the most pressing. `passed` is in school days since the clock began to run."""
    is_overdue = standing is Standing.OVERDUE
    return not is_overdue, (gaps.most if is_overdue else gaps.ideal) - passed


def due_by(partner: Partner, calendar: SchoolCalendar) -> date:
    """The last day on which the next contact is within the ideal gap; not before the end of a quiet time."""
    ideal = calendar.add_school_days(partner.clock_since, partner.gaps.ideal)
    if partner.quiet_until and partner.quiet_until > ideal:
        return calendar.school_day_on_or_after(partner.quiet_until)
    return ideal


def _standing(partner: Partner, day: date, passed: int) -> Standing:
    return Standing.FINE if partner.retired_on else clock_standing(partner.clock, day, passed)


def clock_standing(clock: Clock, day: date, passed: int) -> Standing:
    """`passed` is in school days since the clock began to run."""
    is_quiet = clock.quiet_until is not None and day < clock.quiet_until
    if is_quiet or passed <= clock.gaps.ideal:
        return Standing.FINE
    return Standing.OVERDUE if passed > clock.gaps.most else Standing.WORTH_A_WORD


def passed_since(first: date, last: date, calendar: SchoolCalendar) -> dict[date, int]:
    """For each day from `first` to `last`, the school days after it up to and with `last`."""
    passed, count, day = {last: 0}, 0, last
    while day > first:
        count += calendar.is_school_day(day)
        day -= _DAY
        passed[day] = count
    return passed
