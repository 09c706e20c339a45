"""The three dates offered when a librarian promises: small and near first, and honest about what comes too late."""

from dataclasses import dataclass
from datetime import date

from domain.school_days import SchoolCalendar

FARTHEST = 5
"""School days: a first promise is small, so none is proposed farther off than a school week."""


@dataclass(frozen=True)
class Proposal:
    on: date
    after_needed_by: bool


def propose_dates(today: date, needed_by: date | None, calendar: SchoolCalendar) -> tuple[Proposal, Proposal, Proposal]:
    """Three different school days in order.

    With room for three before the needed-by date, none is late: the next school day, the farthest in time (a school
    week at most) and one between. With less room today counts too, and what is still missing is the first days after
    the needed-by date, each flagged.
    """
    ahead = [calendar.add_school_days(today, count) for count in range(1, FARTHEST + 1)]
    in_time = ahead if needed_by is None else [day for day in ahead if day <= needed_by]
    if len(in_time) >= 3:  # noqa: PLR2004  (three buttons)
        return _proposals([in_time[0], in_time[len(in_time) // 2], in_time[-1]], needed_by)
    if calendar.is_school_day(today) and needed_by is not None and today <= needed_by:
        in_time.insert(0, today)
    late = [day for day in ahead if day not in in_time]
    return _proposals([*in_time, *late][:3], needed_by)


def _proposals(days: list[date], needed_by: date | None) -> tuple[Proposal, Proposal, Proposal]:
    first, second, third = (Proposal(day, needed_by is not None and day > needed_by) for day in days)
    return first, second, third
