"""`python -m bot calendar close 2026-12-21 2027-01-01 --why "Winter break"`, or today for snow."""

from datetime import date, datetime
from uuid import UUID

from domain.calendar_limits import check_days
from domain.own_words import required
from domain.school_days import Closure
from domain.school_year import WHY_LIMIT
from handlers.change_calendar import Change, changing
from store import calendars
from store.session import Store


def close_days(store: Store, school_id: UUID, first: date, last: date, why: str, now: datetime) -> Change:
    """Both days included; a day that had been opened by hand closes too."""
    with changing(store, school_id, now) as change:
        close_in(change, first, last, why, now)
    return change


def close_in(
    change: Change, first: date, last: date, why: str | None, now: datetime, ask_for: str = "Say why, with --why"
) -> None:
    """The same within a change that has begun; `ask_for` begins the sentence where there is no reason."""
    why = required(why, WHY_LIMIT, ask_for=f"{ask_for}.", about="why", it="the reason")
    school = change.school
    check_days(first, last, school.today(now))
    calendars.forget_open_days(change.db, school.id, first, last)
    typed = [each for each in calendars.kept(change.db, school.id) if each.uid is None]
    if Closure(first, last, why) not in [Closure(each.first, each.last, each.why) for each in typed]:
        calendars.add_closure(change.db, school.id, Closure(first, last, why))
