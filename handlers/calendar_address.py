"""Lee presses Calendar on Home: an address to subscribe to, a new one, or none any more; and a calendar asks at it."""

from datetime import datetime
from uuid import UUID

from handlers.act import Act, is_first, librarian_of
from handlers.library_calendar import LibraryCalendar, library_calendar
from handlers.send_calendar import CALENDAR_IS_FOR_LIBRARIANS
from store import calendar_feeds, people, schools
from store.session import Store


def look_at_address(store: Store, act: Act) -> UUID | None:
    """What stands for the address; None where there is none."""
    with store.writing(wakes=False) as db:
        librarian = librarian_of(db, act, CALENDAR_IS_FOR_LIBRARIANS)
        return calendar_feeds.of_person(db, act.school_id, librarian.id)


def renew_address(store: Store, act: Act) -> UUID | None:
    """A new one; what was subscribed to the old one gets nothing any more."""
    with store.writing(wakes=False) as db:
        librarian = librarian_of(db, act, CALENDAR_IS_FOR_LIBRARIANS)
        if not is_first(db, act):
            return calendar_feeds.of_person(db, act.school_id, librarian.id)
        return calendar_feeds.renew(db, act.school_id, librarian.id, act.now)


def withdraw_address(store: Store, act: Act) -> None:
    with store.writing(wakes=False) as db:
        librarian = librarian_of(db, act, CALENDAR_IS_FOR_LIBRARIANS)
        if is_first(db, act):
            calendar_feeds.withdraw(db, act.school_id, librarian.id)


def calendar_at(store: Store, school_id: UUID, feed_id: UUID, now: datetime) -> LibraryCalendar | None:
    """None for an address that is no longer one, and for whoever has left or no longer runs the library."""
    with store.reading() as db:
        owner_id = calendar_feeds.owner(db, school_id, feed_id)
        owner = people.get(db, school_id, owner_id) if owner_id else None
        if owner is None or owner.left_at or not owner.is_librarian:
            return None
        return library_calendar(db, schools.get(db, school_id), owner, now)
