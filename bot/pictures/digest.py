"""The week as a picture: promises of the last weeks, kept and open, and working together over the term."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from bot.pictures.drawing import BLUE, FOR_PHONES, GREEN, GREY, INK, ORANGE, PURPLE, Picture, a_figure
from domain.collaboration import Level
from domain.counted import Counted
from domain.digest import Earlier, Figures
from handlers.messages import Digest, Place

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_WEEKS = 8
"""Side by side on a phone."""

_MOST_DAYS = 3
"""Written beneath a chart."""

_HEIGHT = 6.4
"""Inches."""

_LEVELS = dict(zip(Level, ((BLUE, "o", "-"), (ORANGE, "s", "--"), (GREEN, "^", "-."), (PURPLE, "D", ":")), strict=True))
"""Marks and dashes say the same as the colours."""


@dataclass(frozen=True)
class WeekOfPromises:
    last: date
    on_time: int
    late: int
    open: int


def draw_digest(message: Digest, place: Place) -> Picture | None:
    """None for a digest of an older version, which told too little for a picture."""
    figures = message.figures
    if figures.term_began is None:
        return None
    return Picture("digest.png", "The library’s week", partial(_drawn, figures, place), in_words(figures, place))


def _drawn(figures: Figures, place: Place) -> "Figure":
    figure = a_figure(_HEIGHT, FOR_PHONES)
    above, below = figure.subplots(2, 1)
    draw_promises(above, promises_of(figures), place)
    draw_levels(below, days_of(figures), levels_of(figures), place)
    return figure


def promises_of(figures: Figures) -> list[WeekOfPromises]:
    """The last weeks, this one at the end."""
    every: list[Earlier | Figures] = [*figures.earlier, figures]
    return [
        WeekOfPromises(each.last, each.kept_on_time, each.kept - each.kept_on_time, each.open)
        for each in every[-MOST_WEEKS:]
    ]


def days_of(figures: Figures) -> list[date]:
    """The days of this term's digests."""
    return [*(each.last for each in figures.this_term), figures.last]


def levels_of(figures: Figures) -> list[tuple[Level, list[int | None]]]:
    """For each level that was ever told this term, what was told on each of these days; None while it was too small."""
    told = [each.levels for each in figures.this_term]
    now = tuple(Counted(each.what, each.count) for each in figures.levels)
    series = [(level, [_of(level, each) for each in (*told, now)]) for level in Level]
    return [(level, counts) for level, counts in series if any(counts)]


def in_words(figures: Figures, place: Place) -> str:
    """The same facts, for whoever cannot see the picture."""
    weeks = "; ".join(
        f"{place.short(each.last)}: {place.number(each.on_time)} on time, "
        f"{place.number(each.late)} late, {place.number(each.open)} open"
        for each in promises_of(figures)
    )
    days = days_of(figures)
    span = place.short(days[0]) if len(days) == 1 else f"{place.short(days[0])} to {place.short(days[-1])}"
    deeper = "; ".join(f"{level}: {course(counts, place)}" for level, counts in levels_of(figures))
    return (
        f"Promises kept and open, by week. {weeks}. "
        f"Working together this term, week by week, {span}: {deeper or 'too little to count'}."
    )


def _of(level: Level, told: tuple[Counted, ...]) -> int | None:
    return next((each.count for each in told if each.what == level), None)


def course(counts: list[int | None], place: Place) -> str:
    """Every week, the first of them first; weeks in which nothing changed are told together."""
    runs = [(count, sum(1 for _ in weeks)) for count, weeks in groupby(counts)]
    return ", ".join(
        ("too few to count" if count is None else place.number(count))
        + (f" for {place.number(weeks)} weeks" if weeks > 1 else "")
        for count, weeks in runs
    )


def draw_promises(axes: "Axes", weeks: list[WeekOfPromises], place: Place) -> None:
    places = range(len(weeks))
    on_time, late = [each.on_time for each in weeks], [each.late for each in weeks]
    still_open = [each.open for each in weeks]
    axes.bar(places, on_time, width=0.6, color=BLUE, edgecolor="white", label="kept on time")
    axes.bar(places, late, width=0.6, bottom=on_time, color=ORANGE, hatch="//", edgecolor="white", label="kept late")
    axes.plot(places, still_open, color=INK, marker="o", markeredgecolor="white", linestyle=":", label="open")
    for at, week in enumerate(weeks):
        kept = week.on_time + week.late
        words = place.number(kept)
        axes.annotate(words, (at, kept), (0, 3), textcoords="offset points", ha="center", fontsize=11, color=INK)
    axes.set_xlim(-0.6, max(len(weeks), 4) - 0.4)
    axes.set_ylim(0, 1.25 * max(3, *(max(each.on_time + each.late, each.open) for each in weeks)))
    _dress(axes, "Promises, week by week", [each.last for each in weeks], place)


def draw_levels(axes: "Axes", days: list[date], series: list[tuple[Level, list[int | None]]], place: Place) -> None:
    for level, counts in series:
        colour, mark, dash = _LEVELS[level]
        shown = [(at, count) for at, count in enumerate(counts) if count is not None]
        axes.plot(*zip(*shown, strict=True), color=colour, marker=mark, linestyle=dash, linewidth=2, label=level.value)
    if not series:
        axes.text(0.5, 0.5, "too little to count yet", transform=axes.transAxes, ha="center", color=GREY, fontsize=12)
    axes.set_xlim(-0.6, max(len(days), 4) - 0.4)
    axes.set_ylim(0, 1.25 * max(3, *(count or 0 for _, counts in series for count in counts), 3))
    _dress(axes, "Working together, this term so far", days, place)


def _dress(axes: "Axes", heading: str, days: list[date], place: Place) -> None:
    """Few days are written, and the legend takes two lines: letters stay large enough for a phone."""
    step = -(-len(days) // _MOST_DAYS)
    shown = range((len(days) - 1) % step, len(days), step)
    axes.set_title(heading, loc="left", color=INK, fontsize=14, pad=44)
    axes.set_xticks([*shown], [place.short(days[at]) for at in shown], fontsize=11, color=INK)
    axes.locator_params(axis="y", integer=True, nbins=5)
    axes.yaxis.set_major_formatter(lambda count, _: place.number(count))
    axes.tick_params(axis="y", labelsize=11, labelcolor=INK, length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    if drawn := [*axes.containers, *axes.lines]:
        words = {"ncols": 2, "fontsize": 10, "columnspacing": 1, "handlelength": 1.8}
        axes.legend(handles=drawn, loc="lower left", bbox_to_anchor=(-0.03, 0.99), frameon=False, **words)
