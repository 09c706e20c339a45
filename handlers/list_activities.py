"""Lee types `/library-partner activities`: what is coming, what falls away and why, and what was learned this year."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from domain.activity import Activity
from domain.objective import school_year_of
from domain.occurrences import SEARCHED, rhythm, takes_place
from domain.partner import Category
from domain.school import School
from handlers.act import Act, librarian_of
from handlers.messages import Place
from handlers.stories import place_of
from store import activities, objectives, partners, people, schools
from store.activities import Learning
from store.session import Session, Store

SHOWN_DAYS = 3


@dataclass(frozen=True)
class FallsAway:
    """A day of its rhythm on which the school is closed, before the last of those that are shown."""

    on: date
    why: str


@dataclass(frozen=True)
class ActivityEntry:
    """`days` are the next ones on which it takes place, three at most."""

    activity: Activity
    owner: str
    partner: str | None
    days: tuple[date, ...]
    falls_away: tuple[FallsAway, ...]


@dataclass(frozen=True)
class ActivityList:
    """What is coming, the soonest first; `learning` is this school year's."""

    entries: tuple[ActivityEntry, ...]
    learning: tuple[Learning, ...]
    place: Place


@dataclass(frozen=True)
class Choices:
    """What the form offers: (id, name) of partners by their category, and of objectives."""

    partners: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    objectives: tuple[tuple[str, str], ...]


def list_activities(store: Store, act: Act) -> ActivityList:
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act)
        today = school.today(act.now)
        going = [each for each in activities.live(db, school.id) if each.last_day >= today]
        entries = [_entry(db, school, each, today) for each in going]
        learning = activities.professional_learning(db, school.id, _year_begins(today), today)
        return ActivityList(tuple(sorted(entries, key=_soonest)), learning, place_of(school, act.now, act.habits))


def choices(store: Store, act: Act, activity: Activity | None = None) -> Choices:
    """For a new one, or one that is changed: what it is tied to is offered, also when it is of an earlier year."""
    with store.reading() as db:
        every, spelling = partners.every(db, act.school_id), schools.get(db, act.school_id).spelling
        own = activity.objective_id if activity else None
        plan = objectives.with_own(db, act.school_id, objectives.to_choose(db, act.school_id), own)
    used = [kind for kind in Category if any(each.category is kind for each in every)]
    return Choices(
        tuple((spelling.of(kind), tuple((str(p.id), p.name) for p in every if p.category is kind)) for kind in used),
        tuple((str(each.id), each.title) for each in plan),
    )


def _year_begins(today: date) -> date:
    return date(school_year_of(today), 7, 1)


def _soonest(entry: ActivityEntry) -> tuple[date, str]:
    return (entry.days[0] if entry.days else date.max), entry.activity.title


def _entry(db: Session, school: School, activity: Activity, today: date) -> ActivityEntry:
    begins = max(today, activity.first_on)
    named = rhythm(activity, begins, begins + SEARCHED)
    days = tuple(islice((day for day in named if takes_place(activity, day, school.calendar)), SHOWN_DAYS))
    until = days[-1] if days else begins + SEARCHED
    away = [day for day in named if day <= until and day not in days]
    partner = partners.find(db, school.id, activity.partner_id) if activity.partner_id else None
    return ActivityEntry(
        activity=activity,
        owner=people.get(db, school.id, activity.owner_id).name,
        partner=partner.name if partner else None,
        days=days,
        falls_away=tuple(FallsAway(day, school.calendar.why_closed(day) or "") for day in away),
    )
