"""`/library-help mine`: what somebody asked and still waits for."""

from handlers.act import Act, person_of
from handlers.messages import Story
from handlers.stories import story_of
from store import requests
from store.session import Store


def mine(store: Store, act: Act) -> tuple[Story, ...]:
    """The newest first."""
    with store.writing(wakes=False) as db:
        person = person_of(db, act)
        live = requests.live_of(db, act.school_id, person.id)
        return tuple(story_of(db, act.school_id, request) for request in reversed(live))
