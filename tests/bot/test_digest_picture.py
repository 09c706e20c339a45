"""The digest as a picture: what is handed to the plotter, and the same facts in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from matplotlib.text import Text

from bot.pictures.digest import (
    WeekOfPromises,
    course,
    days_of,
    draw_digest,
    draw_levels,
    in_words,
    levels_of,
    promises_of,
)
from bot.pictures.drawing import FOR_PHONES, a_figure
from bot.pictures.table import picture_of
from domain.collaboration import Level
from domain.counted import Counted, Grown
from domain.digest import Earlier, Figures
from handlers.messages import Digest
from tests.bot.stories import NOW, PLACE, all_figures, figures

BEGAN = date(2026, 1, 5)
FRIDAYS = [date(2026, 2, 6) + timedelta(weeks=week) for week in range(3)]
PNG = b"\x89PNG\r\n\x1a\n"


def a_term() -> Figures:
    """Three digests, the first of them in the term before."""
    return figures(
        last=FRIDAYS[2],
        kept=5,
        kept_on_time=4,
        open=2,
        overdue=1,
        term_began=BEGAN,
        levels=(Grown(Level.COORDINATION, 12, NOW), Grown(Level.INTEGRATED_INSTRUCTION, 3, NOW)),
        earlier=(
            Earlier(FRIDAYS[0], 1, 1, 0, 0, date(2025, 9, 1), (Counted(Level.COOPERATION, 40),)),
            Earlier(FRIDAYS[1], 3, 1, 6, 2, BEGAN, (Counted(Level.COORDINATION, 7),)),
        ),
    )


def test_each_week_has_its_promises_kept_on_time_late_and_open():
    assert promises_of(a_term()) == [
        WeekOfPromises(FRIDAYS[0], on_time=1, late=0, open=0),
        WeekOfPromises(FRIDAYS[1], on_time=1, late=2, open=6),
        WeekOfPromises(FRIDAYS[2], on_time=4, late=1, open=2),
    ]


def test_the_levels_are_those_of_this_term_and_gaps_stay_gaps():
    assert days_of(a_term()) == FRIDAYS[1:]
    assert levels_of(a_term()) == [
        (Level.COORDINATION, [7, 12]),
        (Level.INTEGRATED_INSTRUCTION, [None, 3]),
    ]


def test_the_words_say_what_the_picture_shows():
    assert in_words(a_term(), PLACE) == (
        "Promises kept and open, by week. "
        f"{PLACE.short(FRIDAYS[0])}: 1 on time, 0 late, 0 open; "
        f"{PLACE.short(FRIDAYS[1])}: 1 on time, 2 late, 6 open; "
        f"{PLACE.short(FRIDAYS[2])}: 4 on time, 1 late, 2 open. "
        f"Working together this term, week by week, {PLACE.short(FRIDAYS[1])} to {PLACE.short(FRIDAYS[2])}: "
        "coordination: 7, 12; integrated instruction: too few to count, 3."
    )


def test_the_words_tell_every_week_of_a_level_and_draw_together_what_stays():
    assert course([None, None, 3, 3, 3, 5, 4], PLACE) == "too few to count for 2 weeks, 3 for 3 weeks, 5, 4"


def test_a_year_of_weekly_changes_fits_into_the_words_of_a_picture():
    weeks = [date(2026, 1, 9) + timedelta(weeks=week) for week in range(44)]
    told = [tuple(Counted(level, 100 + week) for level in Level) for week in range(44)]
    year = figures(
        last=weeks[-1],
        term_began=BEGAN,
        levels=tuple(Grown(each.what, each.count, NOW) for each in told[-1]),
        earlier=tuple(Earlier(*each, BEGAN, levels) for *each, levels in rows(weeks[:-1], told)),
    )
    assert len(in_words(year, PLACE)) <= 2000


def rows(weeks: list[date], told: list[tuple[Counted, ...]]) -> list[tuple]:
    return [(week, 12, 10, 14, 3, levels) for week, levels in zip(weeks, told, strict=False)]


@pytest.mark.parametrize("week", [a_term(), all_figures(count=40), figures(term_began=BEGAN, kept=0, open=0)])
def test_it_is_drawn_for_a_first_week_and_for_a_long_term(week):
    picture = draw_digest(Digest(week), PLACE)
    assert picture is not None
    assert picture.png.startswith(PNG)
    assert len(picture.png) < 300_000
    assert len(picture.alt) <= 2000
    assert int.from_bytes(picture.png[16:20], "big") == 1080


def test_its_smallest_letters_can_be_read_on_a_phone():
    figure = a_figure(6, FOR_PHONES)
    axes = figure.add_subplot()
    draw_levels(axes, days_of(a_term()), levels_of(a_term()), PLACE)
    figure.draw_without_rendering()
    smallest = min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text())
    on_a_phone = smallest * figure.dpi / 72 * 300 / figure.bbox.width
    assert on_a_phone >= 8, "pixels high, where the picture is shown 300 pixels wide"


def test_a_digest_of_an_older_version_has_none():
    assert picture_of(Digest(replace(figures(), term_began=None)), PLACE) is None
