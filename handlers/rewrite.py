"""Time to rewrite: a posted card, or a Home tab, that no longer shows the truth. The last state wins.

Each is held for a while before anything else is done with it, so one that cannot be rewritten never stops the others.
"""

from datetime import timedelta
from uuid import UUID

from domain.notices import Notice
from handlers.compose import compose
from handlers.composing import Gone
from handlers.deliver import back_off, keep_picture
from handlers.home import home_of
from handlers.messages import ILLUSTRATED
from handlers.pause import pause
from handlers.sending import Busy, Clocks, Letter, Outcome, Patience, Paused, Sender, Sent, Unsure
from handlers.stories import place_for, place_of
from store import homes, people, schools, shown
from store.session import Session, Store


def rewrite_one(store: Store, school_id: UUID, sender: Sender, clocks: Clocks, patience: Patience) -> bool:
    """Rewrites one message; False when every one is true. Twice does no harm, so it is tried until it succeeds."""
    with store.claiming(lambda db: shown.next_stale(db, school_id, clocks.real())) as claimed:
        if claimed is None:
            return False
        db, (notice, seen) = claimed
        shown.hold_rewrite(db, notice.id, clocks.real() + patience.until_look_up)
    outcome = sender.rewrite(_letter(store, notice, clocks, patience))
    with store.writing(wakes=False) as db:
        keep_picture(db, notice.id, outcome)
        match outcome:
            case Busy() | Unsure():
                shown.hold_rewrite(db, notice.id, clocks.real() + _wait(outcome))
            case Paused(reason):
                pause(db, notice.school_id, reason, clocks.school())
            case _:
                shown.mark_rewritten(db, notice.id, seen, clocks.real())
                if isinstance(outcome, Sent) and outcome.picture:
                    shown.note_without(db, notice.id, outcome.without)
    return True


def publish_one(store: Store, school_id: UUID, sender: Sender, clocks: Clocks, patience: Patience) -> bool:
    """Publishes one Home tab anew, with all that has changed on it or because a new day has come; False when every
    one is true.
    """
    with store.claiming(lambda db: _next_home(db, school_id, clocks)) as claimed:
        if claimed is None:
            return False
        db, (person_id, seen) = claimed
        homes.hold(db, person_id, clocks.real() + patience.until_look_up)
    with store.reading() as db:
        school = schools.get(db, school_id)
        person = people.get(db, school_id, person_id)
        home = home_of(db, school, person, clocks.school())
        place = place_of(school, clocks.school(), person.habits)
    outcome = sender.publish(person, home, place)
    with store.writing(wakes=False) as db:
        match outcome:
            case Busy() | Unsure():
                homes.hold(db, person_id, clocks.real() + _wait(outcome))
            case Paused(reason):
                pause(db, school_id, reason, clocks.school())
            case _:
                real_now = clocks.real()
                rests_until = real_now + timedelta(seconds=patience.between_homes)
                homes.mark_published(db, person_id, seen, real_now, today=place.today, rests_until=rests_until)
    return True


def _next_home(db: Session, school_id: UUID, clocks: Clocks) -> tuple[UUID, int] | None:
    return homes.next_stale(db, school_id, clocks.real(), schools.get(db, school_id).today(clocks.school()))


def _letter(store: Store, notice: Notice, clocks: Clocks, patience: Patience) -> Letter:
    with store.reading() as db:
        school = schools.get(db, notice.school_id)
        person = people.get(db, school.id, notice.person_id)
        place = place_for(notice, school, clocks.school(), person)
        message = compose(db, notice, place)
    if isinstance(message, Gone):
        raise TypeError(f"Notice {notice.id} was posted and cannot be gone: {message.reason}")
    for_picture = patience.picture if isinstance(message, ILLUSTRATED) else 0
    return Letter(notice.id, person, message, place, notice.thread, notice.message, for_picture, notice.picture)


def _wait(outcome: Outcome) -> timedelta:
    return back_off(3, outcome.seconds if isinstance(outcome, Busy) else None)
