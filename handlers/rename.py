"""The platform says that somebody is called otherwise: whoever the library knows is, too, on every Home."""

from uuid import UUID

from store import people
from store.session import Store


def rename(store: Store, school_id: UUID, address: str, name: str) -> None:
    """Nothing happens for somebody whom the library never met; most such news is about something else."""
    with store.reading() as db:
        known = people.by_address(db, school_id, address)
    if known is None or known.name == name:
        return
    with store.writing() as db:
        people.meet(db, school_id, address=address, name=name)
