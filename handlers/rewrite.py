"""Time to rewrite: a posted card, or a Home tab, that no longer shows the truth. The last state wins."""

from datetime import timedelta

from handlers.compose import Gone, compose
from handlers.deliver import Busy, Clocks, Letter, Outcome, Patience, Sender, Unsure, back_off
from handlers.home import home_of
from handlers.stories import place_of
from store import homes, outbox, people, schools
from store.session import Store


def rewrite_one(store: Store, sender: Sender, clocks: Clocks, patience: Patience) -> bool:
    """Rewrites one message; False when every one is true. Twice does no harm, so it is tried until it succeeds."""
    with store.writing(wakes=False) as db:
        real_now = clocks.real()
        found = outbox.next_stale(db, real_now)
        if found is None:
            return False
        notice, seen = found
        outbox.hold_rewrite(db, notice.id, real_now + patience.until_look_up)
        place = place_of(schools.get(db, notice.school_id), clocks.school())
        message = compose(db, notice, place)
        person = people.get(db, notice.school_id, notice.person_id)
    if isinstance(message, Gone):
        raise TypeError(f"Notice {notice.id} was posted and cannot be gone: {message.reason}")
    outcome = sender.rewrite(Letter(notice.id, person, message, place, notice.thread, notice.message))
    real_now = clocks.real()
    with store.writing(wakes=False) as db:
        if isinstance(outcome, Busy | Unsure):
            outbox.hold_rewrite(db, notice.id, real_now + _wait(outcome))
        else:
            outbox.mark_rewritten(db, notice.id, seen, real_now)
    return True


def publish_one(store: Store, sender: Sender, clocks: Clocks, patience: Patience) -> bool:
    """Publishes one Home tab anew; False when every one is true."""
    with store.writing(wakes=False) as db:
        real_now = clocks.real()
        found = homes.next_stale(db, real_now)
        if found is None:
            return False
        school_id, person_id, seen = found
        homes.hold(db, person_id, real_now + patience.until_look_up)
        school = schools.get(db, school_id)
        person = people.get(db, school_id, person_id)
        home, place = home_of(db, school, person, clocks.school()), place_of(school, clocks.school())
    outcome = sender.publish(person, home, place)
    real_now = clocks.real()
    with store.writing(wakes=False) as db:
        if isinstance(outcome, Busy | Unsure):
            homes.hold(db, person_id, real_now + _wait(outcome))
        else:
            homes.mark_published(db, person_id, seen, real_now)
    return True


def _wait(outcome: Outcome) -> timedelta:
    return back_off(3, outcome.seconds if isinstance(outcome, Busy) else None)
