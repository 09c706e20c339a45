"""A request is there to be taken once more: what was found did not help yet, or what was promised will not come."""

from domain.history import EventKind
from domain.person import Person
from domain.request import Request, RequestState
from domain.school import School
from handlers.act import Act
from handlers.owing import owe_cards
from store import history, requests
from store.session import Session


def open_again(
    db: Session, school: School, act: Act, request: Request, ended_as: RequestState, by: Person | None = None
) -> None:
    """Nothing happens to one that has ended otherwise meanwhile.

    Everybody who reads for the library gets a card again; the librarian who opened it (`by`) has it in front of them.
    A question that waits for its reply goes on waiting.
    """
    again = {"state": RequestState.OPEN, "round": request.round + 1}
    if not requests.change(db, school.id, request.id, only_if=(ended_as,), **again):
        return
    reopened = requests.get(db, school.id, request.id)
    opener = by.id if by else None
    history.record(
        db, school.id, EventKind.OPENED, act.now, request_id=request.id, person_id=opener, detail=reopened.round
    )
    owe_cards(db, school, reopened, act.now, but_not=opener)
