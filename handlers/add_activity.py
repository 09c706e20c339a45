"""Lee presses Add an activity: what it is, from which day, how often, with whom. Its next days are promised at once."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from domain.activity import Activity, Recurrence, check_kind, check_title
from domain.collaboration import ActivityKind, Level
from domain.errors import UserError
from domain.occurrences import check_days
from domain.person import Person
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.plan_activity import follow
from handlers.serve_objective import check_objective
from handlers.stories import place_of
from store import activities, partners, schools
from store.session import Session, Store
from store.types import new_id


@dataclass(frozen=True)
class ActivityDraft:
    """As the form has it; `source_uid` is the event of a calendar file that it is kept from."""

    kind: ActivityKind | None
    title: str
    first_on: date | None
    at: time | None = None
    recurrence: Recurrence = Recurrence.ONCE
    until: date | None = None
    partner_id: UUID | None = None
    objective_id: UUID | None = None
    level: Level | None = None
    source_uid: str | None = None


def add_activity(store: Store, act: Act, draft: ActivityDraft) -> None:
    """UserError, about the field, for what the form must not hold."""
    with store.writing() as db:
        school = schools.get(db, act.school_id)
        librarian = librarian_of(db, act)
        if is_first(db, act):
            enter_activity(db, school, act, activity_from(db, school, act, draft, owner=librarian))


def enter_activity(db: Session, school: School, act: Act, activity: Activity) -> None:
    """Within a transaction of whoever adds it; what was due has been written down."""
    activities.add(db, school.id, activity, act.now)
    follow(db, school, activity, act.now)


def activity_from(
    db: Session, school: School, act: Act, draft: ActivityDraft, *, owner: Person, before: Activity | None = None
) -> Activity:
    """The draft, checked. `before` is the activity that it changes."""
    if draft.first_on is None:
        raise UserError("Choose the day, or the first of them.", "first")
    activity = Activity(
        id=before.id if before else new_id(),
        owner_id=owner.id,
        kind=check_kind(draft.kind),
        title=check_title(draft.title),
        first_on=draft.first_on,
        at=draft.at,
        recurrence=draft.recurrence,
        until=None if draft.recurrence is Recurrence.ONCE else draft.until,
        partner_id=_known_partner(db, school, draft.partner_id),
        objective_id=check_objective(db, school, draft.objective_id, own=before.objective_id if before else None),
        source_uid=before.source_uid if before else draft.source_uid,
        planned_until=None,
        ended_on=None,
        level=draft.level,
    )
    place = place_of(school, act.now, act.habits)
    check_days(activity, before, place.today, school.calendar, place.order)
    return activity


def _known_partner(db: Session, school: School, partner_id: UUID | None) -> UUID | None:
    if partner_id and partners.find(db, school.id, partner_id) is None:
        raise UserError("I cannot find that partner any more. Choose another one.", "partner")
    return partner_id
