"""A term as a picture for a printed page: promises kept and open by week, and working together, side by side."""

from functools import partial
from typing import TYPE_CHECKING

from bot.pictures.digest import WeekOfPromises, draw_levels, draw_promises
from bot.pictures.drawing import Picture, a_figure
from domain.collaboration import Level
from domain.term_in_figures import TermInFigures
from handlers.messages import Place

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_WIDTH, _HEIGHT = 11.4, 3.5
"""Inches: letters stay readable where the picture is as wide as the page."""


def draw_term(told: TermInFigures, place: Place) -> Picture:
    return Picture("term.png", "The library’s term", partial(_drawn, told, place), in_words(told, place))


def _drawn(told: TermInFigures, place: Place) -> "Figure":
    figure = a_figure(_HEIGHT, _WIDTH)
    left, right = figure.subplots(1, 2)
    draw_promises(left, promises_of_term(told), place)
    draw_levels(right, [each.last for each in told.weeks], levels_of_term(told), place)
    return figure


def promises_of_term(told: TermInFigures) -> list[WeekOfPromises]:
    return [WeekOfPromises(each.last, each.kept_on_time, each.kept_late, each.open) for each in told.weeks]


def levels_of_term(told: TermInFigures) -> list[tuple[Level, list[int | None]]]:
    """For each level that was ever told this term, what each digest told of it; None while it was too small."""
    counts = [{each.what: each.count for each in week.levels} for week in told.weeks]
    series = [(level, [each.get(level) for each in counts]) for level in Level]
    return [(level, course) for level, course in series if any(course)]


def in_words(told: TermInFigures, place: Place) -> str:
    """The same facts, for whoever cannot see the picture."""
    weeks = "; ".join(
        f"{place.short(each.last)}: {each.on_time} on time, {each.late} late, {each.open} open"
        for each in promises_of_term(told)
    )
    deeper = "; ".join(
        f"{level} {', '.join('too few to count' if count is None else str(count) for count in course)}"
        for level, course in levels_of_term(told)
    )
    return (
        f"Promises kept and open, by week. {weeks}. Working together, week by week: {deeper or 'too little to count'}."
    )
