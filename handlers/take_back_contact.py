"""Lee presses Undo under a logged contact: it never was, the next step goes, and clocks go by what was before it."""

from uuid import UUID

from handlers.act import Act, is_first, librarian_of
from handlers.change_contact import open_step, own_contact
from handlers.keep_in_touch import no_contact_after_all
from handlers.next_steps import drop
from store import contacts, outbox, schools
from store.session import Store


def take_back_contact(store: Store, act: Act, contact_id: UUID) -> None:
    """UserError for one that is gone already, or somebody else's. Whoever has been told has been told."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        if not is_first(db, act):
            return
        contact = own_contact(db, school.id, contact_id, librarian)
        if step := open_step(db, school.id, contact, librarian):
            drop(db, school, act, step)
        no_contact_after_all(db, school, act, contact.id)
        contacts.remove(db, school.id, contact.id)
        outbox.cancel_like(db, school.id, f"news:contact:{contact.id}:", "the contact was taken back")
