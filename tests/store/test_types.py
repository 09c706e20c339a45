"""Moments are UTC or refused, and the schema knows every word of an enum."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError
from tests_of_the_store import NOW, add_person, add_school, owe

from store import people
from store.tables import metadata, notices
from store.types import new_id


@pytest.fixture
def ada(store):
    with store.writing() as db:
        return add_person(db, add_school(db), "Ada")


def test_a_moment_without_a_zone_is_refused(store, ada):
    with store.writing() as db, pytest.raises(StatementError, match="without a zone"):
        people.set_nudge(db, ada.id, datetime(2026, 2, 2, 8))  # noqa: DTZ001  # that is the point


def test_a_moment_comes_back_in_utc(store, ada):
    there = datetime(2026, 2, 2, 8, tzinfo=timezone(timedelta(hours=-6)))
    with store.writing() as db:
        people.set_nudge(db, ada.id, there)
        kept = people.get(db, ada.school_id, ada.id).next_nudge_at
    assert kept == there
    assert kept.tzinfo is UTC


def test_moments_are_compared_as_moments(store, ada):
    with store.writing() as db:
        people.set_nudge(db, ada.id, NOW)
        earlier = (NOW - timedelta(seconds=1)).astimezone(timezone(timedelta(hours=5)))
        assert people.due_for_nudge(db, ada.school_id, earlier) is None
        assert people.due_for_nudge(db, ada.school_id, NOW.astimezone(timezone(timedelta(hours=-9)))) is not None


def test_ids_made_later_sort_later():
    ids = [new_id() for _ in range(1_000)]
    assert ids == sorted(ids)


def test_a_word_that_is_no_state_is_refused_by_the_schema(store, ada):
    with store.writing() as db:
        owe(db, ada, "receipt")
    with pytest.raises(IntegrityError), store.writing() as db:
        db.execute(sa.text("UPDATE notices SET state = 'perhaps'"))


def test_a_sixth_resource_is_refused_by_the_schema(store, ada):
    request, answer = new_id(), new_id()
    rows = {
        "requests": {"id": request, "asker_id": ada.id, "need": "bees", "state": "open", "source": "command"}
        | {"doubtful": False, "round": 1, "asked_at": NOW},
        "answers": {"id": answer, "request_id": request, "author_id": ada.id, "given_at": NOW},
        "resources": {"answer_id": answer, "position": 6, "title": "one too many"},
    }
    with store.writing() as db:
        for table in ("requests", "answers"):
            _insert(db, table, school_id=ada.school_id, **rows[table])
    with pytest.raises(IntegrityError), store.writing() as db:
        _insert(db, "resources", school_id=ada.school_id, **rows["resources"])


def test_what_points_nowhere_is_refused(store, ada):
    row = {"person_id": new_id(), "stale": 0, "rewrite_at": NOW}
    with pytest.raises(IntegrityError), store.writing() as db:
        _insert(db, "homes", school_id=ada.school_id, **row)


def test_what_belongs_to_a_school_goes_with_it(store, ada):
    with store.writing() as db:
        owe(db, ada, "receipt")
        db.execute(metadata.tables["schools"].delete())
    with store.reading() as db:
        assert db.execute(sa.select(notices)).all() == []


@pytest.mark.parametrize("table", [table for table in metadata.sorted_tables if table.name != "schools"], ids=str)
def test_every_table_says_which_school_it_is_about(table):
    assert not table.c.school_id.nullable
    assert [key.column.table.name for key in table.c.school_id.foreign_keys] == ["schools"]


def _insert(db, table, **values: object):
    db.execute(metadata.tables[table].insert().values(**values))
