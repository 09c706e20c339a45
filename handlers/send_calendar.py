"""Lee presses As a file in Calendar on Home: due dates and activities come as an iCalendar file."""

from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind
from handlers.act import Act, is_first, librarian_of
from store import history, outbox
from store.session import Store
from store.types import new_id

CALENDAR_IS_FOR_LIBRARIANS = "The library’s calendar is for the school’s librarians. Nothing was changed."


def send_calendar(store: Store, act: Act) -> None:
    """At once: whoever presses has just acted. It is made as things stand when it is sent."""
    with store.writing() as db:
        librarian = librarian_of(db, act, CALENDAR_IS_FOR_LIBRARIANS)
        if not is_first(db, act):
            return
        key = f"calendar:{act.source_key or new_id()}"
        if outbox.owe(db, act.school_id, NewNotice(NoticeKind.CALENDAR, librarian.id, once_key=key, owed_at=act.now)):
            history.record(db, act.school_id, EventKind.WANTED_CALENDAR, act.now, person_id=librarian.id, detail=key)
