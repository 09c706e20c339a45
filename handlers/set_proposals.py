"""Lee stops the weekly proposal, or wants it again."""

from domain.history import STOPPED, WANTED, EventKind
from handlers.act import Act, is_first, librarian_of
from store import history, schools
from store.session import Store


def set_proposals(store: Store, act: Act, *, wanted: bool) -> None:
    """For the whole school. What has been proposed already stays, to be answered."""
    with store.writing() as db:
        librarian_of(db, act)
        if not is_first(db, act):
            return
        schools.set_proposes(db, act.school_id, wanted)
        history.record(db, act.school_id, EventKind.PROPOSALS, act.now, detail=WANTED if wanted else STOPPED)
