"""What the steps ask each second is found by an index: after some years the store holds a hundred thousand messages."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from tests_of_the_store import NOW, add_school

from store import outbox, shown
from store.session import Session
from store.types import new_id

Question = Callable[[Session], object]
SCHOOL = new_id()

QUESTIONS: dict[str, tuple[Question, str]] = {
    "what is due": (lambda db: outbox.next_due(db, SCHOOL, now=NOW, real_now=NOW), "(school_id=? AND state=?)"),
    "what had no answer": (lambda db: outbox.next_unsure(db, SCHOOL, NOW), "(school_id=? AND state=?)"),
    "what tells the truth no more": (
        lambda db: shown.next_stale(db, SCHOOL, NOW),
        "ix_notices_stale (school_id=? AND state=? AND rewrite_at<?)",
    ),
}


@pytest.mark.parametrize(("ask", "found_by"), QUESTIONS.values(), ids=QUESTIONS.keys())
def test_what_is_asked_each_second_is_found_by_an_index(sqlite_store, ask, found_by):
    asked = []
    sa.event.listen(sqlite_store.engine, "before_cursor_execute", heard := _into(asked))
    with sqlite_store.writing() as db:
        add_school(db)
        asked.clear()
        ask(db)
        sa.event.remove(sqlite_store.engine, "before_cursor_execute", heard)
        (statement, values) = next(each for each in asked if "FROM notices" in each[0])
        plan = [row[3] for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    (line,) = [each for each in plan if each.split()[1] == "notices"]
    assert found_by in line, plan


def _into(asked: list[tuple[str, object]]) -> Callable[..., None]:
    return lambda *told: asked.append((told[2], told[3]))
