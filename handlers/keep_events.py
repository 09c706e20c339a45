"""`python -m bot calendar import --events FILE.ics`: events of a calendar file that somebody keeps as activities.

An event is known by its UID: kept once, it is not kept twice, and one that has moved moves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.activity import Activity, Recurrence
from domain.collaboration import ActivityKind
from domain.errors import UserError
from domain.kept_events import FoundEvent, find_events
from domain.occurrences import rhythm
from domain.person import Person
from domain.school import School
from handlers.act import Act
from handlers.add_activity import ActivityDraft, activity_from, enter_activity
from handlers.nudge import nudge_before
from handlers.plan_activity import follow
from handlers.read_calendar_file import read_calendar_file
from store import activities, people, schools
from store.session import Session, Store


class Known(StrEnum):
    """What the library knows of an event already."""

    NEW = "new"
    MOVED = "moved"
    KEPT = "kept already"


@dataclass(frozen=True)
class Offered:
    event: FoundEvent
    known: Known


@dataclass(frozen=True)
class Kept:
    """What became of the events that were chosen."""

    added: tuple[FoundEvent, ...]
    moved: tuple[FoundEvent, ...]
    unchanged: tuple[FoundEvent, ...]


def offer_events(store: Store, school_id: UUID, content: bytes, file_name: str, now: datetime) -> tuple[Offered, ...]:
    """What can be kept, the soonest first; nothing is stored. UserError for what is no calendar file."""
    with store.reading() as db:
        school = schools.get(db, school_id)
        today = school.today(now)
        file = read_calendar_file(content, file_name, school.calendar, today)
        known = activities.by_source(db, school_id)
        found = find_events(file.events, today, school.calendar)
        return tuple(Offered(each, _known(each, known)) for each in found)


def owner_of(store: Store, school_id: UUID, which: str) -> Person:
    """The librarian whose activities they become: the only one, or the one that is named by id or by name."""
    with store.reading() as db:
        librarians = people.librarians(db, school_id)
    wanted = which.lstrip("@").casefold()
    found = [each for each in librarians if not wanted or wanted in (each.address.casefold(), each.name.casefold())]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{each.name} ({each.address})" for each in librarians)
    if not librarians:
        raise UserError("There is no librarian yet whose activities they could be.")
    if found:
        raise UserError(f"Whose are they? Add --for and one of: {names}.")
    raise UserError(f"There is no librarian called {which}; there is {names}.")


def keep_events(
    store: Store, owner: Person, chosen: Iterable[FoundEvent], kind: ActivityKind | None, now: datetime
) -> Kept:
    """All of them or none. `kind` counts for all; without one each is what its words say."""
    added, moved, unchanged = list[FoundEvent](), list[FoundEvent](), list[FoundEvent]()
    with store.writing() as db:
        nudge_before(db, owner.school_id, now)
        school = schools.get(db, owner.school_id)
        act = Act(school.id, owner.address, owner.name, now)
        for event in chosen:
            known = activities.by_source(db, school.id)
            become = {Known.NEW: added, Known.MOVED: moved, Known.KEPT: unchanged}
            become[_known(event, known)].append(event)
            try:
                for draft in _drafts(event, kind):
                    _keep(db, school, act, owner, draft, known.get(draft.source_uid or ""))
            except UserError as error:
                raise UserError(f"“{event.title[:60]}”: {error} Nothing was kept.") from error
    return Kept(tuple(added), tuple(moved), tuple(unchanged))


def _keep(db: Session, school: School, act: Act, owner: Person, draft: ActivityDraft, before: Activity | None) -> None:
    if before is None:
        enter_activity(db, school, act, activity_from(db, school, act, draft, owner=owner))
        return
    if _is_same(before, draft):
        return
    kept = activities.find_to_change(db, school.id, before.id) or before
    changed = replace(
        kept,
        first_on=draft.first_on or kept.first_on,
        at=draft.at,
        recurrence=draft.recurrence,
        until=draft.until,
        ended_on=None,
        planned_until=None,
    )
    activities.change(db, school.id, changed)
    follow(db, school, changed, act.now)


def _known(event: FoundEvent, known: dict[str, Activity]) -> Known:
    """An event without a rhythm is several activities."""
    each = [(draft, known.get(draft.source_uid or "")) for draft in _drafts(event, None)]
    if all(before and _is_same(before, draft) for draft, before in each):
        return Known.KEPT
    return Known.MOVED if any(before for _, before in each) else Known.NEW


def _is_same(before: Activity, draft: ActivityDraft) -> bool:
    """A class that has begun meanwhile is the same class."""
    if before.ended_on or before.recurrence is not draft.recurrence or before.at != draft.at:
        return False
    if before.recurrence is Recurrence.ONCE:
        return before.first_on == draft.first_on
    return before.until == draft.until and draft.first_on in _named(before, draft.first_on)


def _named(activity: Activity, day: date | None) -> tuple[date, ...]:
    return rhythm(activity, day, day) if day else ()


def _drafts(event: FoundEvent, kind: ActivityKind | None) -> Iterator[ActivityDraft]:
    """One for a rhythm; without one, one for each day."""
    kind = kind or event.kind
    if event.recurrence:
        is_once = event.recurrence is Recurrence.ONCE
        until = None if is_once else event.days[-1]
        yield ActivityDraft(kind, event.title, event.days[0], event.at, event.recurrence, until, source_uid=event.uid)
        return
    for day in event.days:
        yield ActivityDraft(kind, event.title, day, event.at, source_uid=f"{event.uid} {day.isoformat()}")
