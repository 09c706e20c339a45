"""Lee types `/library-log` and a sentence: it is logged, or a form opens with what was understood of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.collaboration import check_minutes
from domain.commitment import check_words
from domain.contact_words import ContactWords, Days, read_contact
from domain.errors import UserError
from domain.own_words import length
from domain.partner import NAME_LIMIT
from handlers.act import Act, librarian_of
from handlers.log_contact import (
    LOGGING_IS_FOR_LIBRARIANS,
    ContactForm,
    Logged,
    check_what,
    contact_form,
    log_contact,
)
from handlers.place import written_order
from handlers.whose_contact import ContactDraft
from store import schools
from store.session import Store


@dataclass(frozen=True)
class NamedPerson:
    """Somebody behind an @, by the name that stands there. `address` is None for whom the school does not know."""

    name: str
    address: str | None


def log_in_words(store: Store, act: Act, text: str, named: Sequence[NamedPerson]) -> Logged | ContactForm:
    """UserError, before anything is stored, for what no form could put right."""
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act, LOGGING_IS_FOR_LIBRARIANS)
        check_what(text)  # before it is read: whatever is longer could not be kept
        days = Days(school.today(act.now), school.calendar, written_order(school, act.habits))
        draft = _draft(read_contact(text, [each.name for each in named], days), named)
        _check(draft)
        form = contact_form(db, school, act, draft)
    is_whole = draft.name and draft.what
    return log_contact(store, act, draft, proposes=True) if is_whole else form


def _draft(words: ContactWords, named: Sequence[NamedPerson]) -> ContactDraft:
    people = tuple((each.address, each.name) for each in named if each.address and each.name in words.mentioned)
    return ContactDraft(
        name=words.who,
        people=people,
        what=words.what,
        minutes=words.minutes,
        next_step=words.next_step.doing if words.next_step else None,
        due_on=words.next_step.on if words.next_step else None,
    )


def _check(draft: ContactDraft) -> None:
    """What a form could not even show."""
    check_minutes(draft.minutes)
    if draft.what:
        check_what(draft.what)
    if draft.name and length(draft.name) > NAME_LIMIT:
        raise UserError(
            f"Who was it with? I read “{draft.name[:60]}…”, and a name has {NAME_LIMIT} characters at most."
        )
    if draft.next_step:
        check_words(draft.next_step, "Write the next step")
