"""A school founded with the calendar of a whole year, as a school has it when the file of its year has been read."""

from datetime import datetime
from uuid import UUID

from world import seed

from domain.history import STOPPED, EventKind
from handlers.open_school import open_school
from store import calendars, history, schools
from store.session import Store
from tests.domain.years import Year


def found(store: Store, year: Year, now: datetime, librarians: tuple[str, ...]) -> UUID:
    """Its week begins without a proposal: these stories are about something else. `librarians` are addresses."""
    everybody = seed(calendar=year.calendar, librarians=librarians, administrators=())
    with store.writing(wakes=False) as db:
        calendar = everybody.calendar
        school_id = schools.add(
            db, address=everybody.address, name="Riverside", calendar=calendar, date_order=everybody.date_order
        )
        for closure in calendar.closures:
            calendars.add_closure(db, school_id, closure)
        for day in calendar.open_days:
            calendars.open_day(db, school_id, day, "a school day")
    open_school(store, everybody, now, lambda address: address)
    with store.writing(wakes=False) as db:
        schools.set_proposes(db, school_id, False)  # noqa: FBT003  # the value itself
        history.record(db, school_id, EventKind.PROPOSALS, now, detail=STOPPED)
    return school_id
