"""Whether a notice that is due goes out now: in school hours, to somebody who is there, and not one of too many."""

import json
from datetime import datetime, time, timedelta

from domain.notices import IMMEDIATE, UNPROMPTED, Notice, NoticeKind, Subject
from domain.person import Person
from domain.request import RequestState
from domain.school import School
from handlers.digest import facts_of_several
from handlers.owing import humane
from store import ledger, outbox, requests
from store.session import Session

MOST_SINGLE_CARDS = 3
MOST_CARDS_IN_A_GROUP = 15
"""Three blocks a card: a message holds fifty."""
MOST_NEWS_IN_ONE = 20


def ready_to_go(db: Session, school: School, person: Person, notice: Notice, now: datetime) -> Notice | None:
    """The notice, perhaps with others merged into it; None when it has been cancelled or waits for a better moment."""
    if person.left_at:
        outbox.mark_cancelled(db, notice.id, "has left the school")
        return None
    if notice.kind not in IMMEDIATE and not school.calendar.is_open(now):
        outbox.defer(db, notice.id, humane(school, now), "waits for the school to open")
        return None
    if notice.kind in UNPROMPTED:
        return _after_quiet(db, school, person, notice, now)
    if notice.kind in _REPLACED:
        return _newest(db, school, notice, now)
    return _grouped(db, notice, now)


def _after_quiet(db: Session, school: School, person: Person, notice: Notice, now: datetime) -> Notice | None:
    """In somebody's quiet weeks everything unasked waits for the first school day after them."""
    if person.quiet is None or not person.quiet.holds(school.today(now)):
        return _within_the_ceiling(db, school, person, notice, now)
    after = school.calendar.school_day_on_or_after(person.quiet.last + timedelta(days=1))
    outbox.defer(db, notice.id, school.calendar.opening(after), f"quiet weeks, until {person.quiet.last.isoformat()}")
    return None


def _within_the_ceiling(db: Session, school: School, person: Person, notice: Notice, now: datetime) -> Notice | None:
    """So many unasked messages in a school week; what is over waits for the next one and goes out in one.

    Librarians are not counted for: an offer of help, or what a colleague left to them, is theirs to act on.
    """
    week = school.calendar.week_of(school.today(now))
    has_had = ledger.unprompted_since(db, person.id, school.calendar.moment(week, time.min))
    if has_had >= school.most_unprompted and not person.is_librarian:
        next_week = school.calendar.school_day_on_or_after(week + timedelta(days=7))
        outbox.defer(db, notice.id, school.calendar.opening(next_week), "enough unasked messages this week")
        return None
    others = [each for each in outbox.waiting_like(db, notice, now) if each.id != notice.id][: MOST_NEWS_IN_ONE - 1]
    for other in others:
        outbox.mark_cancelled(db, other.id, "went out in one message with others")
    if others:
        words = "\n".join([notice.facts.get("words", ""), *(other.facts.get("words", "") for other in others)])
        outbox.set_facts(db, notice.id, {"words": words})
    return outbox.get(db, notice.id)


_REPLACED = (NoticeKind.DIGEST, NoticeKind.AWAY)
"""What several of would be a flood: the newest stands in for those that wait with it, and tells of them all."""


def _newest(db: Session, school: School, notice: Notice, now: datetime) -> Notice:
    waiting = outbox.waiting_like(db, notice, now)
    if len(waiting) == 1:
        return notice
    *stale, newest = sorted(waiting, key=lambda each: each.owed_at)
    for each in stale:
        outbox.mark_cancelled(db, each.id, "a newer one tells of it")
    if notice.kind is NoticeKind.DIGEST:
        facts = facts_of_several(db, school, now, [each.facts for each in (*stale, newest)])
    else:
        facts = {"spans": json.dumps(sorted(span for each in waiting for span in json.loads(each.facts["spans"])))}
    outbox.set_facts(db, newest.id, facts)
    return outbox.get(db, newest.id)


def _grouped(db: Session, notice: Notice, now: datetime) -> Notice:
    """More than three cards that wait for one person become one message, whatever they waited for."""
    if not _can_be_grouped(db, notice):
        return notice
    others = [each for each in outbox.waiting_like(db, notice, now) if each.id != notice.id]
    cards = [notice, *(each for each in others if _can_be_grouped(db, each))][:MOST_CARDS_IN_A_GROUP]
    if len(cards) <= MOST_SINGLE_CARDS:
        return notice
    for card in cards[1:]:
        outbox.mark_cancelled(db, card.id, "went out in one message with others")
    outbox.become_group(db, notice, tuple(Subject(card.request_id) for card in cards))
    return outbox.get(db, notice.id)


def _can_be_grouped(db: Session, notice: Notice) -> bool:
    """One that has gone wrong would take the others with it."""
    return notice.kind is NoticeKind.CARD and not notice.failures and _is_open(db, notice)


def _is_open(db: Session, card: Notice) -> bool:
    request = requests.find(db, card.school_id, card.request_id) if card.request_id else None
    return request is not None and request.state is RequestState.OPEN
