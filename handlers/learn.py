"""Somebody chooses another language or moves to another time zone in the platform: from now on they read it so."""

from uuid import UUID

from domain.person import Habits
from store import homes, people
from store.session import Store


def learn(store: Store, school_id: UUID, address: str, habits: Habits) -> None:
    """Of somebody the library has met; nobody is met by this. What the platform does not say stays as it was."""
    with store.reading() as db:
        person = people.by_address(db, school_id, address)
    if person is None or person.habits == people.told(habits, person.habits):
        return
    with store.writing() as db:
        people.meet(db, school_id, address=address, name=person.name, habits=habits)
        homes.mark_people_stale(db, (person.id,))
