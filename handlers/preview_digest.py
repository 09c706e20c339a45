"""Lee types `/library-digest`: the digest as it stands, before it goes to the administrators."""

from dataclasses import dataclass
from datetime import datetime

from domain.library_need import Note
from handlers.act import Act, librarian_of
from handlers.add_to_digest import DIGEST_IS_FOR_LIBRARIANS
from handlers.digest import begins, digest_facts
from handlers.digest_message import digest_of
from handlers.messages import Digest, Place
from handlers.stories import place_of
from store import digest_words, people, schools
from store.session import Store


@dataclass(frozen=True)
class Preview:
    """`readers` are the administrators' names; `goes_at` None where no digest is planned."""

    digest: Digest
    notes: tuple[Note, ...]
    """Those in it, which can still be taken back."""
    readers: tuple[str, ...]
    goes_at: datetime | None
    place: Place


def preview_digest(store: Store, act: Act) -> Preview:
    """Only read, which takes a while: nobody who writes is kept waiting."""
    with store.writing(wakes=False) as db:
        librarian_of(db, act, DIGEST_IS_FOR_LIBRARIANS)
    with store.reading() as db:
        school = schools.get(db, act.school_id)
        since = begins(db, school, act.now)
        facts = dict(digest_facts(db, school, act.now, since=since, until=act.now))
        return Preview(
            digest=digest_of(db, school.id, facts),
            notes=digest_words.notes_between(db, school.id, since, act.now),
            readers=tuple(each.name for each in people.administrators(db, school.id)),
            goes_at=school.next_digest_at,
            place=place_of(school, act.now, act.habits),
        )
