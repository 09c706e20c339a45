"""Time goes on: the occurrences of an activity become commitments, in time for the reminder of the day before.

Each day has one, whoever plans it and however often: an activity is claimed while it is planned. What the calendar
closes, and what its rhythm no longer names, is released without a word to anybody; a day that opens again comes back.
"""

from datetime import date, datetime
from uuid import UUID

from domain.activity import Activity, Ended
from domain.commitment import CommitmentState
from domain.history import EventKind
from domain.occurrences import horizon, occurrences, rhythm, takes_place
from domain.person import Person
from domain.school import School
from handlers.nudge import nudge_before
from handlers.steps import take_one
from handlers.tell import tell
from store import activities, commitments, history, homes, partners, people, schools, shown
from store.activities import Occurrence
from store.session import Session, Store

_Claimed = tuple[School, Activity]


def plan_activity_one(store: Store, school_id: UUID, now: datetime) -> bool:
    """Plans one activity of the school up to its horizon; False when every one has been."""
    return take_one(
        store,
        claim=lambda db: _next(db, school_id, now),
        work=lambda db, found: _go_on(db, *found, now),
        put_off=lambda db, found: _put_off(db, *found, now),
    )


def follow_calendar(db: Session, school: School, now: datetime) -> int:
    """The calendar has changed, in this transaction: what falls into a closure goes, what opens again comes.

    Returns how many occurrences went.
    """
    every = activities.live_to_change(db, school.id)
    if every:
        nudge_before(db, school.id, now)
    return sum(follow(db, school, activity, now) for activity in every)


def follow(db: Session, school: School, activity: Activity, now: datetime) -> int:
    """Makes the commitments of an activity what they should be, and returns how many were released.

    It is claimed, and what was due has been written down.
    """
    made = activities.made_for(db, school.id, activity.id)
    today = school.today(now)
    gone = [(each, reason) for each in made if (reason := _falls_away(each, activity, school, today))]
    for each, reason in gone:
        _release(db, school, each, reason, now)
    if activity.ended_on is None:
        partner = partners.find(db, school.id, activity.partner_id) if activity.partner_id else None
        doing = activity.doing(partner.name if partner else None)
        _reword(db, school, activity, made, doing)
        if owner := _owner(db, school, activity, now):
            _add(db, school, activity, made, owner, doing, now)
        activities.set_planned(db, school.id, activity.id, horizon(today, school.calendar))
    homes.mark_stale(db, school.id, None)
    return len(gone)


def _next(db: Session, school_id: UUID, now: datetime) -> _Claimed | None:
    if not activities.are_there(db, school_id):
        return None
    school = schools.get(db, school_id)
    today = school.today(now)
    activity = activities.next_to_plan(db, school_id, today, horizon(today, school.calendar))
    return (school, activity) if activity else None


def _go_on(db: Session, school: School, activity: Activity, now: datetime) -> None:
    nudge_before(db, school.id, now)
    follow(db, school, activity, now)


def _put_off(db: Session, school: School, activity: Activity, now: datetime) -> None:
    """To the next school day: planning begins with its today, so that nothing to come is left out."""
    activities.set_planned(db, school.id, activity.id, horizon(school.today(now), school.calendar))


def _falls_away(each: Occurrence, activity: Activity, school: School, today: date) -> Ended | None:
    """What somebody has moved to another day is theirs, and what has gone by is to be settled, not forgotten."""
    if activity.ended_on:
        return Ended.GIVEN_UP if each.is_open else None
    if not each.is_as_planned or each.day < today:
        return None
    if not takes_place(activity, each.day, school.calendar):
        return Ended.CLOSED
    return Ended.CHANGED if each.day > today and not rhythm(activity, each.day, each.day) else None


def _release(db: Session, school: School, each: Occurrence, reason: Ended, now: datetime) -> None:
    commitments.close(db, school.id, each.commitment_id, state=CommitmentState.RELEASED, now=now, word=reason)
    history.record(db, school.id, EventKind.RELEASED, now, commitment_id=each.commitment_id, detail=each.commitment_id)
    shown.mark_stale(db, school.id, commitment_id=each.commitment_id)


def _reword(db: Session, school: School, activity: Activity, made: tuple[Occurrence, ...], doing: str) -> None:
    """Open ones say what the activity says now."""
    told = (doing, activity.at, activity.partner_id, activity.objective_id, activity.level)
    for each in made:
        if each.is_open and each.told != told:
            commitments.change(
                db,
                school.id,
                each.commitment_id,
                doing=doing,
                at=activity.at,
                share=activity.share,
                partner_id=activity.partner_id,
                objective_id=activity.objective_id,
                level=activity.level,
            )
            shown.mark_stale(db, school.id, commitment_id=each.commitment_id)


def _add(
    db: Session,
    school: School,
    activity: Activity,
    made: tuple[Occurrence, ...],
    owner: Person,
    doing: str,
    now: datetime,
) -> None:
    today = school.today(now)
    have = {each.day for each in made if each.counts}
    for day in occurrences(activity, today, horizon(today, school.calendar), school.calendar):
        if day not in have:
            _promise(db, school, activity, owner, doing, day, now)


def _promise(
    db: Session, school: School, activity: Activity, owner: Person, doing: str, day: date, now: datetime
) -> None:
    commitment_id = commitments.add(
        db,
        school.id,
        request_id=None,
        owner_id=owner.id,
        doing=doing,
        share=activity.share,
        due_on=day,
        at=activity.at,
        now=now,
        partner_id=activity.partner_id,
        activity_id=activity.id,
        objective_id=activity.objective_id,
        level=activity.level,
    )
    history.record(
        db,
        school.id,
        EventKind.PROMISED,
        now,
        commitment_id=commitment_id,
        person_id=owner.id,
        detail=commitment_id,
        day=day,
    )


def _owner(db: Session, school: School, activity: Activity, now: datetime) -> Person | None:
    """Whoever has it; where they have gone, a colleague from now on, who is told. None where nobody is there."""
    owner = people.get(db, school.id, activity.owner_id)
    if not owner.has_gone:
        return owner
    colleague = next(iter(people.librarians(db, school.id)), None)
    if colleague:
        activities.give(db, school.id, activity.id, colleague.id)
        words = f"“{activity.title}” was {owner.name}’s and is yours from now on: /library-partner activities"
        tell(db, school, colleague.id, words, f"activity:{activity.id}:{colleague.id}", now)
    return colleague
