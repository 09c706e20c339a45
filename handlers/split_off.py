"""Ada presses “That was a new request” under a reply that was taken for one."""

from uuid import UUID

from domain.errors import UserError
from domain.history import EventKind
from domain.request import Source
from handlers.act import Act, person_of
from handlers.ask import Draft, ask_in
from handlers.owing import mark_changed
from store import history, remarks, requests, schools
from store.session import Store


def split_off(store: Store, act: Act, remark_id: UUID) -> None:
    """The words leave the request they had joined, whose question waits again, and become one of their own."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        person = person_of(db, act)
        found = remarks.find(db, school.id, remark_id)
        if found is None or found[1].author_id != person.id:
            raise UserError("That is a request of its own already. Nothing was changed.")
        request, remark = requests.get(db, school.id, found[0]), found[1]
        remarks.forget(db, school.id, remark.id)
        if request.is_live:
            requests.ask_again(db, school.id, request.id)
            history.record(db, school.id, EventKind.QUESTIONED, act.now, request_id=request.id)
        mark_changed(db, school, request)
        ask_in(db, school, act, Draft(remark.words, Source.DIRECT_MESSAGE))
