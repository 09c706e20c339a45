"""Lee presses **Add a note** or **Add a need**: a line of Lee's own for the next digest, and what the library needs."""

from uuid import UUID

from domain.errors import UserError
from domain.library_need import NeedKind, check_need, check_note
from handlers.act import Act, is_first, librarian_of
from store import digest_words, homes, shown
from store.session import Store

DIGEST_IS_FOR_LIBRARIANS = (
    "The school’s librarians prepare the weekly digest; administrators get it in their messages with me. "
    "Nothing was stored."
)


def add_note(store: Store, act: Act, words: str | None) -> None:
    """UserError for no words, or too many."""
    with store.writing() as db:
        librarian = librarian_of(db, act, DIGEST_IS_FOR_LIBRARIANS)
        note = check_note(words)
        if is_first(db, act):
            digest_words.add_note(db, act.school_id, librarian.id, note, act.now)


def drop_note(store: Store, act: Act, note_id: UUID) -> None:
    """What has gone out stays there."""
    with store.writing() as db:
        librarian_of(db, act, DIGEST_IS_FOR_LIBRARIANS)
        digest_words.drop_note(db, act.school_id, note_id)


def add_need(store: Store, act: Act, kind: NeedKind | None, words: str | None) -> None:
    with store.writing() as db:
        librarian = librarian_of(db, act, DIGEST_IS_FOR_LIBRARIANS)
        if kind is None:
            raise UserError("Choose what it is: time, money, cover or training.", "kind")
        need = check_need(words)
        if is_first(db, act):
            digest_words.add_need(db, act.school_id, librarian.id, kind, need, act.now)
            homes.mark_stale(db, act.school_id, None)


def close_need(store: Store, act: Act, need_id: UUID) -> None:
    """It is no longer needed: digests that have gone out say so, later ones leave it out."""
    with store.writing() as db:
        librarian_of(db, act, DIGEST_IS_FOR_LIBRARIANS)
        need = digest_words.find_need(db, act.school_id, need_id)
        if need is None or need.closed_at:
            return
        digest_words.close_need(db, act.school_id, need_id, act.now)
        shown.mark_digests_stale(db, act.school_id, need.made_at)
        homes.mark_stale(db, act.school_id, None)
