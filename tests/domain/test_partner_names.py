"""A name as somebody wrote it finds the partner who is meant, and nobody by chance."""

from datetime import date
from uuid import uuid4

import pytest

from domain.partner import Category, Gaps, Partner
from domain.partner_names import parts_of, those_called

NAMES = ("Ms Park", "City Museum", "City Library", "Ada Byron", "Adam Ant", "Park Lane School")


def partner(name: str) -> Partner:
    return Partner(
        uuid4(), name, Category.NATIONAL, None, None, None, None, None, None, Gaps(60, 120), date(2027, 3, 1)
    )


PARTNERS = [partner(name) for name in NAMES]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("ms park", {"Ms Park"}),
        ("Mr. Park", {"Ms Park"}),
        ("the city museum", {"City Museum"}),
        ("MUSEUM", {"City Museum"}),
        ("city", {"City Museum", "City Library"}),
        ("ada", {"Ada Byron"}),
        ("Ada  Byron", {"Ada Byron"}),
        ("Park Lane", {"Park Lane School"}),
        ("Lane", {"Park Lane School"}),
        ("Library of Congress", set()),
        ("Ad", set()),
        ("the", set()),
        ("", set()),
    ],
)
def test_who_is_meant(written, found):
    assert {each.name for each in those_called(written, PARTNERS)} == found


def test_several_names_are_told_apart():
    assert parts_of("Ada Byron, Ben Ortiz and Cleo") == ("Ada Byron", "Ben Ortiz", "Cleo")
    assert parts_of("Ada & Ben") == ("Ada", "Ben")
    assert parts_of("Ada Byron") == ()
