"""The partner map as a picture: a row for every group of both documents, a bar of its partners, and where nobody is."""

from functools import partial
from itertools import accumulate
from textwrap import fill
from typing import TYPE_CHECKING

from bot.pictures.drawing import BLUE, FOR_PHONES, GREY, INK, ORANGE, PURPLE, Picture, a_figure
from domain.follow_ups import Standing
from domain.partner import Side
from domain.partner_map import MappedCategory, PartnerMap
from handlers.messages import MapPicture, Place

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW, _LINE, _BAR, _MARGIN = 0.27, 0.15, 0.21, 1.0
"""Inches: a row, each further line of its name, its bar, and what stands above and below all rows."""

_LETTERS = 10
_LONGEST_LINE = 28
"""Characters of a name: on a phone the bars need half of the width."""

_SHOWN = ((Standing.FINE, BLUE, ""), (Standing.WORTH_A_WORD, ORANGE, "//"), (Standing.OVERDUE, PURPLE, "xx"))
"""Hatching says the same as the colours."""

_FEWEST_ACROSS = 5
"""Partners: a group of one does not fill the whole width."""

_SIDES = {Side.INSIDE: "Inside the school", Side.OUTSIDE: "Outside the school"}


def draw_partner_map(message: MapPicture, place: Place) -> Picture:
    title = f"Partners of the library, {place.short(place.today)}"
    return Picture("partner-map.png", title, partial(_drawn, message.map, place, title), in_words(message.map, place))


def _drawn(shown: PartnerMap, place: Place, title: str) -> "Figure":
    series = [(fill(name, _LONGEST_LINE), counts) for name, counts in rows_of(shown, place)]
    heights = [_ROW + _LINE * name.count("\n") for name, _ in series]
    rows = [end - height / 2 for end, height in zip(accumulate(heights), heights, strict=True)]
    figure = a_figure(_MARGIN + sum(heights), FOR_PHONES)
    axes = figure.add_subplot()
    axes.set_ylim(sum(heights), 0)
    _bars(axes, rows, [counts for _, counts in series], place)
    _labels(axes, rows, [name for name, _ in series])
    _name(figure, axes, title)
    return figure


def _name(figure: "Figure", axes: "Axes", title: str) -> None:
    """The title, and beneath it what the bars are."""
    figure.legend(
        *axes.get_legend_handles_labels(),
        loc="outside upper left",
        alignment="left",
        title=title,
        title_fontsize=13,
        fontsize=_LETTERS,
        ncols=len(_SHOWN),
        columnspacing=1.2,
        handlelength=1.6,
        frameon=False,
    )


def rows_of(shown: PartnerMap, place: Place) -> list[tuple[str, tuple[int, int, int]]]:
    """(group, partners by standing: fine, worth a word, overdue) for each group, in the documents' order."""
    return [(place.spelt(each.category), _counts(each)) for each in shown.categories]


def in_words(shown: PartnerMap, place: Place) -> str:
    """The same facts, for whoever cannot see the picture."""
    sides = [f"{_SIDES[side.side]}: {_side_in_words(side.categories, place)}" for side in shown.sides]
    gaps = ", ".join(map(place.spelt, shown.gaps))
    return " ".join([*sides, f"Nobody yet: {gaps}." if gaps else "No group is without somebody."])


def _side_in_words(categories: tuple[MappedCategory, ...], place: Place) -> str:
    filled = [_in_words(each, place) for each in categories if not each.is_empty]
    return f"{', '.join(filled)}." if filled else "nobody yet."


def _in_words(mapped: MappedCategory, place: Place) -> str:
    _, worth, overdue = _counts(mapped)
    waiting = [
        f"{place.number(worth)} worth a word" if worth else "",
        f"{place.number(overdue)} overdue" if overdue else "",
    ]
    words = ", ".join(each for each in waiting if each)
    return f"{place.spelt(mapped.category)} {place.number(len(mapped.partners))}" + (f" ({words})" if words else "")


def _counts(mapped: MappedCategory) -> tuple[int, int, int]:
    fine, worth, overdue = (sum(each.standing is one for each in mapped.partners) for one, _, _ in _SHOWN)
    return fine, worth, overdue


def _bars(axes: "Axes", rows: list[float], every: list[tuple[int, int, int]], place: Place) -> None:
    left = [0] * len(every)
    for index, (standing, colour, hatch) in enumerate(_SHOWN):
        counts = [each[index] for each in every]
        axes.barh(rows, counts, _BAR, left, color=colour, hatch=hatch, edgecolor="white", label=standing.value)
        left = [before + count for before, count in zip(left, counts, strict=True)]
    axes.set_xlim(0, 1.2 * max(_FEWEST_ACROSS, *left))
    for row, total in zip(rows, left, strict=True):
        words, colour = (place.number(total), INK) if total else ("nobody yet", GREY)
        axes.annotate(
            words, (total, row), (4, 0), textcoords="offset points", va="center", color=colour, fontsize=_LETTERS
        )


def _labels(axes: "Axes", rows: list[float], names: list[str]) -> None:
    axes.set_yticks(rows, names, fontsize=_LETTERS, color=INK, linespacing=0.95)
    axes.set_xticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0)
