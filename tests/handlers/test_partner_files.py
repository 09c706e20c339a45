"""What goes out in a file comes back as it was, whatever people write about their partners."""

from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from world import MONDAY, World

from domain.partner import AS_A_GROUP, Approach, Category, Gaps, Partner
from domain.partner_columns import guarded, unguarded
from handlers.export_partners import export_partners
from handlers.import_partners import PartnerImport, import_partners
from handlers.read_partner_file import read_partner_file
from store import history, partners
from store.tables import events, objectives
from store.tables import partners as partners_table
from store.types import new_id

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
BEGINNINGS = st.sampled_from(["", "=", "+", "-", "@", "'", "''", "'=", ";", ",", '"', "\n", "sep=;", "\t"])
WORDS = st.builds(lambda begins, text: (begins + text).strip() or None, BEGINNINGS, ANY_TEXT)
NAMES = st.lists(
    st.builds(lambda begins, text: " ".join((begins + text).split()), BEGINNINGS, ANY_TEXT).filter(bool),
    min_size=1,
    max_size=5,
    unique_by=lambda name: name.casefold(),
)


@given(text=st.builds(str.__add__, BEGINNINGS, ANY_TEXT))
def test_a_guard_comes_off_again_and_no_cell_begins_a_formula(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), names=NAMES)
def test_an_export_that_is_imported_changes_nothing(world, data, names):
    with world.store.writing() as db:
        db.execute(sa.delete(partners_table))
        for name in names:
            partners.add(db, world.school_id, data.draw(partner_called(name)))
    before = world.read(partners.every)
    done = imports(world, export_partners(world.store, world.school_id).encode())
    assert (done.added, done.changed, done.mistakes) == ((), (), ())
    assert len(done.unchanged) == len(names)
    assert world.read(partners.every) == before


@st.composite
def partner_called(draw, name: str) -> Partner:
    ideal, category = draw(st.integers(1, 400)), draw(st.sampled_from(Category))
    return Partner(
        id=new_id(),
        name=name,
        category=category,
        person_id=None,
        contact=draw(WORDS) or ("Front desk" if category in AS_A_GROUP else None),
        offers=draw(WORDS),
        reach=draw(WORDS),
        approach=draw(st.none() | st.sampled_from(Approach)),
        objective_id=None,
        gaps=Gaps(ideal, draw(st.integers(ideal, 400))),
        added_on=date(2026, 1, 5),
        last_contact_on=draw(st.none() | st.just(date(2026, 1, 20))),
    )


def imports(world: World, content: bytes | str, *, is_dry: bool = False) -> PartnerImport:
    file = read_partner_file(content.encode() if isinstance(content, str) else content)
    return import_partners(world.store, world.school_id, file, world.now, is_dry=is_dry)


def test_an_import_keeps_each_partners_clock_and_notes_new_gaps(any_world):
    imports(any_world, "name,category,ideal days,at most days\nHistory,curriculum leaders,10,20\n")
    (partner,) = any_world.read(partners.every)
    with any_world.store.writing() as db:
        partners.touch(db, any_world.school_id, partner.id, date(2026, 1, 20))
    done = imports(any_world, "name,category,ideal days,at most days\nHistory,curriculum leaders,15,20\n")
    assert done.changed == ("History",)
    (after,) = any_world.read(partners.every)
    assert after == replace(partner, gaps=Gaps(15, 20), last_contact_on=date(2026, 1, 20))
    with any_world.store.reading() as db:
        noted = [each.detail for each in history.read(db, any_world.school_id).events if each.partner_id]
        rows = db.execute(sa.select(events.c.kind).where(events.c.partner_id == partner.id)).scalars().all()
    assert noted == ["10 20", "15 20"]
    assert len(rows) == 2


def test_a_person_of_the_workspace_keeps_their_name_and_a_new_one_is_met(any_world):
    any_world.asks("Ada")
    imports(any_world, "name,category,slack person\nScience,curriculum leaders,U0ADA\nArt,clubs and more,\n")
    assert any_world.read(partners.every) == ()
    done = imports(
        any_world, "name,category,slack person\nScience,curriculum leaders,U0ADA\nBen Bee,individual teacher,U0BEN\n"
    )
    assert done.added == ("Science", "Ben Bee")
    assert any_world.person("Ada").name == "Ada"
    assert any_world.person("Ben").name == "Ben Bee"


def test_a_teacher_who_was_helped_before_is_not_said_to_be_new(world):
    world.answers("Lee", world.asks("Ada"))
    world.now += timedelta(days=7)
    imports(world, "name,category,slack person\nAda,individual teacher,U0ADA\nBen,individual teacher,U0BEN\n")
    last = {each.name: each.last_contact_on for each in world.read(partners.every)}
    assert last == {"Ada": MONDAY, "Ben": None}


def test_an_objective_is_found_by_its_title_and_an_unknown_one_is_asked_about(any_world):
    with any_world.store.writing() as db:
        db.execute(
            objectives.insert().values(
                id=new_id(),
                school_id=any_world.school_id,
                year=2025,
                title="Inquiry in every department",
                aim="",
                measure="",
                target="",
                made_at=any_world.now,
            )
        )
    done = imports(any_world, "name,category,objective\nScience,curriculum leaders,inquiry in all departments\n")
    (mistake,) = done.mistakes
    assert mistake.words == (
        "There is no objective “inquiry in all departments” in the improvement plan. "
        "Did you mean “Inquiry in every department”?"
    )
    imports(any_world, "name,category,objective\nScience,curriculum leaders,INQUIRY in every department\n")
    exported = export_partners(any_world.store, any_world.school_id)
    assert "Inquiry in every department" in exported
    assert imports(any_world, exported).unchanged == ("Science",)


def test_what_is_too_long_names_its_column(world):
    done = imports(world, f"name,category,reach\nScience,curriculum leaders,{'x' * 501}\n")
    assert [each.words for each in done.mistakes] == ["“reach”: Please keep it under 500 characters."]


def test_a_dry_run_leaves_not_even_the_people_behind(any_world):
    done = imports(any_world, "name,category,slack person\nBen Bee,individual teacher,U0BEN\n", is_dry=True)
    assert done.added == ("Ben Bee",)
    assert any_world.person("Ben") is None
    assert any_world.read(partners.every) == ()


def test_hundreds_are_imported_at_once(world):
    lines = "".join(f"Partner {number},book trade\n" for number in range(300))
    rows = []
    file = read_partner_file(f"name,category\n{lines}".encode())
    done = import_partners(world.store, world.school_id, file, world.now, on_row=lambda: rows.append(1))
    assert len(done.added) == len(rows) == 300
