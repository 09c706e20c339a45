"""`python -m bot calendar remove 2027-03-02`: a closure, or a day that was opened, is taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.errors import UserError
from handlers.change_calendar import Change, changing
from store import calendars
from store.calendars import KeptClosure
from store.session import Session, Store


@dataclass(frozen=True)
class Removed:
    """Either the closure, or the day that had been opened by hand."""

    change: Change
    closure: KeptClosure | None
    day: date | None = None


def remove_closure(store: Store, school_id: UUID, which: date | str, now: datetime) -> Removed:
    """By one of its days, or by the short name that `short_name` gives it."""
    with changing(store, school_id, now) as change:
        db = change.db
        if isinstance(which, date) and which in calendars.opened(db, school_id):
            calendars.forget_open_days(db, school_id, which, which)
            return Removed(change, None, which)
        closure = _the_one(db, school_id, which)
        calendars.remove_closures(db, school_id, [closure.id])
    return Removed(change, closure)


def short_name(closure: KeptClosure) -> str:
    """The end of its id, where ids made at one moment differ."""
    return closure.id.hex[-6:]


def _the_one(db: Session, school_id: UUID, which: date | str) -> KeptClosure:
    kept = calendars.kept(db, school_id)
    found = [each for each in kept if short_name(each) == which or each.id.hex == which]
    if isinstance(which, date):
        found = [each for each in kept if each.first <= which <= each.last]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{short_name(each)} ({each.why})" for each in found)
        raise UserError(f"Several closures hold {which}: {names}. Name one of them instead of the day.")
    raise UserError(
        f"No closure in the calendar holds {which}. Public holidays and weekends are opened with “calendar open”."
    )
