"""Lee presses Settings on Home: school days and hours, the digest, and how often the library may write unasked."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from domain.digest_moments import moved_digest
from domain.errors import UserError
from domain.etiquette import check_ceiling
from domain.history import STOPPED, WANTED, EventKind
from domain.school import School
from domain.spelling import Spelling
from handlers.act import Act, is_first, librarian_of
from handlers.change_calendar import changing
from handlers.set_spelling import spell
from store import calendars, history, homes, outbox, schools
from store.session import Session, Store


@dataclass(frozen=True)
class Settings:
    """`weekdays` and `digest_weekday` count Monday as 0; `most_unprompted` is a teacher's in a school week."""

    opens: time
    closes: time
    weekdays: frozenset[int]
    digest_weekday: int
    digest_at: time
    most_unprompted: int
    proposes: bool
    spelling: Spelling = Spelling.BRITISH


def look_at_settings(store: Store, act: Act) -> Settings:
    with store.writing(wakes=False) as db:
        librarian_of(db, act)
        return settings_of(schools.get(db, act.school_id))


def settings_of(school: School) -> Settings:
    calendar = school.calendar
    return Settings(
        calendar.opens,
        calendar.closes,
        calendar.weekdays,
        school.digest_weekday,
        school.digest_at,
        school.most_unprompted,
        school.proposes,
        school.spelling,
    )


def change_settings(store: Store, act: Act, to: Settings) -> None:
    """All of them or none. UserError, about the field, for what a school cannot be."""
    _check(to)
    with changing(store, act.school_id, act.now) as change:
        db, before = change.db, change.school
        librarian_of(db, act)
        if not is_first(db, act):
            return
        calendars.set_hours(db, before.id, to.opens, to.closes)
        calendars.set_weekdays(db, before.id, to.weekdays)
        if (to.digest_weekday, to.digest_at) != (before.digest_weekday, before.digest_at):
            _move_digest(db, before, to, act.now)
        if to.most_unprompted != before.most_unprompted:
            schools.set_ceiling(db, before.id, to.most_unprompted)
            outbox.release_unprompted(db, before.id, act.now)
        if to.proposes != before.proposes:
            schools.set_proposes(db, before.id, to.proposes)
            history.record(db, before.id, EventKind.PROPOSALS, act.now, detail=WANTED if to.proposes else STOPPED)
        if to.spelling != before.spelling:
            spell(db, before.id, to.spelling)
        homes.mark_stale(db, before.id, None)


def _check(to: Settings) -> None:
    if not to.weekdays:
        raise UserError("Tick at least one day.", "weekdays")
    if not to.opens < to.closes:
        raise UserError("School closes after it opens. Please choose a later hour.", "closes")
    if to.digest_weekday not in to.weekdays:
        raise UserError("The digest goes out on a school day. Please choose one that is ticked above.", "digest-day")
    check_ceiling(to.most_unprompted)


def _move_digest(db: Session, before: School, to: Settings, now: datetime) -> None:
    """This week's goes out at once where its new moment has passed already; no week gets two."""
    schools.set_digest_moment(db, before.id, to.digest_weekday, to.digest_at)
    if before.next_digest_at and before.next_digest_at > now:
        after = replace(before, digest_weekday=to.digest_weekday, digest_at=to.digest_at)
        moment = moved_digest(after, before.calendar, before.calendar, before.next_digest_at, now)
        schools.set_digest(db, before.id, next_at=moment, begins=before.digest_from)
