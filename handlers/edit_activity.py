"""Lee presses Edit on an activity, or End: the days that are still to come follow it."""

from dataclasses import replace
from uuid import UUID

from domain.activity import Activity
from domain.errors import UserError
from domain.person import Person
from handlers.act import Act, is_first, librarian_of
from handlers.add_activity import ActivityDraft, activity_from
from handlers.plan_activity import follow
from store import activities, people, schools
from store.session import Session, Store

_GONE = "I cannot find that activity any more. Nothing was changed."


def look_at_activity(store: Store, act: Act, activity_id: UUID) -> Activity:
    """UserError for one that has ended."""
    with store.writing(wakes=False) as db:
        librarian_of(db, act)
        return _live(activities.find(db, act.school_id, activity_id))


def edit_activity(store: Store, act: Act, activity_id: UUID, draft: ActivityDraft) -> None:
    """Days that its new rhythm does not name are released, the others say what it says now."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        if not is_first(db, act):
            return
        before = _live(activities.find_to_change(db, school.id, activity_id))
        changed = activity_from(db, school, act, draft, owner=_owner(db, before, librarian), before=before)
        activities.change(db, school.id, changed)
        follow(db, school, changed, act.now)


def end_activity(store: Store, act: Act, activity_id: UUID) -> None:
    """Its open occurrences are released; what was kept stays kept."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        if not is_first(db, act):
            return
        activity = _live(activities.find_to_change(db, school.id, activity_id))
        ended = replace(activity, ended_on=school.today(act.now))
        activities.change(db, school.id, ended)
        follow(db, school, ended, act.now)


def _live(activity: Activity | None) -> Activity:
    if activity is None:
        raise UserError(_GONE)
    if activity.ended_on:
        raise UserError(f"“{activity.title}” has been ended already. Nothing was changed.")
    return activity


def _owner(db: Session, activity: Activity, librarian: Person) -> Person:
    """It stays whose it was; what somebody left behind is its editor's."""
    owner = people.get(db, librarian.school_id, activity.owner_id)
    return librarian if owner.has_gone else owner
