"""The partner map as a picture: a row for every group of both documents, a bar of its partners, and where nobody is."""

from functools import partial
from typing import TYPE_CHECKING

from bot.pictures.drawing import BLUE, GREY, INK, ORANGE, PURPLE, Picture, a_figure
from domain.follow_ups import Standing
from domain.partner import Side
from domain.partner_map import MappedCategory, PartnerMap
from handlers.messages import MapPicture, Place

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW, _MARGIN = 0.3, 1.2
"""Inches."""

_SHOWN = ((Standing.FINE, BLUE, ""), (Standing.WORTH_A_WORD, ORANGE, "//"), (Standing.OVERDUE, PURPLE, "xx"))
"""Hatching says the same as the colours."""

_FEWEST_ACROSS = 5
"""Partners: a group of one does not fill the whole width."""

_SIDES = {Side.INSIDE: "Inside the school", Side.OUTSIDE: "Outside the school"}


def draw_partner_map(message: MapPicture, place: Place) -> Picture:
    title = f"Partners of the library, {place.short(place.today)}"
    return Picture("partner-map.png", title, partial(_drawn, message.map, place, title), in_words(message.map, place))


def _drawn(shown: PartnerMap, place: Place, title: str) -> "Figure":
    series = rows_of(shown, place)
    figure = a_figure(_MARGIN + _ROW * len(series))
    axes = figure.add_subplot()
    _bars(axes, series, place)
    _labels(axes, series)
    axes.set_title(title, color=INK, loc="left", fontsize=13, pad=28)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(_SHOWN), frameon=False, fontsize=9)
    return figure


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


def _bars(axes: "Axes", series: list[tuple[str, tuple[int, int, int]]], place: Place) -> None:
    rows = range(len(series))
    left = [0] * len(series)
    for index, (standing, colour, hatch) in enumerate(_SHOWN):
        counts = [row[index] for _, row in series]
        axes.barh(rows, counts, left=left, color=colour, hatch=hatch, edgecolor="white", label=standing.value)
        left = [before + count for before, count in zip(left, counts, strict=True)]
    for row, total in enumerate(left):
        words, colour = (place.number(total), INK) if total else ("nobody yet", GREY)
        axes.annotate(words, (total, row), (4, 0), textcoords="offset points", va="center", color=colour, fontsize=9)


def _labels(axes: "Axes", series: list[tuple[str, tuple[int, int, int]]]) -> None:
    axes.set_yticks(range(len(series)), [name for name, _ in series], fontsize=9, color=INK)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.set_xlim(0, 1.12 * max(_FEWEST_ACROSS, *(sum(counts) for _, counts in series)))
    axes.margins(y=0.01)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0)
