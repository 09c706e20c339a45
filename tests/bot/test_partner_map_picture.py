"""The partner map as a picture: what is handed to the plotter, and the same facts in words."""

from uuid import UUID

import pytest
from matplotlib.text import Text

from bot.pictures.partner_map import draw_partner_map, in_words, rows_of
from domain.follow_ups import follow
from domain.partner import Category, Gaps, Partner
from domain.partner_map import PartnerMap, partner_map
from domain.school_days import SchoolCalendar
from handlers.messages import MapPicture
from tests.bot.stories import PLACE

CALENDAR = SchoolCalendar("America/New_York")
PNG = b"\x89PNG\r\n\x1a\n"


def somebody(number: int, category: Category, *, days_ago: int) -> Partner:
    seen = CALENDAR.add_school_days(PLACE.today, -days_ago)
    return Partner(UUID(int=number), f"P{number}", category, None, None, None, None, None, None, Gaps(10, 20), seen)


def a_map(*partners: Partner) -> PartnerMap:
    return partner_map(follow(partners, PLACE.today, CALENDAR))


def test_each_group_has_its_row_with_its_partners_by_how_things_stand():
    libraries = [somebody(n, Category.PUBLIC_LIBRARIES, days_ago=days) for n, days in enumerate((3, 12, 14, 40))]
    rows = rows_of(a_map(*libraries), PLACE)
    assert len(rows) == 24
    assert dict(rows)["public libraries"] == (1, 2, 1)
    assert sum(sum(counts) for _, counts in rows) == 4


def test_the_words_say_what_the_picture_shows():
    those = somebody(1, Category.PARENTS, days_ago=12), somebody(2, Category.CAREERS, days_ago=1)
    words = in_words(a_map(*those), PLACE)
    assert "Inside the school: careers advisers 1." in words
    assert "Outside the school: parents 1 (1 worth a word)." in words
    assert "book trade" in words.partition("Nobody yet")[2]


@pytest.mark.parametrize("count", [0, 1, 300])
def test_it_is_drawn_for_none_one_and_three_hundred(count):
    every = [somebody(n, [*Category][n % 24], days_ago=n % 50) for n in range(count)]
    picture = draw_partner_map(MapPicture(a_map(*every)), PLACE)
    assert picture.png.startswith(PNG)
    assert len(picture.png) < 300_000
    assert len(picture.alt) <= 2000


def test_the_picture_is_as_wide_as_a_phone_shows_well():
    picture = draw_partner_map(MapPicture(a_map()), PLACE)
    assert int.from_bytes(picture.png[16:20], "big") == 1080


def test_its_smallest_letters_can_be_read_on_a_phone():
    figure = draw_partner_map(MapPicture(a_map(somebody(1, Category.ENRICHMENT, days_ago=3))), PLACE).draw()
    figure.draw_without_rendering()
    smallest = min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text())
    assert smallest * figure.dpi / 72 * 300 / figure.bbox.width >= 8, "pixels high, where it is shown 300 pixels wide"


def test_no_name_of_a_group_runs_out_of_the_picture():
    figure = draw_partner_map(
        MapPicture(a_map(*(somebody(n, Category.PARENTS, days_ago=n) for n in range(40)))), PLACE
    ).draw()
    figure.draw_without_rendering()
    shown = [each.get_window_extent() for each in figure.findobj(Text) if each.get_text()]
    assert min(each.x0 for each in shown) >= 0
    assert max(each.x1 for each in shown) <= figure.bbox.width
