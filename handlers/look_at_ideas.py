"""Lee looks through the lesson ideas that proposals are made from."""

from dataclasses import dataclass

from domain.errors import UserError
from domain.take_action import Idea
from handlers.act import Act, librarian_of
from store import ideas, schools
from store.session import Store


@dataclass(frozen=True)
class Shelf:
    """The ideas there are, and whether the week begins with one of them."""

    ideas: tuple[Idea, ...]
    proposes: bool


def look_at_ideas(store: Store, act: Act) -> Shelf:
    with store.writing(wakes=False) as db:
        librarian_of(db, act)
        return Shelf(ideas.every(db, act.school_id), schools.get(db, act.school_id).proposes)


def look_at_idea(store: Store, act: Act, key: str) -> Idea:
    with store.writing(wakes=False) as db:
        librarian_of(db, act)
        idea = ideas.find(db, act.school_id, key)
        if idea is None:
            raise UserError("I cannot find that idea any more. Nothing was changed.")
        return idea
