"""Lee presses Answer: up to five resources and a word; it keeps the promise if there is one."""

from uuid import UUID

from domain.answer import read_resources
from domain.commitment import WORDS_LIMIT
from domain.errors import UserError
from domain.own_words import optional
from handlers.act import Act, is_first, librarian_of
from handlers.finish import settle_request
from handlers.own_request import live_request, refuse_anothers
from handlers.serve_objective import serve
from store import schools
from store.session import Store


def answer(
    store: Store, act: Act, request_id: UUID, *, resources: str, note: str | None, objective_id: UUID | None = None
) -> None:
    """`resources` holds one a line; UserError, with the guide's reason, for a sixth."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        found = read_resources(resources)
        words = optional(note, WORDS_LIMIT, about="note", it="the word that goes with it")
        if not found and not words:
            raise UserError("Name at least one resource, or write a word to go with the answer.", "resources")
        if not is_first(db, act):
            return
        request = live_request(db, school.id, request_id)
        refuse_anothers(db, school.id, request, librarian)
        serve(db, school, request.id, objective_id)
        settle_request(db, school, act, request, librarian, note=words, found=found)
