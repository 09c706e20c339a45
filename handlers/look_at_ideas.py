"""Lee looks through the lesson ideas that proposals are made from."""

from domain.errors import UserError
from domain.take_action import Idea
from handlers.act import Act, librarian_of
from store import ideas
from store.session import Store


def look_at_ideas(store: Store, act: Act) -> tuple[Idea, ...]:
    with store.writing(wakes=False) as db:
        librarian_of(db, act)
        return ideas.every(db, act.school_id)


def look_at_idea(store: Store, act: Act, key: str) -> Idea:
    with store.writing(wakes=False) as db:
        librarian_of(db, act)
        idea = ideas.find(db, act.school_id, key)
        if idea is None:
            raise UserError("I cannot find that idea any more. Nothing was changed.")
        return idea
