"""Lee presses Settings on Home: everything the school may choose, looked at on one page and changed by a few forms."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time

from domain.digest_moments import check_digest_hour, moved_digest, open_hours
from domain.errors import UserError
from domain.etiquette import check_ceiling
from domain.history import STOPPED, WANTED, EventKind
from domain.hours_in_words import Told
from domain.ladder import Ladder
from domain.person import Person
from domain.retention import check_months
from domain.school import School
from domain.school_days import WEEKDAY_NAMES, check_holidays, holidays_to_come
from domain.spelling import Spelling
from handlers.act import Act, is_first, librarian_of
from handlers.change_calendar import Change, changing
from handlers.messages import Place
from handlers.set_spelling import spell
from handlers.stories import place_of
from store import calendars, history, homes, outbox, people, schools
from store.session import Session, Store

NAME_LIMIT = 80
_MOST_HOLIDAYS = 3


@dataclass(frozen=True)
class Settings:
    """`weekdays` and `digest_weekday` count Monday as 0; `most_unprompted` is a teacher's in a school week."""

    name: str
    opens: time
    closes: time
    weekdays: frozenset[int]
    holidays: str
    """A country, with its part if there is one ("GB-ENG"); "" for none."""
    digest_weekday: int
    digest_at: time
    most_unprompted: int
    proposes: bool
    ladder: Ladder
    keeps_months: int
    spelling: Spelling


EVERYTHING = frozenset(field.name for field in fields(Settings))


@dataclass(frozen=True)
class SettingsPage:
    """`coming` are the next public holidays, `closures` counts what is closed by name and not over."""

    settings: Settings
    place: Place
    librarians: tuple[Person, ...]
    administrators: tuple[Person, ...]
    coming: tuple[tuple[date, str], ...]
    closures: int


def look_at_settings(store: Store, act: Act) -> Settings:
    with store.writing(wakes=False) as db:
        librarian_of(db, act)
        return settings_of(schools.get(db, act.school_id))


def look_at_page(store: Store, act: Act) -> SettingsPage:
    with store.writing(wakes=False) as db:
        librarian_of(db, act)
        school = schools.get(db, act.school_id)
        today = school.today(act.now)
        return SettingsPage(
            settings=settings_of(school),
            place=place_of(school, act.now, act.habits),
            librarians=people.librarians(db, school.id),
            administrators=people.administrators(db, school.id),
            coming=holidays_to_come(school.calendar, today, _MOST_HOLIDAYS),
            closures=sum(each.last >= today for each in calendars.kept(db, school.id)),
        )


def settings_of(school: School) -> Settings:
    calendar = school.calendar
    return Settings(
        name=school.name,
        opens=calendar.opens,
        closes=calendar.closes,
        weekdays=calendar.weekdays,
        holidays=calendar.holidays,
        digest_weekday=school.digest_weekday,
        digest_at=school.digest_at,
        most_unprompted=school.most_unprompted,
        proposes=school.proposes,
        ladder=school.ladder,
        keeps_months=school.keeps_months,
        spelling=school.spelling,
    )


def change_settings(store: Store, act: Act, to: Settings, touched: frozenset[str] = EVERYTHING) -> Change:
    """What was touched, all of it or none; the rest stays as it is, whoever changed it meanwhile.

    UserError, about the field, for what a school cannot be.
    """
    with changing(store, act.school_id, act.now) as change:
        db, before = change.db, change.school
        librarian_of(db, act)
        to = replace(settings_of(before), **{name: getattr(to, name) for name in touched})
        _check(to, touched)
        _check_digest_hour(to, settings_of(before), place_of(before, act.now, act.habits).school_hour)
        if is_first(db, act):
            _set(db, before, to, act.now)
    return change


def _set(db: Session, before: School, to: Settings, now: datetime) -> None:
    schools.set_name(db, before.id, to.name.strip())
    calendars.set_hours(db, before.id, to.opens, to.closes)
    calendars.set_weekdays(db, before.id, to.weekdays)
    schools.set_holidays(db, before.id, to.holidays)
    schools.set_keeps(db, before.id, to.keeps_months)
    if (to.digest_weekday, to.digest_at) != (before.digest_weekday, before.digest_at):
        _move_digest(db, before, to, now)
    if to.most_unprompted != before.most_unprompted:
        schools.set_ceiling(db, before.id, to.most_unprompted)
        outbox.release_unprompted(db, before.id, now)
    if to.proposes != before.proposes:
        schools.set_proposes(db, before.id, to.proposes)
        history.record(db, before.id, EventKind.PROPOSALS, now, detail=WANTED if to.proposes else STOPPED)
    if to.spelling != before.spelling:
        spell(db, before.id, to.spelling)
    if to.ladder != before.ladder:
        schools.set_ladder(db, before.id, to.ladder)
        history.record(db, before.id, EventKind.LADDER, now, detail=to.ladder.written())
    homes.mark_stale(db, before.id, None)


def _check(to: Settings, touched: frozenset[str]) -> None:
    if not to.name.strip() or len(to.name) > NAME_LIMIT:
        raise UserError(f"Please write the school’s name, in up to {NAME_LIMIT} characters.", "name")
    if not to.weekdays:
        raise UserError("Tick at least one day.", "weekdays")
    if not to.opens < to.closes:
        raise UserError("School closes after it opens. Please choose a later hour.", "closes")
    _check_digest_day(to, touched)
    check_holidays(to.holidays)
    check_ceiling(to.most_unprompted)
    check_months(to.keeps_months)


def _check_digest_day(to: Settings, touched: frozenset[str]) -> None:
    """Said about whichever of the two was changed."""
    if to.digest_weekday in to.weekdays:
        return
    if "digest_weekday" in touched:
        raise UserError("The digest goes out on a school day. Please choose another day.", "digest-day")
    day = WEEKDAY_NAMES[to.digest_weekday]
    raise UserError(
        f"The weekly digest goes out on {day}s. Leave {day} ticked, or choose another day for it under Messages first.",
        "weekdays",
    )


def _check_digest_hour(to: Settings, before: Settings, told: Told) -> None:
    """Said about whichever was changed; what was so before stands in nobody's way."""
    if to.digest_at != before.digest_at and not to.opens <= to.digest_at < to.closes:
        hours = open_hours(to.opens, to.closes, told)
        raise UserError(f"The digest goes out while the school is open. Please choose an hour {hours}.", "digest-at")
    if (to.opens, to.closes) != (before.opens, before.closes):
        check_digest_hour(to.digest_at, to.opens, to.closes, told)


def _move_digest(db: Session, before: School, to: Settings, now: datetime) -> None:
    """This week's goes out at once where its new moment has passed already; no week gets two."""
    schools.set_digest_moment(db, before.id, to.digest_weekday, to.digest_at)
    if before.next_digest_at and before.next_digest_at > now:
        after = replace(before, digest_weekday=to.digest_weekday, digest_at=to.digest_at)
        moment = moved_digest(after, before.calendar, before.calendar, before.next_digest_at, now)
        schools.set_digest(db, before.id, next_at=moment, begins=before.digest_from)
