"""What may happen once happens once, also when two connections try at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from tests_of_the_store import NOW, add_school

from domain.dates_in_words import DateOrder
from domain.school_days import SchoolCalendar
from store import homes, inbounds, people, schools
from store.session import Store


def at_once(store: Store, act, times: int = 2):
    """What each of so many transactions gives that begin together."""
    together = Barrier(times)

    def one(_):
        with store.writing() as db:
            if store.engine.dialect.name == "postgresql":  # SQLite's writers queue
                together.wait(5)
            return act(db)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.fixture
def school_id(store):
    with store.writing() as db:
        return add_school(db)


def test_exactly_one_of_two_deliveries_claims_a_payload(store, school_id):
    claims = at_once(store, lambda db: inbounds.claim(db, school_id, "C1:12", NOW), times=8)
    assert sorted(claims) == [False] * 7 + [True]


def test_a_claim_that_is_rolled_back_was_none(store, school_id):
    with store.writing() as db:
        savepoint = db.begin_nested()
        assert inbounds.claim(db, school_id, "C1:12", NOW)
        savepoint.rollback()
    with store.writing() as db:
        assert inbounds.claim(db, school_id, "C1:12", NOW)
        assert not inbounds.claim(db, school_id, "C1:12", NOW)


def test_one_key_is_two_payloads_in_two_schools(store, school_id):
    with store.writing() as db:
        other = add_school(db, address="T0OTHER")
        assert inbounds.claim(db, school_id, "C1:12", NOW)
        assert inbounds.claim(db, other, "C1:12", NOW)


def test_somebody_who_writes_twice_at_the_same_moment_is_one_person(store, school_id):
    met = at_once(store, lambda db: people.meet(db, school_id, address="U0ADA", name="Ada"))
    assert met[0] == met[1]


def test_a_home_opened_twice_at_the_same_moment_is_one_home(store, school_id):
    with store.writing() as db:
        ada = people.meet(db, school_id, address="U0ADA", name="Ada")
    at_once(store, lambda db: homes.open_for(db, school_id, ada.id))
    with store.writing() as db:
        assert homes.next_stale(db, school_id, NOW) == (ada.id, 2)


def test_programs_that_start_at_the_same_moment_work_for_one_school(store):
    def add(db):
        calendar = SchoolCalendar("America/Chicago")
        return schools.add(db, address="T1", name="Riverside", calendar=calendar, date_order=DateOrder.MONTH_FIRST)

    first, second = at_once(store, add)
    assert first == second
