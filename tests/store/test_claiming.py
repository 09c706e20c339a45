"""What one step works on is left alone by the others, which go on with their own work meanwhile."""

from tests_of_the_store import NOW, add_person, add_school, owe

from store import people, schools


def test_a_step_takes_what_nobody_else_has_taken(postgres_store):
    with postgres_store.writing() as db:
        school_id = add_school(db)
        lee, kim = (add_person(db, school_id, name) for name in ("Lee", "Kim"))
        for librarian in (lee, kim):
            people.set_nudge(db, librarian.id, NOW)
    with postgres_store.writing() as first, postgres_store.writing() as second:
        taken = {people.due_for_nudge(db, school_id, NOW).id for db in (first, second)}
        assert taken == {lee.id, kim.id}
        with postgres_store.writing() as third:
            assert people.due_for_nudge(third, school_id, NOW) is None


def test_messages_can_be_owed_to_somebody_whom_another_step_works_on(postgres_store):
    """Each has claimed what the other's messages are about; the store refuses to wait for longer than a second."""
    with postgres_store.writing() as db:
        lee = add_person(db, add_school(db), "Lee")
        people.set_nudge(db, lee.id, NOW)
        schools.set_digest(db, lee.school_id, next_at=NOW, begins=None)
    with postgres_store.writing() as mornings, postgres_store.writing() as fridays:
        assert people.due_for_nudge(mornings, lee.school_id, NOW)
        assert schools.due_for_digest(fridays, lee.school_id, NOW)
        owe(fridays, lee, "digest")
        owe(mornings, lee, "morning")
