"""Somebody opens the app's Home tab: what it shows them, by what they do at the school."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.digest import Figures
from domain.follow_ups import Followed, Standing, follow
from domain.own_settings import own_settings_of
from domain.person import Person
from domain.school import School
from handlers.act import Act, person_of
from handlers.digest import figures_of
from handlers.messages import Home, HomeList
from handlers.stories import card_of, line_for, line_of, seat_of, story_of
from handlers.try_again import undelivered
from store import commitments, homes, partners, people, requests
from store.session import Session, Store

_HELPED = 3


def open_home(store: Store, act: Act) -> None:
    with store.writing() as db:
        homes.open_for(db, act.school_id, person_of(db, act).id)


def home_of(db: Session, school: School, person: Person, now: datetime) -> Home:
    """As it stands now, for a librarian, an administrator, a teacher, or who is several of these."""
    home = _everybodys(db, school, person, now)
    if any(each.id == person.id for each in people.readers(db, school.id)):
        home = _with_lists(db, school, person, home, now)
    return _with_library(db, school, home, now) if person.is_librarian else home


def _everybodys(db: Session, school: School, person: Person, now: datetime) -> Home:
    names = {each.value: each for each in HomeList}
    turned = homes.turned(db, person.id)
    return Home(
        name=person.name,
        mine=tuple(story_of(db, school.id, each) for each in requests.live_of(db, school.id, person.id)),
        promises=None,
        unanswered=None,
        figures=_running(db, school, now) if person.is_administrator else None,
        next_digest_at=school.next_digest_at,
        seat=seat_of(db, person),
        own=own_settings_of(person, school.today(now)),
        helped=tuple(story_of(db, school.id, each) for each in requests.that_helped(db, school.id, person.id, _HELPED)),
        librarians=tuple(each.name for each in people.librarians(db, school.id)),
        turned={names[name]: page for name, page in turned.items() if name in names},
    )


def _running(db: Session, school: School, now: datetime) -> Figures:
    """Without the departments: from a week that still runs, looked at twice, one teacher's request could be told."""
    return replace(figures_of(db, school, now), by_department=())


def _with_lists(db: Session, school: School, person: Person, home: Home, now: datetime) -> Home:
    """What is owed to people: for librarians, or for whoever stands in for them."""
    return replace(
        home,
        promises=tuple(line_of(db, school.id, each) for each in commitments.open_of(db, school.id, person.id)),
        unanswered=tuple(card_of(db, school.id, each, person) for each in requests.unanswered(db, school.id, now)),
        asked_back=tuple(card_of(db, school.id, each, person) for each in requests.unreplied_since(db, school.id, now)),
        left_behind=tuple(line_for(db, person, each.id) for each in commitments.left_behind(db, school.id)),
        week_ends=_week_ends(school, school.today(now)),
    )


def _with_library(db: Session, school: School, home: Home, now: datetime) -> Home:
    failed, failed_in_all = undelivered(db, school)
    return replace(
        home,
        undelivered=failed,
        undelivered_in_all=failed_in_all,
        referred=tuple(story_of(db, school.id, each) for each in requests.referred(db, school.id)),
        partners=_worth_a_word(db, school, school.today(now)),
    )


def _worth_a_word(db: Session, school: School, today: date) -> tuple[Followed, ...]:
    waiting = [
        each
        for each in follow(partners.every(db, school.id), today, school.calendar)
        if each.standing is not Standing.FINE
    ]
    return tuple(sorted(waiting, key=lambda each: each.partner.gaps.most - each.passed))


def _week_ends(school: School, today: date) -> date:
    return school.calendar.week_of(today) + timedelta(days=6)
