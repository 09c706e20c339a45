"""Lee presses As a picture on the partner map: it comes as a direct message, to be kept or shown to somebody."""

from domain.history import EventKind
from domain.notices import NewNotice, NoticeKind
from handlers.act import Act, is_first, librarian_of
from handlers.add_partner import PARTNERS_ARE_FOR_LIBRARIANS
from store import history, outbox
from store.session import Store
from store.types import new_id


def draw_map(store: Store, act: Act) -> None:
    """At once: whoever presses has just acted. The map is drawn as it stands when it is sent."""
    with store.writing() as db:
        librarian = librarian_of(db, act, PARTNERS_ARE_FOR_LIBRARIANS)
        if not is_first(db, act):
            return
        notice = NewNotice(NoticeKind.MAP, librarian.id, once_key=f"map:{act.source_key or new_id()}", owed_at=act.now)
        if outbox.owe(db, act.school_id, notice):
            history.record(db, act.school_id, EventKind.DREW, act.now, person_id=librarian.id, detail=notice.once_key)
