"""The partner map: the groups of both documents, what is empty, and the guide's order."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from domain.follow_ups import Standing, follow
from domain.partner import Approach, Category, Gaps, Partner, Side
from domain.partner_map import partner_map
from domain.school_days import SchoolCalendar

CALENDAR = SchoolCalendar("America/Chicago")
TODAY = date(2027, 3, 1)


def partner(name: str, category: Category = Category.TEACHER, **changed: object) -> Partner:
    made = Partner(
        id=UUID(int=sum(map(ord, name))),
        name=name,
        category=category,
        person_id=None,
        contact=None,
        offers=None,
        reach=None,
        approach=None,
        objective_id=None,
        gaps=Gaps(20, 40),
        added_on=TODAY,
    )
    return replace(made, **changed)


def drawn(*partners: Partner):
    return partner_map(follow(partners, TODAY, CALENDAR))


def names(followed) -> list[str]:
    return [each.partner.name for each in followed]


def test_the_map_of_a_new_school_has_every_group_of_both_documents_and_all_are_gaps():
    inside, outside = drawn().sides
    assert (inside.side, outside.side) == (Side.INSIDE, Side.OUTSIDE)
    assert len(inside.categories) == 12 + 1, "the twelve internal groups, and individual teachers"
    assert len(outside.categories) == 10 + 1, "the ten external groups, and other professions"
    assert len(drawn().gaps) == 24


def test_a_partner_fills_their_group_and_leaves_the_others_empty():
    shown = drawn(partner("Riverside Library", Category.PUBLIC_LIBRARIES))
    filled = {each.category: names(each.partners) for each in shown.categories if not each.is_empty}
    assert filled == {Category.PUBLIC_LIBRARIES: ["Riverside Library"]}
    assert len(shown.gaps) == 23


def test_a_group_lists_its_partners_by_name():
    shown = drawn(*(partner(name, Category.CLUBS) for name in ("chess", "Drama", "Book club")))
    assert names(shown.partners) == ["Book club", "chess", "Drama"]


def test_the_guides_order_is_kept_and_within_a_step_the_longest_without_contact_comes_first():
    shown = drawn(
        partner("Ina", approach=Approach.INNOVATOR),
        partner("Head", Category.SENIOR_LEADERS),
        partner("Chair", Category.CURRICULUM_LEADERS),
        partner("Recent", last_contact_on=date(2027, 2, 26)),
        partner("Long ago", last_contact_on=date(2026, 11, 2)),
        partner("Stranger"),
    )
    assert [(step.value, names(them)) for step, them in shown.approach] == [
        ("a teacher with an existing relationship", ["Long ago", "Recent"]),
        ("team leader or department chair", ["Chair"]),
        ("administrator", ["Head"]),
        ("tech-savvy innovator", ["Ina"]),
    ]


def test_a_tag_counts_before_the_group():
    shown = drawn(partner("Head", Category.SENIOR_LEADERS, approach=Approach.INNOVATOR))
    assert [names(them) for _, them in shown.approach] == [[], [], [], ["Head"]]


def test_the_map_counts_who_is_waiting():
    shown = drawn(
        partner("Fine"), partner("Due", last_contact_on=date(2027, 1, 25)), partner("Late", added_on=date(2026, 9, 1))
    )
    assert [shown.count(each) for each in Standing] == [1, 1, 1]
