"""Ada presses Yes, Partly or Not yet under “Did this help?”."""

from uuid import UUID

from domain.answer import Answer, Helped
from domain.errors import UserError
from domain.request import RequestState
from handlers.act import Act, is_first, person_of
from handlers.open_again import open_again
from handlers.owing import mark_changed
from handlers.own_request import the_request
from store import answers, schools
from store.session import Store


def say_helped(store: Store, act: Act, request_id: UUID, answer_id: UUID, helped: Helped) -> None:
    """“Not yet” opens the request again, with a new card for the librarians."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        person = person_of(db, act)
        if not is_first(db, act):
            return
        request = the_request(db, school.id, request_id)
        if request.asker_id != person.id:
            raise UserError("Only the person who asked can say whether it helped. Nothing was changed.")
        answer = answers.find(db, school.id, answer_id)
        if answer is None or answer.request_id != request.id:
            raise UserError("I cannot find that answer any more. Nothing was changed.")
        if not answers.set_helped(db, school.id, answer_id, helped, act.now):
            raise UserError(_before(answer))
        if helped is Helped.NOT_YET:
            open_again(db, school, act, request, RequestState.ANSWERED)
        mark_changed(db, school, request)


def _before(answer: Answer) -> str:
    said = answer.helped.value if answer.helped else "that"
    return f"You said “{said}” already, thank you. Nothing was changed."
