"""`python -m bot calendar close 2026-12-21 2027-01-01 --why "Winter break"`, or today for snow."""

from datetime import date, datetime
from uuid import UUID

from domain.calendar_limits import check_days
from domain.commitment import check_words
from domain.errors import UserError
from domain.school_days import Closure
from handlers.change_calendar import Change, changing
from store import calendars
from store.session import Store

WHY_LIMIT = 200


def close_days(store: Store, school_id: UUID, first: date, last: date, why: str, now: datetime) -> Change:
    """Both days included; a day that had been opened by hand closes too."""
    why = check_words(why, "Say why, with --why")
    if len(why) > WHY_LIMIT:
        raise UserError(f"Please keep the reason under {WHY_LIMIT} characters.")
    with changing(store, school_id, now) as change:
        check_days(first, last, change.school.today(now))
        calendars.forget_open_days(change.db, school_id, first, last)
        typed = [each for each in calendars.kept(change.db, school_id) if each.uid is None]
        if Closure(first, last, why) not in [Closure(each.first, each.last, each.why) for each in typed]:
            calendars.add_closure(change.db, school_id, Closure(first, last, why))
    return change
