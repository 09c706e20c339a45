"""Somebody opens the app's Home tab: what it shows them, by what they do at the school."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from domain.errors import UserError
from domain.follow_ups import Followed, Standing, follow
from domain.own_settings import NOTHING_SET, own_settings_of
from domain.person import Person
from domain.school import School
from handlers.act import Act, person_of
from handlers.filter_home import only_in_words
from handlers.home_sieve import Sieve
from handlers.messages import Home, HomeList
from handlers.stories import seat_of
from handlers.story_lists import cards_of, lines_of, stories_of
from handlers.told_digests import told_to
from handlers.try_again import undelivered
from store import commitments, digest_words, homes, partners, people, requests
from store.session import Session, Store

_HELPED = 3

_SHOWN_AFTERWARDS = 10
"""School days for which what the library has settled stays among what somebody asked for, if they say no word on it."""


def open_home(store: Store, act: Act) -> None:
    with store.writing() as db:
        homes.open_for(db, act.school_id, person_of(db, act).id)


def look_at_home(store: Store, act: Act) -> None:
    """They press something there."""
    with store.writing(wakes=False) as db:
        homes.look_at(db, person_of(db, act).id)


def home_of(db: Session, school: School, person: Person, now: datetime) -> Home:
    """As it stands now, for a librarian, an administrator, a teacher, or who is several of these."""
    home = _everybodys(db, school, person, school.today(now))
    sieve = Sieve.of(db, school, person)
    if any(each.id == person.id for each in people.readers(db, school.id)):
        home = _with_lists(db, school, person, home, sieve, now)
    if person.is_librarian:
        home = _with_library(db, school, home, sieve, now)
    if person.is_administrator:
        home = replace(home, told=told_to(db, school, person, school.today(now)))
    if person.is_librarian or person.is_administrator:
        home = replace(home, needs=digest_words.open_needs(db, school.id, now))
    return home


def _everybodys(db: Session, school: School, person: Person, today: date) -> Home:
    names = {each.value: each for each in HomeList}
    turned = homes.turned(db, person.id)
    own = own_settings_of(person, today)
    has_a_role = person.is_librarian or person.is_administrator
    return Home(
        name=person.name,
        mine=stories_of(db, school.id, requests.unsettled_of(db, school.id, person.id, _still_shown(school, today))),
        promises=None,
        unanswered=None,
        told=None,
        next_digest_at=school.next_digest_at,
        seat=seat_of(db, person),
        own=own,
        helped=stories_of(db, school.id, requests.that_helped(db, school.id, person.id, _HELPED)),
        librarians=tuple(each.name for each in people.librarians(db, school.id)),
        turned={names[name]: page for name, page in turned.items() if name in names},
        is_new=not has_a_role and own == NOTHING_SET and not requests.has_asked(db, school.id, person.id),
    )


def _still_shown(school: School, today: date) -> datetime:
    """From when on; in weeks where the calendar has so few school days behind it."""
    try:
        first = school.calendar.add_school_days(today, -_SHOWN_AFTERWARDS)
    except UserError:
        first = today - timedelta(days=2 * _SHOWN_AFTERWARDS)
    return school.calendar.moment(first, time.min)


def _with_lists(db: Session, school: School, person: Person, home: Home, sieve: Sieve, now: datetime) -> Home:
    """What is owed to people: for librarians, or for whoever stands in for them."""
    new, asked = requests.unanswered(db, school.id, now), requests.unreplied_since(db, school.id, now)
    own, left = commitments.open_of(db, school.id, person.id), commitments.left_behind(db, school.id)
    return replace(
        home,
        promises=lines_of(db, person, sieve.promises(own)),
        unanswered=cards_of(db, person, sieve.requests(new)),
        asked_back=cards_of(db, person, sieve.requests(asked)),
        left_behind=lines_of(db, person, sieve.promises(left)),
        week_ends=_week_ends(school, school.today(now)),
    )


def _with_library(db: Session, school: School, home: Home, sieve: Sieve, now: datetime) -> Home:
    failed, failed_in_all = undelivered(db, school, sieve.only.person_id)
    referred = sieve.requests(requests.referred(db, school.id))
    return replace(
        home,
        undelivered=failed,
        undelivered_in_all=failed_in_all,
        referred=stories_of(db, school.id, referred),
        partners=_worth_a_word(db, school, sieve, school.today(now)),
        only=only_in_words(db, school, sieve.only),
    )


def _worth_a_word(db: Session, school: School, sieve: Sieve, today: date) -> tuple[Followed, ...]:
    waiting = [
        each
        for each in follow(sieve.partners(partners.every(db, school.id)), today, school.calendar)
        if each.standing is not Standing.FINE
    ]
    return tuple(sorted(waiting, key=lambda each: each.partner.gaps.most - each.passed))


def _week_ends(school: School, today: date) -> date:
    return school.calendar.week_of(today) + timedelta(days=6)
