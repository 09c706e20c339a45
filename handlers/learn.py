"""The platform says that somebody is called otherwise, reads another language, or has moved to another time zone."""

from uuid import UUID

from domain.person import Habits
from store import people
from store.session import Store


def learn(store: Store, school_id: UUID, address: str, habits: Habits, name: str | None = None) -> None:
    """Of somebody the library has met; nobody is met by this. What the platform does not say stays as it was.

    Most such news is about something else, and changes nothing.
    """
    with store.reading() as db:
        person = people.by_address(db, school_id, address)
    if person is None or (name or person.name, people.told(habits, person.habits)) == (person.name, person.habits):
        return
    with store.writing() as db:
        people.meet(db, school_id, address=address, name=name or person.name, habits=habits)
